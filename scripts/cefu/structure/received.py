"""What a document itself says of its lines, as verdicts that no rule overrules."""

from __future__ import annotations

from collections.abc import Sequence

from cefu.model.line import Line

#: What a document says of a line, as the verdict that a keeper would give.
_ROLES = {
    "title": "title",
    "item": "list_item",
    "caption": "caption",
    "contents": "furniture",
    "furniture": "furniture",
    "hidden": "furniture",
} | {f"heading{level}": "heading" for level in range(1, 7)}


def received_verdicts(lines: Sequence[Line]) -> dict[int, str]:
    """Verdicts by line index for what the document itself knows: roles, and where blocks begin.

    >>> from dataclasses import replace
    >>> one = Line(1, 0, "甲", 0, False, 0, group=1)
    >>> received_verdicts([one, replace(one, group=2), replace(one, group=2), replace(one, role="hidden")])
    {0: 'new-block', 1: 'new-block', 2: 'join', 3: 'furniture'}
    """
    verdicts: dict[int, str] = {}
    before = 0
    for i, line in enumerate(lines):
        if line.group:
            verdicts[i] = "join" if line.group == before else "new-block"
        if line.role in _ROLES and verdicts.get(i) != "join":
            verdicts[i] = _ROLES[line.role]
        before = line.group
    return verdicts
