"""Plain text: bytes to characters, and characters to lines.

What an extraction did to the lines is mended by ``columns`` and ``labels``.  A file that is not UTF-8 is decoded only where its
encoding is certain; otherwise the keeper is told what to do.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from cefu.inputs.documents.plain.columns import part_columns
from cefu.inputs.documents.plain.labels import join_labels
from cefu.model.errors import CefuError
from cefu.model.received import Document, Fault

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
COMMON = {
    "big5": "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小麼心多天而能好都然",
    "gb18030": "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


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
    guesses = {name: _fluency(data, name) for name in COMMON}
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
    return sum(c in COMMON[charset] for c in han) / len(han) if len(han) >= 20 else 0.0


def _checked(text: str, file: str | Path) -> str:
    if not any(map(str.isalpha, text)):
        blank = all(char.isspace() or char == "\ufeff" for char in text)
        raise CefuError(
            "the file is empty" if blank else "the file holds not one word",
            file=file,
            remedy="Put the brief's text into it or delete it",
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


#: Elements that no prose has in angle brackets.
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|span|table|tbody|tr|td|th|ul|ol|li|br|font|h[1-6]|strong|a)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
_FEWEST_TAGS = 8


def is_markup(text: str) -> bool:
    """Whether a text is the source of a web page and not its words.

    >>> is_markup("<!DOCTYPE html><html><body><p>正文</p></body></html>"), is_markup("a < b > c")
    (True, False)
    """
    if re.match(r"\s*(?:<!doctype\s+html|<html\b|<\?xml[^>]*>\s*<html\b)", text[:2000], re.I):
        return True
    return sum(1 for _ in _TAG.finditer(text[:200_000])) >= max(
        _FEWEST_TAGS, len(text[:200_000]) // 400
    )


def read_text(path: Path) -> Document:
    """The plain text at ``path``; its lines are read by the structure room's rules.

    Raises ``CefuError`` where the file is empty, binary, of no certain encoding,
    or the source of a web page.
    """
    text, encoding = decode(path.read_bytes(), path)
    if is_markup(text):
        raise CefuError(
            "the file is HTML, not text",
            file=path,
            remedy=f"Rename it to {path.stem}.html, and Cefu reads it as a web page",
        )
    parted, rows = part_columns(text)
    return Document("txt", join_labels(parted), faults=_told(rows), encoding=encoding)


def _told(rows: int) -> tuple[Fault, ...]:
    """What a keeper is told where ``rows`` lines held two columns side by side."""
    if not rows:
        return ()
    problem = (
        f"{rows} lines held two columns side by side: they were read one column after the other"
    )
    return (Fault("columns-parted", 0, 0, rows, problem, "Add the PDF itself to be sure of it"),)
