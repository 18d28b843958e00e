"""A picture of how many statements the reports make of each month, as inline SVG.

Years of which much is said are shown by months, the others are drawn together
by decades, so that a century of background does not push two dense years into
a corner.  Each bar leads to its place in the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cefu.model.annotations import Statement
from cefu.model.edtf import parse
from cefu.outputs.html.markup import attribute, element, html_text
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import moment_of, year_of

#: A year is shown by months from this share of all statements on.
_DENSE = 0.04
#: With more dense years than this, years are the unit.
_MOST = 8
#: Of the drawing, in its own units; ``_EDGE`` leaves room for the outer labels.
_WIDTH, _GAP, _HEIGHT, _FOOT, _EDGE = 12, 10, 90, 22, 12


@dataclass(frozen=True, slots=True)
class Bar:
    """``when`` is what it stands for (EDTF: ``2018-06``, ``2018-XX``, ``2018``, ``199X``),
    ``anchor`` where that begins in the list, ``group`` the year or decade."""

    when: str
    anchor: str
    group: str
    count: int


def bars(statements: Iterable[Statement]) -> tuple[Bar, ...]:
    """The bars of ``statements``, in order of time; months of dense years also if empty."""
    counted = Counter(_month(moment_of(s.edtf)) for s in statements)
    years = Counter[str]()
    for moment, count in counted.items():
        years[year_of(moment)] += count
    dense = {y for y, n in years.items() if n >= _DENSE * years.total() and y.isdigit()}
    if len(dense) > _MOST:
        return tuple(Bar(y, y, y[:-1] + "X", years[y]) for y in _in_order(years))
    result: list[Bar] = []
    for group in _groups(_in_order(years), dense):
        if group[0] in dense:
            result += _months(group[0], counted)
        else:
            first, last = group[0], group[-1]
            decade = first[:-1] + "X"
            cut = any(year.startswith(first[:-1]) for year in dense)
            when = first if first == last else f"{first}/{last}" if cut else decade
            result.append(Bar(when, first, when, sum(years[y] for y in group)))
    return tuple(result)


def _month(anchor: str) -> str:
    """The month of a moment's anchor; a year or decade is left as it is."""
    return anchor[: len(year_of(anchor)) + 3]


def _in_order(years: Iterable[str]) -> list[str]:
    """Years and decades in order of time; those before Christ count backwards.

    >>> _in_order(["2018", "197X", "-0220", "-02XX"])
    ['-02XX', '-0220', '197X', '2018']
    """
    return sorted(years, key=lambda year: (min(0, parse(year).first_day[0]), year))


def _groups(years: Sequence[str], dense: Collection[str]) -> list[list[str]]:
    """Dense years alone, the others by decades that no dense year parts."""
    groups: list[list[str]] = []
    for year in years:
        before = groups[-1][-1] if groups else ""
        alone = year in dense or before in dense
        if not alone and before[:-1] == year[:-1]:
            groups[-1].append(year)
        else:
            groups.append([year])
    return groups


def _months(year: str, counted: Mapping[str, int]) -> list[Bar]:
    result = []
    if counted[year]:
        result.append(Bar(f"{year}-XX", year, year, counted[year]))
    for month in (f"{year}-{number:02d}" for number in range(1, 13)):
        result.append(Bar(month, month if counted[month] else "", year, counted[month]))
    return result


def picture(
    statements: Sequence[Statement], locale: Locale, place: Callable[[str], str] = "#{}".format
) -> str:
    """The figure: bars with a label below each year or decade; '' without statements.

    ``place`` gives the address of an anchor of the list.
    """
    shown = bars(statements)
    if not shown:
        return ""
    tallest = max(bar.count for bar in shown)
    x, parts, group = 0, [], ""
    for bar in shown:
        if bar.group != group:
            x += _GAP if group else 0
            group = bar.group
            label = group.replace("/", "–") if group[-1].isdigit() else in_words(group, locale)
            members = sum(1 for b in shown if b.group == group)
            parts.append(_label(label, group, x, members * _WIDTH))
        if bar.count:
            parts.append(_bar(bar, x, tallest, locale, place(bar.anchor)))
        x += _WIDTH if members > 1 else 3 * _WIDTH
    parts.append(f'<path class="cefu-density-base" d="M0 {_HEIGHT}.5H{x}"/>')
    drawing = element(
        "svg",
        "".join(parts),
        [
            ("class", "cefu-density-picture"),
            ("viewBox", f"{-_EDGE} 0 {x + 2 * _EDGE} {_HEIGHT + _FOOT}"),
            ("width", str(x + 2 * _EDGE)),
            ("height", str(_HEIGHT + _FOOT)),
            ("role", "group"),
            ("aria-label", locale("timeline_density")),
        ],
    )
    caption = html_text(locale("timeline_density")) + element(
        "small", html_text(locale("timeline_density_hint")), [("class", "cefu-needs-script")]
    )
    return element(
        "figure",
        element("figcaption", caption)
        + element("div", drawing, [("class", "cefu-density-scroll"), ("tabindex", "0")]),
        [("class", "cefu-density cefu-ui")],
    )


def _label(label: str, group: str, x: int, width: int) -> str:
    middle = x + (width if width > _WIDTH else 3 * _WIDTH) // 2
    return (
        f'<text class="cefu-density-label" x="{middle}" y="{_HEIGHT + 16}" '
        f'text-anchor="middle">{html_text(label)}</text>'
    )


def _bar(bar: Bar, x: int, tallest: int, locale: Locale, href: str) -> str:
    tall = max(2, round(bar.count / tallest * (_HEIGHT - 14)))
    wide = _WIDTH if bar.when[-2:] == "XX" or "-" in bar.when else 3 * _WIDTH
    date = in_words(bar.anchor if bar.when.endswith("-XX") else bar.when, locale)
    if bar.when.endswith("-XX"):
        date = locale("timeline_month_unsaid", year=date)
    name = attribute(locale("timeline_density_bar", date=date, count=bar.count))
    kind = " cefu-density-bar--whole" if bar.when.endswith("-XX") else ""
    return (
        f'<a class="cefu-density-bar{kind}" href="{href}" data-when="{bar.when}" '
        f'data-count="{bar.count}" '
        f'aria-label="{name}"><title>{name}</title>'
        f'<rect class="cefu-density-reach" x="{x}" y="0" width="{wide}" height="{_HEIGHT}"/>'
        f'<rect class="cefu-density-all" x="{x + 1}" y="{_HEIGHT - tall}" width="{wide - 2}" height="{tall}"/>'
        f'<rect class="cefu-density-now" x="{x + 1}" y="{_HEIGHT - tall}" width="{wide - 2}" height="{tall}"/>'
        f"</a>"
    )
