"""EDTF dates as the attributes by which TEI dates things (att.datable.w3c)."""

from __future__ import annotations

import re

from cefu.model.edtf import earliest, latest

_PLAIN = re.compile(r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")


def date_attributes(edtf: str) -> dict[str, str]:
    """The W3C dates of ``edtf``; what they cannot say (season, decade) is told by bounds.

    >>> date_attributes("2018-06~"), date_attributes("../2018-05")
    ({'when': '2018-06', 'cert': 'medium'}, {'to': '2018-05'})
    >>> date_attributes("2018-22")
    {'notBefore': '2018-06-01', 'notAfter': '2018-08-31'}
    """
    first, _, last = edtf.partition("/")
    if last:
        ends = {"from": first, "to": last}
        plain = {name: _bare(end) for name, end in ends.items() if end != ".."}
        if all(_PLAIN.fullmatch(end) for end in plain.values()):
            return plain
    elif _PLAIN.fullmatch(_bare(edtf)):
        certain = {} if edtf == _bare(edtf) else {"cert": "low" if edtf[-1] == "?" else "medium"}
        return {"when": _bare(edtf), **certain}
    found = {}
    start, end = earliest(edtf), latest(edtf)
    if start[0]:
        found["notBefore"] = "{:04d}-{:02d}-{:02d}".format(*start)
    if end[0] < 9999:
        found["notAfter"] = "{:04d}-{:02d}-{:02d}".format(*end)
    return found


def _bare(date: str) -> str:
    return date.rstrip("~?%")
