"""The archive: all reports, with what links them to each other.

``read_archive`` is the only function here that reads files; what it returns is
complete, and everything after it only writes.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from cefu.addresses import (
    Anchored,
    Lock,
    Reconciled,
    ReportLock,
    check_there,
    guard,
    read_lock,
    reconcile,
    reconcile_archive,
)
from cefu.archive.fresh import each, fresh_reports
from cefu.archive.kept import Kept, digest, program
from cefu.archive.steps import Annotated, annotated, for_finding
from cefu.archive.stored import Shelf
from cefu.archive.withdrawn import WithdrawnReport, withdrawn_reports
from cefu.inputs.authorities import load
from cefu.inputs.files import fault_of, kept_files, read_kept
from cefu.inputs.gists import FOLDER as GISTS
from cefu.inputs.gists import Gist, read_gists, with_gists
from cefu.inputs.judgements import FOLDER as JUDGEMENTS
from cefu.inputs.judgements import read_address_judgements, read_date_judgements
from cefu.inputs.sidecar import Sidecar, read_sidecar
from cefu.inputs.sources import CHECKSUMS, REPORT_ID, Source, read_checksums, read_sources
from cefu.inputs.summaries import FOLDER as SUMMARIES
from cefu.inputs.summaries import place_summaries, read_summaries
from cefu.inputs.translations import FOLDER as TRANSLATIONS
from cefu.inputs.translations import Translation, read_translations
from cefu.inputs.versions import FOLDER as VERSIONS
from cefu.inputs.versions import check_versions, read_versions, version_sums
from cefu.model.annotations import Mention, Statement
from cefu.model.document import Report
from cefu.model.edtf import OPEN_END, Day, known
from cefu.model.errors import CefuError, raise_all
from cefu.model.judgements import AddressJudgement, DateJudgement, by_report
from cefu.model.language import Names
from cefu.model.version import Version
from cefu.names.mentions import widen
from cefu.names.packed import Mentions
from cefu.names.register import Authorities
from cefu.timeline.chronicle import order
from cefu.timeline.disagreements import dated as dated_events
from cefu.timeline.judged import outdated, set_apart


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that the pages, the open data and the search index are made of.

    ``renamed`` maps report ids once published to the ids that took their place;
    ``changes`` says in words what became of published addresses and of gists; ``lock`` and the
    ``checksums`` of the documents, by name, are to be written back to ``sources/``.
    """

    reports: tuple[Report, ...]
    authorities: Authorities
    mentions: Sequence[Mention] = ()
    #: ``mentions`` and, for each, one of every broader record: what is counted
    counted: Sequence[Mention] = ()
    statements: tuple[Statement, ...] = ()
    #: by report id
    translations: Mapping[str, tuple[Translation, ...]] = field(default_factory=dict)
    #: what the archive says of blocks in its own words, by report id and block id
    summaries: Mapping[str, Mapping[str, Names]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    #: what was published before a better text came, by report id, the oldest first
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    withdrawn: tuple[WithdrawnReport, ...] = ()
    #: what a keeper has judged of events' dates
    judgements: tuple[DateJudgement, ...] = ()
    changes: tuple[str, ...] = ()
    lock: Lock = field(default_factory=Lock)
    checksums: Mapping[str, str] = field(default_factory=dict)
    #: where the documents lie, of which pictures are made
    sources: Path = Path()
    #: report id -> the digest of all that its report, mentions and dates were made from
    made_of: Mapping[str, str] = field(default_factory=dict)
    #: report id -> actor -> the digest of what stands around its mentions there
    surroundings: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)


