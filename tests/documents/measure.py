"""Compare what a reader makes of the corpus with the truth, house by house.

    python tests/documents/measure.py FOLDER [--reader MODULE:FUNCTION] [--suffix .pdf]
                                      [--misses PART_OF_NAME] [--json FILE]

FOLDER is what ``typeset.py`` wrote (or any folder of ``NAME.json`` truths beside
their documents).  **A reader** is a callable from the path of a document to a mapping
of the shape of the truth: ``title``, ``record`` (``authors``, ``publisher``,
``date`` as printed or in EDTF), ``blocks`` (``type``, ``text``, ``level`` of headings, ``notes``: labels),
``notes`` (``label``, ``text``), ``tables`` (rows of cell texts).  Absent keys count as
empty.  Blanks and bullets are evened out on both sides.

What is counted:

- *blocks*: a block is right if its type (or one that the truth accepts) and its text
  are exactly those of the truth or its ``alt`` (``optional`` ones count only when
  found); *prec* of how many the reader made.
- *para*, *head*, *list*: the same for paragraphs, headings and list items alone;
  *level*: headings right whose level (by its number, or ``depth`` as nested) is right
  too; levels of one document are compared by rank, so that 2-3 is as good as 1-2.
- *order*: right blocks that stand in the truth's order (longest rising run).
- *notes*: notes whose text is exact; *refs*: blocks right whose references lead to
  the same note texts (of those that have any).
- *tables*: tables whose cells are all exact.
- *furn*: running heads, page labels and contents lines left in the text.
- *lost*: characters of prose that are nowhere in blocks, tables or notes.
- *inset*: labels, page numbers or furniture inside sentences.
- *rec*: fields of the record right / wrong (a missing one is neither).
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import traceback
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from documents.faults import insets, left_over, lost, nearest, pattern
from documents.source import BULLET, edtf, squeeze

Reader = Callable[[Path], Mapping[str, Any]]


@dataclass
class Score:
    """Sums of one document or house; pairs are right / of how many."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, key: str, right: int, total: int) -> None:
        self.right[key] += right
        self.total[key] += total

    def __iadd__(self, other: Score) -> Score:
        self.right += other.right
        self.total += other.total
        self.misses += other.misses
        return self


def even(text: str) -> str:
    """Text as it is compared: no bullet, no blanks but those between Latin words.

    >>> even("• 檢討 水價；")
    '檢討水價；'
    """
    return squeeze(BULLET.sub("", text.strip()))


def rising(places: Sequence[int]) -> int:
    """Length of the longest rising subsequence.

    >>> rising([0, 4, 1, 2, 5])
    4
    """
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)


