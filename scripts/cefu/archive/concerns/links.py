"""Links that lead to nothing within the archive; no other host is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from cefu.archive.concerns.concern import Concern, Setting
from cefu.archive.reading import Archive

#: A link of Markdown or of HTML, but for those inside code.
_LINK = re.compile(
    r"`[^`\n]*`|\]\(\s*<?(?P<md>[^)\s>]+)>?(?:\s[^)]*)?\)|\b(?:href|src)=[\"'](?P<html>[^\"']+)[\"']"
)
#: A report's or record's page, from wherever it is linked: what it is, its id, the place on it.
_OURS = re.compile(
    r"(?:.*/)?(?P<kind>reports|actors)/(?P<id>[^/?#]+)(?:/(?:index\.html|index\.md)?)?"
    r"(?:\?[^#]*)?(?:#(?P<at>.*))?"
)
#: What begins with a scheme or another host.
_ELSEWHERE = re.compile(r"[A-Za-z][\w+.-]*:|//")


def dead_links(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Links in pages that people wrote to reports, places in them and records of the archive that
    are not there."""
    known = _Known(archive)
    for path, text in sorted(setting.written.items()):
        for number, line in enumerate(text.splitlines(), 1):
            for found in _LINK.finditer(line):
                target = found["md"] or found["html"] or ""
                if target and (why := known.fault(target)):
                    values = {"target": target}
                    yield Concern("link", why, path, "link_remedy", values, line=number)


class _Known:
    """What can be led to."""

    def __init__(self, archive: Archive) -> None:
        self._anchors: Mapping[str, set[str]] = {
            lock: {anchor.id for anchor in held.anchors}
            for lock, held in archive.lock.reports.items()
        }
        self._reports = {
            *(report.id for report in archive.reports),
            *(report.id for report in archive.withdrawn),
            *archive.renamed,
        }
        former = (old for record in archive.authorities.records for old in record.former_ids)
        self._records = {*archive.authorities.by_id, *former}

    def fault(self, target: str) -> str:
        """The key of what is wrong with a link to ``target``; '' where nothing is.

        Lists and files have a full stop in their names: what looks like one is not judged.
        """
        ours = None if _ELSEWHERE.match(target) else _OURS.fullmatch(unquote(target))
        if ours is None:
            return ""
        ident, at = ours["id"], ours["at"] or ""
        if "." in ident and ident not in (self._records | self._reports):
            return ""
        if ours["kind"] == "actors":
            return "" if ident in self._records else "link_record"
        if ident not in self._reports:
            return "link_report"
        known = self._anchors.get(ident)
        if known is None or not re.fullmatch(r"(?:[sptfn]\d|page-).*", at):
            return ""
        return "" if at in known else "link_place"