def read_archive(
    sources: Path, executor: Executor | None = None, kept: Kept | None = None
) -> Archive:
    """Read, normalise, anchor and annotate everything in ``sources``.

    ``executor`` runs the reports in parallel; without one they run in turn.  ``kept``
    has what earlier builds made, and gets what this one makes.
    Raises ``CefuError`` on bad input.
    """
    kept = kept or Kept()
    received = read_sources(sources)
    withdrawn = withdrawn_reports(sources)
    gone = {report.stem for report in withdrawn}
    silent = gone | {report.id for report in withdrawn}
    texts = [text for text in received if text.id not in gone]
    sidecars = _read_sidecars(sources, texts, gone, kept)
    _check_ids(texts, sidecars)
    keys = [
        _key("normalised", repr((t.id, t.path.name, t.sha256, t.twin_sha256, s)))
        for t, s in zip(texts, sidecars, strict=True)
    ]
    fresh = fresh_reports(list(zip(texts, sidecars, strict=True)), keys, kept, executor)
    lock = read_lock(sources)
    sums = read_checksums(sources / CHECKSUMS)
    check_there(sources, lock, sums)
    check_versions(sources, sums)
    of_addresses = read_address_judgements(sources / JUDGEMENTS)
    _check_reports(of_addresses, {*fresh.proposals, *(report.id for report in withdrawn)})
    settled = reconcile_archive(
        lock,
        fresh.proposals,
        [report.id for report in withdrawn],
        _former_ids(texts, sidecars),
        by_report(of_addresses),
        partial(_reconciled, kept),
    )
    guard(lock, settled.lock, sources)
    authorities = _authorities(sources / "authorities", kept)
    _check_authors(sidecars, authorities)
    _check_superseded(sidecars, {*fresh.ids, *(report.id for report in withdrawn)})
    finding = for_finding(authorities)
    known = digest(finding)
    outcomes = [settled.reports[ident] for ident in fresh.ids]
    keys = [
        _key("annotated", key, known, repr((o.ids, o.redirects, o.pasts)))
        for key, o in zip(keys, outcomes, strict=True)
    ]
    step = partial(annotated, finding=finding)
    shelf = Shelf(kept)

    def shelved(key: str, made: Annotated) -> Annotated:
        stored, mentions = shelf.stored(key, made.report), Mentions.of(made.mentions)
        return replace(made, report=stored, mentions=mentions)

    done = each(step, lambda at: (fresh.report(at), outcomes[at]), keys, kept, executor, shelved)
    reports = tuple(sorted((made.report for made in done), key=_by_date))
    by_id = {made.report.id: made for made in done}
    summaries, unfit = place_summaries(reports, read_summaries(sources / SUMMARIES, silent))
    archive = Archive(
        reports=reports,
        authorities=authorities,
        translations=read_translations(sources / TRANSLATIONS, [m.report for m in done], silent),
        summaries=summaries,
        renamed=settled.renamed,
        versions=read_versions(sources / VERSIONS, {m.report.id for m in done}, silent),
        withdrawn=withdrawn,
        judgements=_date_judgements(sources / JUDGEMENTS, authorities),
        changes=(*settled.report, *unfit),
        lock=settled.lock,
        checksums={**_checksums(received), **version_sums(sources)},
        sources=sources,
        made_of={made.report.id: key for made, key in zip(done, keys, strict=True)},
        surroundings={made.report.id: made.surroundings for made in done},
    )
    return _joined(archive, [by_id[r.id] for r in reports], read_gists(sources / GISTS, silent))


def _key(*parts: str) -> str:
    return digest(program(), *parts)


def _reconciled(
    kept: Kept, pieces: Sequence[Anchored], lock: ReportLock, source: str, date: str
) -> Reconciled:
    """What `reconcile` gives: kept, since of most reports it is the same as in the last build."""
    key = _key("reconciled", repr((pieces, lock, source, date)))
    return kept.made(key, lambda: reconcile(pieces, lock, source, date))


def _authorities(folder: Path, kept: Kept) -> Authorities:
    files = [(path.name, fault_of(path) or path.read_bytes()) for path in kept_files(folder)]
    return Authorities(kept.made(_key("authorities", repr(files)), lambda: tuple(load(folder))))


def _joined(archive: Archive, parts: Sequence[Annotated], gists: Mapping[str, Gist]) -> Archive:
    """``archive`` with the mentions and statements of all its reports."""
    mentions = Mentions.of(m for part in parts for m in part.mentions)
    dated = [s for part in parts for s in part.statements]
    dated.sort(key=lambda s: (order(s.edtf), s.report, s.id))
    statements, notices = with_gists(dated, gists)
    statements, moved = set_apart(statements, archive.judgements)
    now = dated_events(statements, archive.authorities) if archive.judgements else ()
    return replace(
        archive,
        mentions=mentions,
        counted=Mentions.of(widen(mentions, archive.authorities)),
        statements=statements,
        changes=(*archive.changes, *notices, *moved, *outdated(now, archive.judgements)),
    )


