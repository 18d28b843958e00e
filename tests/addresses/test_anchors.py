"""Published addresses lead to the same text, whatever is done to the source.

The random edits work on documents whose every character has an identity, so the
truth of where a text went is known without looking at any wording.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addresses import Reader as FollowingReader
from addresses import follow
from cefu.addresses import (
    Anchored,
    Lock,
    Proposal,
    Reconciled,
    ReportLock,
    lock_files,
    propose,
    read_lock,
    reconcile,
    reconcile_archive,
    relabel,
    write_lock,
)
from cefu.addresses.lock import kind_of
from cefu.addresses.memory import fingerprint, fold
from cefu.model.document import Block, Note, NoteRef, PageMark, Report, Section
from cefu.model.errors import CefuError
from cefu.model.record import Record
from edited_reports import Edited

SOURCES = Path(__file__).resolve().parents[2] / "sources"
REPEATED = ("資料來源：作者自行整理", "結論", "前言", "圖、美中朝三邊關係示意")

Char = tuple[int, str]


@cache
def sentences() -> tuple[str, ...]:
    """Real sentences, with the names and phrases that such texts repeat."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.txt")))
    joined = "".join(text.split())
    return tuple(f"{part}。" for part in joined.split("。") if 15 <= len(part) <= 120)


@dataclass
class Piece:
    """A heading, block or note as a row of identified characters."""

    kind: str
    chars: list[Char]
    level: int = 0
    page: bool = False

    @property
    def text(self) -> str:
        return "".join(char for _, char in self.chars)


