"""The timeline: dated statements, who they are about, and which event they tell of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from cefu.dates import find_statements
from cefu.dates.issue_dates import find_issue_dates
from cefu.dates.quotes import is_bracketed
from cefu.model.annotations import Mention, Statement
from cefu.model.authority import Authority
from cefu.model.document import Report
from cefu.model.edtf import PRECISIONS, Edtf, parse
from cefu.names.register import Authorities
from cefu.text.fold import fold_key
from cefu.timeline.chronicle import order


def find_timeline(
    reports: Sequence[Report], authorities: Authorities, mentions: Sequence[Mention]
) -> tuple[Statement, ...]:
    """Every dated statement of ``reports``, with actors and event, in order of time."""
    by_block: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_block[mention.report, mention.block].append(mention)
    events = [r for r in authorities.records if (r.date or r.dates) and (r.cues or r.variants)]
    found: list[Statement] = []
    for report in reports:
        texts = {block.id: block.text for block in report.blocks}
        for statement in find_statements(report.id, report.blocks, report.record.date):
            near = by_block[report.id, statement.block]
            found.append(_placed(statement, texts[statement.block], near, events))
        found += find_issue_dates(
            report.id, report.source_text, report.ledger, report.blocks, report.record.date
        )
    return tuple(sorted(found, key=lambda s: (order(s.edtf), s.report, s.id)))


def _placed(
    statement: Statement, text: str, mentions: Sequence[Mention], events: Sequence[Authority]
) -> Statement:
    start = text.rfind(statement.quote, 0, statement.start + len(statement.quote) + 1)
    end = start + len(statement.quote)
    inside = [m.actor for m in mentions if start <= m.start and m.end <= end]
    first, last = _glossed(text, statement.start, statement.end) or (start, end)
    named: dict[str, int] = {}
    for m in mentions:
        if first <= m.start and m.end <= last:
            length = len(fold_key(text[m.start : m.end]))
            named[m.actor] = max(length, named.get(m.actor, 0))
    sentence = _sentence(text, statement.start, statement.end)
    event = _event(statement.edtf, text[first:last], sentence, named, events)
    return replace(statement, actors=tuple(dict.fromkeys(inside)), event=event)


#: How far (characters) a sentence is looked for to either side of a date.
_FAR = 800
_SENTENCE_END = re.compile(r"[。！？；!?;]")
_GLOSS_START = re.compile(r"[，。！？；：、,;:!?）)]")
_GLOSS_END = re.compile(r"[）)]")


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence that holds ``text[start:end]``; a semicolon in brackets ends none.

    >>> text = "核試（2016年2次；2017年1次）與試射；其後"
    >>> _sentence(text, 3, 8)
    '核試（2016年2次；2017年1次）與試射；'
    """
    first, last = max(0, start - _FAR), min(len(text), end + _FAR)
    for mark in _SENTENCE_END.finditer(text, first, last):
        if mark[0] in ";；" and is_bracketed(text, mark.start()):
            continue
        if mark.end() <= start:
            first = mark.end()
        elif mark.start() >= end:
            last = mark.end()
            break
    return text[first:last]


def _glossed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where what a date in brackets glosses stands, with the bracket.

    >>> text = "提高核試頻率（2016年2次；2017年1次）與增加試射（2017年16次），其後"
    >>> [text[slice(*span)] for at in (7, text.rindex("2017")) if (span := _glossed(text, at, at + 5))]
    ['提高核試頻率（2016年2次；2017年1次）', '與增加試射（2017年16次）']
    """
    if not is_bracketed(text, start):
        return None
    opened = max(text.rfind(mark, 0, start) for mark in "（(")
    first = max(0, opened - 80)
    for mark in _GLOSS_START.finditer(text, first, opened):
        first = mark.end()
    close = _GLOSS_END.search(text, end)
    return first, close.end() if close else len(text)


#: Days that a date of each precision is wide; anything else is as wide as a decade.
_UNITS = {"day": 0, "month": 30, "season": 30, "year": 365}
#: The longest (days) that an occasion lasts.
_OCCASION = 365
#: Kinds of records that take place, and so come before what is spoken of there.
_HAPPENS = frozenset({"event", "exercise"})


def _event(
    edtf: str, near: str, sentence: str, actors: Mapping[str, int], events: Sequence[Authority]
) -> str:
    """The event that a statement tells of, '' if none (see ``events.yml``).

    Its date must fit one of the event's, and a cue must stand in the sentence, or its
    quote mention the event: ``actors`` are the records mentioned there, with the length
    of the longest mention as printed.  Words ``near`` the date come before others of its
    sentence, events of their own date before the ages they fall in (the talks of 2003 to
    2009), what takes place before what is agreed or thought; then the longest cue or
    mention decides, then the narrowest date, then the id.
    """
    best: tuple[bool, bool, bool, int, int, str] | None = None
    places = [(False, fold_key(near)), (True, fold_key(sentence))]
    for event in events:
        widths = [_width(date) for date in (event.date, *event.dates) if _fits(edtf, date)]
        if not widths:
            continue
        cues = [*event.cues, *((variant.form,) for variant in event.variants)]
        found = [
            (far, -sum(len(word) for word in words))
            for words in cues
            for far, folded in places
            if all(fold_key(word) in folded for word in words)
        ]
        if event.id in actors:
            found.append((False, -actors[event.id]))
        if found:
            far, length = min(found)
            width = min(widths)
            rank = (far, width > _OCCASION, event.type not in _HAPPENS, length, width, event.id)
            best = min(best, rank) if best else rank
    return best[-1] if best else ""


@lru_cache(maxsize=1 << 16)
def _fits(edtf: str, date: str) -> bool:
    """Whether a statement's date is the event's or lies inside its interval.

    >>> _fits("2018-05-25", "2018-05-25"), _fits("2018-09-19", "2018-09-18/2018-09-20")
    (True, True)
    >>> _fits("2018", "2018-05-25"), _fits("2018-05~", "2018-05")
    (False, True)
    """
    if not date:
        return False
    mine, other = parse(edtf), parse(date)
    if _same_ends(mine, other):
        return True
    if not other.is_interval or other.is_open or mine.first is None:
        return False
    assert other.first is not None
    as_fine = PRECISIONS.index(mine.first.precision) >= PRECISIONS.index(other.first.precision)
    return as_fine and mine.is_within(other)


def _same_ends(a: Edtf, b: Edtf) -> bool:
    """Whether two dates say the same but for their qualifiers."""
    return [end and end.bare for end in (a.first, a.last)] == [
        end and end.bare for end in (b.first, b.last)
    ]


@lru_cache(maxsize=1 << 12)
def _width(date: str) -> int:
    """How wide a date is: a day 0, a month 30, a year 365, an interval in between."""
    when = parse(date)
    unit = _UNITS.get(when.ends[0].precision, 3650)
    if not when.is_interval:
        return unit
    years = when.last_day[0] - when.first_day[0]
    return 3650 if years else max(unit, 1)
