"""The parts of a Word file, taken out of their ZIP with limits."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from cefu.model.errors import CefuError

#: Bytes that the parts may have when unpacked: one, and all that are read.
MOST_PART = 120 << 20
MOST_PICTURE = 30 << 20
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DAMAGED = "Get the file again; if Word opens it, save it there as .docx once more"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(slots=True)
class Package:
    """An open Word file; ``relations`` maps relation ids of the main part to its parts."""

    zip: zipfile.ZipFile
    names: frozenset[str]
    relations: dict[str, str]

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, None where there is no such part."""
        data = self.bytes(name, MOST_PART)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise CefuError(
                f"the part {name} of the document is damaged", remedy=_DAMAGED
            ) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise CefuError(
                f"the part {name} of the document declares entities, which no Word file does",
                remedy="The file is made to do harm: take it out of the sources",
            )
        return root

    def bytes(self, name: str, most: int) -> bytes | None:
        """The bytes of a part.  Raises ``CefuError`` where it unpacks to more than ``most``."""
        if name not in self.names:
            return None
        try:
            with self.zip.open(name) as part:
                data = part.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError):
            raise CefuError(
                f"the part {name} of the document is damaged", remedy=_DAMAGED
            ) from None
        if len(data) > most:
            raise CefuError(
                f"the part {name} unpacks to more than {most >> 20} MB",
                remedy="The file is made to do harm, or holds what is no report",
            )
        return data


def open_package(path: Path) -> Package:
    """The Word file at ``path``.  Raises ``CefuError`` for one that is none."""
    with path.open("rb") as file:
        if file.read(8) == _OLE:
            raise CefuError(
                "the document is encrypted, or in the format of Word before 2007",
                remedy="Open it in Word or LibreOffice and save it as .docx without a password",
            )
    try:
        package = zipfile.ZipFile(path)
        names = frozenset(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise CefuError("this is no Word document, or a damaged one", remedy=_DAMAGED) from None
    if "word/document.xml" not in names:
        raise CefuError("this is no Word document", remedy=_DAMAGED)
    found = Package(package, names, {})
    relations = found.xml("word/_rels/document.xml.rels")
    for relation in relations if relations is not None else ():
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External":
            place = posixpath.normpath(posixpath.join("word", target)).lstrip("/")
            found.relations[relation.get("Id") or ""] = place
    return found