def paired(want: Sequence[Mapping[str, Any]], got: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Truth index -> index of the block with the same text and a right type.

    Among several the next after the last one taken goes first, so that a summary
    printed twice is matched in order.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for n, block in enumerate(got):
        places[even(block.get("text", ""))].append(n)
    found: dict[int, int] = {}
    last = -1
    for n, block in enumerate(want):
        if block["type"] in ("figure", "table"):
            continue
        types = {block["type"], *block.get("accept", [])}
        for text in map(even, (block["text"], *block.get("alt", []))):
            fit = [k for k in places.get(text, []) if got[k]["type"] in types]
            if fit:
                took = next((k for k in fit if k > last), fit[0])
                places[text].remove(took)
                found[n] = last = took
                break
    return found


def ranks(blocks: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Heading level -> its rank among the levels of a document."""
    levels = sorted({b.get("level") or 0 for b in blocks if b.get("type") == "heading"})
    return {level: n for n, level in enumerate(levels)}


def record(want: Mapping[str, Any], got: Mapping[str, Any], score: Score) -> None:
    """Title, authors, publisher and date: right and wrong, a missing one is neither."""

    def flat(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return tuple(sorted(squeeze(str(v)) for v in value))
        return squeeze(str(value)) if value else None

    theirs = {"title": got.get("title"), **got.get("record", {})}
    for key, value in {"title": want["title"], **want["record"]}.items():
        if key == "edtf":
            continue
        right = {flat(value)}
        if key == "date" and value:
            right.add(flat(want["record"].get("edtf") or edtf(value)))
        other = flat(theirs.get(key))
        if flat(value):
            score.add("rec", int(other in right), 1)
        if other and other not in right:
            score.add("recwrong", 1, 1)
            score.misses.append(f"record {key}: {other!r}, should be {flat(value)!r}")


def blocks(want: Mapping[str, Any], got: Mapping[str, Any], score: Score) -> list[str]:
    """Blocks, levels, references and order; returns what stands inside sentences."""
    wanted, made = want["blocks"], got.get("blocks", [])
    found = paired(wanted, made)
    kinds = {"paragraph": "para", "heading": "head", "list_item": "list"}
    rank = [ranks(wanted), ranks(made)]
    texts = [even(b.get("text", "")) for b in made]
    shapes = [pattern(f) for f in want["furniture"]]
    notes = [{str(n["label"]): even(n["text"]) for n in r.get("notes", [])} for r in (want, got)]
    inside: list[str] = []
    for n, block in enumerate(wanted):
        right = n in found
        if block["type"] in ("figure", "table") or (block.get("optional") and not right):
            continue
        score.add("blocks", right, 1)
        if block["type"] in kinds:
            score.add(kinds[block["type"]], right, 1)
        if not right:
            score.misses.append(f"{block['type']}: {block['text'][:60]}")
            text = even(block["text"])
            inside += insets(text, nearest(text, texts), shapes)
            continue
        other = made[found[n]]
        if block["type"] == other["type"] == "heading":
            levels = (rank[0][block["level"]], rank[0].get(block.get("depth")))
            score.add("level", rank[1][other.get("level") or 0] in levels, 1)
        if block.get("notes"):
            ours, theirs = (
                [known.get(str(k)) for k in b.get("notes", [])]
                for known, b in zip(notes, (block, other), strict=True)
            )
            score.add("refs", ours == theirs, 1)
    score.add("prec", len(found), sum(b["type"] not in ("figure", "table") for b in made))
    score.add("order", rising(list(found.values())), len(found))
    return inside


def matter(want: Mapping[str, Any], got: Mapping[str, Any], score: Score) -> None:
    """Notes, tables and figures."""
    ours, theirs = (Counter(even(n["text"]) for n in r.get("notes", [])) for r in (want, got))
    score.add("notes", (ours & theirs).total(), ours.total())
    score.misses += [f"note: {text[:60]}" for text in (ours - theirs).elements()]
    tables = [[[squeeze(str(c)) for c in row] for row in t] for t in got.get("tables", [])]
    wanted = [[[squeeze(c) for c in row] for row in t] for t in want["tables"]]
    score.add("tables", sum(t in tables for t in wanted), len(wanted))
    figures = [sum(b["type"] == "figure" for b in r.get("blocks", [])) for r in (want, got)]
    score.add("figs", min(figures), figures[0])


def compare(want: Mapping[str, Any], got: Mapping[str, Any]) -> Score:
    """Score of one reading against its truth."""
    score = Score()
    inside = blocks(want, got, score)
    matter(want, got, score)
    over, gone = left_over(want, got), lost(want, got)
    score.right.update(furn=len(over), lost=sum(map(len, gone)), inset=len(inside))
    score.misses += [f"furniture left: {x}" for x in over]
    score.misses += [f"lost: {x}" for x in gone]
    score.misses += [f"inside a sentence: {x}" for x in inside]
    record(want, got, score)
    return score


SHARES = (
    "blocks",
    "prec",
    "para",
    "head",
    "level",
    "list",
    "order",
    "notes",
    "refs",
    "tables",
    "figs",
    "rec",
)
SUMS = ("recwrong", "furn", "lost", "inset")


def row(name: str, score: Score) -> str:
    """A line of the table: shares as percentages, sums as they are."""
    cells = [
        f"{100 * score.right[k] / score.total[k]:6.1f}" if score.total[k] else "     –"
        for k in SHARES
    ]
    sums = [f"{score.right[k]:6d}" for k in SUMS]
    return f"{name:22} {score.total['blocks']:5d} " + " ".join(cells + sums)


def loaded(name: str) -> Reader:
    """The reader named ``module:function``."""
    module, _, function = name.partition(":")
    reader: Reader = getattr(importlib.import_module(module), function)
    return reader


def measure(folder: Path, reader: Reader, suffix: str, part: str = "") -> dict[str, Score]:
    """Score of each document in ``folder`` that has a truth, by its name."""
    scores = {}
    for told in sorted(folder.glob("*.json")):
        source = told.with_suffix(suffix)
        if not source.exists() or part not in told.stem:
            continue
        try:
            reading = reader(source)
        except Exception:  # a reader's failure is a result here, not ours to pass on
            print(f"{told.stem}: {traceback.format_exc(limit=-1)}", file=sys.stderr)
            reading = {}
        scores[told.stem] = compare(json.loads(told.read_text(encoding="utf-8")), reading)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reader", default="documents.reader:read")
    parser.add_argument("--suffix", default=".pdf", help=".pdf, .txt, .layout.txt, .docx, .html")
    parser.add_argument("--misses", default=None, help="tell what is wrong where the name has this")
    parser.add_argument("--json", type=Path, help="write the figures of each document there")
    asked = parser.parse_args()
    scores = measure(asked.folder, loaded(asked.reader), asked.suffix, asked.misses or "")
    by_house: dict[str, Score] = defaultdict(Score)
    for name, score in scores.items():
        by_house[name.split(".")[0]] += score
    print(f"{'house':22} {'n':>5} " + " ".join(f"{k:>6}" for k in (*SHARES, *SUMS)))
    everything = Score()
    for house, score in by_house.items():
        print(row(house, score))
        everything += score
    print(row("all", everything))
    if asked.misses is not None:
        for name, score in scores.items():
            print(f"\n{name}")
            print("\n".join(f"  {miss}" for miss in score.misses))
    if asked.json:
        figures = {n: {"right": s.right, "total": s.total} for n, s in scores.items()}
        asked.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
