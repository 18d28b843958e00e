"""Learn the weights of the reading from documents with known structure.

    python scripts/train/train.py [--set FOLDER]            # write the weights, tell figures
    python scripts/train/train.py [--set FOLDER] --figures  # tell figures only

FOLDER is what ``tests/documents/typeset.py`` wrote.  What counts is the share of blocks
read right in houses that were left out in learning: the fit says little of documents
never seen.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from cefu.structure.blocks.read import read_blocks
from cefu.structure.reading import weights
from cefu.structure.reading.labels import Task
from cefu.structure.reading.tasks import BLOCKS, ROLES, begins
from cefu.structure.reading.weights import Weights
from corpus import Known, known_documents
from fitting import Case, fit
from scoring import read_roles

PACKAGE = Path(weights.__file__).parent
#: Into how many parts the houses are divided, each left out in turn.
FOLDS = 6


def main() -> int:
    """Learn, write, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", type=Path, help="set documents with geometry")
    parser.add_argument("--figures", action="store_true", help="write nothing")
    parser.add_argument("--quick", action="store_true", help="tell the fit only")
    parser.add_argument(
        "--folds", type=int, default=FOLDS, help="how many of the parts to leave out"
    )
    parser.add_argument("--misses", action="store_true", help="tell each block missed")
    options = parser.parse_args()
    documents = list(known_documents(options.set))
    print(f"{len(documents)} documents, {sum(len(d.roles.labels) for d in documents)} lines")
    if not options.figures:
        for task in (ROLES, BLOCKS):
            learned, table = _learn(task, documents)
            (PACKAGE / task.file).write_text(weights.written(table), "utf-8")
            print(f"fit, {task.name}: {_told(task, [d for d in documents if d.told], learned)}")
    if options.quick:
        return 0
    for task in (ROLES, BLOCKS):
        sums: Counter[str] = Counter()
        for out, rest in islice(_folds(documents), options.folds):
            found = _score(task, out, _learn(task, rest)[0], options.misses)
            sums.update(found)
        print(f"houses left out, {task.name}: {_shares(sums)}")
    return 0


def _cases(task: Task, documents: Sequence[Known]) -> list[Case]:
    return [d.roles if task is ROLES else d.blocks for d in documents]


def _learn(task: Task, documents: Sequence[Known]) -> tuple[Weights, dict[str, object]]:
    learned = fit(task, _cases(task, documents))
    table = weights.to_table(task, learned.emissions, learned.transitions, learned.starts)
    return weights.from_table(task, table), table


def _folds(documents: Sequence[Known]) -> Iterator[tuple[list[Known], list[Known]]]:
    """Documents of houses left out that figures are told of, and those of all others."""
    houses = sorted({d.house for d in documents if d.told})
    for k in range(FOLDS):
        gone = set(houses[k::FOLDS])
        out = [d for d in documents if d.told and d.house in gone]
        yield out, [d for d in documents if d.house not in gone]


def _told(task: Task, documents: Sequence[Known], learned: Weights) -> str:
    return _shares(_score(task, documents, learned, False))


def _shares(sums: Counter[str]) -> str:
    kinds = [key.removesuffix(" of") for key in sums if key.endswith(" of")]
    return ", ".join(
        f"{k} {sums[k]}/{sums[f'{k} of']} = {sums[k] / sums[f'{k} of']:.4f}" for k in kinds
    )


def _score(task: Task, documents: Sequence[Known], learned: Weights, misses: bool) -> Counter[str]:
    """How many lines have their role, or blocks their lines and a right type."""
    sums: Counter[str] = Counter()
    for known in documents:
        group = "set" if known.house.startswith("set ") else "text"
        if task is ROLES:
            wanted = known.roles.labels
            got = read_roles(known.roles, learned)
            sums[group] += int((wanted == got).sum())
            sums[f"{group} of"] += len(wanted)
            continue
        for told, right in _blocks(known, learned):
            sums[group] += right
            sums[f"{group} of"] += 1
            if misses and not right:
                print(f"{known.blocks.name}: {told}")
    return sums


def _blocks(known: Known, learned: Weights) -> Iterator[tuple[str, bool]]:
    """Each block of the truth, told in words, and whether it was read right."""
    numbers = {line.start: i for i, line in enumerate(known.document.lines)}
    typed = read_blocks(known.document, {}, learned).typed
    found = {}
    for item in typed:
        rows = [numbers[line.start] for c in (item.chunk, *item.more) for line in c.lines]
        found[rows[0], rows[-1]] = item.type
    firsts = [i for i, label in enumerate(known.blocks.labels) if begins(int(label))]
    for first, end in zip(firsts, [*firsts[1:], len(known.blocks.labels)], strict=True):
        truth = known.truths[first]
        got = found.get((first, end - 1), "")
        text = known.document.lines[first].text[:24]
        told = f"{truth.type} {text} -> {got or 'cut otherwise'}"
        yield told, got == truth.type or got in truth.accept


if __name__ == "__main__":
    raise SystemExit(main())
