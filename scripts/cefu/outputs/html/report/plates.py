"""Plates of a report: its tables, figures and pages as HTML, around the words of their blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from cefu.archive.pictures.facsimiles import facsimile_name
from cefu.model.document import Block, Facsimile, PageMark, TableCell
from cefu.model.line import Box
from cefu.outputs.data.addresses import picture_path, table_path
from cefu.outputs.html.markup import Insertion
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.locale import Locale

_TEMPLATE = "report/plates.html.j2"
#: Figures are set flush right, so that their places stand below each other.
_FIGURE = re.compile(r"[-+–－(（]?[$＄]?[\d０-９][\d０-９,，.．\s]*[%％)）]?")


@dataclass(frozen=True, slots=True)
class Plates:
    """Tables and figures of ``report`` on a page in the language of ``locale``.

    ``root`` leads from the page to that language's root; ``lang`` is the language of
    the words, '' where it is the page's.
    """

    report: str
    locale: Locale
    root: str
    lang: str

    def table(self, block: Block, words: str, link: str) -> Markup:
        """A table, which scrolls by itself where it is wider than the page.

        ``words`` are its rows as HTML, ``link`` that of the link to its address.
        """
        file = f"{self.root}data/{quote(table_path(self.report, block.id))}"
        inner = (Markup(words), Markup(link))
        return macro(_TEMPLATE, "table", self.locale, block.id, self.lang, *inner, file)

    def figure(self, block: Block, words: str, link: str) -> Markup:
        """A figure: its picture, and the ``words`` inside it for who cannot see them."""
        picture, address = block.figure, ""
        if picture:
            up = self.root + "../" * self.locale.prefix.count("/")
            address = up + quote(picture_path(self.report, picture.name))
        inner = (Markup(words), Markup(link))
        return macro(
            _TEMPLATE, "figure", self.locale, block.id, self.lang, *inner, picture, address
        )

    def missing(self) -> Markup:
        """That a figure is not in what was received."""
        return macro(_TEMPLATE, "missing", self.locale)

    def page_mark(self, mark: PageMark, sha256: str, ours: str) -> Markup:
        """Where a printed page begins: a link to its picture, where there is one.

        ``sha256`` is that of the source, ``ours`` the page's language where the text has another.
        """
        seen, address, line = mark.facsimile, "", ""
        if seen:
            up = self.root + "../" * self.locale.prefix.count("/")
            name = facsimile_name(sha256, seen.page)
            address = up + quote(picture_path(self.report, name))
            line = " ".join(f"{share:.2f}" for share in shares(seen))
        return macro(_TEMPLATE, "page_mark", self.locale, mark, ours, address, line)


def shares(seen: Facsimile) -> tuple[float, ...]:
    """Left, top, width and height of the line marked, in percent of the page.

    >>> shares(Facsimile(0, 500, 1000, Box(50, 100, 450, 120)))
    (10.0, 10.0, 80.0, 2.0)
    """
    if not seen.line:
        return ()
    box = Box(
        max(0.0, seen.line.x0),
        max(0.0, seen.line.y0),
        min(seen.width, seen.line.x1),
        min(seen.height, seen.line.y1),
    )
    across, down = 100 / seen.width, 100 / seen.height
    return (box.x0 * across, box.y0 * down, box.width * across, box.height * down)


def cell_tags(cells: Sequence[TableCell], text: str) -> Iterator[Insertion]:
    """Tags of rows and cells by their offset in the table's text.

    >>> from cefu.model.line import CellPlace
    >>> from cefu.outputs.html.markup import weave
    >>> cells = [TableCell(CellPlace(0, 0, 1, 2, True), 0, 2), TableCell(CellPlace(1, 1), 3, 5)]
    >>> weave("船舶\\n12", cell_tags(cells, "船舶\\n12"), raw=True).replace("\\n", "")
    '<tr><th colspan="2" scope="colgroup">船舶</th></tr><tr><td></td><td class="cefu-figure">12</td></tr>'
    """
    row, column = -1, 0
    covered: set[tuple[int, int]] = set()
    for cell in cells:
        place = cell.place
        opening = ""
        if place.row != row:
            opening = ("</tr>" if row >= 0 else "") + "<tr>"
            row, column = place.row, 0
        while column < place.column:
            opening += "" if (row, column) in covered else "<td></td>"
            column += 1
        covered.update(
            (place.row + i, place.column + j)
            for i in range(place.rows)
            for j in range(place.columns)
        )
        column = place.column + place.columns
        tag = "th" if place.header else "td"
        yield cell.start, -5, f"{opening}<{tag}{_attributes(cell, text)}>"
        yield cell.end, 5, f"</{tag}>"
    yield len(text), 6, "</tr>"


def _attributes(cell: TableCell, text: str) -> str:
    place = cell.place
    found = f' rowspan="{place.rows}"' if place.rows > 1 else ""
    found += f' colspan="{place.columns}"' if place.columns > 1 else ""
    if place.header:
        return found + f' scope="{"colgroup" if place.columns > 1 else "col"}"'
    figure = _FIGURE.fullmatch(text[cell.start : cell.end])
    return found + (' class="cefu-figure"' if figure else "")
