"""What is wrong with documents, where their reading was not sure, and what stays Traditional."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from cefu.archive.concerns.concern import SHOWN, Concern, Setting, Value, sidecar_of
from cefu.archive.kept import digest, program
from cefu.archive.reading import Archive
from cefu.model.document import Report
from cefu.model.language import ORIGINAL, SIMPLIFIED
from cefu.text.script import residue, to_simplified


def document_faults(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """What is wrong with documents as they were received."""
    for report in archive.reports:
        for fault in report.faults:
            yield Concern(
                fault.code,
                "as_told_of" if fault.sample else "as_told",
                f"sources/{report.source_file}",
                "as_told_remedy",
                {"said": fault.problem, "done": fault.remedy}
                | ({"sample": fault.sample} if fault.sample else {}),
                report.id,
                fault.line,
                str(fault.page or ""),
            )


def unsure_places(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Where the reading of a text was not sure, the least sure of each report first."""
    for report in archive.reports:
        file = f"sources/{report.source_file}"
        places = sorted(report.unsure, key=lambda place: place.margin)
        for place in places[:SHOWN]:
            values: dict[str, Value] = {
                "role": place.decided,
                "other": place.other,
                "text": place.text,
                "file": sidecar_of(report),
            }
            yield Concern(
                "unsure", "unsure", file, "unsure_remedy", values, report.id, place.line, place.page
            )
        if len(places) > SHOWN:
            values = {"count": len(places) - SHOWN, "report": report.id}
            yield Concern("unsure", "unsure_more", file, "unsure_all", values, report.id)


def simplified_in_traditional(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Traditional texts whose Simplified pages would not be Simplified all through."""
    for report in archive.reports:
        if report.record.language not in (ORIGINAL, SIMPLIFIED):
            continue
        key = digest("residue", program(), archive.made_of.get(report.id) or repr(report))
        for block, char, near in setting.kept.made(key, partial(_left, report)):
            place, values = f"/reports/{report.id}/#{block}", {"char": char, "near": near}
            yield Concern("script", "script", place, "script_remedy", values, report.id)


def _left(report: Report) -> tuple[tuple[str, str, str], ...]:
    """The block of what stays Traditional in ``report``, the character, and the words near it."""
    left = (
        (block.id, rest.char, rest.near)
        for block in report.blocks
        for rest in residue(to_simplified(block.text))
    )
    return tuple(islice(left, SHOWN))
