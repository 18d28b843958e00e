"""The documents that the model learns from, each with its house.

- the layout corpus: every clean document set in every layout (a layout is a house),
  and the documents set by hand (each its own house);
- the five briefs of the archive, as read by hand;
- the small cases of the normaliser's tests.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from cefu.model.line import Line
from cefu.structure.furniture.furniture import paginate
from cefu.structure.lines.layout import measure_layout
from cefu.structure.lines.lines import read_lines
from cefu.structure.lines.pages import body_page_starts
from cefu.structure.reading.columns import columns
from cefu.structure.reading.labels import INDEX
from cefu.structure.reading.views import Document
from fitting import Case
from known import Truth, align, labels

#: Blocks of a short text.
_FEW = 7
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "layouts"))

typeset: Any = importlib.import_module("typeset")


@dataclass(frozen=True)
class Known:
    """A document with known structure: what was fitted on it and what is told of it."""

    case: Case
    document: Document
    truths: Sequence[Truth]
    #: part of the corpus that figures are told of
    told: bool
    #: how often it counts in learning: short documents, and kinds of which there are few, say more
    weight: int = 1


def known_documents() -> Iterator[Known]:
    """Every document, in the same order each time."""
    told = {name for name, _, _ in typeset.pairs()}
    for name, house, text, truth in _layouts():
        lines = read_lines(text.removeprefix("\ufeff"))
        truths = align(lines, truth["blocks"])
        yield _known(name, house, lines, truths, name in told, 1 if name != house else 3)
        if name in told:
            cut = _first_blocks(truths)
            yield _known(f"{name}, beginning", house, lines[:cut], truths[:cut], False, 1)
    for name, text, rows in _briefs():
        lines = read_lines(text)
        yield _known(name, f"brief {name}", lines, _by_number(lines, rows), True, 4)
    for name, text, blocks in _small():
        lines = read_lines(text)
        yield _known(name, f"case {name}", lines, align(lines, blocks), False, 6)


def _first_blocks(truths: Sequence[Truth]) -> int:
    """How many lines the first few blocks take up: short texts do not tell their measure."""
    firsts = [i for i, truth in enumerate(truths) if truth.first]
    return firsts[min(_FEW, len(firsts) - 1)]


def _layouts() -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    layouts = typeset.load_layouts()
    for document in typeset.load_documents():
        for name, layout in layouts.items():
            if name != "defaults":
                text, truth = typeset.typeset(document, layout)
                yield f"{document['id']}--{name}", name, text, truth
    for name, text, truth in typeset.pairs():
        if "--" not in name:
            yield name, name, text, truth


def _briefs() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    path = ROOT / "tests" / "data" / "normalise" / "briefs.yml"
    for name, rows in yaml.safe_load(path.read_text("utf-8")).items():
        (source,) = (ROOT / "sources").glob(f"{name}*.txt")
        yield name, source.read_bytes().decode("utf-8-sig"), rows


def _by_number(lines: Sequence[Line], rows: Mapping[str, Any]) -> list[Truth]:
    begins = {n: kind for kind, numbers in rows["blocks"].items() for n in numbers}
    outside = {*rows["furniture"], *rows["notes"], *rows["in_notes"]}
    result: list[Truth] = []
    kind = ""
    for line in lines:
        kind = begins.get(line.number, kind)
        outer = line.number in outside
        result.append(Truth("") if outer else Truth(kind, line.number in begins))
    return result


def _small() -> Iterator[tuple[str, str, Sequence[Mapping[str, Any]]]]:
    path = ROOT / "tests" / "data" / "normalise" / "cases.yml"
    for case in yaml.safe_load(path.read_text("utf-8")):
        blocks = [{"type": kind, "text": text} for kind, text in case["blocks"]]
        yield case["case"], case["text"], blocks


def _known(
    name: str, house: str, lines: Sequence[Line], truths: Sequence[Truth], told: bool, weight: int
) -> Known:
    body = [i for i, truth in enumerate(truths) if truth.type]
    inside = [lines[i] for i in body]
    starts = body_page_starts(body, paginate(lines))
    document = Document(inside, measure_layout(inside), frozenset(starts))
    mine = [truths[i] for i in body]
    wanted = np.array([INDEX[label] for label in labels(mine)])
    return Known(Case(name, house, columns(document), wanted), document, mine, told, weight)
