"""What a keeper has judged of published addresses, put to the outcome for a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cefu.addresses.lock import Published
from cefu.addresses.reconcile import Reconciled
from cefu.model.errors import CefuError
from cefu.model.judgements import AddressJudgement


def judged(outcome: Reconciled, judgements: Iterable[AddressJudgement]) -> Reconciled:
    """``outcome`` with each address leading where a keeper says, and no more asked of it.

    A redirect leads to its new target.  An address that stands on the page stays with its
    text: confirmed, it is no longer unsure; led elsewhere, its readers are told where.
    A judgement whose words (``was``) stood there no longer last is left out.  Raises
    ``CefuError`` for an address that was never published or a target that is not on the page.
    """
    anchors = {anchor.id: anchor for anchor in outcome.lock.anchors}
    living = {anchor.id for anchor in outcome.lock.living}
    settled = set()
    for judgement in judgements:
        anchor = anchors.get(judgement.address)
        if anchor is None:
            raise _fault(judgement, judgement.address, "was never published")
        target = judgement.leads_to
        if target not in living and target != judgement.address:
            raise _fault(judgement, target, "is not on the page")
        if not _fits(anchor, judgement):
            continue
        anchors[anchor.id] = _led(anchor, target)
        settled.add(anchor.id)
    if not settled:
        return outcome
    lock = replace(outcome.lock, anchors=tuple(anchors[a.id] for a in outcome.lock.anchors))
    return replace(
        outcome,
        lock=lock,
        redirects={anchor.id: anchor.to for anchor in lock.dead},
        changes=tuple(change for change in outcome.changes if change.anchor not in settled),
    )


def _fault(judgement: AddressJudgement, anchor: str, problem: str) -> CefuError:
    file, _, line = judgement.place.rpartition(":")
    return CefuError(
        f"#{anchor} of {judgement.report} {problem}",
        file=file,
        line=int(line) if line else None,
        remedy="Name an address of the report's page, or take the judgement out",
    )


def _fits(anchor: Published, judgement: AddressJudgement) -> bool:
    last = anchor.past[-1].words if anchor.past else anchor.words
    return judgement.was in ("", last)


def _led(anchor: Published, target: str) -> Published:
    """``anchor`` leading to ``target``, or confirmed where that is the anchor itself."""
    if anchor.to:
        return replace(anchor, to=anchor.to if target == anchor.id else target)
    if not anchor.past:
        return anchor
    last = anchor.past[-1]
    if target != anchor.id:
        last = replace(last, fate="unsure", maybe=target)
    elif last.fate == "unsure":
        last = replace(last, fate="changed", maybe="")
    return replace(anchor, past=(*anchor.past[:-1], last))
