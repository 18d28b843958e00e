"""Sources: bytes on disk to decoded text, with checksums verified.

Nothing is repaired here.  A file that is not UTF-8 is decoded only where its
encoding is certain; otherwise the keeper is told what to do.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cefu.model.errors import CefuError

#: Report ids become folder names and addresses: nothing that could leave the tree.
#: Letters may be of any script; a file may well be named in Chinese.
REPORT_ID = re.compile(r"[^\W_](?:[\w-]|\.(?!\.)){0,79}(?<!\.)")
CHECKSUMS = "SHA256SUMS"
#: No extraction tool writes a line like that; such a file is not a brief.
LONGEST_LINE = 1_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: The commonest characters of running Chinese in each script (after the
#: frequency lists of the Ministry of Education and of the State Language
#: Commission); text decoded in the wrong charset has hardly any.
_COMMON = {
    "big5": "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小麼心多天而能好都然",
    "gb18030": "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source file: ``text`` is what its bytes say, ``encoding`` in which charset."""

    id: str
    path: Path
    sha256: str
    encoding: str
    text: str


def decode(data: bytes, file: str | Path = "") -> tuple[str, str]:
    """The text of ``data`` and its encoding.

    UTF-8, or UTF-16/32 by its byte order mark, or Big5 or GB18030 where one of
    the two gives ordinary Chinese and the other does not.  Raises ``CefuError``
    for empty, binary and undecidable input.

    >>> decode("策府".encode("utf-16"))
    ('策府', 'utf-16')
    """
    if not data.strip():
        raise CefuError(
            "the file is empty", file=file, remedy="Put the brief's text into it or delete it"
        )
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return _checked(data.decode(name), file), name
            except UnicodeDecodeError as error:
                raise CefuError(
                    f"the file begins like {name} but byte {error.start} does not fit",
                    file=file,
                    remedy="Save it again as UTF-8",
                ) from None
    try:
        return _checked(data.decode("utf-8"), file), "utf-8"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    if b"\x00" in data:
        raise CefuError(
            "the file is binary, not text",
            file=file,
            remedy="Extract the text first, for example with pdftotext, and save it as UTF-8",
        )
    guesses = {name: _fluency(data, name) for name in _COMMON}
    best, other = sorted(guesses, key=lambda n: guesses[n], reverse=True)
    if guesses[best] >= 0.12 and guesses[best] >= 2 * guesses[other]:
        return _checked(data.decode(best), file), best
    raise CefuError(
        "the file is not UTF-8, and whether it is Big5 or GB18030 is not certain",
        file=file,
        line=line,
        remedy="Save it as UTF-8, for example with iconv -f BIG5 -t UTF-8",
    )


def _fluency(data: bytes, charset: str) -> float:
    """Share of the commonest characters among the Han that ``charset`` reads."""
    try:
        text = data.decode(charset)
    except UnicodeDecodeError:
        return 0.0
    if any("\ue000" <= c <= "\uf8ff" for c in text):
        return 0.0
    han = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    return sum(c in _COMMON[charset] for c in han) / len(han) if len(han) >= 20 else 0.0


def _checked(text: str, file: str | Path) -> str:
    if not text.strip("\ufeff \t\r\n\f"):
        raise CefuError(
            "the file is empty", file=file, remedy="Put the brief's text into it or delete it"
        )
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > 0.01 * len(text) + 8:
        raise CefuError(
            "the file is binary, not text",
            file=file,
            remedy="Extract the text first, for example with pdftotext, and save it as UTF-8",
        )
    number = 1
    for match in re.finditer(rf"[^\n\f\r]{{{LONGEST_LINE},}}", text):
        number += text.count("\n", 0, match.start())
        raise CefuError(
            f"the line has {match.end() - match.start():,} characters; no brief has such a line",
            file=file,
            line=number,
            remedy=f"Break it into lines of less than {LONGEST_LINE:,} characters, or check "
            "what the extraction tool did",
        )
    return text.replace("\r", "\n") if "\r" in text and "\n" not in text else text


def read_sources(folder: Path) -> list[SourceText]:
    """All ``*.txt`` in ``folder``, in order of name, checksums verified.

    Raises ``CefuError`` where the folder holds none, where a file differs from
    its checksum, or where its name cannot be an address.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise CefuError(
            "there is no .txt file in the sources folder",
            file=folder,
            remedy="Put each brief's text there as <report-id>.txt",
        )
    sums = read_checksums(folder / CHECKSUMS)
    sources = []
    for path in paths:
        if not REPORT_ID.fullmatch(path.stem):
            raise CefuError(
                f"the file name {path.name!r} cannot be a report id",
                file=path,
                remedy="Rename it to letters, digits, - and _ only, without blanks, such as brief-2018-05.txt",
            )
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        expected = sums.pop(path.name, None)
        if expected is not None and expected != digest:
            raise CefuError(
                f"the file is not what {CHECKSUMS} fixes: its SHA-256 is {digest}",
                file=path,
                remedy="Restore the file; or, if the change is meant, run "
                "'cefu check --update-checksums'",
            )
        text, encoding = decode(data, path)
        sources.append(SourceText(path.stem, path, digest, encoding, text))
    missing = sorted(name for name in sums if name.endswith(".txt"))
    if missing:
        raise CefuError(
            f"{CHECKSUMS} lists {missing[0]}, which is gone",
            file=folder / CHECKSUMS,
            remedy="Restore the file; or, if it is meant to go, take its line out",
        )
    lowered: dict[str, Path] = {}
    for source in sources:
        twin = lowered.setdefault(source.id.lower(), source.path)
        if twin is not source.path:
            raise CefuError(
                f"the id {source.id!r} differs from that of {twin.name} only in capitals",
                file=source.path,
                remedy="Rename one of the two",
            )
    return sources


def read_checksums(path: Path) -> dict[str, str]:
    """File name -> SHA-256, from a file in the form of ``sha256sum``; {} if none."""
    if not path.exists():
        return {}
    sums: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.fullmatch(r"([0-9a-f]{64}) [ *](\S+)", line)
        if not match:
            raise CefuError(
                f"cannot read {line!r}",
                file=path,
                line=number,
                remedy="Each line is a SHA-256, two spaces and a file name",
            )
        sums[match.group(2)] = match.group(1)
    return sums


def checksums_bytes(sources: Mapping[str, str]) -> bytes:
    """The checksum file for ``{file name: sha256}``, sorted by name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sources.items())).encode()
