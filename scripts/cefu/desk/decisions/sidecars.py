"""Decisions on one report, written into its sidecar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cefu.inputs.editing.splicing import add, plain, put, take
from cefu.model.errors import CefuError
from cefu.model.hints import Hint


def with_field(text: str | None, key: str, value: Any) -> str:
    """The sidecar with ``value`` as its ``key``; of what was there only what differs changes.

    >>> with_field("title: {en: River}  # as printed\\n", "date", "2018-05")
    'title: {en: River}  # as printed\\ndate: 2018-05\\n'
    """
    return put(text or "", (key,), value)


def without_field(text: str | None, key: str) -> str:
    """The sidecar without its entry ``key``, if it has one.

    >>> without_field("date: '2018'\\nissue: '3'\\n", "issue")
    "date: '2018'\\n"
    """
    if key not in (plain(text or "") or {}):
        return text or ""
    return take(text or "", (key,))


def hint_entry(hint: Hint) -> dict[str, Any]:
    """A hint as a sidecar has it.

    >>> hint_entry(Hint("壹、前言", "heading", "set apart", level=2))
    {'find': '壹、前言', 'verdict': 'heading', 'level': 2, 'reason': 'set apart'}
    """
    entry: dict[str, Any] = {"find": hint.find, "verdict": hint.verdict}
    if hint.level:
        entry["level"] = hint.level
    if hint.lines:
        entry["lines"] = list(hint.lines)
    return {**entry, "reason": hint.reason}


def with_hints(text: str | None, hints: Sequence[Hint]) -> str:
    """The sidecar with ``hints``; one on the same words and lines is replaced by the new one.

    >>> made = with_hints("title: {en: River}\\n", [Hint("壹、前言", "heading", "set apart")])
    >>> made
    'title: {en: River}\\nhints:\\n  - {find: 壹、前言, verdict: heading, reason: set apart}\\n'
    >>> with_hints(made, [Hint("壹、前言", "paragraph", "a line of the text")])
    'title: {en: River}\\nhints:\\n  - {find: 壹、前言, verdict: paragraph, reason: a line of the text}\\n'
    """
    text = text or ""
    for hint in hints:
        wanted = hint_entry(hint)
        held = _list(text, "hints")
        same = [i for i, each in enumerate(held) if _place(each) == _place(wanted)]
        text = put(text, ("hints", same[0]), wanted) if same else add(text, ("hints",), wanted)
    return text


def without_hint(text: str | None, find: str, lines: Sequence[int] = ()) -> str:
    """The sidecar without the hint on the words ``find`` (on ``lines``).

    >>> without_hint("hints: [{find: 甲, verdict: title, reason: r}]\\n", "甲")
    ''
    """
    held = _list(text or "", "hints")
    for i, each in enumerate(held):
        if _place(each) == _place({"find": find, "lines": list(lines)}):
            return take(text or "", ("hints", i))
    raise CefuError(f"there is no hint on {find!r}", remedy="Look at the sidecar")


def with_emendation(
    text: str | None, find: str, context: str, note: Mapping[str, str], reason: str
) -> str:
    """The sidecar with an editorial note on the printed words ``find``.

    ``context`` is a longer string around them, '' where none is needed.

    >>> with_emendation(None, "平川", "", {"zh-Hant": "應為「平昌」。"}, "r")
    'emendations:\\n  - {find: 平川, note: {zh-Hant: 應為「平昌」。}, reason: r}\\n'
    """
    entry: dict[str, Any] = {"find": find}
    if context and context != find:
        entry["context"] = context
    return add(text or "", ("emendations",), {**entry, "note": dict(note), "reason": reason})


def _list(text: str, key: str) -> list[Any]:
    found = (plain(text) or {}).get(key)
    return found if isinstance(found, list) else []


def _place(entry: Any) -> tuple[str, tuple[int, ...]]:
    if not isinstance(entry, dict):
        return "", ()
    return "".join(str(entry.get("find", "")).split()), tuple(entry.get("lines", ()))
