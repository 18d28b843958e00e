"""EDTF dates as the attributes by which TEI dates things (att.datable.w3c)."""

from __future__ import annotations

from cefu.model.edtf import OPEN_END, OPEN_START, Date, Edtf, known


def date_attributes(edtf: str) -> dict[str, str]:
    """The W3C dates of ``edtf``; what they cannot say (season, decade) is told by bounds.

    >>> date_attributes("2018-06~"), date_attributes("../2018-05")
    ({'when': '2018-06', 'cert': 'medium'}, {'to': '2018-05'})
    >>> date_attributes("2018-22")
    {'notBefore': '2018-06-01', 'notAfter': '2018-08-31'}
    """
    date = known(edtf)
    if date is None:
        return {}
    if not all(_is_plain(end) for end in date.ends):
        return _bounds(date)
    if not edtf.count("/"):
        (only,) = date.ends
        certain = {"?": "low", "~": "medium", "%": "low"}.get(only.mark)
        return {"when": str(only.bare), **({"cert": certain} if certain else {})}
    ends = zip(("from", "to"), edtf.split("/"), strict=True)
    return {name: end.rstrip("~?%") for name, end in ends if end != ".."}


def _is_plain(date: Date) -> bool:
    return not date.season and not date.masked


def _bounds(date: Edtf) -> dict[str, str]:
    found = {}
    if date.first_day != OPEN_START:
        found["notBefore"] = "{:04d}-{:02d}-{:02d}".format(*date.first_day)
    if date.last_day != OPEN_END:
        found["notAfter"] = "{:04d}-{:02d}-{:02d}".format(*date.last_day)
    return found
