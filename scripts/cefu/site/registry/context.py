"""The archive as outputs see it, with the digests of what each of them is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from cefu.archive.catalogue import Catalogue
from cefu.archive.kept import Kept, digest, program
from cefu.model.annotations import Statement
from cefu.model.authority import Authority
from cefu.model.document import Report
from cefu.model.language import LANGS, Lang
from cefu.model.record import Record
from cefu.outputs.cite import Templates, templates
from cefu.outputs.data.addresses import report_url
from cefu.outputs.forms.files import PDF_FORM, REPORT_FORMS
from cefu.outputs.html.report.versions.pages import version_names
from cefu.outputs.i18n.locale import Locale, locale

#: Pages of pictures.
PICTURES = ("timeline/drawn", "network", "words")


class Context:
    """The archive as outputs see it, and the digests of its parts.

    ``base`` is the site's address with a slash at its end, '' where it is not told;
    ``title`` is what the archive is called, '' where the forms that outlive the site are
    not wanted; ``pdf`` tells whether PDF can be made and is wanted; ``names`` is what it is
    called in each language, ``doi`` its own; ``kept`` has what earlier builds made.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        base: str = "",
        title: str = "",
        kept: Kept | None = None,
        *,
        pdf: bool = False,
        names: Mapping[Lang, str] | None = None,
        doi: str = "",
    ) -> None:
        self.catalogue, self.base, self.title, self.doi = catalogue, base, title, doi
        self._called = names or {}
        self.kept = kept or Kept()
        self.report_forms = {**(REPORT_FORMS if title else {}), **(PDF_FORM if pdf else {})}

    def called(self, own: Locale) -> str:
        """What the archive is called in one language; the program's own name where it has none."""
        return self._called.get(own.lang) or own("site_name")

    def address(self, report: Report, own: Locale) -> str:
        """A report's permanent address, or its path below the site while that has none."""
        return self.base + own.prefix + quote(report_url(report.id))

    @cached_property
    def cited(self) -> Mapping[str, Templates]:
        """The citations of every report: kept from one build to the next together."""
        reports = self.catalogue.archive.reports
        told = (repr((r.id, r.record, r.keywords)) for r in reports)
        return self.kept.made(digest("cited", program(), *told), lambda: templates(reports))

    def make_ready(self) -> None:
        """Work out what most units ask for: once here, not once in each worker."""
        catalogue = self.catalogue
        _ = self.cited, catalogue.company, catalogue.mentions, catalogue.counts
        _ = catalogue.texts, catalogue.dated
        for lang in LANGS:
            locale(lang)

    def page_names(self) -> list[str]:
        """The files of all generated pages but further ones of lists, below the docs folder."""
        archive = self.catalogue.archive
        lists = ("reports", "actors", "timeline", "search", "compare", "notebook", "data")
        found = ["index.md", *(f"{name}/index.md" for name in (*lists, *PICTURES))]
        for report in archive.reports:
            found += [f"reports/{report.id}/index.md", f"reports/{report.id}/made/index.md"]
            found += version_names(report.id, archive.versions.get(report.id, ()))
        found += [f"reports/{old}/index.md" for old in sorted(archive.renamed)]
        found += [f"reports/{report.id}/index.md" for report in archive.withdrawn]
        found += [f"actors/{old}/index.md" for old, _ in self.catalogue.merged]
        return found + [f"actors/{record.id}/index.md" for record in self.catalogue.listed]

    # --- digests -----------------------------------------------------------------

    @cached_property
    def records(self) -> Mapping[str, str]:
        """Record id -> the digest of what it says, its place in its file aside."""
        records = self.catalogue.archive.authorities.records
        return {r.id: digest(repr(replace(r, file="", line=0))) for r in records}

    @cached_property
    def whole(self) -> str:
        """The digest of the whole archive."""
        archive = self.catalogue.archive
        return digest(
            program(),
            self.base,
            self.title,
            self.doi,
            *(f"{r.id} {archive.made_of.get(r.id)}" for r in archive.reports),
            repr(self.records),
            repr([(s.id, s.gist) for s in archive.statements if s.gist]),
            repr(archive.translations),
            repr(archive.summaries),
            repr(archive.renamed),
            repr(archive.withdrawn),
            repr(archive.judgements),
        )

    @cached_property
    def _statements(self) -> Mapping[str, str]:
        return {s.id: digest(repr(s)) for s in self.catalogue.archive.statements}

    @cached_property
    def _events(self) -> Mapping[str, str]:
        """Event -> the digest of all that is told of it."""
        told: dict[str, list[str]] = {}
        for statement in self.catalogue.archive.statements:
            if statement.event:
                told.setdefault(statement.event, []).append(self._statements[statement.id])
        for judgement in self.catalogue.archive.judgements:
            told.setdefault(judgement.event, []).append(repr(judgement))
        return {event: digest(*parts) for event, parts in told.items()}

    @cached_property
    def _names(self) -> str:
        """The digest of what records are called and how they belong together."""
        records = self.catalogue.archive.authorities.records
        listed = {record.id for record in self.catalogue.listed}
        return digest(
            repr([
                replace(r, description={}, note="", variants=(), search_only=(), file="", line=0)
                for r in records
            ]),
            repr(sorted(listed)),
        )  # fmt: skip

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """Report id -> the digest of how it is named: its title and date, and what its
        short name is made of."""

        def named(r: Record) -> str:
            return repr((r.title, r.date, r.language, r.short, r.authors, r.publisher))

        return {r.id: digest(r.id, named(r.record)) for r in self.catalogue.archive.reports}

    @cached_property
    def _around(self) -> Mapping[str, str]:
        """Record id -> the digest of what stands around its mentions, and those of the records
        that are a case of it, and of how the reports are called in which they stand."""
        archive = self.catalogue.archive
        found: defaultdict[str, Any] = defaultdict(sha256)
        for report in archive.reports:
            around = archive.surroundings.get(report.id, {})
            for actor in sorted(around):
                told = f"{report.id} {self._titles[report.id]} {actor} {around[actor].hex()}\n"
                for owner in (actor, *archive.authorities.broader(actor)):
                    found[owner].update(told.encode())
        return {owner: told.hexdigest() for owner, told in found.items()}

    def statements_made_of(self, statements: Sequence[Statement]) -> str:
        """What showing ``statements`` reads: each, how its date stands to others, how its
        report is called and whom it is about."""
        return digest(
            program(),
            self._names,
            *(
                f"{self._statements[s.id]} {self._events.get(s.event)} {self._titles[s.report]}"
                for s in statements
            ),
            *(self.records[event] for event in sorted({s.event for s in statements if s.event})),
        )

    def actor_made_of(self, record: Authority) -> str:
        """What the pages of ``record`` are made of."""
        catalogue = self.catalogue
        about = (*catalogue.statements_about(record.id), *catalogue.told_of(record.id))
        events = [event.id for event in catalogue.events_of.get(record.id, ())]
        return digest(
            program(),
            self._names,
            self.records[record.id],
            self._around.get(record.id, ""),
            "statements",
            self.statements_made_of(about),
            "events",
            *(self.statements_made_of(catalogue.told_of(event)) for event in events),
        )  # fmt: skip

    def _neighbours(self, report: Report) -> tuple[str, ...]:
        """What took the place of ``report``, and what gave theirs to it."""
        older = self.catalogue.older.get(report.id, ())
        return (report.superseded_by, *(each.id for each in older))

    def report_made_of(self, report: Report) -> str:
        """What the files of ``report`` are made of: the report with what is found in it, and
        of each record that it names what the record says and how often it is named."""
        catalogue = self.catalogue
        mentions = catalogue.mentions_in.get(report.id, ())
        statements = catalogue.statements_in.get(report.id, ())
        named = {m.actor for m in mentions}
        named |= {a for s in statements for a in (*s.actors, s.event) if a}
        return digest(
            program(),
            self.base,
            self.doi,
            " ".join(self.report_forms),
            catalogue.archive.made_of.get(report.id, repr(report)),
            self.statements_made_of(statements),
            repr(catalogue.archive.translations.get(report.id)),
            repr(catalogue.archive.summaries.get(report.id)),
            repr(catalogue.archive.versions.get(report.id)),
            *(self._titles[i] for i in self._neighbours(report) if i in self._titles),
            *(f"{i} {self.records[i]} {catalogue.named.get(i)}" for i in sorted(named)),
        )
