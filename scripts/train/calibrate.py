"""How far the list of unsure places can be trusted, told of documents never learned from.

    python scripts/train/calibrate.py FOLDER

FOLDER holds truths (``NAME.json``) beside their PDFs, as ``tests/documents/measure.py``
takes them.  For each task and each threshold of the margin: which share of the lines lies
below it, and which share of the lines read wrongly is among those.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from cefu.inputs.documents.pdf.reader import read_pdf
from cefu.structure.blocks.read import read_blocks
from cefu.structure.blocks.tables import stands_apart
from cefu.structure.lines.layout import measure_layout
from cefu.structure.lines.pages import body_page_starts
from cefu.structure.reading.labels import Task
from cefu.structure.reading.tasks import BLOCKS, ROLES
from cefu.structure.reading.views import Document
from cefu.structure.sides import read_sides
from cefu.structure.unsure import margins
from known import align, labels, told

THRESHOLDS = (0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
#: For each line of a document its margin, and whether it was read wrongly.
Judged = tuple[Task, npt.NDArray[np.float64], npt.NDArray[np.bool_]]


def main() -> int:
    """Tell the shares for each threshold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    judged = list(_judged(parser.parse_args().folder))
    for task in (ROLES, BLOCKS):
        ahead = np.concatenate([a for t, a, _ in judged if t is task])
        wrong = np.concatenate([w for t, _, w in judged if t is task])
        print(f"{task.name}: {len(ahead)} lines, {wrong.sum()} wrong")
        for limit in THRESHOLDS:
            told_of = ahead < limit
            among = wrong[told_of].sum() / max(1, wrong.sum())
            print(f"  below {limit:4}: {told_of.mean():6.3f} of lines, {among:6.3f} of errors")
    return 0


def _judged(folder: Path) -> Iterator[Judged]:
    for path in sorted(folder.glob("*.json")):
        source = path.with_suffix(".pdf")
        if not source.exists():
            continue
        lines = [line for line in read_pdf(source).lines if not stands_apart(line)]
        truths = align(lines, told(json.loads(path.read_text("utf-8"))))
        sides = read_sides(lines, {})
        known = np.array([bool(truth.role) for truth in truths])
        wanted = np.array([ROLES.index.get(truth.role, -1) for truth in truths])
        yield ROLES, margins(sides.reading)[0][known], (sides.reading.best != wanted)[known]
        body = [i for i, truth in enumerate(truths) if truth.type]
        inside = [lines[i] for i in body]
        starts = frozenset(body_page_starts(body, sides.pages))
        reading = read_blocks(Document(inside, measure_layout(inside), starts), {}).reading
        if reading is not None:
            right = np.array([BLOCKS.index[label] for label in labels([truths[i] for i in body])])
            accepted = np.array([truths[i].accept != () for i in body])
            yield BLOCKS, margins(reading)[0], (reading.best != right) & ~accepted


if __name__ == "__main__":
    raise SystemExit(main())
