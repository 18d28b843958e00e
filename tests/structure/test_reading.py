"""The reading: the best labels of a chain, weights that fit, places that are not sure."""

from __future__ import annotations

import ast
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from cefu.model.errors import CefuError
from cefu.model.hints import Hint
from cefu.structure import normalise
from cefu.structure.lines.layout import measure_layout
from cefu.structure.lines.lines import read_lines
from cefu.structure.reading import features
from cefu.structure.reading.chain import NEVER, Reading, read
from cefu.structure.reading.columns import columns, names
from cefu.structure.reading.features.examples import view_of
from cefu.structure.reading.tasks import BLOCKS, ROLES
from cefu.structure.reading.views import Document
from cefu.structure.reading.weights import from_table, load, to_table
from cefu.structure.unsure import UNSURE_BELOW, doubts, lifted_margins, margins


def score(labels, emissions, transitions, starts) -> float:
    total = starts[labels[0]] + sum(emissions[i][k] for i, k in enumerate(labels))
    return float(total + sum(transitions[a][b] for a, b in pairwise(labels)))


@pytest.mark.parametrize("seed", range(5))
def test_the_best_reading_is_the_best_of_all(seed):
    """Dynamic programming finds what trying every reading finds, and the same margins."""
    rng = np.random.default_rng(seed)
    emissions, transitions, starts = (rng.normal(size=s) for s in ((5, 3), (3, 3), (3,)))
    scores = {p: score(p, emissions, transitions, starts) for p in product(range(3), repeat=5)}
    best = max(scores, key=lambda p: scores[p])
    reading = read(emissions, transitions, starts)
    assert tuple(reading.best) == best
    ahead, other = margins(reading)
    for i in range(5):
        second = max(v for p, v in scores.items() if p[i] != best[i])
        assert ahead[i] == pytest.approx(scores[best] - second)
        assert max(v for p, v in scores.items() if p[i] == other[i]) == pytest.approx(second)


@pytest.mark.parametrize("task", [BLOCKS, ROLES], ids=lambda t: t.name)
def test_shipped_weights_fit_the_features(task):
    weights = load(task)
    assert weights.emissions.shape == (len(names(task)), len(task.labels))
    assert len(set(names(task))) == len(names(task))
    document = view_of("題目\n一、前言\n北韓表示願意棄核。\n", 0).document
    assert columns(task, document).shape == (3, len(names(task)))


@pytest.mark.parametrize(
    "module", sorted(Path(features.__path__[0]).glob("[a-z]*.py")), ids=lambda m: m.stem
)
def test_every_feature_shows_what_it_says(module):
    """Each function that enters a feature, or a family of them, has an example in its docstring."""
    functions = [
        node
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and "REGISTER" in ast.unparse(node)
    ]
    assert functions or module.stem == "examples"
    silent = [f.name for f in functions if ">>>" not in (ast.get_docstring(f) or "")]
    assert silent == []


def test_weights_of_a_feature_that_is_gone_are_refused():
    weights = load(BLOCKS)
    table = to_table(BLOCKS, weights.emissions, weights.transitions, weights.starts)
    table["features"]["phase_of_the_moon"] = [1.0] * len(BLOCKS.labels)
    with pytest.raises(CefuError, match="phase_of_the_moon"):
        from_table(BLOCKS, table)


TEXT = "海岸巡防之檢討\n\n一、緣起\n\n巡防艇於今年汰換，預算已編列。\n\n各港口之反應不一\n\n漁民多表歡迎。\n"


def test_unsure_places_name_what_else_and_why():
    tree = normalise(TEXT)
    for doubt in tree.unsure:
        assert doubt.decided != doubt.other
        assert 0 <= doubt.margin < max(UNSURE_BELOW.values())
        assert doubt.reasons
        assert TEXT.splitlines()[doubt.line - 1].startswith(doubt.text)


def test_lines_that_one_other_reading_explains_are_told_once():
    lines = read_lines("水價多年未調。\n居民多有疑慮，\n至今未決。\n")
    document = Document(lines, measure_layout(lines), frozenset())
    k = len(BLOCKS.labels)
    below = np.full((3, k), -50.0)
    begins, second, on = (BLOCKS.index[f"{p} paragraph"] for p in ("begins", "second", "on"))
    best = np.array([begins, second, on])
    below[range(3), best] = 0
    below[1, begins] = below[2, second] = -2.0
    found = list(doubts(BLOCKS, document, Reading(best, below)))
    assert [(d.line, d.kind, d.other) for d in found] == [(1, "goes on after a stop", begins)]


def test_how_sure_a_lifted_line_was_is_told():
    """One that the weights lifted out has a margin; what a rule or a keeper lifted out is certain."""
    lines = read_lines("海岸巡防季報\n巡防艇於今年汰換，預算已編列。\n第三頁\n")
    document = Document(lines, measure_layout(lines), frozenset())
    furniture, body = ROLES.index["furniture"], ROLES.index["body"]
    below = np.full((3, len(ROLES.labels)), -9.0)
    best = np.array([furniture, body, furniture])
    below[range(3), best] = 0
    below[0, body], below[2, body] = -4.5, 2 * NEVER
    assert lifted_margins(document, Reading(best, below)) == {1: 4.5}


def test_what_a_keeper_says_is_never_unsure():
    hint = Hint("各港口之反應不一", "paragraph", "told by hand")
    tree = normalise(TEXT, [hint])
    assert next(b.type for b in tree.blocks if b.text.startswith("各港口")) == "paragraph"


def test_prose_printed_twice_stays():
    """A summary that repeats a paragraph at the same width loses no line to running heads."""
    prose = (
        "　　本會認為，潮間帶的管理應以安全、永續與共享為原則，由沿海各鄉共同設立常\n"
        "設的協調機制，並定期公布評估結果，使各利害關係人得以參與監督，俾利後續作\n"
        "業的滾動修正。\n"
    )
    other = (
        "　　潮間帶的利用期逐年延長，沿海各鄉因而重新檢視碼頭與巡守船隊的配置情形。\n"
        "業者普遍認為，保險費率仍是決定路線的關鍵因素之一，團體則擔心污染。\n"
    )
    text = f"潮間帶的治理與展望\n摘要\n{prose}一、背景\n{other}二、建議\n{prose}{other}"
    tree = normalise(text)
    assert not [e for e in tree.ledger if e.fate == "furniture"]
    said = [b.text for b in tree.blocks if b.text.startswith("本會認為")]
    assert len(said) == 2
    assert said[0] == said[1]
