"""Compare mention counts with a folder of hand-made truth.

    python scripts/measure/actors.py TRUTH

``TRUTH/actors.json`` lists records with ``id``, ``counts`` and
``raw_substring_counts`` by the first three figures of the source file's name;
a count is right if it lies between the strict and the raw one.  Records are
paired by id, then by preferred name.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cefu.archive.report import make_report
from cefu.inputs.authorities import load
from cefu.inputs.sidecar import Sidecar, read_sidecar
from cefu.inputs.sources import read_sources
from cefu.model.document import Report
from cefu.names.mentions import Matcher, find_mentions, widen
from cefu.names.register import Authorities

ROOT = Path(__file__).resolve().parents[2]


def reports(sources: Path) -> Iterator[Report]:
    for text in read_sources(sources):
        path = sources / f"{text.id}.yml"
        yield make_report(text, read_sidecar(path) if path.exists() else Sidecar())


def counts(sources: Path, known: Authorities) -> dict[str, Counter[str]]:
    """Actor -> first three figures of the source's name -> number of mentions."""
    matcher = Matcher(known)
    found: dict[str, Counter[str]] = {record.id: Counter() for record in known.records}
    for report in reports(sources):
        for mention in widen(find_mentions(report, matcher), known):
            found[mention.actor][report.source_file[:3]] += 1
    return found


def paired(truth: dict[str, Any], known: Authorities) -> str:
    """The id of the record that answers to ``truth``, or ``""``."""
    if truth["id"] in known.by_id:
        return str(truth["id"])
    named = known.named(truth["zh_hant"]) or known.named(truth["en"])
    return named[0] if named else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("truth", type=Path)
    parser.add_argument("--sources", type=Path, default=ROOT / "sources")
    options = parser.parse_args()
    truth = json.loads((options.truth / "actors.json").read_text(encoding="utf-8"))
    known = Authorities(load(options.sources / "authorities"))
    found = counts(options.sources, known)
    total = exact = right = 0
    missing = []
    for entry in truth:
        ident = paired(entry, known)
        if not ident:
            missing.append(entry["id"])
            continue
        for report, strict in entry["counts"].items():
            ours = found[ident][report]
            raw = sum(form.get(report, 0) for form in entry["raw_substring_counts"].values())
            total += 1
            exact += ours == strict
            right += strict <= ours <= max(strict, raw)
            if ours != strict:
                verdict = "within" if strict <= ours <= raw else "WRONG"
                print(f"{verdict:7}{ident} {report}: {ours}, strict {strict}, raw {raw}")
    print(f"records paired {len(truth) - len(missing)} of {len(truth)}; missing: {missing}")
    print(f"counts: {exact} exact, {right} within bounds, of {total}")


if __name__ == "__main__":
    main()
