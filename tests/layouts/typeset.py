"""Set a clean document in a house's layout and extract it again, badly.

A test of a normaliser needs physical text together with its truth.  Here the
truth comes first: ``documents/*.yml`` hold clean documents (a list of blocks),
``layouts.yml`` says how a house sets its pages and what an extraction tool
then makes of them.  :func:`typeset` breaks lines, fills pages, puts notes at the
page foot and furniture around them, and returns the physical text with the
blocks it must be turned back into.  Same inputs, same bytes: every choice comes
from a generator seeded with the names of document and layout.

    python tests/layouts/typeset.py OUT_DIR    # one .txt and .json per pair

**Documents.**  ``id``, ``layouts`` (names), ``notes`` (key -> text) and
``blocks``, each a mapping with one of the keys of :data:`KINDS` and, where needed,
``accept`` (further block types that count as right), ``optional`` (matter with no
settled answer), ``inset`` (columns by which a paragraph is narrower) and ``depth``
(another right level of a heading).  ``[^k]`` refers to note ``k``.  ``newpage``
starts a page, ``body`` a page with arabic labels, ``toc`` stands for a table of
contents.

**Truth.**  ``{"doc", "layout", "blocks": [{"n", "type", "level", "text", "notes",
"page", …}]}``: ``level`` is a heading's depth (1 below the title), ``text`` has no
blanks but a single one between Latin words and keeps a heading's number,
``notes`` are the labels of the notes referred to and ``note_blocks`` their ``n``.
A paragraph is ``unmarked`` if only its sense tells where it ends: its last line is
full, and neither indent, gap nor blank sets the next one off.
"""

from __future__ import annotations

import json
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent

#: document key -> (truth type, other types that count as right)
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "title": ("title", ()),
    "subtitle": ("title", ()),
    "byline": ("byline", ()),
    "date": ("byline", ("paragraph", "source_line", "furniture")),
    "imprint": ("furniture", ("byline", "paragraph", "source_line", "title")),
    "keywords": ("paragraph", ("byline", "source_line", "list_item", "furniture")),
    "point": ("abstract_point", ("list_item",)),
    "lead": ("heading", ("list_item", "abstract_point")),
    "p": ("paragraph", ()),
    "item": ("list_item", ()),
    "ref": ("list_item", ("paragraph", "footnote", "source_line")),
    "caption": ("caption", ()),
    "source": ("source_line", ()),
    "row": ("paragraph", ("list_item", "caption", "source_line")),
    "series": ("series_list", ("list_item", "paragraph")),
} | {f"h{n}": ("heading", ()) for n in range(1, 6)}

CLOSING = set("，。、；：！？」』）》〉】］〕”’％…,.;:!?)]%")
OPENING = set("「『（《〈【［〔“‘([")
NUMBERED = re.compile(r"[(（第]?[0-9一二三四五六七八九十壹貳參肆伍陸柒捌]+[)）、.章節]")
NOTE = 0xF0000  # note k stands in running text as chr(NOTE + k) until pages are known


@dataclass
class Block:
    """A block of a clean document; ``text`` holds note references as placeholders."""

    kind: str
    text: str
    accept: tuple[str, ...]
    optional: bool = False
    unmarked: bool = False
    inset: int = 0
    depth: int = 0
    note: int = 0
    label: str = ""
    page: str = ""
    refs: list[int] = field(default_factory=list)


@dataclass
class Line:
    """A physical line: its text, the block it belongs to, whether it ends that block."""

    text: str
    block: Block
    last: bool
    before: int = 0


@dataclass
class Page:
    """Lines of text, blocks that begin here, notes at the foot, label, running section."""

    label: str = ""
    section: str = ""
    lines: list[Line] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    footlines: int = 0


def columns(text: str) -> int:
    """Width of ``text`` in half-width columns.

    >>> columns("2018年"), columns("「川」")
    (6, 6)
    """
    return sum(
        1
        if ord(c) >= NOTE
        else 2
        if unicodedata.east_asian_width(c) in "WFA" and c not in "¹²³"
        else 1
        for c in text
    )


