"""Normalise every case of the layout corpus and tell what came out wrong.

    python tests/layouts/measure.py [PART_OF_NAME]

Without an argument one line per case and the sum; with one, every miss of the
cases whose name contains it.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "measure"))

from typeset import pairs

from cefu.model.errors import CefuError
from cefu.structure import normalise
from structure import compare, report_of, tell


def main(part: str) -> None:
    matched = total = 0
    for name, source, truth in pairs():
        if part not in name:
            continue
        text = source.removeprefix("\ufeff")
        try:
            report = report_of(normalise(text), text)
        except CefuError as error:
            print(f"{name}: {error}")
            report = {}
        score = compare(report, truth, name)
        matched, total = matched + score.matched, total + score.total
        print(tell(score, misses=bool(part)))
    print(f"all: {matched}/{total} = {matched / (total or 1):.4f}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
