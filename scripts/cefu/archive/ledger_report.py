"""The ledger read aloud: how much went where, and what was lifted out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from cefu.model.document import Entry, Report
from cefu.model.line import BLANKS

_FATES = ("text", "note", "mark", "furniture", "emended", "blank")


def tally(ledger: tuple[Entry, ...]) -> list[tuple[str, str, int, int]]:
    """(fate, rule, number of places, characters), in the order of fates."""
    characters: Counter[tuple[str, str]] = Counter()
    places: Counter[tuple[str, str]] = Counter()
    for entry in ledger:
        characters[entry.fate, entry.rule] += entry.end - entry.start
        places[entry.fate, entry.rule] += 1
    return sorted(
        ((f, r, places[f, r], n) for (f, r), n in characters.items()),
        key=lambda row: (_FATES.index(row[0]), -row[3], row[1]),
    )


def furniture_lines(report: Report) -> list[tuple[int, str, str]]:
    """(line number, rule, text) of everything lifted out of the running text."""
    text = report.source_text
    shown: list[tuple[int, str, str]] = []
    line, last = 1, 0
    for entry in report.ledger:
        if entry.fate != "furniture":
            continue
        line += text.count("\n", last, entry.start)
        last = entry.start
        piece = text[entry.start : entry.end].strip(BLANKS)
        if shown and shown[-1][0] == line and shown[-1][1] == entry.rule:
            before = shown.pop()
            piece = f"{before[2]} {piece}"
        shown.append((line, entry.rule, piece))
    return shown


def lifted_lines(report: Report) -> list[dict[str, object]]:
    """The same for keepers: with the ``margin`` of each line over staying in the text, which is
    None where a rule or a hint decided for certain."""
    return [
        {"line": line, "rule": rule, "margin": report.lifted.get(line), "text": text}
        for line, rule, text in furniture_lines(report)
    ]


def fault_lines(report: Report) -> list[str]:
    """What is wrong with the document as received, a line each, with place and remedy."""
    told = []
    for fault in report.faults:
        page = f", page {fault.page}" if fault.page else ""
        line = f", line {fault.line}" if fault.line else ""
        sample = f" (“{fault.sample}”)" if fault.sample else ""
        told.append(f"{report.source_file}{page}{line}: {fault.problem}{sample}. {fault.remedy}.")
    return told


def unsure_lines(report: Report) -> list[str]:
    """What keepers should look at: where the reading was not sure, and what else it may be."""
    return [
        f"line {place.line}{f', page {place.page}' if place.page else ''}: {place.decided}, or "
        f"{place.other}? ({place.margin:.1f}: {'; '.join(place.reasons)}) {place.text}"
        for place in report.unsure
    ]


def unsure_table(reports: Iterable[Report]) -> list[dict[str, object]]:
    """The same for programs: one mapping a place, with the report's id."""
    return [{"report": r.id, **asdict(place)} for r in reports for place in r.unsure]