def _check_reports(judgements: Sequence[AddressJudgement], known: Collection[str]) -> None:
    """Raise ``CefuError`` for every judgement on an address of a report that is not here."""
    raise_all(
        [
            CefuError(
                f"there is no report {judgement.report!r}",
                file=judgement.place,
                remedy="Correct the id, or take the judgement out",
            )
            for judgement in judgements
            if judgement.report not in known
        ]
    )


def _date_judgements(folder: Path, authorities: Authorities) -> tuple[DateJudgement, ...]:
    """The judgements in ``folder``.  Raises ``CefuError`` for one on no record."""
    found = read_date_judgements(folder)
    raise_all(
        [
            CefuError(
                f"{judgement.event!r} is no record's id",
                file=judgement.place,
                remedy="Correct it, or take the judgement out",
            )
            for judgement in found
            if judgement.event not in authorities.by_id
        ]
    )
    return found


def _checksums(sources: Sequence[Source]) -> dict[str, str]:
    sums = {source.path.name: source.sha256 for source in sources}
    return sums | {s.twin.name: s.twin_sha256 for s in sources if s.twin}


def _by_date(report: Report) -> tuple[Day, str, str]:
    when = known(report.record.date)
    return (when.first_day if when else OPEN_END, report.record.date, report.id)


def _former_ids(texts: Sequence[Source], sidecars: Sequence[Sidecar]) -> dict[str, str]:
    """Former id -> the id the report bears now, where a keeper says so."""
    return {
        old: sidecar.id or text.id
        for text, sidecar in zip(texts, sidecars, strict=True)
        for old in sidecar.former_ids
    }


def _read_sidecars(
    sources: Path, texts: Sequence[Source], withdrawn: Collection[str], kept: Kept
) -> list[Sidecar]:
    stems = {text.id for text in texts} | set(withdrawn)
    for path in kept_files(sources):
        if path.stem not in stems:
            raise CefuError(
                f"the sidecar {path.name} has no document {path.stem}.pdf, .txt … beside it",
                file=path,
                remedy="Rename it after its document, or remove it",
            )
    return [_sidecar(sources / f"{text.id}.yml", kept) for text in texts]


def _sidecar(path: Path, kept: Kept) -> Sidecar:
    if not os.path.lexists(path):
        return Sidecar()
    text = read_kept(path)
    return kept.made(_key("sidecar", str(path), text), lambda: read_sidecar(path))


def _check_authors(sidecars: Sequence[Sidecar], authorities: Authorities) -> None:
    """Raise ``CefuError`` for every author whose ``id`` no authority record has."""
    known = {record.id for record in authorities.records}
    raise_all(
        [
            CefuError(
                f"the author id {ident!r} is that of no authority record",
                file=sidecar.file,
                line=line,
                remedy="Correct it, add the record to sources/authorities/, or take the id out",
            )
            for sidecar in sidecars
            for ident, line in sidecar.author_lines.items()
            if ident not in known
        ]
    )


def _check_superseded(sidecars: Sequence[Sidecar], known: Collection[str]) -> None:
    """Raise ``CefuError`` for every report whose place a report has taken that is not here."""
    raise_all(
        [
            CefuError(
                f"superseded_by: there is no report {sidecar.superseded_by!r}",
                file=sidecar.file,
                remedy="Correct the id, or take the key out",
            )
            for sidecar in sidecars
            if sidecar.superseded_by and sidecar.superseded_by not in known
        ]
    )


def _check_ids(texts: Sequence[Source], sidecars: Sequence[Sidecar]) -> None:
    seen: dict[str, Path] = {}
    for text, sidecar in zip(texts, sidecars, strict=True):
        ident = sidecar.id or text.id
        if not REPORT_ID.fullmatch(ident):
            raise CefuError(f"{ident!r} cannot be a report id", file=text.path)
        other = seen.setdefault(ident.lower(), text.path)
        if other is not text.path:
            raise CefuError(
                f"the id {ident!r} is already that of {other.name}",
                file=sidecar.file or text.path,
                remedy="Give one of the two reports another id",
            )
