"""Invented reports that are edited again and again, and remember where everything went.

Every character has a serial number which it keeps through every edit: when its
paragraph moves, is cut, joined or extracted differently, even when an OCR engine
misreads it.  What is written anew has new numbers.  So the truth of where a text
went comes from the edit, never from likeness; twins are different texts.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from cefu.addresses import Anchored

Char = tuple[int, str]

_WORDS = [
    "北方航道",
    "破冰船隊",
    "保險費率",
    "理事會",
    "通航期",
    "沿岸各國",
    "聯合運輸",
    "水文資料",
    "救難合作",
    "漁業資源",
    "港口建設",
    "環保團體",
    "重油外洩",
    "科學考察",
    "原住民族",
    "氣候變遷",
    "海底電纜",
    "能源供應",
    "貨櫃航線",
    "領海基線",
    "雙邊協定",
    "多邊論壇",
    "部長會議",
    "觀察員",
    "工作小組",
    "年度報告",
    "審查機制",
    "財政負擔",
    "技術移轉",
    "產業政策",
    "公共債務",
    "人口結構",
    "糧食安全",
    "水資源",
    "跨境河流",
    "邊境貿易",
    "關稅減讓",
    "原產地",
    "投資保障",
    "爭端解決",
    "仲裁庭",
    "過渡期",
    "例外條款",
    "最惠待遇",
    "智慧財產",
]
_VERBS = [
    "強調",
    "主張",
    "反對",
    "擔心",
    "支持",
    "推動",
    "檢視",
    "調整",
    "批准",
    "暫緩",
    "擴大",
    "限制",
    "承諾",
    "要求",
    "呼籲",
    "評估",
    "公布",
    "修訂",
    "拒絕",
    "接受",
]
_LINKS = [
    "因此",
    "然而",
    "此外",
    "同時",
    "不過",
    "至於",
    "其中",
    "換言之",
    "整體而言",
    "另一方面",
    "從長期看",
    "就此而論",
]
_PLACES = [
    "甲國",
    "乙國",
    "丙國",
    "丁國",
    "戊國",
    "己國",
    "東部各州",
    "西部各州",
    "南方聯盟",
    "北方聯盟",
    "中央政府",
    "地方政府",
]
_FORMULAS = (
    "{p}應於{n}個月之內提出{w}的更新計畫，並將經費來源與工期一併送請理事會審查。",
    "{y}年第{n}季，{p}的{w}出口金額為{m}億元，較上一季增加{n}.{n}個百分點，主要由於國際價格上漲。",
    "根據第{m}號決議，{p}對{w}實施限制措施，期間為{n}年，期滿後由委員會檢討是否延長，並公告周知。",
    "{y}年{n}月第二週，{p}於外海試航{w}一次，航行約{m}公里後返航，各國主管機關表示關切，並要求說明。",
)
_TWINS = (
    "資料來源：作者自行整理",
    "結論",
    "前言",
    "以下分別從政治、經濟與安全三個層面加以說明，並就其對區域情勢的影響作一綜合評估。",
    "（本節由編輯室整理，未經發言人審閱。）",
)
#: Characters, and what NFKC makes the same of.
_COMPATIBLE = str.maketrans(
    "一二人入八力十口土大女子小山工己又文方日月木水火父生用田白目石示立竹米羊老耳肉自色行見言谷走足身車里金長門非面音頁風食首馬高",
    "⼀⼆⼈⼊⼋⼒⼗⼝⼟⼤⼥⼦⼩⼭⼯⼰⼜⽂⽅⽇⽉⽊⽔⽕⽗⽣⽤⽥⽩⽬⽯⽰⽴⽵⽶⽺⽼⽿⾁⾃⾊⾏⾒⾔⾕⾛⾜⾝⾞⾥⾦⾧⾨⾮⾯⾳⾴⾵⾷⾸⾺⾼",
)
_WIDE = str.maketrans("0123456789，。：（）.", "０１２３４５６７８９,.:()．")


@dataclass
class Piece:
    """A heading, block or note as a row of identified characters."""

    kind: str
    chars: list[Char]
    level: int = 1
    page: bool = False
    formula: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(char for _, char in self.chars)

    @property
    def serials(self) -> tuple[int, ...]:
        """Its identity."""
        return tuple(serial for serial, _ in self.chars)


@dataclass
class Edited:
    """A report under edit: its pieces in reading order, notes apart, and what was deleted."""

    rng: random.Random
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    deleted: list[Piece] = field(default_factory=list)
    id: str = "r"
    serial: int = 0
    head: str = "政策簡報"

    # what is written

    def write(self, text: str) -> list[Char]:
        start, self.serial = self.serial, self.serial + len(text)
        return list(enumerate(text, start))

    def sentence(self) -> str:
        rng = self.rng
        parts = [rng.choice(_LINKS), rng.choice(_PLACES), rng.choice(_VERBS), rng.choice(_WORDS)]
        for _ in range(rng.randint(1, 3)):
            parts += ["，", rng.choice(_VERBS), rng.choice(_WORDS), "與", rng.choice(_WORDS)]
        return "".join(parts) + "。"

    def formulaic(self, formula: str) -> str:
        rng = self.rng
        return formula.format(
            p=rng.choice(_PLACES), w=rng.choice(_WORDS), n=rng.randint(2, 9),
            m=rng.randint(100, 990), y=rng.randint(2010, 2020),
        )  # fmt: skip

    def lookalike(self, formula: str = "") -> Piece:
        formula = formula or self.rng.choice(_FORMULAS)
        return Piece("p", self.write(self.formulaic(formula)), formula=formula)

    def paragraph(self) -> Piece:
        draw = self.rng.random()
        if draw < 0.08:
            return Piece("p", self.write(self.rng.choice(_TWINS)))
        if draw < 0.25:
            return self.lookalike()
        text = "".join(self.sentence() for _ in range(self.rng.randint(1, 6)))
        return Piece("p", self.write(text), page=self.rng.random() < 0.15)

    def heading(self) -> Piece:
        text = self.rng.choice(_PLACES) + "的" + self.rng.choice(_WORDS) + self.rng.choice(_VERBS)
        if self.rng.random() < 0.15:
            text = self.rng.choice(_TWINS[1:3])
        return Piece("s", self.write(text), level=self.rng.randint(1, 3))

    def note(self) -> Piece:
        return Piece("n", self.write("參見" + self.sentence()))

    @classmethod
    def fresh(cls, seed: int) -> Edited:
        """A new report."""
        report = cls(random.Random(seed))
        report.pieces = [Piece("t", report.write("北方航道的治理與展望"))]
        for _ in range(report.rng.randint(3, 9)):
            report.pieces.append(report.heading())
            report.pieces += [report.paragraph() for _ in range(report.rng.randint(1, 7))]
        report.notes = [report.note() for _ in range(report.rng.randint(0, 6))]
        return report

    # where to edit

    def places(self, test: Callable[[Piece], bool]) -> list[int]:
        return [i for i, piece in enumerate(self.pieces) if piece.kind != "t" and test(piece)]

    def pick(self, test: Callable[[Piece], bool]) -> int | None:
        found = self.places(test)
        return self.rng.choice(found) if found else None

    def paragraph_at(self) -> int | None:
        return self.pick(lambda piece: piece.kind == "p")

    def anywhere(self) -> int:
        return self.rng.randint(1, len(self.pieces))

    def remove(self, i: int | None) -> None:
        if i is not None and len(self.pieces) > 6:
            self.deleted.append(self.pieces.pop(i))

    # the edits

    def insert(self) -> None:
        self.pieces.insert(self.anywhere(), self.paragraph())

    def delete(self) -> None:
        self.remove(self.paragraph_at())

    def delete_heading(self) -> None:
        self.remove(self.pick(lambda piece: piece.kind == "s"))

    def swap_neighbours(self) -> None:
        i = self.paragraph_at()
        if i is not None and i + 1 < len(self.pieces) and self.pieces[i + 1].kind == "p":
            self.pieces[i : i + 2] = self.pieces[i + 1], self.pieces[i]

    def move_far(self) -> None:
        if (i := self.paragraph_at()) is not None:
            piece = self.pieces.pop(i)
            self.pieces.insert(self.anywhere(), piece)

    def merge(self) -> None:
        i = self.paragraph_at()
        if i is not None and i + 1 < len(self.pieces) and self.pieces[i + 1].kind == "p":
            self.pieces[i].chars = self.pieces[i].chars + self.pieces.pop(i + 1).chars

    def split(self) -> None:
        i = self.pick(lambda piece: piece.kind == "p" and len(piece.chars) > 50)
        if i is not None:
            piece = self.pieces[i]
            cut = self.rng.randint(15, len(piece.chars) - 15)
            self.pieces.insert(i + 1, Piece("p", piece.chars[cut:]))
            piece.chars = piece.chars[:cut]

    def rewrite(self) -> None:
        if (i := self.paragraph_at()) is not None:
            self.remove(i)
            self.pieces.insert(
                min(i, len(self.pieces)), Piece("p", self.write(self.sentence() * 2))
            )

    def correct_words(self) -> None:
        i = self.pick(lambda piece: len(piece.chars) > 20)
        if i is not None:
            self._correct(self.pieces[i])

    def _correct(self, piece: Piece) -> None:
        chars = list(piece.chars)
        for _ in range(max(1, len(chars) // 60)):
            at = self.rng.randrange(len(chars) - 2)
            chars[at : at + self.rng.randint(0, 2)] = self.write(self.rng.choice(_VERBS))
        piece.chars = chars

    def ocr_noise(self) -> None:
        """Another scan: every fiftieth character is misread."""
        misread = "人入八大太犬木本未末土士干千王玉日曰目自白己已巳"
        for piece in (*self.pieces, *self.notes):
            piece.chars = [
                (serial, self.rng.choice(misread) if self.rng.random() < 0.02 else char)
                for serial, char in piece.chars
            ]

    def other_spacing(self) -> None:
        for piece in self.pieces:
            piece.chars = [
                (serial, char.strip() + (" " if self.rng.random() < 0.1 else ""))
                for serial, char in piece.chars
            ]

    def kangxi(self) -> None:
        for piece in (*self.pieces, *self.notes):
            piece.chars = [(serial, char.translate(_COMPATIBLE)) for serial, char in piece.chars]

    def other_widths(self) -> None:
        for piece in (*self.pieces, *self.notes):
            piece.chars = [(serial, char.translate(_WIDE)) for serial, char in piece.chars]

    def page_breaks(self) -> None:
        for piece in self.pieces:
            if piece.kind == "p" and self.rng.random() < 0.3:
                piece.page = not piece.page

    def paragraphs_cut_at_pages(self) -> None:
        """An extraction that ends a paragraph where its page ends."""
        for i in reversed(self.places(lambda piece: piece.kind == "p" and len(piece.chars) > 80)):
            if self.rng.random() < 0.15:
                piece = self.pieces[i]
                cut = self.rng.randint(20, len(piece.chars) - 20)
                self.pieces.insert(i + 1, Piece("p", piece.chars[cut:], page=True))
                piece.chars = piece.chars[:cut]

    def running_heads(self) -> None:
        """Running heads that change, and are left in paragraphs that run over a page."""
        self.head = self.rng.choice(("政策簡報", "專題研究", "季刊第三期", "內部參考"))
        for piece in self.pieces:
            if piece.kind == "p" and len(piece.chars) > 60 and self.rng.random() < 0.2:
                at = self.rng.randrange(20, len(piece.chars) - 20)
                head = self.write(f"{self.head}{self.rng.randint(1, 90)}")
                piece.chars = [*piece.chars[:at], *head, *piece.chars[at:]]

    def lookalike_beside(self) -> None:
        if (i := self.pick(lambda piece: bool(piece.formula))) is not None:
            new = self.lookalike(self.pieces[i].formula)
            self.pieces.insert(i + self.rng.randint(0, 1), new)

    def lookalike_elsewhere(self) -> None:
        if (i := self.pick(lambda piece: bool(piece.formula))) is not None:
            self.pieces.insert(self.anywhere(), self.lookalike(self.pieces[i].formula))

    def delete_lookalike(self) -> None:
        self.remove(self.pick(lambda piece: bool(piece.formula)))

    def replace_by_lookalike(self) -> None:
        """Only where there are others: an only one would be an edited one to anybody."""
        formulas = [piece.formula for piece in self.pieces if piece.formula]
        i = self.pick(lambda piece: formulas.count(piece.formula) > 1)
        if i is not None:
            self.deleted.append(self.pieces[i])
            self.pieces[i] = self.lookalike(self.pieces[i].formula)

    def insert_twin(self) -> None:
        if (i := self.paragraph_at()) is not None:
            self.pieces.insert(self.anywhere(), Piece("p", self.write(self.pieces[i].text)))

    def delete_twin(self) -> None:
        texts = [piece.text for piece in self.pieces]
        self.remove(self.pick(lambda piece: texts.count(piece.text) > 1))

    def rewrite_section(self) -> None:
        i = self.pick(lambda piece: piece.kind == "s")
        if i is None:
            return
        end = next(
            (k for k in range(i + 1, len(self.pieces)) if self.pieces[k].kind == "s"),
            len(self.pieces),
        )
        self.deleted += self.pieces[i + 1 : end]
        texts = ["".join(self.sentence() for _ in range(3)) for _ in range(self.rng.randint(1, 4))]
        self.pieces[i + 1 : end] = [Piece("p", self.write(text)) for text in texts]

    def reorder_sections(self) -> None:
        starts = [i for i, piece in enumerate(self.pieces) if piece.kind == "s"]
        if len(starts) > 1:
            parts = [self.pieces[a:b] for a, b in pairwise([*starts, len(self.pieces)])]
            k = self.rng.randrange(len(parts) - 1)
            parts[k : k + 2] = parts[k + 1], parts[k]
            self.pieces[starts[0] :] = [piece for part in parts for piece in part]

    def rewrite_heading(self) -> None:
        if (i := self.pick(lambda piece: piece.kind == "s")) is not None:
            self.pieces[i].chars = self.write(
                self.rng.choice(_WORDS) + "之" + self.rng.choice(_WORDS)
            )

    def insert_heading(self) -> None:
        self.pieces.insert(self.anywhere(), self.heading())

    def relevel(self) -> None:
        if (i := self.pick(lambda piece: piece.kind == "s")) is not None:
            self.pieces[i].level = self.rng.randint(1, 3)

    def insert_note(self) -> None:
        self.notes.insert(self.rng.randint(0, len(self.notes)), self.note())

    def delete_note(self) -> None:
        if self.notes:
            del self.notes[self.rng.randrange(len(self.notes))]

    def bring_back(self) -> None:
        if self.deleted:
            piece = self.deleted.pop(self.rng.randrange(len(self.deleted)))
            self.pieces.insert(self.anywhere(), piece)

    def rename(self) -> None:
        self.id = f"{self.id[:1]}{self.rng.randrange(10**9)}"

    # the report made of it

    def proposal(self) -> tuple[list[Anchored], dict[str, Piece]]:
        """Positional anchors as the normaliser gives them, and what stands under each."""
        path: list[int] = []
        section, number = "s0", 0
        pieces, under = [Anchored("s0", "")], {}
        pages: list[tuple[str, list[Char]]] = []
        for piece in self.pieces:
            inside = section
            if piece.kind == "s":
                path = path[: piece.level]
                path = [*path[:-1], path[-1] + 1] if len(path) == piece.level else [*path, 1]
                inside = "s" + "-".join(map(str, path[:-1])) if path[1:] else ""
                section = id = "s" + "-".join(map(str, path))
            elif piece.kind == "t":
                id, inside = "title", ""
            else:
                number += 1
                id = f"p{number}"
            pieces.append(Anchored(id, piece.text, inside))
            under[id] = piece
            if piece.page:
                pages.append((id, []))
            if pages:
                pages[-1][1].extend(piece.chars)
        for i, note in enumerate(self.notes, 1):
            under[f"n{i}"] = note
            pieces.append(Anchored(f"n{i}", note.text, "p1" if number else ""))
        for i, (first, chars) in enumerate(pages, 14):
            piece = Piece("g", chars)
            under[f"page-{i}"] = piece
            pieces.append(Anchored(f"page-{i}", piece.text, first))
        return pieces, under


#: The kinds of edits, by name.
EDITS: dict[str, Callable[[Edited], None]] = {
    edit.__name__: edit
    for edit in (
        Edited.insert, Edited.delete, Edited.delete_heading, Edited.swap_neighbours,
        Edited.move_far, Edited.merge, Edited.split, Edited.rewrite, Edited.correct_words,
        Edited.ocr_noise, Edited.other_spacing, Edited.kangxi, Edited.other_widths,
        Edited.page_breaks, Edited.paragraphs_cut_at_pages, Edited.running_heads,
        Edited.lookalike_beside, Edited.lookalike_elsewhere, Edited.delete_lookalike,
        Edited.replace_by_lookalike, Edited.insert_twin, Edited.delete_twin,
        Edited.rewrite_section, Edited.reorder_sections, Edited.rewrite_heading,
        Edited.insert_heading, Edited.relevel, Edited.insert_note, Edited.delete_note,
        Edited.bring_back, Edited.rename,
    )
}  # fmt: skip