def squeeze(text: str) -> str:
    """Take out blanks but a single one between Latin words.

    >>> squeeze("於 2018 年　由 Mike  Pompeo 率團")
    '於2018年由Mike Pompeo率團'
    """
    text = re.sub(r"[\s\u3000]+", " ", text).strip()
    return re.sub(r"(?<![!-~”’]) | (?![!-~“‘])", "", text)


def tokens(text: str) -> list[str]:
    """Split into what may not be broken: Han characters, Latin words, blanks.

    >>> tokens("於2018 年。")
    ['於', '2018', ' ', '年', '。']
    """
    marked = "[\U000f0000-\U000fffff]*"
    return re.findall(rf"[ \u3000]|[!-~\u00c0-\u024f]+{marked}|.{marked}", text)


def breakable(word: str, room: int, limit: int) -> int:
    """Where to cut a Latin word that does not fit: long URLs only (0: do not cut)."""
    if not word.startswith("http") and len(word) <= limit:
        return 0
    at = max(word.rfind(c, 0, room) for c in "/-?=&") + 1
    return at if at > 4 else (room if len(word) > limit else 0)


def wrap(text: str, limit: int, first: int, kinsoku: str, rng: random.Random) -> list[str]:
    """Break ``text`` into lines of ``limit`` columns (the first has ``first``).

    No line begins with closing or ends with opening punctuation: the offender
    hangs over the edge (``hang``), takes its predecessor with it (``push``), or
    either (``mix``).  A blank at a break stays at the line's end.

    >>> wrap("我們都要走，你呢", 10, 10, "push", random.Random(1))
    ['我們都要', '走，你呢']
    >>> wrap("我們都要走，你呢", 10, 10, "hang", random.Random(1))
    ['我們都要走，', '你呢']
    """
    lines: list[str] = []
    row: list[str] = []
    room = first
    queue = tokens(text)[::-1]
    while queue:
        token = queue.pop()
        width = columns(token)
        if width <= room or (token == " " and row):
            row.append(token)
            room -= width
            continue
        if not row or (len(token) > 6 and token.isascii()):
            cut = breakable(token, room, limit) or (room if not row else 0)
            if cut:
                row.append(token[:cut])
                queue.append(token[cut:])
                token = ""
        if token and token[0] in CLOSING and row:
            if kinsoku == "hang" or (kinsoku == "mix" and rng.random() < 0.5):
                row.append(token)
                token = ""
            else:
                queue.append(token)
                token = row.pop()
                while row and token[0] in CLOSING:
                    queue.append(token)
                    token = row.pop()
        if token:
            queue.append(token)
        while len(row) > 1 and row[-1] in OPENING:
            queue.append(row.pop())
        lines.append("".join(row))
        row, room = [], limit
        while queue and queue[-1] == " ":
            queue.pop()
            lines[-1] += "" if lines[-1].endswith(" ") else " "
    if row:
        lines.append("".join(row))
    return lines


def loosen(text: str, share: float, rng: random.Random) -> str:
    """Put blanks between Han and digits or Latin at ``share`` of the borders, as Word does."""
    border = r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])"
    return re.sub(border, lambda _: " " if rng.random() < share else "", text)


