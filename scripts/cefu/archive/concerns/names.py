"""Names that no authority record covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from cefu.archive.concerns.concern import SHOWN, Concern, Setting
from cefu.archive.kept import Kept, digest, program
from cefu.archive.reading import Archive
from cefu.names.suggest import Finder, Suggestion, suggested


def suggestions(archive: Archive, ignored: Mapping[str, str], kept: Kept) -> list[Suggestion]:
    """The names in ``archive`` without a record, most frequent first; ``kept`` has what was found
    in reports before.

    ``ignored`` maps folded forms to the reason why they need no record.
    """
    finder = Finder(archive.authorities)
    found = []
    for report in archive.reports:
        key = digest("names", program(), archive.made_of.get(report.id) or repr(report))
        found.append((report.id, kept.made(key, partial(finder.names, report))))
    return suggested(found, archive.authorities, ignored)


def names_without_record(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Names in the texts that no authority record covers, the most frequent first."""
    found = suggestions(archive, setting.ignored, setting.kept)
    for name in found[:SHOWN]:
        yield Concern(
            "name",
            "name",
            f"/reports/{name.report}/#{name.block}",
            "name_remedy",
            {
                "form": f"{name.form} ({name.latin})" if name.latin else name.form,
                "evidence": name.evidence,
                "count": name.count,
            },
            name.report,
        )
    if len(found) > SHOWN:
        values = {"count": len(found) - SHOWN}
        yield Concern("name", "name_more", "sources/authorities/", "name_all", values)
