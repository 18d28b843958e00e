"""Anchors for a whole archive: reports in and out of the lock, and reports renamed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from cefu.addresses.judged import judged
from cefu.addresses.lock import TOP, Lock, ReportLock, kind_of
from cefu.addresses.matching.pages import beginning
from cefu.addresses.matching.rivals import shared_runs
from cefu.addresses.memory import fold, shadow
from cefu.addresses.naming import Anchored
from cefu.addresses.reconcile import Reconciled, reconcile
from cefu.model.document import Report, Told
from cefu.model.errors import CefuError
from cefu.model.judgements import AddressJudgement

#: A report that vanished is the newcomer that holds this share of its text.
RENAMED = 0.5
#: What `reconcile` does.
Reconcile = Callable[[Sequence[Anchored], ReportLock, str, str], Reconciled]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A report's pieces in reading order, the checksum of its source, and the
    keeper's date of the last change of its text (EDTF, may be empty)."""

    source: str
    pieces: Sequence[Anchored]
    changed: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveReconciled:
    """The outcome for the archive.

    ``renamed``: every report id that is no longer in use → the id the report
    bears now, ``""`` where it was withdrawn.  ``newly`` holds those of them that
    this run found.  ``lock`` is what to commit.
    """

    reports: dict[str, Reconciled]
    renamed: dict[str, str]
    newly: dict[str, str]
    lock: Lock

    @property
    def report(self) -> list[str]:
        """One line a change, for people."""
        lines = [
            f"/reports/{old}/: renamed, redirected to /reports/{new}/"
            if new
            else f"/reports/{old}/: withdrawn, its addresses have nowhere to lead to"
            for old, new in self.newly.items()
        ]
        for id, outcome in self.reports.items():
            lines += [f"/reports/{id}/{line}" for line in outcome.report]
        return lines


def reconcile_archive(
    lock: Lock,
    proposals: Mapping[str, Proposal],
    withdrawn: Collection[str] = (),
    former: Mapping[str, str] | None = None,
    judgements: Mapping[str, Sequence[AddressJudgement]] | None = None,
    one: Reconcile = reconcile,
) -> ArchiveReconciled:
    """Reconcile every report of ``proposals`` (by report id) with ``lock``.

    A report id that vanished is looked for where ``former`` (old id -> new) says, then
    among the new ones, by the checksum of its source, then by its text; the newcomer inherits its anchors.  The reports
    ``withdrawn`` keep their anchors, but nothing of their words.  ``judgements`` are what a
    keeper says of addresses, by report.  ``one`` does what `reconcile` does for one report,
    and may remember what it did.  Raises ``CefuError`` where a new report claims an id that was published for another.
    """
    vanished = set(lock.reports) - {*proposals, *withdrawn}
    # What is the same as a report that was there all along has no heir: only its page leads on.
    joined = {
        old: new
        for old, new in (former or {}).items()
        if old in vanished and new in proposals and new in lock.reports
    }
    moved = _renames(lock, vanished - set(joined), proposals, former or {})
    inherited = {new: lock.reports[old] for old, new in moved.items()}
    for id in sorted(proposals):
        if lock.renamed.get(id) and id not in inherited:
            raise CefuError(
                f"the report id {id!r} was published for the report that is now "
                f"{lock.renamed[id]!r}",
                file=f"{id}.txt",
                remedy="Give the new report an id that was never used",
            )
    outcomes = {}
    for id in sorted(proposals):
        known = inherited.get(id) or lock.reports.get(id, ReportLock())
        new = proposals[id]
        outcome = one(new.pieces, known, new.source, new.changed)
        outcomes[id] = judged(outcome, (judgements or {}).get(id, ()))
    here = {*proposals, *withdrawn}
    led = {**joined, **moved}
    newly = {
        old: led.get(old, "")
        for old in sorted(lock.reports)
        if old not in here and (old in led or old not in lock.renamed)
    }
    renamed = {old: led.get(new, new) for old, new in {**lock.renamed, **newly}.items()}
    renamed = {old: renamed[old] for old in sorted(renamed) if old not in here}
    absent = {old: lock.reports[old] for old, new in renamed.items() if not new}
    silent = {id: _wordless(lock.reports.get(id, ReportLock())) for id in withdrawn}
    reports = {**absent, **silent, **{id: outcome.lock for id, outcome in outcomes.items()}}
    return ArchiveReconciled(outcomes, renamed, newly, Lock(reports, renamed))


