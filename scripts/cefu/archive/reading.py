"""The archive: all reports, with what links them to each other.

``read_archive`` is the only function here that reads files; what it returns is
complete, and everything after it only writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from cefu.addresses import Lock, guard, propose, read_lock, reconcile_archive, relabel
from cefu.archive.report import make_report
from cefu.inputs.authorities import load
from cefu.inputs.gists import FOLDER as GISTS
from cefu.inputs.gists import Gist, read_gists, with_gists
from cefu.inputs.sidecar import Sidecar, read_sidecar
from cefu.inputs.sources import REPORT_ID, Source, checksums_bytes, read_sources
from cefu.inputs.summaries import FOLDER as SUMMARIES
from cefu.inputs.summaries import place_summaries, read_summaries
from cefu.inputs.translations import FOLDER as TRANSLATIONS
from cefu.inputs.translations import Translation, read_translations
from cefu.model.annotations import Mention, Statement
from cefu.model.document import Report
from cefu.model.edtf import OPEN_END, Day, known
from cefu.model.errors import CefuError
from cefu.model.language import Names
from cefu.names.mentions import Matcher, find_mentions, widen
from cefu.names.register import Authorities
from cefu.record.keywords import Extractor
from cefu.timeline.linking import find_timeline


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that the pages, the open data and the search index are made of.

    ``renamed`` maps report ids once published to the ids that took their place;
    ``changes`` says in words what became of published addresses, of gists and of summaries; ``lock`` and the
    file ``checksums`` are to be written back to ``sources/``.
    """

    reports: tuple[Report, ...]
    authorities: Authorities
    mentions: tuple[Mention, ...] = ()
    #: ``mentions`` and, for each, one of every broader record: what is counted
    counted: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    #: by report id
    translations: Mapping[str, tuple[Translation, ...]] = field(default_factory=dict)
    #: what the archive says of blocks in its own words, by report id and block id
    summaries: Mapping[str, Mapping[str, Names]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    lock: Lock = field(default_factory=Lock)
    checksums: bytes = b""


def read_archive(sources: Path, executor: Executor | None = None) -> Archive:
    """Read, normalise, anchor and annotate everything in ``sources``.

    ``executor`` runs the reports in parallel; without one they run in turn.
    Raises ``CefuError`` on bad input.
    """
    texts = read_sources(sources)
    sidecars = _read_sidecars(sources, texts)
    _check_ids(texts, sidecars)
    run = executor.map if executor else map
    fresh = tuple(run(make_report, texts, sidecars))
    lock = read_lock(sources)
    settled = reconcile_archive(lock, {r.id: propose(r) for r in fresh})
    guard(lock, settled.lock, sources)
    reports = tuple(relabel(r, settled.reports[r.id]) for r in fresh)
    folder = sources / "authorities"
    authorities = Authorities(load(folder) if folder.is_dir() else ())
    summaries, unfit = place_summaries(reports, read_summaries(sources / SUMMARIES))
    archive = Archive(
        reports=tuple(sorted(_with_keywords(reports, authorities), key=_by_date)),
        authorities=authorities,
        translations=read_translations(sources / TRANSLATIONS, reports),
        summaries=summaries,
        renamed=settled.renamed,
        changes=(*settled.report, *unfit),
        lock=settled.lock,
        checksums=checksums_bytes(_checksums(texts)),
    )
    return _annotated(archive, read_gists(sources / GISTS))


def _annotated(archive: Archive, gists: Mapping[str, Gist]) -> Archive:
    matcher = Matcher(archive.authorities)
    mentions = tuple(m for r in archive.reports for m in find_mentions(r, matcher))
    dated = find_timeline(archive.reports, archive.authorities, mentions)
    statements, notices = with_gists(dated, gists)
    return replace(
        archive,
        mentions=mentions,
        counted=tuple(widen(mentions, archive.authorities)),
        statements=statements,
        changes=(*archive.changes, *notices),
    )


def _with_keywords(reports: Sequence[Report], authorities: Authorities) -> list[Report]:
    names = [v.form for r in authorities.records for v in r.variants if not v.conditional]
    extractor = Extractor(names)
    return [
        replace(r, keywords=r.keywords or extractor.keywords([b.text for b in r.blocks]))
        for r in reports
    ]


def _checksums(sources: Sequence[Source]) -> dict[str, str]:
    sums = {source.path.name: source.sha256 for source in sources}
    return sums | {s.twin.name: s.twin_sha256 for s in sources if s.twin}


def _by_date(report: Report) -> tuple[Day, str, str]:
    when = known(report.record.date)
    return (when.first_day if when else OPEN_END, report.record.date, report.id)


def _read_sidecars(sources: Path, texts: Sequence[Source]) -> list[Sidecar]:
    stems = {text.id for text in texts}
    for path in sorted(sources.glob("*.yml")):
        if path.stem not in stems:
            raise CefuError(
                f"the sidecar {path.name} has no document {path.stem}.pdf, .txt … beside it",
                file=path,
                remedy="Rename it after its document, or remove it",
            )
    return [
        read_sidecar(path) if (path := sources / f"{text.id}.yml").exists() else Sidecar()
        for text in texts
    ]


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
