"""Compare the dated statements of reports with folders of hand-made truth.

    python scripts/measure/timeline.py TRUTH [TRUTH ...] [--sources sources]

Each ``TRUTH/*.json`` has ``doc`` (the beginning of a report's id),
``published_edtf`` and ``statements`` with ``surface``, ``surface_offset`` (in the
source text without blanks), ``edtf`` and perhaps ``accept_edtf``, ``explicit``,
``publication``, ``kind``, ``planned``, ``resolution``.  A statement is found if one of
ours overlaps it, and right if that one's EDTF is the best or an accepted reading.
Counted apart are purely relative or derived statements (``explicit`` false) and
dates of publication, which stand in running heads outside the text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cefu.dates import find_statements
from cefu.model.annotations import Statement
from cefu.model.document import Block
from cefu.structure import normalise

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Score:
    """Counts over one or more reports; ``notes`` says what went wrong and where."""

    wanted: int = 0
    right: int = 0
    ours: int = 0
    ours_right: int = 0
    apart_wanted: int = 0
    apart_right: int = 0
    agree: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in ("wanted", "right", "ours", "ours_right", "apart_wanted", "apart_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.agree.update(other.agree)
        self.asked.update(other.asked)
        self.notes += other.notes

    def line(self, label: str) -> str:
        recall = self.right / self.wanted if self.wanted else 1.0
        precision = self.ours_right / self.ours if self.ours else 1.0
        fields = "  ".join(f"{k} {self.agree[k]}/{self.asked[k]}" for k in sorted(self.asked))
        return (
            f"{label}: recall {recall:.3f} ({self.right}/{self.wanted})  "
            f"precision {precision:.3f} ({self.ours_right}/{self.ours})  "
            f"apart {self.apart_right}/{self.apart_wanted}  {fields}"
        )


def compare(truth: dict[str, Any], found: Sequence[tuple[int, int, Statement]]) -> Score:
    """Score ``found``: statements with their start and end in the text without blanks."""
    score = Score(ours=len(found))
    taken: set[int] = set()
    for wanted in truth["statements"]:
        start = wanted["surface_offset"]
        end = start + len(wanted["surface"])
        overlaps = [
            (min(end, b) - max(start, a), -i)
            for i, (a, b, _) in enumerate(found)
            if i not in taken and a < end and start < b
        ]
        apart = not wanted.get("explicit", True) or wanted.get("publication", False)
        score.apart_wanted += apart
        score.wanted += not apart
        place = f"{truth['doc']} @{start} {wanted['surface']} = {wanted['edtf']}"
        if not overlaps:
            score.notes.append(f"missed{' (apart)' * apart}: {place}")
            continue
        index = -max(overlaps)[1]
        taken.add(index)
        ours = found[index][2]
        if ours.edtf not in {wanted["edtf"], *wanted.get("accept_edtf", ())}:
            score.notes.append(f"wrong: {place}, ours {ours.edtf}: {ours.quote}")
            continue
        score.right += not apart
        score.apart_right += apart
        score.ours_right += 1
        for name in ("resolution", "kind", "planned"):
            if name in wanted:
                score.asked[name] += 1
                same = getattr(ours, name) == wanted[name]
                score.agree[name] += same
                if not same:
                    score.notes.append(f"{name}: {place}, ours {getattr(ours, name)}")
    for index, (start, _, ours) in enumerate(found):
        if index not in taken:
            note = f"{truth['doc']} @{start} {ours.surface} = {ours.edtf}: {ours.quote}"
            score.notes.append(f"not in truth: {note}")
    return score


def located(
    source: str, blocks: Sequence[Block], statements: Sequence[Statement]
) -> list[tuple[int, int, Statement]]:
    """Statements with their start and end counted in ``source`` without blanks."""
    squeezed = [0]
    for char in source:
        squeezed.append(squeezed[-1] + (not char.isspace()))
    by_id = {block.id: block for block in blocks}
    return [
        (
            squeezed[by_id[s.block].origin[s.start]],
            squeezed[by_id[s.block].origin[s.end - 1] + 1],
            s,
        )
        for s in statements
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line per report and one over all; what went wrong goes below each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("truth", nargs="+", type=Path)
    parser.add_argument("--sources", type=Path, default=ROOT / "sources")
    options = parser.parse_args(arguments)
    total = Score()
    for file in sorted(path for folder in options.truth for path in folder.glob("*.json")):
        truth = json.loads(file.read_text("utf-8"))
        sources = sorted(options.sources.glob(truth["doc"] + "*.txt"))
        if len(sources) != 1:
            print(f"{file}: no source {truth['doc']}*.txt", file=sys.stderr)
            return 1
        source = sources[0].read_bytes().decode("utf-8-sig")
        blocks = normalise(source).blocks
        statements = find_statements(truth["doc"], blocks, truth["published_edtf"])
        score = compare(truth, located(source, blocks, statements))
        print(score.line(truth["doc"]))
        print("".join(f"  {note}\n" for note in score.notes), end="")
        total.add(score)
    print(total.line("all"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