def _wordless(report: ReportLock) -> ReportLock:
    """The lock of a withdrawn report: its addresses and fingerprints, no words."""
    anchors = (
        replace(a, words="", shadow="", past=tuple(replace(p, words="") for p in a.past))
        for a in report.anchors
    )
    return replace(report, anchors=tuple(anchors))


def _renames(
    lock: Lock,
    vanished: Collection[str],
    proposals: Mapping[str, Proposal],
    former: Mapping[str, str],
) -> dict[str, str]:
    """Vanished report id → new report id, one to one, the surest first."""
    newcomers = [id for id in sorted(proposals) if id not in lock.reports]
    if not vanished or not newcomers:
        return {}
    texts = {
        id: "".join(shadow(fold(piece.text)) for piece in proposals[id].pieces) for id in newcomers
    }
    scores = []
    for old in sorted(vanished):
        known = [a.shadow for a in lock.reports[old].living if kind_of(a.id) in ("block", "note")]
        for new in newcomers:
            same = former.get(old) == new or (
                bool(proposals[new].source) and lock.reports[old].source == proposals[new].source
            )
            scores.append((-1.0 if same else -shared_runs(known, texts[new]), old, new))
    moved: dict[str, str] = {}
    for score, old, new in sorted(scores):
        if -score >= RENAMED and old not in moved and new not in moved.values():
            moved[old] = new
    return moved


def propose(report: Report) -> Proposal:
    """The pieces of a freshly normalised report, with their positional anchors.

    A section's text is its heading without the printed number, which changes
    when a section is put in before it; a page's text is what follows its mark.
    """
    sections = {section.id: section for section in report.sections}
    pieces = [Anchored("s0", "")] if "s0" in sections else []
    pages: list[tuple[str, str, list[str]]] = []
    for block in report.blocks:
        section = sections.get(block.id)
        if block.type == "heading" and section:
            title = section.title.get(report.record.language) or block.text
            pieces.append(Anchored(block.id, title, section.parent or ""))
        else:
            # A figure without words is known by its picture, whose name is made of its content.
            words = block.text or (block.figure.name if block.figure else "")
            pieces.append(Anchored(block.id, words, block.section))
        start = 0
        for mark in block.marks:
            if pages:
                pages[-1][2].append(block.text[start : mark.at])
            pages.append((mark.id, block.id, []))
            start = mark.at
        if pages:
            pages[-1][2].append(block.text[start:])
    for note in report.notes:
        first = next((b.id for b in report.blocks if any(r.note == note.id for r in b.notes)), "")
        pieces.append(Anchored(note.id, note.text, first))
    pieces += [Anchored(id, beginning("".join(texts)), first) for id, first, texts in pages]
    return Proposal(report.sha256, pieces, report.changed)


def _told(outcome: Reconciled) -> dict[str, Told]:
    """What to tell of each address: the last that happened to its text."""
    on_page = set(outcome.ids.values())
    found = {}
    for anchor in outcome.lock.anchors:
        if anchor.past:
            last = anchor.past[-1]
            # Where a redirect leads is where its reader is; a rival may have gone since.
            maybe = last.maybe if not anchor.to and last.maybe in on_page else ""
            found[anchor.id] = Told(anchor.id, last.fate, last.date, last.words, maybe)
    return found


def relabel(report: Report, outcome: Reconciled) -> Report:
    """``report`` with its final anchors throughout, and its redirects."""
    ids = outcome.ids

    def final(id: str) -> str:
        return ids.get(id, id)

    return replace(
        report,
        sections=tuple(
            replace(s, id=final(s.id), parent=None if s.parent is None else final(s.parent))
            for s in report.sections
        ),
        blocks=tuple(
            replace(
                block,
                id=final(block.id),
                section=final(block.section),
                page=None if block.page is None else final(block.page),
                notes=tuple(replace(ref, note=final(ref.note)) for ref in block.notes),
                marks=tuple(replace(mark, id=final(mark.id)) for mark in block.marks),
            )
            for block in report.blocks
        ),
        notes=tuple(
            replace(note, id=final(note.id), refs=tuple(final(ref) for ref in note.refs))
            for note in report.notes
        ),
        ledger=tuple(replace(entry, where=final(entry.where)) for entry in report.ledger),
        editorial=tuple(replace(note, block=final(note.block)) for note in report.editorial),
        # The top of the page is there even where the text has no title.
        told=_told(outcome),
        redirects={old: new for old, new in outcome.redirects.items() if old != TOP},
    )
