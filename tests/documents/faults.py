"""Faults of a reading that no share of right blocks tells: lost prose, labels in sentences.

All work on a truth (``want``) and a reading (``got``) of the shape that ``source.truth``
describes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

PROSE = ("paragraph", "list_item", "abstract_point", "heading", "title", "series_list")
LABEL = re.compile(
    r"[\[(（［]?(註|注)?([0-9]{1,3}|[ivxIVX]{1,5}|[\u2460-\u2473]|[⁰¹²³⁴-⁹]+)[\])）］]?|[-—·]+[0-9]{1,3}[-—·]+"
    r"|第[0-9]{1,3}[頁页][，,]?(共[0-9]{1,3}[頁页])?"
)
CLAUSE = re.compile(r"[^。，；！？：]{5,}")


def pattern(furniture: str) -> re.Pattern[str]:
    """What a furniture string looks like on a page, blanks aside.

    >>> bool(pattern("第{page}頁，共{pages}頁").fullmatch("第3頁，共12頁"))
    True
    """
    parts = re.split(r"(\{(?:han)?pages?\}|\{leader\})", re.sub(r"\s+", "", furniture))
    known = {"{leader}": r"[.．·…‧⋯]*", "{page}": r"(\d{1,3}|[ivxl]+)", "{pages}": r"\d{1,3}"}
    known["{hanpage}"] = "[〇一二三四五六七八九十]{1,3}"
    return re.compile("".join(known.get(p) or re.escape(p) for p in parts))


def content(reading: Mapping[str, Any]) -> str:
    """All text that a reading keeps: blocks, cells, notes; no blanks."""
    parts = [b.get("text", "") for b in reading.get("blocks", [])]
    parts += [c for t in reading.get("tables", []) for row in t for c in row]
    parts += [n["text"] for n in reading.get("notes", [])]
    return re.sub(r"\s+", "", "\x00".join(map(str, parts)).replace(" ", ""))


def nearest(text: str, got: Sequence[str]) -> str:
    """The text of ``got`` that shares most runs of four characters with ``text``."""
    runs = {text[i : i + 4] for i in range(len(text) - 3)}

    def shared(other: str) -> int:
        return sum(other[i : i + 4] in runs for i in range(len(other) - 3))

    return max(got, key=shared, default="")


def insets(text: str, other: str, furniture: Sequence[re.Pattern[str]]) -> list[str]:
    """Labels and furniture that ``other`` has inside what is ``text``.

    >>> insets("再提下次會議。", "前言再提下2次會議。", [])
    ['2']
    """
    found = []
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    codes = matcher.get_opcodes()
    for tag, i1, i2, j1, j2 in codes:
        inside = i1 > 0 and i2 < len(text) and i2 - i1 <= 1
        if tag in ("insert", "replace") and inside and j2 - j1 > i2 - i1:
            piece = re.sub(r"\s+", "", other[j1:j2])
            if LABEL.fullmatch(piece) or any(p.fullmatch(piece) for p in furniture):
                found.append(piece)
    return found


def left_over(want: Mapping[str, Any], got: Mapping[str, Any]) -> list[str]:
    """Furniture found among a reading's blocks more often than in the truth's."""

    def texts(reading: Mapping[str, Any]) -> list[str]:
        return [re.sub(r"\s+", "", b.get("text", "")) for b in reading.get("blocks", [])]

    ours, theirs = texts(want), texts(got)
    found = []
    for string in want["furniture"]:
        shape = pattern(string)
        fixed = len(re.sub(r"\{\w+\}|\W", "", string)) >= 4
        search = shape.search if fixed and "{leader}" not in string else shape.fullmatch
        extra = sum(bool(search(t)) for t in theirs) - sum(bool(search(t)) for t in ours)
        found += [string] * max(0, extra)
    return found


def lost(want: Mapping[str, Any], got: Mapping[str, Any]) -> list[str]:
    """Clauses of the truth's prose that a reading has fewer times than the truth."""
    ours = re.sub(r"\s+", "", "\x00".join(b["text"] for b in want["blocks"] if b["type"] in PROSE))
    theirs, missing = content(got), []
    for clause, times in Counter(CLAUSE.findall(ours)).items():
        clause = clause.strip("\x00")
        if "\x00" in clause or theirs.count(clause) >= times:
            continue
        near = any(
            (at := theirs.find(clause[:k])) >= 0
            and clause[k:] in theirs[at : at + len(clause) + 40]
            for k in range(2, len(clause) - 1)
        )
        if not near:
            missing.append(clause)
    return missing
