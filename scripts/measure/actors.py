"""Compare mention counts with a folder of hand-made truth.

    python scripts/measure/actors.py TRUTH

``TRUTH/actors.json`` lists records with ``id``, ``counts`` and
``raw_substring_counts`` by report prefix; a count is right if it lies between
the strict and the raw one.  Records are paired by id, then by preferred name.
Reports are read as built; until then, their source texts stand in, unwrapped.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from cefu.authority import Authorities, load
from cefu.mentions import Matcher, find_mentions, widen
from cefu.model import Block, Record, Report

ROOT = Path(__file__).resolve().parents[2]


def unwrapped(path: Path) -> Report:
    """A report of one block: the source text with its line breaks taken out.

    A running head and net addresses stay in the way of nothing but themselves.
    """
    text = path.read_text(encoding="utf-8", errors="replace")
    text = re.sub(r"https?://[!-~]+\s?", "\n", text)
    text = re.sub(r"“[^“”\u3400-\u9fff]*”", "“”", text)
    text = re.sub(r"(?<=[A-Za-z,.])\s+(?=[A-Za-z])", "\0", text)
    text = re.sub(r"\s+", "", text).replace("\0", " ")
    return Report(
        id=path.stem,
        record=Record(title={}),
        source_file=path.name,
        sha256="",
        encoding="utf-8",
        source_text=text,
        sections=(),
        blocks=(Block("p1", "s0", "paragraph", text),),
        notes=(),
        ledger=(),
    )


def counts(reports: list[Report], known: Authorities) -> dict[str, Counter[str]]:
    """Actor -> report prefix (three figures) -> number of mentions."""
    matcher = Matcher(known)
    found: dict[str, Counter[str]] = {record.id: Counter() for record in known.records}
    for report in reports:
        for mention in widen(find_mentions(report, matcher), known):
            found[mention.actor][mention.report[:3]] += 1
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
    known = load(options.sources / "authorities")
    found = counts([unwrapped(path) for path in sorted(options.sources.glob("*.txt"))], known)
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
