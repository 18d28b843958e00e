"""A writer of small PDF files for tests: words at places, rules, pictures, bookmarks.

Every character is set by its UTF-16 code in a font whose glyphs are all the same box:
the widths and the map to Unicode are all that a reader of text needs.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def _width(char: str) -> float:
    """Half an em for ASCII, one em for all else."""
    return 0.5 if char.isascii() else 1.0


@dataclass
class Page:
    """One page; ``y`` counts downwards from its top, all in points."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    stream: list[str] = field(default_factory=list)
    images: list[bytes] = field(default_factory=list)

    def words(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 12,
        font: str = "F",
        spread: float = 0,
        matrix: tuple[float, float, float, float] = (1, 0, 0, 1),
    ) -> None:
        """``text`` from (x, y) on; ``font`` is F, B (bold), V (vertical) or U (no map)."""
        code = text.encode("utf-16-be").hex()
        a, b, c, d = matrix
        self.stream.append(
            f"BT /{font} {size} Tf {spread} Tc {a} {b} {c} {d} {x:.2f} {self.height - y:.2f} Tm "
            f"<{code}> Tj ET"
        )

    def lines(
        self, x: float, y: float, texts: list[str], pitch: float = 18, **how: object
    ) -> float:
        """Lines one below the other; the place of the next one."""
        for text in texts:
            self.words(x, y, text, **how)  # type: ignore[arg-type]
            y += pitch
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.5) -> None:
        """A straight rule."""
        top = self.height
        self.stream.append(f"{thick} w {x0} {top - y0} m {x1} {top - y1} l S")

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """Rules at all ``xs`` and ``ys``."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """A filled bar of a chart."""
        top = self.height - y - height
        self.stream.append(f"0.2 0.4 0.6 rg {x} {top} {width} {height} re f 0 g")

    def picture(self, x: float, y: float, width: float, height: float, pixels: int = 64) -> None:
        """A grey picture with a gradient, ``pixels`` wide and high."""
        data = bytes((i * 4 + j) % 256 for i in range(pixels) for j in range(pixels))
        self.images.append(
            b"<</Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width %d"
            b"/Height %d/Length %d>>stream\n%s\nendstream" % (pixels, pixels, len(data), data)
        )
        self.stream.append(
            f"q {width} 0 0 {height} {x} {self.height - y - height} cm /I{len(self.images)} Do Q"
        )


@cache
def _boxes() -> bytes:
    """A TrueType font with one glyph, a box."""
    pen = TTGlyphPen(None)
    for k, point in enumerate(((50, -80), (450, -80), (450, 800), (50, 800))):
        (pen.lineTo if k else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap({0x41: "box"})
    builder.setupGlyf({".notdef": box, "box": box})
    builder.setupHorizontalMetrics({".notdef": (1000, 50), "box": (1000, 50)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    file = io.BytesIO()
    builder.font.save(file)
    return file.getvalue()


_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /U def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
%s endcmap end end"""


def _to_unicode() -> bytes:
    ranges = [f"<{hi:02X}00> <{hi:02X}FF> <{hi:02X}00>" for hi in range(256)]
    parts = [ranges[i : i + 64] for i in range(0, 256, 64)]
    body = "\n".join(f"{len(p)} beginbfrange\n" + "\n".join(p) + "\nendbfrange" for p in parts)
    return _TO_UNICODE % body.encode()


