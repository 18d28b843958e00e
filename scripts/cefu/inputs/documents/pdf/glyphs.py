"""The characters of a PDF page as PDFium gives them, in the page's own frame.

PDFium (through ``pypdfium2``) was chosen for speed: it gives the characters of
a page with box, origin, font and size in some ten milliseconds, five to ten
times as fast as pdfminer.six.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: Characters on one page beyond which a page is no text but an attack.
MOST_GLYPHS = 400_000
_BOLD = re.compile(
    r"bold|heavy|black|semibold|demi(?!light)|[-_,]B(?![a-z])|-W[6-9]|粗|黑体-粗", re.I
)
_ITALIC = re.compile(r"italic|oblique|[-_]It\b", re.I)
_SUBSET = re.compile(r"^[A-Z]{6}\+")


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of glyphs is set; ``size`` in points as shown on the page."""

    face: str = ""
    size: float = 0.0
    weight: int = 0
    italic: bool = False
    color: int = -1
    #: direction of the base line in degrees, clockwise, 0 for upright text
    angle: int = 0


@dataclass(slots=True)
class Glyph:
    """One character on the page as shown.

    ``x0, y0, x1, y1`` is its box, ``ox, oy`` its origin on the base line.
    ``blank`` holds the blanks that stood before it in the content stream;
    ``unmapped`` tells that its font has no map from its code to a character;
    ``mcid`` ties marked content to the structure tree, -1 for none.

    ``a0``, ``a1`` and ``base`` are the same seen by a reader: from where to
    where it goes along the line, and how far down its line is (``directions``).
    """

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    ox: float
    oy: float
    style: Style
    blank: str = ""
    unmapped: bool = False
    mcid: int = -1
    #: PDFium takes the gap before it for a blank that the stream does not have
    apart: bool = False
    a0: float = 0.0
    a1: float = 0.0
    base: float = 0.0
    #: where the glyph comes in its line: ``a0``, or just after the one before it in the
    #: stream that it is set over (parts of a ligature, punctuation set closer)
    turn: float = 0.0

    @property
    def size(self) -> float:
        return self.style.size


@dataclass(frozen=True, slots=True)
class Frame:
    """How a PDF page's points are seen: cropped, turned, with ``y`` downwards."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height of the page as it is shown."""
        if self.rotation in (90, 270):
            return self.height, self.width
        return self.width, self.height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """PDF user space to the page as shown.

        >>> Frame(0, 0, 100, 200, 0).point(10, 190)
        (10, 10)
        >>> Frame(0, 0, 100, 200, 90).point(10, 190)
        (190, 10)
        """
        x, y = x - self.left, y - self.bottom
        if self.rotation == 90:
            return y, x
        if self.rotation == 180:
            return self.width - x, y
        if self.rotation == 270:
            return self.height - y, self.width - x
        return x, self.height - y


def frame_of(page: pdfium.PdfPage) -> Frame:
    """The frame of ``page``: its crop box and rotation."""
    left, bottom, right, top = page.get_cropbox()
    return Frame(left, bottom, right - left, top - bottom, page.get_rotation())


class _Styles:
    """Styles of text objects, each looked up once."""

    def __init__(self, textpage: object, frame: Frame) -> None:
        self.page, self.frame = textpage, frame
        self.known: dict[int, tuple[Style, int]] = {}
        self.shared: dict[Style, Style] = {}

    def of(self, index: int) -> tuple[Style, int]:
        """The style of the character, and the number of its marked content."""
        handle = raw.FPDFText_GetTextObject(self.page, index)
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        known = self.known.get(address)
        if known is None or not address:
            style = self._read(handle, index)
            mcid = raw.FPDFPageObj_GetMarkedContentID(handle) if handle else -1
            known = self.shared.setdefault(style, style), mcid
            self.known[address] = known
        return known

    def _read(self, handle: object, index: int) -> Style:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self.page, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = raw.FPDFText_GetFontSize(self.page, index) * scale
        angle = round(math.degrees(math.atan2(-matrix.b, matrix.a))) + self.frame.rotation
        font = raw.FPDFTextObj_GetFont(handle) if handle else None
        face, weight, italic = _font(font) if font else ("", 0, False)
        mode = raw.FPDFTextObj_GetTextRenderMode(handle) if handle else -1
        if mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE:
            weight = 700
        return Style(face, round(abs(size), 2), weight, italic, _color(handle), angle % 360)


def _font(font: object) -> tuple[str, int, bool]:
    """(face without its subset prefix, 400 or 700, italic)."""
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    face = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
    bold = bool(_BOLD.search(face)) or raw.FPDFFont_GetWeight(font) >= 650
    return face, 700 if bold else 400, bool(_ITALIC.search(face))


def _color(handle: object) -> int:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not handle or not raw.FPDFPageObj_GetFillColor(handle, r, g, b, a):
        return -1
    return r.value << 16 | g.value << 8 | b.value


#: PDFium puts this where it thinks that a hyphen divides a word.
_HYPHEN = 0x02
_BLANK_CODES = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F})


def read_glyphs(page: pdfium.PdfPage, frame: Frame) -> list[Glyph]:
    """The characters of ``page`` in the order of its content stream.

    Blanks are kept as ``Glyph.blank`` of what follows them.  Characters that
    PDFium makes up (line ends) are left out.
    """
    textpage = page.get_textpage()
    try:
        return _read(textpage, frame)
    finally:
        textpage.close()


def _read(textpage: pdfium.PdfTextPage, frame: Frame) -> list[Glyph]:
    handle = textpage.raw
    count = min(raw.FPDFText_CountChars(handle), MOST_GLYPHS)
    styles = _Styles(handle, frame)
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs: list[Glyph] = []
    blank, high, apart = "", 0, False
    for i in range(count):
        code = raw.FPDFText_GetUnicode(handle, i)
        if raw.FPDFText_IsGenerated(handle, i) == 1:
            apart = code == 0x20
            continue
        if code in _BLANK_CODES:
            blank += chr(code)
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        style, mcid = styles.of(i)
        raw.FPDFText_GetLooseCharBox(handle, i, box)
        raw.FPDFText_GetCharOrigin(handle, i, x, y)
        ax, ay = frame.point(box.left, box.bottom)
        bx, by = frame.point(box.right, box.top)
        if ax > bx:
            ax, bx = bx, ax
        if ay > by:
            ay, by = by, ay
        ox, oy = frame.point(x.value, y.value)
        unmapped = raw.FPDFText_HasUnicodeMapError(handle, i) == 1
        char = _char(code)
        glyphs.append(Glyph(char, ax, ay, bx, by, ox, oy, style, blank, unmapped, mcid, apart))
        blank, apart = "", False
    return glyphs


def _char(code: int) -> str:
    """The character of ``code``; one that cannot stand in a text is U+FFFD."""
    if code == _HYPHEN:
        return "-"
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)
