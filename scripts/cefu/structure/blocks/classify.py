"""What each chunk is: title, byline, heading, abstract point, paragraph, …

Form decides first (a number, a bullet, a caption's word), then position
(what stands before the first prose is front matter), then the neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cefu.model.document import BlockType
from cefu.model.line import width
from cefu.structure.blocks.chunks import Chunk
from cefu.structure.blocks.headings import (
    PROSE,
    bare_heading,
    first_of_headings,
    glyph_of_headings,
    numbered_heading,
)
from cefu.structure.blocks.shapes import (
    CAPTION,
    ORDINAL_LIST,
    SOURCE_LINE,
    bare_heading_like,
    dash_item,
    heading_like,
)
from cefu.structure.lines.layout import ends_sentence
from cefu.structure.wording.agent_names import is_byline, is_organisation
from cefu.structure.wording.headwords import (
    APPENDIX,
    CREDIT,
    DATE_ONLY,
    DATED_OR_SIGNED,
    HEADWORD,
    KEYWORDS,
    PREFACE,
    SIGNATURE,
    SUMMARY,
    WORKS,
)
from cefu.structure.wording.numbering import BULLET, numbered, value

_SERIES_HEAD = re.compile(
    r"[【《〈\[(（「].{2,30}(?:系列|叢書|丛书|彙編|目錄|書目|一覽)[】》〉\])）」]"
)
#: Longest text that can still be a title, in full-width characters.
_TITLE_MAX = 70


@dataclass(frozen=True, slots=True)
class Typed:
    """A chunk with its type.  ``strip`` characters at its start are a glyph,
    not text; ``style`` is the numbering style of a heading; ``rule`` says why."""

    chunk: Chunk
    type: BlockType
    rule: str
    strip: int = 0
    style: str = ""
    mark: str = ""
    more: tuple[Chunk, ...] = ()
    #: part of a summary that has numbered headings of its own
    summary: bool = False


def classify(chunks: Sequence[Chunk], hints: Mapping[int, BlockType]) -> list[Typed]:
    """Give every chunk its type; ``hints`` maps a chunk's index to a keeper's word."""
    chunks = list(chunks)
    front_end = _front_matter_end(chunks)
    typed: list[Typed] = []
    zone = _Zone(_summary_ends(chunks), glyph_heads=glyph_of_headings(chunks))
    for i, chunk in enumerate(chunks):
        if i in hints:
            item = _hinted(chunk, hints[i])
        elif i < front_end and not zone.preface:
            item = _front(chunks, i, front_end, zone)
        else:
            item = _body(chunks, i, zone)
            if zone.preface:
                item = _in_preface(chunks, i, item, zone)
        if i < zone.summary:
            item = replace(item, summary=True)
        zone.note(item, i)
        typed.append(item)
    return _series_lists(typed)


@dataclass(slots=True)
class _Zone:
    """Where in the document we are."""

    #: chunk index of a summary's heading -> index where the summary ends
    ends: Mapping[int, int]
    #: the glyph that every heading has before it, '' where headings have none
    glyph_heads: str = ""
    title: bool = False
    byline: bool = False
    preface: bool = False
    #: index of the first chunk after the summary we are in
    summary: int = -1
    #: the summary has numbered headings of its own
    parted: bool = False
    headed: bool = False
    #: below a heading 參考文獻, whose paragraphs are the works of a list
    works: bool = False
    last: str = ""

    def note(self, item: Typed, i: int) -> None:
        if item.type == "title":
            self.title = True
        elif item.type == "byline":
            self.byline = self.title
        elif item.type == "heading":
            self.headed = True
            self.works = bool(WORKS.fullmatch(item.chunk.plain))
            if SUMMARY.fullmatch(item.chunk.plain):
                self.summary, self.parted = self.ends.get(i, -1), False
            elif item.mark and i < self.summary:
                self.parted = True
        self.last = item.type


def _summary_ends(chunks: Sequence[Chunk]) -> dict[int, int]:
    """Where each summary (摘要) ends: at the next heading, or, where it has numbered
    headings or points of its own, where the numbering starts again from one."""
    ones: dict[str, list[int]] = defaultdict(list)
    firsts: list[int] = []
    heads: list[int] = []
    for i, chunk in enumerate(chunks):
        if SUMMARY.fullmatch(chunk.plain):
            heads.append(i)
            continue
        number = numbered(chunk.text)
        if number and not number.style.weak:
            firsts.append(i)
            if value(number.mark) == 1:
                ones[number.style.name].append(i)
    ends: dict[int, int] = {}
    for i in heads:
        k = bisect_left(firsts, i)
        if k == len(firsts):
            ends[i] = _next_bare(chunks, i)
            continue
        number = numbered(chunks[firsts[k]].text)
        again = ones[number.style.name] if number else []
        j = bisect_left(again, firsts[k] + 1)
        restarts = value(number.mark) == 1 if number else False
        restarts = restarts and j < len(again) and again[j] - i < (len(chunks) - i) / 2
        ends[i] = again[j] if restarts else firsts[k]
    return ends


def _next_bare(chunks: Sequence[Chunk], i: int) -> int:
    """The next line after the summary's heading that can only be a heading."""
    for j in range(i + 1, len(chunks)):
        if HEADWORD.fullmatch(chunks[j].plain) or (
            bare_heading_like(chunks[j].text) and bare_heading(chunks, j) and j > i + 1
        ):
            return j
    return len(chunks)


