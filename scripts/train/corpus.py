"""The documents that the model learns from, each with its house.

- the layout corpus: every clean document set in every layout (a layout is a house),
  and the documents set by hand (each its own house);
- set documents with geometry: what ``tests/documents/typeset.py`` writes, as PDF and as
  the text that ``pdftotext`` makes of it;
- the five briefs of the archive, as read by hand;
- the small cases of the normaliser's tests.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from cefu.inputs.documents.pdf.reader import read_pdf
from cefu.inputs.documents.plain.plaintext import read_text
from cefu.model.line import Line
from cefu.structure.blocks.tables import stands_apart
from cefu.structure.lines.layout import measure_layout
from cefu.structure.lines.lines import read_lines
from cefu.structure.lines.pages import body_page_starts
from cefu.structure.reading.columns import columns
from cefu.structure.reading.tasks import BLOCKS, ROLES
from cefu.structure.reading.views import Document
from cefu.structure.sides import surveyed
from fitting import Case
from known import Told, Truth, align, labels, told

#: Blocks of a short text.
_FEW = 7
#: Share of a document's lines that may be nowhere in its truth.
_UNKNOWN = 0.06
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "layouts"))

typeset: Any = importlib.import_module("typeset")


@dataclass(frozen=True)
class Known:
    """A document with known structure: what both tasks are fitted on and judged by."""

    roles: Case
    blocks: Case
    document: Document
    truths: Sequence[Truth]
    #: part of the corpus that figures are told of
    told: bool

    @property
    def house(self) -> str:
        return self.blocks.house


def known_documents(folder: Path | None) -> Iterator[Known]:
    """Every document, in the same order each time; set documents from ``folder``."""
    sets = [_layouts(), _briefs(), _small(), _set(folder) if folder else iter(())]
    for documents in sets:
        for each in documents:
            known = _known(*each)
            if known is not None:
                yield known


_Raw = tuple[str, str, Sequence[Line], Sequence[Truth], bool, int]


def _layouts() -> Iterator[_Raw]:
    layouts = typeset.load_layouts()
    pairs = {name for name, _, _ in typeset.pairs()}
    for document in typeset.load_documents():
        for house, layout in layouts.items():
            if house != "defaults":
                text, truth = typeset.typeset(document, layout)
                name = f"{document['id']}--{house}"
                yield from _whole_and_beginning(name, house, text, truth, name in pairs)
    for name, text, truth in typeset.pairs():
        if "--" not in name:
            yield from _whole_and_beginning(name, name, text, truth, True)


def _whole_and_beginning(
    name: str, house: str, text: str, truth: Mapping[str, Any], told_of: bool
) -> Iterator[_Raw]:
    """A document, and its first blocks: short texts do not tell their measure."""
    lines = read_lines(text.removeprefix("\ufeff"))
    truths = align(lines, told(truth))
    yield name, house, lines, truths, told_of, 3 if name == house else 1
    if told_of:
        firsts = [i for i, t in enumerate(truths) if t.first]
        cut = firsts[min(_FEW, len(firsts) - 1)]
        yield f"{name}, beginning", house, lines[:cut], truths[:cut], False, 1


def _briefs() -> Iterator[_Raw]:
    path = ROOT / "tests" / "data" / "normalise" / "briefs.yml"
    for name, rows in yaml.safe_load(path.read_text("utf-8")).items():
        (source,) = (ROOT / "sources").glob(f"{name}*.txt")
        lines = read_lines(source.read_bytes().decode("utf-8-sig"))
        yield name, f"brief {name}", lines, _by_number(lines, rows), True, 8


def _by_number(lines: Sequence[Line], rows: Mapping[str, Any]) -> list[Truth]:
    begins = {n: kind for kind, numbers in rows["blocks"].items() for n in numbers}
    aside = {n: Truth("furniture") for n in rows["furniture"]}
    aside |= {n: Truth("note begins") for n in rows["notes"]}
    aside |= {n: Truth("note goes on") for n in rows["in_notes"]}
    result: list[Truth] = []
    kind = ""
    for line in lines:
        kind = begins.get(line.number, kind)
        result.append(aside.get(line.number) or Truth("body", kind, line.number in begins))
    return result


def _cases() -> Iterator[Mapping[str, Any]]:
    """The small cases; those that the normaliser still fails are known as well."""
    for name in ("cases.yml", "known_failures.yml"):
        path = ROOT / "tests" / "data" / "normalise" / name
        yield from yaml.safe_load(path.read_text("utf-8"))


def _small() -> Iterator[_Raw]:
    for case in _cases():
        lines = read_lines(case["text"])
        truth = Told(
            [{"type": kind, "text": text} for kind, text in case["blocks"]],
            ["".join(text.split()) for _, text in case.get("notes", ())],
            frozenset("".join(text.split()) for text in case.get("furniture", ())),
        )
        yield case["case"], f"case {case['case']}", lines, align(lines, truth), False, 20


def _set(folder: Path) -> Iterator[_Raw]:
    for n, path in enumerate(sorted(folder.glob("*.json"))):
        truth = json.loads(path.read_text("utf-8"))
        if "house" not in truth or not path.with_suffix(".pdf").exists():
            continue
        house = f"set {truth['house']}"
        plain = (".txt", ".layout.txt")[n % 2]
        readings = {
            "pdf": _flow(read_pdf(path.with_suffix(".pdf")).lines),
            "txt": read_lines(read_text(path.with_suffix(plain)).text),
        }
        for kind, lines in readings.items():
            yield f"{path.stem}.{kind}", house, lines, align(lines, told(truth)), kind == "pdf", 1


def _flow(lines: Sequence[Line]) -> list[Line]:
    """The lines that are read; cells and figures stand apart."""
    return [line for line in lines if not stands_apart(line)]


def _known(
    name: str,
    house: str,
    lines: Sequence[Line],
    truths: Sequence[Truth],
    told_of: bool,
    weight: int,
) -> Known | None:
    """A document ready to be learned from; None where its truth fits its lines badly.

    ``weight``: short documents, and kinds of which there are few, count more.
    """
    strange = sum(not truth.role for truth in truths)
    if strange > max(_UNKNOWN * len(truths), 1 if len(truths) > 3 else 0):
        return None
    survey, pages, _ = surveyed(lines)
    roles = [truth.role or survey.verdicts.get(i, "body") for i, truth in enumerate(truths)]
    sides = Case(
        name, house, columns(ROLES, survey), np.array([ROLES.index[role] for role in roles]), weight
    )
    body = [i for i, truth in enumerate(truths) if truth.type]
    if not body:
        return None
    inside = [lines[i] for i in body]
    starts = body_page_starts(body, pages)
    document = Document(inside, measure_layout(inside), frozenset(starts))
    mine = [truths[i] for i in body]
    wanted = np.array([BLOCKS.index[label] for label in labels(mine)])
    blocks = Case(name, house, columns(BLOCKS, document), wanted, weight)
    return Known(sides, blocks, document, mine, told_of)
