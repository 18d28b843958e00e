"""Learn the weights of the reading from documents with known structure.

    python scripts/train/train.py            # write the weights, print fit and houses left out
    python scripts/train/train.py --figures  # print houses left out only

What counts is the share of blocks read right in houses that were left out in
learning: the fit says little of documents never seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from cefu.structure.blocks.read import read_blocks
from cefu.structure.reading import weights
from cefu.structure.reading.columns import singles
from cefu.structure.reading.labels import LABELS
from corpus import Known, known_documents
from fitting import Fit, fit

TARGET = Path(weights.__file__).with_name(weights.FILE)
#: Into how many parts the houses are divided, each left out in turn.
FOLDS = 6


def main() -> int:
    """Learn, write, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--figures", action="store_true", help="write nothing")
    parser.add_argument(
        "--quick", action="store_true", help="write, tell no figures of houses left out"
    )
    parser.add_argument("--misses", action="store_true", help="tell each block missed")
    options = parser.parse_args()
    documents = [d for d in known_documents() if len(d.case.labels)]
    print(f"{len(documents)} documents, {sum(len(d.case.labels) for d in documents)} lines")
    if not options.figures:
        learned = _learn(documents)
        TARGET.write_text(
            weights.written(
                weights.to_table(learned.emissions, learned.transitions, learned.starts)
            ),
            "utf-8",
        )
        told = [d for d in documents if d.told]
        right, total, _ = _score(told, _table(learned))
        print(f"fit: {right}/{total} = {right / total:.4f}")
    if options.quick:
        return 0
    right = total = 0
    for out, rest in _folds(documents):
        r, t, misses = _score(out, _table(_learn(rest)))
        right, total = right + r, total + t
        if options.misses:
            print("\n".join(misses))
    print(f"houses left out: {right}/{total} = {right / total:.4f}")
    return 0


def _learn(documents: Sequence[Known]) -> Fit:
    return fit([d.case for d in documents for _ in range(d.weight)], singles())


def _table(learned: Fit) -> weights.Weights:
    return weights.from_table(
        weights.to_table(learned.emissions, learned.transitions, learned.starts)
    )


def _folds(documents: Sequence[Known]) -> Iterator[tuple[list[Known], list[Known]]]:
    """Documents of houses left out that figures are told of, and those of all others."""
    houses = sorted({d.case.house for d in documents if d.told})
    for k in range(FOLDS):
        gone = set(houses[k::FOLDS])
        out = [d for d in documents if d.told and d.case.house in gone]
        yield out, [d for d in documents if d.case.house not in gone]


def _score(documents: Sequence[Known], learned: weights.Weights) -> tuple[int, int, list[str]]:
    """How many blocks have their lines and a right type, of how many; the others told."""
    right = total = 0
    misses = []
    for known in documents:
        numbers = {line.number: i for i, line in enumerate(known.document.lines)}
        typed, _ = read_blocks(known.document, {}, learned)
        found = {}
        for item in typed:
            rows = [line.number for c in (item.chunk, *item.more) for line in c.lines]
            found[numbers[rows[0]], numbers[rows[-1]]] = item.type
        for first, last in _blocks(known):
            truth = known.truths[first]
            got = found.get((first, last), "")
            total += 1
            if got == truth.type or got in truth.accept:
                right += 1
            else:
                text = known.document.lines[first].text[:24]
                misses.append(f"{known.case.name} {truth.type} {text} -> {got or 'cut otherwise'}")
    return right, total, misses


def _blocks(known: Known) -> Iterator[tuple[int, int]]:
    wanted = [LABELS[k] for k in known.case.labels]
    firsts = [i for i, label in enumerate(wanted) if label.begins]
    ends = [*firsts[1:], len(wanted)]
    yield from ((a, b - 1) for a, b in zip(firsts, ends, strict=True))


if __name__ == "__main__":
    raise SystemExit(main())
