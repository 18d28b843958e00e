"""How far the list of unsure places can be trusted, told of documents never learned from.

    python scripts/train/calibrate.py FOLDER [--suffix .pdf]

FOLDER holds truths (``NAME.json``) beside their documents, as ``tests/documents/measure.py``
takes them.  An error is a line, or several that follow each other, with which a block
begins wrongly, does not begin or has a wrong type, or which stands wrongly in the text or
beside it; it is found where one of its lines is on the list.  For each kind of decision
and some thresholds: how many places would be listed, and how many of them are errors.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cefu.inputs.documents import read_document
from cefu.structure.blocks.read import read_blocks
from cefu.structure.blocks.tables import stands_apart
from cefu.structure.lines.layout import measure_layout
from cefu.structure.lines.lines import read_lines
from cefu.structure.lines.pages import body_page_starts
from cefu.structure.reading.chain import Reading
from cefu.structure.reading.labels import Task
from cefu.structure.reading.tasks import BLOCK_LABELS, BLOCKS, ROLES
from cefu.structure.reading.views import Document
from cefu.structure.sides import read_sides
from cefu.structure.unsure import UNSURE_BELOW, Doubt, doubts
from known import align, labels, told

#: Thresholds told of each kind, as multiples of the one in force.
TIMES = (0.5, 1.0, 1.5, 2.0)


@dataclass(frozen=True)
class Judged:
    """One reading of a document: its doubts, whatever their margins, and the lines read wrongly."""

    doubts: Sequence[Doubt]
    wrong: npt.NDArray[np.bool_]


def main() -> int:
    """Tell the shares for the list as it is, and for other thresholds of each kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--suffix", default=".pdf", help=".pdf, .txt or .layout.txt")
    asked = parser.parse_args()
    lines, judged = 0, []
    for path in sorted(asked.folder.glob("*.json")):
        source = path.with_suffix(asked.suffix)
        if source.exists():
            count, readings = _judged(source, json.loads(path.read_text("utf-8")))
            lines += count
            judged += readings
    for kind, limit in UNSURE_BELOW.items():
        told = []
        for times in TIMES:
            listed, right = _among(judged, {kind: times * limit})
            told.append(f"below {times * limit:g}: {right} errors in {listed}")
        print(f"{kind}: {'; '.join(told)}")
    listed, _ = _among(judged, UNSURE_BELOW)
    runs = [run for reading in judged for run in _runs(reading.wrong)]
    found = sum(_found(reading) for reading in judged)
    print(
        f"the list: {listed} of {lines} lines ({listed / max(1, lines):.2%}); "
        f"{found} of {len(runs)} errors are on it ({found / max(1, len(runs)):.0%})"
    )
    return 0


def _among(judged: Iterable[Judged], below: Mapping[str, float]) -> tuple[int, int]:
    """How many places lie under the thresholds, and how many of them are errors."""
    listed = [
        bool(reading.wrong[d.line])
        for reading in judged
        for d in reading.doubts
        if d.margin < below.get(d.kind, 0.0)
    ]
    return len(listed), sum(listed)


def _runs(wrong: npt.NDArray[np.bool_]) -> list[range]:
    """Stretches of lines read wrongly."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], wrong.astype(int), [0]])))
    return [range(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _found(reading: Judged) -> int:
    """How many errors of a reading are on its list."""
    told = {d.line for d in reading.doubts if d.margin < UNSURE_BELOW[d.kind]}
    return sum(any(i in told for i in run) for run in _runs(reading.wrong))


def _judged(source: Path, truth: Mapping[str, Any]) -> tuple[int, list[Judged]]:
    """How many lines a document has, and both its readings against ``truth``."""
    received = read_document(source)
    read = received.lines or read_lines(received.text)
    lines = [line for line in read if not stands_apart(line)]
    truths = align(lines, told(truth))
    sides = read_sides(lines, {})
    best = sides.reading.best
    inside = np.array([ROLES.labels[k] == "body" for k in best])
    wanted = np.array([truth.role == "body" for truth in truths])
    known = np.array([bool(truth.role) for truth in truths])
    # What stands twice, in the text and beside it, can be either in the truth.
    twice = {line.plain for line in lines if [x.plain for x in lines].count(line.plain) > 1}
    single = np.array([line.plain not in twice for line in lines])
    readings = [_reading(ROLES, sides.document, sides.reading, known & single & (inside != wanted))]
    body = [i for i, truth in enumerate(truths) if truth.type]
    kept = [lines[i] for i in body]
    survey = Document(kept, measure_layout(kept), frozenset(body_page_starts(body, sides.pages)))
    blocks = read_blocks(survey, {}).reading
    if blocks is not None:
        right = [BLOCKS.index[label] for label in labels([truths[i] for i in body])]
        accepted = np.array([truths[i].accept != () for i in body])
        shown = [_shown(label) for label in right]
        wrong = np.array([_shown(int(k)) for k in blocks.best]) != np.array(shown)
        readings.append(_reading(BLOCKS, survey, blocks, wrong.any(axis=1) & ~accepted))
    return len(lines), readings


def _shown(label: int) -> tuple[str, str]:
    """What readers see of a line's label: whether a block begins, and of which type."""
    place, kind = BLOCK_LABELS[label]
    return str(place == "begins"), kind


def _reading(
    task: Task, document: Document, reading: Reading, wrong: npt.NDArray[np.bool_]
) -> Judged:
    everything = dict.fromkeys(UNSURE_BELOW, max(TIMES) * max(UNSURE_BELOW.values()))
    return Judged(list(doubts(task, document, reading, everything)), wrong)


if __name__ == "__main__":
    raise SystemExit(main())