@dataclass
class SmallPdf:
    """A document of ``Page``s; ``bytes(pdf)`` is the file."""

    pages: list[Page] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    #: (title, page index) in order, all of one level
    bookmarks: list[tuple[str, int]] = field(default_factory=list)
    #: further entries of the catalogue, as PDF
    catalogue: str = ""

    def page(self, **how: float) -> Page:
        """A new page at the end."""
        self.pages.append(Page(**how))  # type: ignore[arg-type]
        return self.pages[-1]

    def write(self, path: Path) -> Path:
        """The file at ``path``."""
        path.write_bytes(bytes(self))
        return path

    def __bytes__(self) -> bytes:
        objects: dict[int, bytes] = {}

        def add(body: bytes | str) -> int:
            objects[len(objects) + 3] = body.encode() if isinstance(body, str) else body
            return len(objects) + 2

        def stream(data: bytes, entries: str = "") -> int:
            packed = zlib.compress(data)
            head = f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>stream\n".encode()
            return add(head + packed + b"\nendstream")

        fonts = self._fonts(add, stream)
        kids = []
        for page in self.pages:
            images = "".join(f"/I{k} {add(body)} 0 R" for k, body in enumerate(page.images, 1))
            content = stream("\n".join(page.stream).encode())
            kids.append(
                add(
                    f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width} {page.height}]"
                    f"/Rotate {page.rotate}/Resources<</Font<<{fonts}>>/XObject<<{images}>>>>"
                    f"/Contents {content} 0 R>>"
                )
            )
        refs = " ".join(f"{k} 0 R" for k in kids)
        outlines = self._outlines(add, kids, len(objects) + 3)
        info = add("<<" + "".join(f"/{k} {_text(v)}" for k, v in self.info.items()) + ">>")
        objects[1] = f"<</Type/Catalog/Pages 2 0 R{outlines}{self.catalogue}>>".encode()
        objects[2] = f"<</Type/Pages/Kids[{refs}]/Count {len(kids)}>>".encode()
        return _file(objects, f"/Root 1 0 R/Info {info} 0 R")

    def _fonts(self, add: object, stream: object) -> str:
        unicode_map = stream(_to_unicode())  # type: ignore[operator]
        font_file = stream(_boxes())  # type: ignore[operator]
        glyphs = stream(b"\0\1" * 65536)  # type: ignore[operator]
        fonts = ""
        for name, base, encoding, mapped in (
            ("F", "Song", "Identity-H", True),
            ("B", "Song-Bold", "Identity-H", True),
            ("V", "Song", "Identity-V", True),
            ("U", "Secret", "Identity-H", False),
        ):
            descriptor = add(  # type: ignore[operator]
                f"<</Type/FontDescriptor/FontName/{base}/Flags 4/Ascent 880/Descent -120"
                "/FontBBox[0 -120 1000 880]/CapHeight 700/ItalicAngle 0/StemV 80"
                f"/FontFile2 {font_file} 0 R>>"
            )
            child = add(  # type: ignore[operator]
                f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/FontDescriptor {descriptor} 0 R"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                f"/DW 1000/W[0 255 500]/CIDToGIDMap {glyphs} 0 R>>"
            )
            to_unicode = f"/ToUnicode {unicode_map} 0 R" if mapped else ""
            font = add(  # type: ignore[operator]
                f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/{encoding}"
                f"/DescendantFonts[{child} 0 R]{to_unicode}>>"
            )
            fonts += f"/{name} {font} 0 R"
        return fonts

    def _outlines(self, add: object, kids: list[int], first: int) -> str:
        if not self.bookmarks:
            return ""
        root, count = first + len(self.bookmarks), len(self.bookmarks)
        for k, (title, page) in enumerate(self.bookmarks):
            near = f"/Prev {first + k - 1} 0 R" if k else ""
            near += f"/Next {first + k + 1} 0 R" if k + 1 < count else ""
            add(f"<</Title {_text(title)}/Parent {root} 0 R/Dest[{kids[page]} 0 R/Fit]{near}>>")  # type: ignore[operator]
        add(f"<</First {first} 0 R/Last {root - 1} 0 R/Count {count}>>")  # type: ignore[operator]
        return f"/Outlines {root} 0 R"


def _text(value: str) -> str:
    return f"<FEFF{value.encode('utf-16-be').hex()}>"


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    out = bytearray(HEADER)
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for number in sorted(objects):
        out += b"%010d 00000 n \n" % places[number]
    out += f"trailer<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