@dataclass
class Document:
    """A report under edit: pieces in reading order, notes apart."""

    rng: random.Random
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    serial: int = 0

    def write(self, text: str) -> list[Char]:
        start, self.serial = self.serial, self.serial + len(text)
        return list(enumerate(text, start))

    def paragraph(self) -> Piece:
        if self.rng.random() < 0.08:
            return Piece("p", self.write(self.rng.choice(REPEATED)))
        count = self.rng.randint(1, 6)
        text = "".join(self.rng.choice(sentences()) for _ in range(count))
        return Piece("p", self.write(text), page=self.rng.random() < 0.15)

    def heading(self) -> Piece:
        sentence = self.rng.choice(sentences())
        text = sentence[: self.rng.randint(6, 22)]
        if self.rng.random() < 0.15:
            text = self.rng.choice(REPEATED)
        return Piece("s", self.write(text), level=self.rng.randint(1, 3))

    def note(self) -> Piece:
        return Piece("n", self.write(self.rng.choice(sentences())[:60]))

    @classmethod
    def fresh(cls, seed: int) -> Document:
        document = cls(random.Random(seed))
        document.pieces = [Piece("t", document.write("朝鮮半島情勢觀察"))]
        for _ in range(document.rng.randint(2, 9)):
            document.pieces.append(document.heading())
            document.pieces += [document.paragraph() for _ in range(document.rng.randint(0, 6))]
        document.notes = [document.note() for _ in range(document.rng.randint(0, 5))]
        return document

    # the edits

    def pick(self, kind: str) -> int | None:
        places = [i for i, piece in enumerate(self.pieces) if piece.kind == kind]
        return self.rng.choice(places) if places else None

    def insert(self) -> None:
        place = self.rng.randint(1, len(self.pieces))
        self.pieces.insert(place, self.heading() if self.rng.random() < 0.2 else self.paragraph())

    def delete(self) -> None:
        if len(self.pieces) > 4:
            del self.pieces[self.rng.randint(1, len(self.pieces) - 1)]

    def split(self) -> None:
        if (i := self.pick("p")) is not None and len(self.pieces[i].chars) > 30:
            piece = self.pieces[i]
            cut = self.rng.randint(10, len(piece.chars) - 10)
            self.pieces.insert(i + 1, Piece("p", piece.chars[cut:]))
            piece.chars = piece.chars[:cut]

    def merge(self) -> None:
        i = self.pick("p")
        if i is not None and i + 1 < len(self.pieces) and self.pieces[i + 1].kind == "p":
            self.pieces[i].chars += self.pieces.pop(i + 1).chars

    def words(self) -> None:
        piece = self.rng.choice([*self.pieces[1:], *self.notes])
        for _ in range(self.rng.randint(1, max(1, len(piece.chars) // 40))):
            at = self.rng.randrange(len(piece.chars))
            new = self.rng.choice(sentences())[: self.rng.randint(1, 3)]
            piece.chars[at : at + self.rng.randint(0, 3)] = self.write(new)

    def move(self) -> None:
        if (i := self.pick("p")) is not None:
            piece = self.pieces.pop(i)
            self.pieces.insert(self.rng.randint(1, len(self.pieces)), piece)

    def reorder_sections(self) -> None:
        starts = [i for i, piece in enumerate(self.pieces) if piece.kind == "s"]
        if len(starts) > 1:
            bounds = [*starts, len(self.pieces)]
            parts = [self.pieces[a:b] for a, b in pairwise(bounds)]
            self.rng.shuffle(parts)
            self.pieces[starts[0] :] = [piece for part in parts for piece in part]

    def relevel(self) -> None:
        if (i := self.pick("s")) is not None:
            self.pieces[i].level = self.rng.randint(1, 3)

    def renote(self) -> None:
        self.notes.insert(self.rng.randint(0, len(self.notes)), self.note())
        if self.rng.random() < 0.5:
            del self.notes[self.rng.randrange(len(self.notes))]

    def repage(self) -> None:
        if (i := self.pick("p")) is not None:
            self.pieces[i].page = not self.pieces[i].page

    def edit(self) -> None:
        edits = (
            self.insert, self.delete, self.split, self.merge, self.words, self.words,
            self.move, self.reorder_sections, self.relevel, self.renote, self.repage,
        )  # fmt: skip
        self.rng.choice(edits)()

    # the report made of it

    def proposal(self) -> tuple[list[Anchored], dict[str, list[Char]]]:
        """Positional anchors as the normaliser gives them, and what stands under each."""
        path: list[int] = []
        section, number = "s0", 0
        pieces = [Anchored("s0", "")]
        texts: dict[str, list[Char]] = {}
        pages: list[list[Char]] = []
        begun: list[str] = []
        for piece in self.pieces:
            if piece.kind == "s":
                path = path[: piece.level]
                if len(path) == piece.level:
                    path[-1] += 1
                else:
                    path.append(1)
                parent = "s" + "-".join(map(str, path[:-1])) if path[1:] else ""
                section = id = "s" + "-".join(map(str, path))
                pieces.append(Anchored(id, piece.text, parent))
            elif piece.kind == "t":
                id = "title"
                pieces.append(Anchored(id, piece.text))
            else:
                number += 1
                id = f"p{number}"
                pieces.append(Anchored(id, piece.text, section))
            texts[id] = piece.chars
            if piece.page:
                pages.append([])
                begun.append(id)
            if pages:
                pages[-1] += piece.chars
        for i, note in enumerate(self.notes, 1):
            texts[f"n{i}"] = note.chars
            pieces.append(Anchored(f"n{i}", note.text, "p1"))
        for i, (chars, first) in enumerate(zip(pages, begun, strict=True), 14):
            texts[f"page-{i}"] = chars
            pieces.append(Anchored(f"page-{i}", "".join(char for _, char in chars), first))
        return pieces, texts


@dataclass
class Reader:
    """Someone who kept every address ever published, and what stood there."""

    kept: dict[str, tuple[int, ...]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)
    lost: set[str] = field(default_factory=set)

    def visit(self, texts: dict[str, list[Char]], outcome: Reconciled) -> Iterator[str]:
        """Look every kept address up in the new edition; yields what is broken."""
        final = {outcome.ids[id]: chars for id, chars in texts.items()}
        serials = {id: tuple(serial for serial, _ in chars) for id, chars in final.items()}
        words = {id: "".join(char for _, char in chars) for id, chars in final.items()}
        homes: dict[int, list[str]] = {}
        for id, chars in final.items():
            for serial, _ in chars:
                homes.setdefault(serial, []).append(id)
        reported = {c.anchor for c in outcome.changes if c.fate not in ("changed", "led on")}
        for anchor, text in self.kept.items():
            target = outcome.redirects.get(anchor, anchor)
            if (anchor in outcome.redirects) == (anchor in final):
                yield f"{anchor} is neither on the page nor redirected, or both"
                continue
            if target not in outcome.ids.values():
                yield f"{anchor} leads to {target}, which is not on the page"
                continue
            # An address on a page leads to a page, or to a block where no page has its mark.
            on_page = kind_of(target) == "page"
            counts = Counter(
                home
                for serial in text
                for home in homes.get(serial, ())
                if (kind_of(home) == "page") is on_page
            )
            best, most = counts.most_common(1)[0] if counts else ("", 0)
            share = most / max(len(text), 1)
            here = counts[target] / max(len(text), 1)
            if here < share or not share:
                # The same words may stand in two places, and both are the same text.
                here = max(here, contained(self.words[anchor], words.get(target, "")))
            if kind_of(anchor) == "page" and not on_page:
                # A page that is no more leads to where it began, or goes on.
                if anchor in self.lost:
                    continue
                self.lost.add(anchor)
                self.tally["all"] += 1
                if not share or target in self.beginning(text, homes):
                    self.tally["right"] += 1
                elif anchor in reported:
                    self.tally["told"] += 1
                else:
                    yield f"{anchor} leads to {target}, not to where it began"
                continue
            if kind_of(anchor) == "page" and share < 0.5 and anchor in reported:
                here = share  # most of it is nowhere: it is the page of that label
            same_words = best and fold(words[best]) == fold(words.get(target, ""))
            self.tally["all"] += 1
            if here >= 0.85 * share - 0.06 or same_words:
                self.tally["right"] += 1
            elif share < 0.3 or len(text) < 16:
                # Too little is left to be sure; then it must at least have been said.
                self.tally["nearest"] += 1
            elif anchor in reported or anchor in self.lost:
                # Which of several equal sentences it was cannot be known: it was told.
                self.lost.add(anchor)
                self.tally["told"] += 1
            else:
                yield (
                    f"{anchor} leads to {target} with {here:.0%} of its text, "
                    f"{best} has {share:.0%}: {self.words[anchor][:40]}"
                )
            if anchor in final and text and here < 0.3 and anchor not in reported:
                yield f"{anchor} now stands on another text and nobody was told"
        for anchor in final:
            self.kept[anchor] = serials[anchor]
            self.words[anchor] = words[anchor]

    @staticmethod
    def beginning(text: tuple[int, ...], homes: dict[int, list[str]]) -> set[str]:
        """The blocks that hold one of the first forty characters that are still there."""
        there = [serial for serial in text if serial in homes][:40]
        return {home for serial in there for home in homes[serial]}


def contained(old: str, new: str) -> float:
    """The share of the old words that stand in the new, by all their eight-character runs."""
    runs = [old[i : i + 8] for i in range(max(1, len(old) - 7))]
    return sum(run in new for run in runs) / len(runs)


def generations(seed: int, count: int, edits: int) -> tuple[Counter[str], list[str]]:
    document, lock, reader = Document.fresh(seed), ReportLock(), Reader()
    broken: list[str] = []
    for generation in range(count):
        pieces, texts = document.proposal()
        outcome = reconcile(pieces, lock)
        before = {anchor.id for anchor in lock.anchors}
        assert before <= {anchor.id for anchor in outcome.lock.anchors}
        assert set(outcome.added) == set(outcome.ids.values()) - before
        assert len(set(outcome.ids.values())) == len(pieces)
        newly_dead = set(outcome.redirects) - set(lock.redirects)
        assert newly_dead <= {change.anchor for change in outcome.changes}
        broken += [f"seed {seed}, {generation}: {line}" for line in reader.visit(texts, outcome)]
        again = reconcile(pieces, outcome.lock)
        assert again.lock == outcome.lock
        assert not again.changes
        lock = outcome.lock
        for _ in range(document.rng.randint(1, edits)):
            document.edit()
    return reader.tally, broken


def test_every_published_address_survives_random_edits() -> None:
    tally: Counter[str] = Counter()
    broken: list[str] = []
    for seed in range(16):
        counted, wrong = generations(seed, count=8, edits=14)
        tally += counted
        broken += wrong
    assert not broken, "\n".join([*broken[:40], str(len(broken))])
    assert tally["right"] >= 0.9 * tally["all"]
    assert tally["told"] <= 0.005 * tally["all"]


A = "南北韓領袖四月二十七日在板門店會面，簽署宣言，確認無核化為共同目標。"
B = "川普與金正恩六月十二日在新加坡舉行首次會談，並發表四點聯合聲明。"
C = "中國大陸主張雙軌並行，並呼籲各方以對話代替對抗，維持半島和平穩定。"
D = "日本關切綁架問題，要求在談判中一併處理，並維持對北韓的制裁措施。"


def edition(*texts: str, kind: str = "p") -> list[Anchored]:
    return [Anchored(f"{kind}{i}", text) for i, text in enumerate(texts, 1)]


def published(*texts: str, kind: str = "p") -> ReportLock:
    return reconcile(edition(*texts, kind=kind), ReportLock()).lock


@pytest.mark.parametrize(
    ("before", "after", "ids", "redirects", "fates"),
    [
        pytest.param((A, B), (A, B), "p1 p2", {}, "", id="nothing changed"),
        pytest.param((A, B), (C, A, B), "p3 p1 p2", {}, "", id="new text in front"),
        pytest.param((A, B, C), (C, A, B), "p3 p1 p2", {}, "", id="moved"),
        pytest.param(
            (A, B, C), (A, C), "p1 p3", {"p2": "p1"}, "gone", id="deleted: the one before, on a tie"
        ),
        pytest.param((A, B), (A + B,), "p1", {"p2": "p1"}, "changed joined", id="merged: the longer keeps"),
        pytest.param((A + B[:16],), (A, B[:16]), "p1 p2", {}, "partly", id="split: the longer keeps"),
        pytest.param(
            (A, B), (A.replace("會面", "見面"), B), "p1 p2", {}, "changed", id="a word changed"
        ),
        pytest.param(
            (A, B), (A.replace("，", ", "), B + " "), "p1 p2", {}, "", id="only punctuation changed"
        ),
        pytest.param(
            (A, "同上。", B, "同上。", C), (B, "同上。", C), "p3 p4 p5",
            {"p1": "p3", "p2": "p3"}, "gone gone", id="repeated texts follow their neighbours",
        ),
    ],
)  # fmt: skip
def test_what_becomes_of_an_anchor(
    before: tuple[str, ...],
    after: tuple[str, ...],
    ids: str,
    redirects: dict[str, str],
    fates: str,
) -> None:
    outcome = reconcile(edition(*after), published(*before))
    assert " ".join(outcome.ids.values()) == ids
    assert outcome.redirects == redirects
    assert " ".join(change.fate for change in outcome.changes) == fates


def test_text_that_comes_back_gets_its_address_back() -> None:
    first = published(A, B, C)
    second = reconcile(edition(A, C), first)
    assert second.redirects == {"p2": "p1"}
    third = reconcile(edition(A, B.replace("四點", "四項"), C), second.lock)
    assert third.ids["p2"] == "p2"
    assert [change.fate for change in third.changes] == ["returned"]


def test_an_address_is_never_given_to_another_text() -> None:
    gone = reconcile(edition(A, B), published(A, B, C)).lock
    assert reconcile(edition(A, B, D), gone).ids == {"p1": "p1", "p2": "p2", "p3": "p4"}


def test_new_sections_are_numbered_below_their_parents_final_address() -> None:
    first = reconcile(
        [
            Anchored("s1", "國際情勢"),
            Anchored("s2", "我國因應"),
            Anchored("s2-1", "經貿合作", "s2"),
        ],
        ReportLock(),
    )
    then = reconcile(
        [
            Anchored("s1", "研究緣起"),
            Anchored("s2", "國際情勢"),
            Anchored("s2-1", "美國立場", "s2"),
            Anchored("s3", "我國因應"),
            Anchored("s3-1", "經貿合作", "s3"),
            Anchored("s3-2", "外交空間", "s3"),
        ],
        first.lock,
    )
    assert list(then.ids.values()) == ["s3", "s1", "s1-1", "s2", "s2-1", "s2-2"]


def test_a_section_keeps_its_address_under_a_rewritten_heading() -> None:
    pieces = [Anchored("s1", "前言"), Anchored("p1", A, "s1"), Anchored("p2", B, "s1")]
    lock = reconcile(pieces, ReportLock()).lock
    pieces[0] = Anchored("s1", "半島局勢的新發展")
    outcome = reconcile([Anchored("s9", "研究方法"), *pieces], lock)
    assert outcome.ids["s1"] == "s1"
    assert outcome.ids["s9"] == "s9"
    assert [str(change) for change in outcome.changes] == ["#s1: kept where 0% of its text is"]


def test_a_page_whose_mark_is_lost_leads_to_where_it_began() -> None:
    blocks = edition(A, B, C)
    lock = reconcile([*blocks, Anchored("page-3", A), Anchored("page-4", B + C)], ReportLock()).lock
    outcome = reconcile([*blocks, Anchored("page-3", A + B + C)], lock)
    assert outcome.redirects == {"page-4": "p2"}


def test_a_page_is_known_by_its_label_when_all_on_it_was_rewritten() -> None:
    lock = reconcile([Anchored("p1", A), Anchored("page-14", A)], ReportLock()).lock
    outcome = reconcile([Anchored("p1", D), Anchored("page-14", D)], lock)
    assert outcome.ids["page-14"] == "page-14"
    assert outcome.redirects == {"p1": "p2"}


@pytest.mark.parametrize("id", ['p1"onload', "../x", "", "P1"])
def test_a_proposal_must_be_an_anchor(id: str) -> None:
    with pytest.raises(ValueError, match="no anchor"):
        reconcile([Anchored(id, A)], ReportLock())


TEXTS = st.lists(st.text(max_size=60), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_any_texts_at_all_keep_the_promise(editions: list[list[str]]) -> None:
    lock = ReportLock()
    for texts in editions:
        outcome = reconcile(edition(*texts), lock)
        ids = set(outcome.ids.values())
        assert len(ids) == len(texts)
        assert set(outcome.redirects.values()) <= ids
        assert {a.id for a in lock.anchors} <= ids | set(outcome.redirects)
        assert not ids & set(outcome.redirects)
        assert reconcile(edition(*texts), outcome.lock).lock == outcome.lock
        lock = outcome.lock
    assert lock_files(Lock({"r": lock}))["r.json"].count(b"\n") == len(lock.anchors) + 2


def test_huge_and_monotonous_reports_are_reconciled_in_seconds() -> None:
    headings = [Anchored(f"s{i}", f"第{i}節") for i in range(1, 5001)]
    headings += [Anchored(f"s{i}", "相同的標題") for i in range(5001, 10_001)]
    lock = reconcile(headings, ReportLock()).lock
    moved = [Anchored(f"s{i}", h.text + "續") for i, h in enumerate(reversed(headings), 1)]
    outcome = reconcile(moved, lock)
    assert len(outcome.ids) + len(outcome.redirects) >= 10_000
    rng = random.Random(7)
    long = "".join(rng.choices("天地玄黃宇宙洪荒日月盈昃辰宿列張", k=2_000_000))
    lock = reconcile([Anchored("p1", long), Anchored("p2", A)], ReportLock()).lock
    outcome = reconcile([Anchored("p1", A), Anchored("p2", B + long[:-9])], lock)
    assert outcome.ids == {"p1": "p2", "p2": "p1"}


def test_invented_reports_lead_nobody_to_another_text_in_silence() -> None:
    """The short form of ``scripts/measure/addresses.py``: a chain and two kinds of edit."""
    tally: Counter[str] = Counter()
    silent: list[str] = []
    kinds = ("", "", "", "replace_by_lookalike", "insert_twin", "running_heads", "ocr_noise")
    for seed, only in enumerate(kinds):
        for verdict, edits in follow(seed, edits=5, only=only, publications=5):
            tally[verdict.verdict] += 1
            if verdict.verdict == "silent":
                silent.append(f"#{verdict.anchor} → #{verdict.target} {edits}: {verdict.words}")
    assert not silent, "\n".join(silent)
    assert tally["too far"] <= 0.005 * tally.total()
    assert tally["right"] >= 0.8 * tally.total() > 800


TWIN = "然而乙國修訂貨櫃航線，檢視水文資料與氣候變遷，批准關稅減讓與能源供應。"


@pytest.mark.parametrize(
    ("before", "after", "anchor"),
    [
        # A copy with a slip was put in elsewhere while the text itself was joined to the next.
        ((TWIN, A, B, C), (TWIN + A, B, TWIN.replace("檢視", "撿視"), C), "p1"),
        # A heading-like line of two characters turns up elsewhere.
        (("前言", A, B, C, D), (A, B, C, "前言", D), "p1"),
        # Words of a formula are as they were, figures and names are not.
        (
            ("根據第881號決議，甲國對氣候變遷實施限制措施，期間為6年。", A, B),
            ("根據第387號決議，西部各州對過渡期實施限制措施，期間為2年。", A, B),
            "p1",
        ),
    ],
)
def test_a_text_that_may_be_another_is_never_sure(
    before: tuple[str, ...], after: tuple[str, ...], anchor: str
) -> None:
    first = reconcile(edition(*before), ReportLock())
    then = reconcile(edition(*after), first.lock)
    (change,) = [change for change in then.changes if change.anchor == anchor]
    assert change.fate in ("unsure", "partly", "gone", "joined")


def test_a_heading_that_moves_with_its_section_is_itself() -> None:
    first = reconcile(edition("前言", A, B, "結論", C, D), ReportLock())
    then = reconcile(edition("結論", C, D, "前言", A, B), first.lock)
    assert not [change for change in then.changes if change.fate == "unsure"]


def test_a_measure_that_would_not_notice_a_lie_is_no_measure() -> None:
    """The reader of the measure, led to the neighbour of where it should be, says so."""
    report, reader = Edited.fresh(5), FollowingReader()
    pieces, under = report.proposal()
    first = reconcile(pieces, ReportLock())
    assert not list(reader.visit(under, first))
    blocks = [id for id in first.ids if id.startswith("p") and kind_of(id) == "block"]
    swapped = dict(zip(blocks, [*blocks[1:], blocks[0]], strict=True))
    lying = replace(first, ids={id: swapped.get(id, id) for id in first.ids})
    verdicts = Counter(verdict.verdict for verdict in reader.visit(under, lying))
    assert verdicts["silent"] >= 0.8 * len(blocks)


# the files


def test_the_lock_reads_back_and_diffs_by_the_line(tmp_path: Path) -> None:
    assert read_lock(tmp_path) == Lock()
    one = Lock({"a-1": published(A, "有「引號」與\u2028行", C), "b": published(D)}, {"old": "a-1"})
    assert write_lock(tmp_path, one)
    assert not write_lock(tmp_path, one)
    assert read_lock(tmp_path) == one
    folder = tmp_path / "anchors"
    names = ["_renamed.json", "a-1.json", "b.json"]
    assert sorted(p.name for p in folder.iterdir()) == names
    before = {name: (folder / name).read_bytes() for name in names}
    edited = reconcile(edition(A, "有「引號」與\u2028行", D, C), one.reports["a-1"])
    two = Lock({**one.reports, "a-1": edited.lock}, one.renamed)
    assert write_lock(tmp_path, two)
    assert read_lock(tmp_path) == two
    changed = [name for name in names if (folder / name).read_bytes() != before[name]]
    assert changed == ["a-1.json"]
    lines = (folder / "a-1.json").read_bytes().splitlines()
    assert len(lines) == len(before["a-1.json"].splitlines()) + 1
    assert len(set(lines) - set(before["a-1.json"].splitlines())) == 1


def test_a_published_anchor_cannot_be_dropped_from_the_files(tmp_path: Path) -> None:
    write_lock(tmp_path, Lock({"a": published(A, B), "b": published(C)}))
    with pytest.raises(CefuError, match=r"a#p2"):
        write_lock(tmp_path, Lock({"a": published(A), "b": published(C, D)}))
    assert len(read_lock(tmp_path).reports["a"].anchors) == 2
    assert len(read_lock(tmp_path).reports["b"].anchors) == 1


OLD_LOCK = """{"schema": 1,
"renamed": {"past": "a"},
"reports": {
"a": {"source": "abc", "anchors": [
{"id": "p1", "head": "%s", "length": %d, "sha": "%s", "sketch": "h35-8ytZgA"},
{"id": "p3", "head": "%s", "length": %d, "sha": "%s"},
{"id": "p2", "to": "p1", "head": "早先的一段", "length": 5, "sha": "0000000000000000"}
]}
}}
"""


def test_the_single_file_of_earlier_versions_is_read_and_migrated(tmp_path: Path) -> None:
    filled = [
        x for text in (A, C) for x in (fold(text)[:32], len(fold(text)), fingerprint(fold(text)))
    ]
    (tmp_path / "anchors.lock.json").write_text(OLD_LOCK % tuple(filled), encoding="utf-8")
    old = read_lock(tmp_path)
    outcome = reconcile_archive(
        old, {"a": Proposal("abc", edition(C.replace("對話", "談話"), A, B))}
    )
    assert outcome.reports["a"].ids == {"p1": "p3", "p2": "p1", "p3": "p4"}
    assert outcome.reports["a"].redirects == {"p2": "p1"}
    assert write_lock(tmp_path, outcome.lock)
    assert not (tmp_path / "anchors.lock.json").exists()
    assert read_lock(tmp_path) == outcome.lock
    assert outcome.lock.renamed == {"past": "a"}


ANCHOR = '{"schema": 2, "source": "", "anchors": [%s]}'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not JSON"),
        ('{"schema": 2,\n<<<<<<< ours\n', "a.json:2: .*not JSON"),
        ('{"schema": 3}', "schema 3"),
        ("[]", "schema None"),
        ('{"schema": 2}', "no 'anchors'"),
        ('{"schema": 2, "source": "", "anchors": 3}', "anchors"),
        (ANCHOR % "{}", "no 'id'"),
        (ANCHOR % "null", "no mapping"),
        (ANCHOR % '{"id": "p1 x", "sha": "", "length": 1}', "no anchor"),
        (ANCHOR % '{"id": "p1", "sha": "", "length": -1}', "length of p1"),
        (ANCHOR % '{"id": "p1", "sha": "", "length": 1e999}', "length of p1"),
        (ANCHOR % '{"id": "p1", "sha": "", "length": 1, "shadow": "字"}', "shadow"),
        (ANCHOR % '{"id": "p1", "sha": "", "length": 1, "to": "p2"}', "not on the page"),
        (ANCHOR % '{"id": "p1", "sha": "", "length": 1, "past": [{"fate": "eaten"}]}', "fate"),
    ],
)
def test_a_damaged_lock_is_never_taken_for_a_fresh_start(
    tmp_path: Path, text: str, problem: str
) -> None:
    path = tmp_path / "anchors" / "a.json"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CefuError, match=problem):
        read_lock(tmp_path)


# reports


def proposals(**texts: tuple[str, ...]) -> dict[str, Proposal]:
    return {id: Proposal(f"sha of {text}", edition(*text)) for id, text in texts.items()}


def test_a_renamed_report_keeps_its_addresses_and_the_old_path_redirects() -> None:
    first = reconcile_archive(Lock(), proposals(a=(A, B), b=(C, D)))
    assert not first.renamed
    second = reconcile_archive(first.lock, proposals(b=(C, D), c=("新序言說明緣起。", A, B)))
    assert second.renamed == second.newly == {"a": "c"}
    assert second.reports["c"].ids == {"p1": "p3", "p2": "p1", "p3": "p2"}
    third = reconcile_archive(second.lock, proposals(b=(C, D), d=("新序言說明緣起。", A, B)))
    assert third.renamed == {"a": "d", "c": "d"}
    assert third.newly == {"c": "d"}
    back = reconcile_archive(third.lock, proposals(b=(C, D), a=("新序言說明緣起。", A, B)))
    assert back.renamed == {"c": "a", "d": "a"}


def test_a_withdrawn_report_is_reported_and_remembered() -> None:
    first = reconcile_archive(Lock(), proposals(a=(A, B), b=(C, D)))
    second = reconcile_archive(first.lock, proposals(b=(C, D)))
    assert second.renamed == {"a": ""}
    assert "withdrawn" in second.report[0]
    third = reconcile_archive(second.lock, proposals(b=(C, D)))
    assert third.lock == second.lock
    assert not third.report
    back = reconcile_archive(third.lock, proposals(a=(B, A), b=(C, D)))
    assert not back.renamed
    assert back.reports["a"].ids == {"p1": "p2", "p2": "p1"}


def test_an_old_report_id_is_not_given_to_another_report() -> None:
    lock = reconcile_archive(Lock(), proposals(a=(A, B))).lock
    lock = reconcile_archive(lock, proposals(c=(A, B))).lock
    with pytest.raises(CefuError, match="published for the report that is now 'c'"):
        reconcile_archive(lock, proposals(a=(C, D), c=(A, B)))


def test_a_report_is_relabelled_throughout() -> None:
    def report(*texts: str) -> Report:
        return Report(
            "r", Record({"zh-Hant": "題"}), "r.txt", "0" * 64, "utf-8", "",
            (Section("s1", None, 1, "一、", {"zh-Hant": "背景"}),),
            (
                Block("s1", "s1", "heading", "一、背景"),
                *(
                    Block(
                        f"p{i}", "s1", "paragraph", text, notes=(NoteRef(f"n{i}", 3),),
                        marks=(PageMark(f"page-{i}", str(i), 0),),
                    )
                    for i, text in enumerate(texts, 1)
                ),
            ),
            tuple(
                Note(f"n{i}", str(i), f"見{text}", (f"p{i}",)) for i, text in enumerate(texts, 1)
            ),
            (),
        )  # fmt: skip

    first = reconcile(propose(report(A, B)).pieces, ReportLock())
    assert relabel(report(A, B), first) == report(A, B)
    edited = report(C, B)
    outcome = reconcile(propose(edited).pieces, first.lock)
    new = relabel(edited, outcome)
    assert [block.id for block in new.blocks] == ["s1", "p3", "p2"]
    assert [block.notes for block in new.blocks[1:]] == [(NoteRef("n3", 3),), (NoteRef("n2", 3),)]
    assert [note.refs for note in new.notes] == [("p3",), ("p2",)]
    assert new.redirects == {"p1": "s1", "n1": "s1"}
    assert [mark.id for block in new.blocks for mark in block.marks] == ["page-1", "page-2"]