def roman(n: int) -> str:
    """Roman numeral of a front-matter page.

    >>> roman(4), roman(9)
    ('IV', 'IX')
    """
    out = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out, n = out + letters * (n // value), n % value
    return out


def note_mark(style: str, n: int) -> str:
    """The printed mark of note ``n``.

    >>> [note_mark(s, 12) for s in ("digit", "superscript", "circled", "bracket", "wide")]
    ['12', '¹²', '⑫', '[12]', '［12］']
    """
    if style == "superscript":
        return str(n).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    if style == "circled":
        return chr(0x2460 + n - 1)
    return {"digit": "{}", "bracket": "[{}]", "wide": "［{}］"}[style].format(n)


class Setting:
    """One document in one layout: lines, then pages, then text and truth."""

    def __init__(self, document: Mapping[str, Any], layout: Mapping[str, Any]) -> None:
        self.doc = document
        self.lay: dict[str, Any] = {**load_layouts()["defaults"], **layout}
        self.rng = random.Random(f"{document['id']}/{self.lay['name']}")
        self.note_keys = list(document.get("notes", {}))
        self.notes = [self._note(k) for k in self.note_keys]
        self.blocks = [b for raw in document["blocks"] for b in self._read(raw)]
        if self.notes and self.lay["note_place"] == "end":
            head = Block("h1", self.lay["note_heading"], ("furniture",))
            self.blocks += [head, *(n for n in self.notes if not n.label)]

    def _marked(self, text: str, refs: list[int]) -> str:
        def placeholder(match: re.Match[str]) -> str:
            refs.append(self.note_keys.index(match[1]))
            return chr(NOTE + refs[-1])

        return re.sub(r"\[\^(\S+?)\]", placeholder, text)

    def _note(self, key: str) -> Block:
        """A note; a key that is not a number (＊) is its own mark."""
        block = Block("note", str(self.doc["notes"][key]), (), note=self.note_keys.index(key))
        block.label = "" if key.isdigit() else key
        return block

    def _read(self, raw: Mapping[str, Any]) -> Iterable[Block]:
        kind = next(iter(raw))
        value = raw[kind]
        for text in value if isinstance(value, list) else [value]:
            refs: list[int] = []
            accept = tuple(raw.get("accept", KINDS[kind][1] if kind in KINDS else ()))
            marked = self._marked(str(text or ""), refs)
            optional = bool(raw.get("optional", kind == "row"))
            block = Block(kind, marked, accept, optional, refs=refs)
            block.inset, block.depth = raw.get("inset", 0), raw.get("depth", 0)
            yield block

    # lines -----------------------------------------------------------------

    def lines(self, block: Block, measure: int) -> list[Line]:
        """The physical lines of ``block`` at ``measure`` full-width columns."""
        lay, kind = self.lay, block.kind
        if kind == "note":
            rows = self.note_rows(block, measure)
            return [Line(row, block, i + 1 == len(rows)) for i, row in enumerate(rows)]
        text = loosen(block.text, lay["han_latin"], self.rng)
        limit, first, lead, inset = measure * 2, measure * 2, "", block.inset
        if kind == "p" and lay["indent"] != "none" and not inset:
            first -= lay["indent_columns"] * 2
            style = lay["indent"]
            if style == "mixed":
                style = self.rng.choice(["hidden", "blanks"])
            pad = {"hidden": "", "fullwidth": "　", "blanks": "  "}[style]
            lead = pad * lay["indent_columns"]
        elif kind == "point":
            inset, lead = lay["point_inset"], lay["point_marker"]
        elif kind == "lead":
            lead = lay["lead_marker"]
        elif kind in ("item", "ref", "series"):
            inset = 2
        elif kind.startswith("h"):
            text = re.sub(
                r"^([一二三四五六七八九十壹貳參肆伍陸柒]+、)", rf"\1{lay['number_blank']}", text
            )
            if lay["spaced_headings"] and re.fullmatch(r"[\u4e00-\u9fff]{2}", text):
                text = "  ".join(text)
        if kind[0] == "h" or kind in ("title", "subtitle"):
            limit = first = (lay["heading_width"] or measure) * 2
        limit, first = limit - inset * 2, first - inset * 2
        rows = wrap(text, limit, first, lay["kinsoku"], self.rng)
        bare = lay["indent"] == "none" and not lay["gap"] and not lay["paragraph_end"]
        block.unmarked = kind == "p" and bare and columns(rows[-1]) >= limit - 1
        if kind in ("point", "item"):
            rows[1:] = [" " * lay["hang"] + row for row in rows[1:]]
        elif kind in ("title", "subtitle", "byline", "date") and lay["centred"]:
            lead = " " * ((measure * 2 - columns(rows[0])) // 2)
        rows[0] = lead + rows[0]
        return [Line(row, block, i + 1 == len(rows)) for i, row in enumerate(rows)]

    # pages -----------------------------------------------------------------

    def pages(self, labels: Mapping[int, str]) -> list[Page]:
        """Fill pages; ``labels`` (heading index -> page label) feeds the table of contents."""
        lay = self.lay
        measures = lay["measure"] if isinstance(lay["measure"], list) else [lay["measure"]]
        front = any(b.kind == "body" for b in self.blocks)
        number, chapter = (1, 0) if front else (lay["first_label"], 0)
        pages = [Page(label=roman(number) if front else str(number))]
        section = ""

        def turn() -> None:
            nonlocal number
            number += 1
            pages.append(Page(roman(number) if front else str(number)))

        def put(line: Line, fresh: bool) -> None:
            page = pages[-1]
            called = [self.notes[ord(c) - NOTE] for c in line.text if ord(c) >= NOTE]
            foot = [n for n in called if lay["note_place"] == "foot" or n.label]
            need = sum(len(self.note_rows(n, measures[0])) for n in foot)
            need += bool(foot and not page.notes)
            line.before = (
                (lay["heading_gap"] if line.block.kind[0] == "h" else lay["gap"]) if fresh else 0
            )
            used = sum(1 + each.before for each in page.lines) + page.footlines
            keep = 2 if line.block.kind[0] == "h" else 0  # a heading does not end a page
            if page.lines and used + need + 1 + line.before + keep > lay["page_lines"]:
                turn()
                page = pages[-1]
                line.before = 0
            if not page.lines:
                line.before, page.section = 0, section
            if fresh:
                line.block.page = page.label
            page.lines.append(line)
            page.notes += foot
            page.footlines += need

        for block in self.blocks:
            if block.kind in ("newpage", "body"):
                if block.kind == "body":
                    front, number = False, lay["first_label"] - 1
                if pages[-1].lines:
                    turn()
                continue
            if block.kind == "toc":
                for entry in self.contents(labels, measures[0]):
                    put(entry, True)
                continue
            if block.kind == "h1":
                chapter += 1
                section = re.sub(r"^\S{1,4}?[、章]\s*", "", block.text)
            for i, line in enumerate(self.lines(block, measures[chapter % len(measures)])):
                put(line, i == 0)
        return pages

    def contents(self, labels: Mapping[int, str], measure: int) -> list[Line]:
        """Lines of the table of contents, with dot leaders."""
        rows = []
        for n, block in enumerate(self.blocks):
            if block.kind in ("h1", "h2") and n in labels and "目" not in block.text:
                text = "  " * (block.kind == "h2") + block.text
                dots = "." * max(6, measure * 2 - columns(text) - 4)
                entry = Block(
                    "toc", f"{text} {dots} {labels[n]}", ("list_item", "series_list", "paragraph")
                )
                rows.append(Line(entry.text, entry, True))
        return rows

    def note_rows(self, note: Block, measure: int) -> list[str]:
        """The physical lines of a note, its mark still a placeholder."""
        mark = chr(NOTE + note.note)
        numbered = self.note_keys[note.note].isdigit()
        style = self.lay["note_entry"] if numbered else "{mark} {text}"
        entry = style.format(mark=mark, text=note.text)
        if self.lay["join"]:
            return entry.split("\n")
        rows = []
        for part in entry.split("\n"):
            rows += wrap(part, measure * 2 + 6, measure * 2 + 6, "push", random.Random(note.note))
        return rows

    # text and truth ----------------------------------------------------------

    def mark(self, text: str) -> str:
        """Put printed marks where the placeholders stand."""
        return re.sub(
            r"[\U000f0000-\U000fffff]", lambda m: self.notes[ord(m[0]) - NOTE].label, text
        )

    def number_notes(self, pages: Sequence[Page]) -> None:
        """Give each numbered note its printed mark, in order of reference."""
        count = 0
        for page in pages:
            count = 0 if self.lay["note_restart"] else count
            for line in page.lines:
                for char in line.text:
                    note = self.notes[ord(char) - NOTE] if ord(char) >= NOTE else None
                    if note and not note.label:
                        count += 1
                        note.label = note_mark(self.lay["note_mark"], count)

    def furniture(self, page: Page, where: str, total: int) -> list[str]:
        """Head or foot lines of ``page``: one list, or a pair of lists for odd and even."""
        rows = self.lay[where]
        if rows and isinstance(rows[0], list):
            rows = rows[0 if not page.label.isdigit() or int(page.label) % 2 else 1]
        title = next(squeeze(b.text) for b in self.blocks if b.kind == "title")
        title = re.sub(r"[\U000f0000-\U000fffff]", "", title)
        values = {
            "page": page.label,
            "pages": total,
            "title": title,
            "section": page.section or title,
        }
        return [row.format(**values) for row in rows]

    def render(self) -> tuple[str, list[dict[str, Any]]]:
        """The physical text and the truth blocks."""
        lay = self.lay
        pages = self.pages({})
        labels = {n: b.page for n, b in enumerate(self.blocks) if b.page}
        pages = self.pages(labels)
        self.number_notes(pages)
        measure = lay["measure"][0] if isinstance(lay["measure"], list) else lay["measure"]
        text, truth, ids = "", [], {}
        for n, page in enumerate(pages):
            head = self.furniture(page, "head", len(pages)) if n or lay["first_head"] else []
            foot = self.furniture(page, "foot", len(pages))
            truth += [self._furniture(row) for row in head if row.strip()]
            body = [(self.mark(line.text), line) for line in page.lines]
            for line in page.lines:
                if id(line.block) not in ids:
                    ids[id(line.block)] = len(truth)
                    truth.append(self._truth(line.block))
            notes: list[str] = []
            for note in page.notes:
                ids[id(note)] = len(truth)
                truth.append(self._truth(note))
                rows = self.note_rows(note, measure)
                notes += [""] if lay["join"] and notes else []
                notes += [" " * lay["margin"] + self.mark(row) for row in rows]
                if lay["link_annotations"]:
                    links = [u.rstrip("。.,") for u in re.findall(r"https?://[!-~]+", note.text)]
                    notes += ["", *links] if links else []
                    truth += [self._furniture(link) for link in links]
            truth += [self._furniture(row) for row in foot if row.strip()]
            text += self._page(n, head, self._body(body), notes, foot)
        for block in [*self.blocks, *self.notes]:
            if block.refs:
                entry = truth[ids[id(block)]]
                entry["notes"] = [self.notes[r].label for r in block.refs]
                entry["note_blocks"] = [ids[id(self.notes[r])] + 1 for r in block.refs]
        for n, entry in enumerate(truth, 1):
            entry["n"] = n
        text = re.sub(r"\n", lay["newline"], text)
        return ("\ufeff" if lay["bom"] else "") + text, truth

    def _body(self, body: Sequence[tuple[str, Line]]) -> list[str]:
        """Text lines of a page with the blank lines between them."""
        lay = self.lay
        rows: list[str] = []
        held = ""
        for i, (text, line) in enumerate(body):
            rows += [lay["blank_line"]] * line.before if not held else []
            end = i + 1 == len(body) or body[i + 1][1].block is not line.block
            if lay["join"] and not end:
                held += text
                continue
            row = " " * lay["margin"] + held + text + (lay["paragraph_end"] if line.last else "")
            held = ""
            rows.append(row)
            loose = not re.search(r"[0-9A-Za-z]", row) or self.rng.random() < 0.2
            if lay["doubled"] == "all" or (lay["doubled"] == "irregular" and loose):
                rows.append("")
        return rows

    def _page(
        self, n: int, head: list[str], body: list[str], notes: list[str], foot: list[str]
    ) -> str:
        lay = self.lay
        double = ["", *[""] * (lay["doubled"] == "all")]
        if notes:
            rule = [lay["note_rule"]] if lay["note_rule"] else []
            body = [
                *body,
                *rule,
                *notes,
                *([""] if lay["doubled"] != "none" or lay["join"] else []),
            ]
        if foot:
            body = [*body, *double, *foot]
        rows = [*head, *double, *body] if head else list(body)
        broken = {"ff": "\f", "lead": " ", "gap": "\n \n \n\n", "blank": "\n"}[lay["page_break"]]
        while rows and rows[-1] == "":
            rows.pop()
        return (broken if n else "") + "\n".join(rows) + "\n"

    def _furniture(self, row: str) -> dict[str, Any]:
        return {"n": 0, "type": "furniture", "text": squeeze(row), "notes": []}

    def _truth(self, block: Block) -> dict[str, Any]:
        clean = squeeze(re.sub(r"[\U000f0000-\U000fffff]", "", block.text))
        kind = {"note": "footnote", "toc": "furniture"}.get(block.kind) or KINDS[block.kind][0]
        entry: dict[str, Any] = {"n": 0, "type": kind, "text": clean, "notes": []}
        if kind == "heading":
            entry["level"] = int(block.kind[1]) if block.kind[1:].isdigit() else 0
            depth = block.depth or (0 if NUMBERED.match(clean) else 1)
            if depth:  # no number: nothing on the page tells how deep it is
                entry["depth"] = depth
        if block.kind == "note":
            entry["label"] = block.label
        if block.accept:
            entry["accept"] = list(block.accept)
        entry |= {flag: True for flag in ("optional", "unmarked") if getattr(block, flag)}
        entry["page"] = block.page
        return entry


def load_layouts(path: Path = HERE / "layouts.yml") -> dict[str, dict[str, Any]]:
    """Layouts by name."""
    raw = yaml.safe_load(path.read_text("utf-8"))
    return {name: {"name": name, **(values or {})} for name, values in raw.items()}


def load_documents(folder: Path = HERE / "documents") -> list[dict[str, Any]]:
    """Clean documents, in order of file name."""
    return [yaml.safe_load(p.read_text("utf-8")) for p in sorted(folder.glob("*.yml"))]


def typeset(document: Mapping[str, Any], layout: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Set ``document`` in ``layout``: the physical text and its truth.

    >>> doc = {"id": "d", "blocks": [{"title": "題"}, {"h1": "一、緣起"}, {"p": "甲乙丙丁戊己。"}]}
    >>> text, truth = typeset(doc, {"name": "narrow", "measure": 4, "kinsoku": "push"})
    >>> text
    '題\\n\\n一、緣起\\n甲乙丙丁\\n戊己。\\n'
    >>> [b["text"] for b in truth["blocks"]]
    ['題', '一、緣起', '甲乙丙丁戊己。']
    """
    text, blocks = Setting(document, layout).render()
    return text, {"doc": document["id"], "layout": layout["name"], "blocks": blocks}


def pairs() -> Iterable[tuple[str, str, dict[str, Any]]]:
    """Every case: name, physical text, truth; set documents first, then the handmade ones."""
    layouts = load_layouts()
    for document in load_documents():
        for name in document["layouts"]:
            text, truth = typeset(document, layouts[name])
            yield f"{document['id']}--{name}", text, truth
    for path in sorted((HERE / "handmade").glob("*.txt")):
        truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
        yield path.stem, path.read_bytes().decode("utf-8"), truth


def unaccounted(text: str, truth: Mapping[str, Any]) -> tuple[str, str]:
    """Characters (no blanks) of the text that no block holds, and the reverse, sorted.

    The first may hold only marks, glyphs and rules; the second must be empty.

    >>> unaccounted("● 甲。1", {"blocks": [{"type": "list_item", "text": "甲。"}]})
    ('1●', '')
    """
    here = Counter(re.sub(r"[\s\ufeff]", "", text))
    there = Counter(
        c for b in truth["blocks"] for c in b["text"] + b.get("label", "") if not c.isspace()
    )
    return "".join(sorted((here - there).elements())), "".join(sorted((there - here).elements()))


def main(out: Path) -> None:
    """Write every case to ``out`` as ``NAME.txt`` and ``NAME.json``."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text, truth in pairs():
        (out / f"{name}.txt").write_bytes(text.encode("utf-8"))
        rows = json.dumps(truth, ensure_ascii=False, indent=1)
        (out / f"{name}.json").write_text(rows + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
