"""Resolved dates: what they are, and how the context came into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cefu.dates.moments import Moment
from cefu.dates.zh.expressions import Expression, Part, Ref
from cefu.model import edtf

Resolution = Literal["absolute", "year_from_context", "month_from_context", "relative"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolved date; ``first`` and ``last`` are its ends without qualifiers."""

    edtf: str
    resolution: Resolution
    first: Moment
    last: Moment


def masked(found: Expression) -> Resolved | None:
    """Decades and centuries, which no context can change."""
    first, end = found.first, found.last or found.first
    if not (isinstance(first.year, int) and isinstance(end.year, int)):
        return None
    low = str(edtf.Date(first.year, masked=first.masked))
    high = str(edtf.Date(end.year, masked=end.masked))
    text = low if low == high else edtf.interval(low, high)
    if edtf.known(text) is None:  # 九十至六十年代: backwards
        return None
    return Resolved(text, "absolute", Moment(first.year), Moment(end.year))


def resolution_of(found: Expression) -> Resolution:
    """Where the year or month of an expression comes from."""
    point = found.first
    if isinstance(point.year, int):
        return "absolute"
    if found.last is not None and isinstance(found.last.year, int) and point.year is None:
        return "absolute"
    if point.lapse or isinstance(point.day, Ref) or isinstance(point.month, Ref):
        return "relative"
    if isinstance(point.year, Ref):
        from_context = point.year.base == "context" and point.month is not None
        return "year_from_context" if from_context else "relative"
    if point.month is not None or point.part is Part.MONTHS:
        return "year_from_context"
    return "month_from_context" if point.day is not None else "relative"
