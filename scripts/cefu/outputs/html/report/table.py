"""The cells of a table as HTML, put around the words of its block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cefu.model.document import Block, TableCell
from cefu.outputs.html.markup import Insertion, attribute, element, html_text
from cefu.outputs.i18n.interface import Voice

#: Figures are set flush right, so that their places stand below each other.
_FIGURE = re.compile(r"[-+–－(（]?[$＄]?[\d０-９][\d０-９,，.．\s]*[%％)）]?")


def table_html(block: Block, table: str, link: str, path: str, voice: Voice) -> str:
    """``table``, the HTML of the table ``block``, which scrolls by itself where it is wider
    than the page; ``link`` leads to its address, ``path`` to its file."""
    label = voice("table_label", number=block.id.lstrip("t"))
    taken = f'<a href="{attribute(path)}" download>{html_text(voice("table_csv"))}</a>'
    return element(
        "div",
        link + table + element("p", taken, [("class", "cefu-table-file"), ("lang", voice.lang)]),
        [("class", "cefu-table"), ("role", "region"), ("tabindex", "0"), ("aria-label", label)],
    )


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
