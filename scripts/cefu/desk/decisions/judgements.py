"""Decisions on dates and on addresses, written into ``sources/judgements/``."""

from __future__ import annotations

from typing import Any

from cefu.inputs.editing.splicing import add, plain, put, take
from cefu.inputs.judgements import ADDRESSES, DATES
from cefu.inputs.judgements import FOLDER as _FOLDER
from cefu.model.errors import CefuError
from cefu.model.judgements import AddressJudgement, DateJudgement

DATES_FILE = f"sources/{_FOLDER}/{DATES}"
ADDRESSES_FILE = f"sources/{_FOLDER}/{ADDRESSES}"


def with_date_judgement(text: str | None, judgement: DateJudgement) -> str:
    """The file with ``judgement``, in the place of an older one of the same event.

    >>> with_date_judgement(None, DateJudgement("e", ("2018-05",), "vagueness", {}, "r"))
    '- {event: e, dates: [2018-05], verdict: vagueness, reason: r}\\n'
    """
    entry: dict[str, Any] = {
        "event": judgement.event,
        "dates": list(judgement.dates),
        "verdict": judgement.verdict,
        "note": dict(judgement.note),
        "reason": judgement.reason,
        "apart": [{"statement": a.statement, "date": a.date} for a in judgement.apart],
    }
    return _with(text, {key: value for key, value in entry.items() if value}, ("event",))


def without_date_judgement(text: str | None, event: str) -> str:
    """The file without the judgement of ``event``."""
    return _without(text, {"event": event})


def with_address_judgement(text: str | None, judgement: AddressJudgement) -> str:
    """The file with ``judgement``, in the place of an older one of the same address.

    >>> with_address_judgement(None, AddressJudgement("r", "p1", "p2", "甲"))
    '- {report: r, address: p1, leads_to: p2, was: 甲}\\n'
    """
    keys = ("report", "address", "leads_to", "was", "reason")
    entry = {key: getattr(judgement, key) for key in keys if getattr(judgement, key)}
    return _with(text, entry, ("report", "address"))


def without_address_judgement(text: str | None, report: str, address: str) -> str:
    """The file without the judgement of ``address``."""
    return _without(text, {"report": report, "address": address})


def _with(text: str | None, entry: dict[str, Any], same: tuple[str, ...]) -> str:
    text = text or ""
    at = _place(text, {key: entry[key] for key in same})
    return add(text, (), entry) if at is None else put(text, (at,), entry)


def _without(text: str | None, wanted: dict[str, str]) -> str:
    at = _place(text or "", wanted)
    if at is None:
        raise CefuError("there is no such judgement", remedy="Look at sources/judgements/")
    return take(text or "", (at,))


def _place(text: str, wanted: dict[str, str]) -> int | None:
    held = plain(text)
    for at, each in enumerate(held if isinstance(held, list) else ()):
        if isinstance(each, dict) and all(each.get(key) == wanted[key] for key in wanted):
            return at
    return None