def _hinted(chunk: Chunk, kind: BlockType) -> Typed:
    number = numbered(chunk.text) if kind == "heading" else None
    bullet = BULLET.match(chunk.lines[0].text)
    return Typed(
        chunk,
        kind,
        "hint",
        strip=bullet.end() if bullet and kind in ("abstract_point", "list_item") else 0,
        style=number.style.name if number else "",
        mark=number.mark if number else "",
    )


def _front_matter_end(chunks: Sequence[Chunk]) -> int:
    """Index of the first chunk that is body: prose, or a heading with siblings."""
    for i, chunk in enumerate(chunks):
        text = chunk.text
        number = numbered(text)
        if number and heading_like(text) and (i > 0 or _has_sibling(chunks, i)):
            return i
        if i and (PREFACE.fullmatch(chunk.plain) or APPENDIX.match(chunk.raw)):
            return i
        if BULLET.match(text) or SUMMARY.fullmatch(chunk.plain) or KEYWORDS.match(text):
            return i
        if HEADWORD.fullmatch(chunk.plain) and i > 0:
            return i
        if width(text) > 2 * _TITLE_MAX or (ends_sentence(text) and len(text) >= PROSE):
            return i
    return len(chunks)


def _has_sibling(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the number of chunk ``i`` counts among others of its style: a
    brief cut out of a bulletin opens with the bulletin's number, alone."""
    mine = numbered(chunks[i].text)
    if mine is None:
        return False
    own = value(mine.mark)
    if own is None:
        return False
    for chunk in chunks[i + 1 :]:
        other = numbered(chunk.text)
        if other and other.style.name == mine.style.name:
            return value(other.mark) == own + 1
    return own == 1 and not mine.style.weak and mine.style.name != "chapter"


def _front(chunks: Sequence[Chunk], i: int, end: int, zone: _Zone) -> Typed:
    chunk = chunks[i]
    text = chunk.text
    if not zone.title and PREFACE.fullmatch(chunk.plain) and _prose_follows(chunks, i):
        zone.preface = True
        return Typed(chunk, "heading", "preface-heading")
    if (
        not zone.title
        and i + 1 < end
        and (DATE_ONLY.fullmatch(text) or DATED_OR_SIGNED.match(text))
    ):
        return Typed(chunk, "byline", "byline")
    if not zone.title and _dated_series(chunks, i, end):
        return Typed(chunk, "byline", "publisher")
    if not zone.title and is_organisation(chunk.plain) and _title_follows(chunks, i, end):
        return Typed(chunk, "byline", "publisher")
    if not zone.title:
        number = numbered(text)
        return Typed(chunk, "title", "title", mark=number.mark if number else "")
    if CAPTION.match(text) and not ends_sentence(text):
        return Typed(chunk, "caption", "caption")
    if is_byline(chunk.raw) or SIGNATURE.fullmatch(text) or DATE_ONLY.fullmatch(text):
        return Typed(chunk, "byline", "byline")
    if zone.last in ("title", "byline") and not zone.headed and is_organisation(chunk.plain):
        return Typed(chunk, "byline", "byline")
    if zone.last == "title" and not ends_sentence(text) and not zone.byline:
        if first_of_headings(chunks, i):
            return Typed(chunk, "heading", "bare-heading")
        return Typed(chunk, "title", "subtitle")
    if zone.byline and not zone.headed and not ends_sentence(text) and len(text) <= 40:
        if text[-1] in "：:" and len(text) > 4:  # a salutation
            return _body(chunks, i, zone)
        if zone.last == "byline" and not bare_heading_like(text):
            return Typed(chunk, "byline", "byline")
        if i == end - 1 and bare_heading_like(text) and i + 1 < len(chunks):
            return Typed(chunk, "heading", "bare-heading")
        return Typed(chunk, "byline", "byline")
    return _body(chunks, i, zone)


def _dated_series(chunks: Sequence[Chunk], i: int, end: int) -> bool:
    """Whether the chunk names a series: a date follows, then a title above its byline."""
    if i + 3 >= len(chunks) or i + 2 >= end or not DATE_ONLY.fullmatch(chunks[i + 1].text):
        return False
    title = not is_byline(chunks[i + 2].raw) and not numbered(chunks[i + 2].text)
    return title and is_byline(chunks[i + 3].raw)


def _title_follows(chunks: Sequence[Chunk], i: int, end: int) -> bool:
    """Whether the next chunk of the front matter can be the title."""
    if i + 1 >= end:
        return False
    nxt = chunks[i + 1]
    return not (is_byline(nxt.raw) or is_organisation(nxt.plain) or DATE_ONLY.fullmatch(nxt.text))


def _prose_follows(chunks: Sequence[Chunk], i: int) -> bool:
    return i + 1 < len(chunks) and ends_sentence(chunks[i + 1].text)


def _in_preface(chunks: Sequence[Chunk], i: int, item: Typed, zone: _Zone) -> Typed:
    """Inside a preface: signature and date close it, the title follows."""
    text = item.chunk.text
    if SIGNATURE.fullmatch(text) or DATE_ONLY.fullmatch(text):
        nxt = chunks[i + 1].text if i + 1 < len(chunks) else ""
        if not (SIGNATURE.fullmatch(nxt) or DATE_ONLY.fullmatch(nxt)):
            zone.preface = False
        return replace(item, type="byline", rule="signature", style="", mark="")
    return item


def _body(chunks: Sequence[Chunk], i: int, zone: _Zone) -> Typed:
    chunk = chunks[i]
    text = chunk.text
    bullet = BULLET.match(chunk.lines[0].text)
    if bullet and zone.title and not zone.headed and is_byline(chunk.raw[bullet.end() :]):
        return Typed(chunk, "byline", "byline", strip=bullet.end())
    if dash_item(text) and zone.title and _dashed_list(chunks, i):
        return Typed(chunk, "list_item", "dash-item")
    if CREDIT.fullmatch(text):
        return Typed(chunk, "byline", "credit")
    if bullet and zone.glyph_heads and bullet[1] == zone.glyph_heads:
        return Typed(chunk, "heading", "glyph-heading", strip=bullet.end())
    if bullet:
        kind: BlockType = "abstract_point" if i < zone.summary or not zone.headed else "list_item"
        return Typed(chunk, kind, "bullet", strip=bullet.end())
    if CAPTION.match(text) and not ends_sentence(text) and len(text) <= 80:
        return Typed(chunk, "caption", "caption")
    if SOURCE_LINE.match(text) and len(text) <= 300:
        return Typed(chunk, "source_line", "source-line")
    if KEYWORDS.match(text):
        return Typed(chunk, "paragraph", "keywords")
    number = numbered(text)
    if number:
        if heading_like(text) and numbered_heading(chunks, i):
            return Typed(chunk, "heading", "numbered-heading", 0, number.style.name, number.mark)
        return Typed(chunk, "list_item", "numbered-item", mark=number.mark)
    if not zone.title and _title_after_preface(chunks, i, zone):
        return Typed(chunk, "title", "title")
    if any(words.fullmatch(chunk.plain) for words in (SUMMARY, HEADWORD, PREFACE, WORKS)):
        return Typed(chunk, "heading", "head-word")
    if APPENDIX.match(chunk.raw) and bare_heading_like(text):
        return Typed(chunk, "heading", "appendix", style="appendix")
    if zone.last == "title" and zone.title and bare_heading_like(text) and i >= zone.summary:
        if not is_byline(chunk.raw) and first_of_headings(chunks, i):
            return Typed(chunk, "heading", "bare-heading")
        return Typed(chunk, "byline" if is_byline(chunk.raw) else "title", "subtitle")
    if SIGNATURE.fullmatch(text) or (DATE_ONLY.fullmatch(text) and zone.last == "byline"):
        return Typed(chunk, "byline", "signature")
    if zone.last in ("title", "byline") and not zone.headed and is_byline(chunk.raw):
        return Typed(chunk, "byline", "byline")
    if _lost_bullet(chunks, i, zone):
        return Typed(chunk, "abstract_point", "bullet-without-glyph")
    if bare_heading_like(text) and not zone.works and bare_heading(chunks, i):
        if i < zone.summary and zone.parted:
            return Typed(chunk, "abstract_point", "summary-point")
        return Typed(chunk, "heading", "bare-heading")
    if zone.works:
        return Typed(chunk, "list_item", "work")
    return Typed(chunk, "paragraph", "paragraph")


def _title_after_preface(chunks: Sequence[Chunk], i: int, zone: _Zone) -> bool:
    """After a preface's signature the first short line is the title."""
    text = chunks[i].text
    return (
        zone.last == "byline"
        and zone.headed
        and not zone.preface
        and len(text) <= _TITLE_MAX
        and not ends_sentence(text)
    )


def _dashed_list(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a dash opens an item: others do before or after it, or a colon announces it."""
    near = [chunks[j].text for j in (i - 1, i + 1) if 0 <= j < len(chunks)]
    return any(dash_item(text) for text in near) or (i > 0 and chunks[i - 1].text[-1] in "：:")


def _lost_bullet(chunks: Sequence[Chunk], i: int, zone: _Zone) -> bool:
    """Points between byline and first heading whose glyph was lost leave the
    blank that stood after it."""
    if zone.headed or not zone.byline:
        return False
    text = chunks[i].text
    if not ends_sentence(text) or len(text) > 160 or chunks[i].lines[0].lead != 1:
        return False
    near = [chunks[j] for j in (i - 1, i + 1) if 0 <= j < len(chunks)]
    return any(c.lines[0].lead == 1 and ends_sentence(c.text) for c in near)


def _series_lists(typed: list[Typed]) -> list[Typed]:
    """A closing 【…系列】 with its numbered titles is one block."""
    result: list[Typed] = []
    i = 0
    while i < len(typed):
        item = typed[i]
        j = i + 1
        while j < len(typed) and ORDINAL_LIST.match(typed[j].chunk.text):
            j += 1
        if _SERIES_HEAD.fullmatch(item.chunk.text) and j - i >= 2:
            more = tuple(t.chunk for t in typed[i + 1 : j])
            result.append(Typed(item.chunk, "series_list", "series-list", more=more))
            i = j
        else:
            result.append(item)
            i += 1
    return result
