"""Paragraphs rejoined: which line ends belong to the layout, which to the author.

Input: body lines (no furniture, no notes).  Output: chunks, each the lines of
one block to be.  The question at every line end is the same: did the line
break because it was full, or because the author ended something here?
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cefu.model.line import Line
from cefu.structure.blocks.front import parts_front, title_ends
from cefu.structure.blocks.lists import (
    item_goes_on,
    item_is_over,
    list_begins,
    next_item,
    runs_inline,
)
from cefu.structure.blocks.room import (
    LOST_INDENT,
    TOLERANCE,
    is_full,
    lost_indent,
    room_left,
    stops_short,
)
from cefu.structure.blocks.rows import is_row
from cefu.structure.blocks.shapes import (
    CAPTION,
    FRONT,
    ORDINAL_LIST,
    SOURCE_LINE,
    bare_heading_like,
    beside_table,
    dash_item,
    heading_like,
    heads,
    opens_caption,
    over_caption,
    quantity_parted,
    strong,
    title_goes_on,
)
from cefu.structure.lines.layout import Layout, ends_sentence, opens_indented
from cefu.structure.lines.spacing import join_lines
from cefu.structure.wording.agent_names import is_byline
from cefu.structure.wording.headwords import (
    APPENDIX,
    DATE_ONLY,
    KEYWORDS,
    LABELLED,
    PUBLICATION,
    QUESTION,
    SIGNATURE,
    WORKS,
)
from cefu.structure.wording.numbering import BULLET, Numbered, numbered, value

_REMARK = re.compile(r"（[^（）]*，[^（）]*）")
#: A line that is one remark in brackets.
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")
#: How an entry of a list of works opens: by its author.
_WORK = re.compile(
    r"[A-Z][\w’'-]+, (?:[A-Z]|and )|[\u4e00-\u9fff、·]{2,30}[（(]\d{4}|[\[［〔]\d{1,3}[\]］〕]"
    r"|[\u4e00-\u9fff]{2,16}[，：:][〈《「]|[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*[，：:]"
)
_DATED_WORK = re.compile(r"[A-Z][\w’'-]+, [A-Z]\.[^()]{0,40}\((?:19|20)\d\d[a-z]?\)")
#: Pauses inside a text, its number left out.
_PAUSES = re.compile(r"(?<=.{4})[，、；：]")
#: Glyphs that nothing but a point of a list opens with.
_SURE = frozenset("▓■□●◆◇▲▪◎★☆➢➤►▶※✓✔") | {chr(c) for c in range(0xE000, 0xF900)}
_CLAUSES = re.compile(r"[，；]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
#: No block begins with one of these: what stands before goes on.
_NEVER_FIRST = "，。、；：！？」』）〉》】〕］”’"


@dataclass(frozen=True)
class Chunk:
    """The lines of one block, and what is known of its surroundings."""

    lines: tuple[Line, ...]
    #: set apart from what stands before by more than the usual gap
    apart: bool

    @cached_property
    def raw(self) -> str:
        """The lines one after the other, with their blanks."""
        return "".join(line.words for line in self.lines)

    @cached_property
    def text(self) -> str:
        """The text as it will stand in the block: words whatever their spacing."""
        return join_lines([line.traced for line in self.lines]).text

    @cached_property
    def plain(self) -> str:
        """The text without any blank, to compare with words."""
        return "".join(line.plain for line in self.lines)


def cut_chunks(
    lines: Sequence[Line],
    layout: Layout,
    page_starts: set[int],
    forced: dict[int, bool],
) -> list[Chunk]:
    """Cut body lines into chunks.

    ``page_starts`` are indices (in ``lines``) of first lines of pages, where
    gaps and indents mean nothing; ``forced`` maps an index to a keeper's
    verdict: True opens a block there, False joins.
    """
    chunks: list[Chunk] = []
    start, apart, works = 0, True, False
    for i in range(1, len(lines) + 1):
        if i < len(lines):
            verdict = forced.get(i)
            if verdict is None:
                ahead = heads(lines[i]) or strong(lines[i].text)
                if works and not ahead and not APPENDIX.match(lines[start].text):
                    verdict = _work_begins(lines, start, i, layout, i in page_starts)
                else:
                    verdict = _breaks(lines, start, i, layout, i in page_starts)
            if not verdict:
                continue
        if lines[start:i]:
            chunks.append(Chunk(tuple(lines[start:i]), apart))
            works = _in_works(chunks[-1], works)
        if i < len(lines):
            apart = _apart(lines[i], layout) and i not in page_starts
        start = i
    return chunks


def _in_works(chunk: Chunk, works: bool) -> bool:
    """Whether what follows ``chunk`` is a list of works (參考文獻)."""
    if len(chunk.lines) <= 2 and WORKS.fullmatch(chunk.plain):
        return True
    ends = heads(chunk.lines[0]) or strong(chunk.text) or APPENDIX.match(chunk.raw)
    return works and not ends


def _work_begins(
    lines: Sequence[Line], start: int, i: int, layout: Layout, page_start: bool
) -> bool:
    """Whether the next work of a list begins with ``lines[i]``: the one before is
    complete, and this line opens like a work or the one before stopped short."""
    a, b = lines[i - 1], lines[i]
    if heads(a) or APPENDIX.match(b.text):
        return True
    if _DATED_WORK.match(b.text) or (_apart(b, layout) and not page_start):
        return True
    over = ends_sentence(a.text) or a.text[-1] in ".．" or "/" in a.text.split()[-1]
    over = over or _address_closes(lines, start, i)
    return over and (
        bool(_WORK.match(b.text)) or not is_full(lines, start, i, layout) or not layout.wrapped
    )


def _address_closes(lines: Sequence[Line], start: int, i: int) -> bool:
    """Whether the work before ``lines[i]`` ends with an address, however it broke."""
    whole = "".join(line.text for line in lines[max(start, i - 3) : i])
    return "http" in whole.split()[-1] and not lines[i].text[0].isascii()


def _apart(line: Line, layout: Layout) -> bool:
    return line.gap > layout.gap or line.void


def _breaks(lines: Sequence[Line], start: int, i: int, layout: Layout, page_start: bool) -> bool:
    """Whether a new block begins with ``lines[i]``; the open one began at ``start``."""
    a, b = lines[i - 1], lines[i]
    ended = ends_sentence(a.text) or (i - start == 1 and _REMARK.fullmatch(a.text) is not None)
    if b.text[0] in _NEVER_FIRST or _lone_glyph(lines, start, i):
        return False
    if (
        layout.ideographic
        and opens_indented(b)
        and (b.lead > a.lead or ended or not is_full(lines, start, i, layout))
    ):
        return True
    if PUBLICATION.fullmatch(b.plain) and i - start <= 3 and bare_heading_like(a.text):
        return True
    if not ended and (quantity_parted(a, b) or title_goes_on(lines, start, i)):
        return False
    if i - start <= 3 and _ADDRESS.fullmatch(lines[start].text) and not b.text[0].isascii():
        return True
    if (i - start == 1 and over_caption(a.text)) or beside_table(b.text):
        return True
    if KEYWORDS.match(b.text) or (i - start == 1 and heads(a)) or (heads(b) and is_byline(a.words)):
        return True
    if KEYWORDS.match(lines[start].text) and (
        ended or heads(b) or strong(b.text) or not is_full(lines, start, i, layout)
    ):
        return True
    if (LABELLED.match(b.text) and (ended or not is_full(lines, start, i, layout))) or (
        ended and _BRACKETED.fullmatch(b.text)
    ):
        return True
    if LABELLED.match(lines[start].text) and _apart(b, layout) and not page_start:
        return True
    if QUESTION.match(b.text) and ended:
        return True
    if dash_item(b.text) and (ended or a.text[-1] in "：:；;"):
        return i > FRONT or any("。" in line.text for line in lines[:i])
    if i - start == 1 and _dates_preface(lines, start):
        return True
    if parts_front(lines, start, i, layout):
        return True
    if ended and (SIGNATURE.fullmatch(b.text) or DATE_ONLY.fullmatch(b.text) or is_byline(b.words)):
        return True
    if (heads(b) or APPENDIX.match(b.text)) and (ended or not is_full(lines, start, i, layout)):
        return True
    glyph = BULLET.match(b.text)
    if glyph and (
        glyph[1] in _SURE or ended or not is_full(lines, start, i, layout) or _apart(b, layout)
    ):
        return True
    if SOURCE_LINE.match(a.text) and ended:
        return True
    if opens_caption(b.text) and (
        ended or a.text[-1] in "：:" or not is_full(lines, start, i, layout)
    ):
        return True
    if ORDINAL_LIST.match(b.text) and (ended or ORDINAL_LIST.match(lines[start].text)):
        return True
    number = numbered(b.text)
    if number and _number_opens(lines, start, i, number, layout, ended):
        return True
    if not layout.wrapped:
        return _breaks_joined(lines, start, i, layout, page_start, ended)
    return _breaks_wrapped(lines, start, i, layout, page_start, ended)


def _dates_preface(lines: Sequence[Line], start: int) -> bool:
    """Whether a date alone on its line stands below the signature of a preface."""
    dated = DATE_ONLY.fullmatch(lines[start].text) is not None
    return dated and start > 0 and SIGNATURE.fullmatch(lines[start - 1].text) is not None


def _bracket_open(text: str, after: str) -> bool:
    """A bracket opened in ``text`` is closed at last in ``after``."""
    for left, right in ("（）", "()", "《》", "「」", "〈〉", "『』"):
        if text.count(left) > text.count(right) and right in after:
            return True
    return False


def _lone_glyph(lines: Sequence[Line], start: int, i: int) -> bool:
    """A list glyph alone on its line opens the text of the next one."""
    return i - start == 1 and BULLET.fullmatch(lines[start].text) is not None


def _marked(lines: Sequence[Line], start: int, i: int, layout: Layout, ended: bool) -> bool:
    """Whether the blank after ``lines[i-1]`` is a paragraph mark's trace.  Between
    Han and a number or Latin word that did not fit it is a word blank."""
    a, b = lines[i - 1], lines[i]
    if not (layout.trailing and a.trailing):
        return False
    mixed = a.text[-1].isascii() or (b.text[0].isascii() and b.text[0].isalnum())
    return ended or not (mixed and is_full(lines, start, i, layout))


def _number_opens(
    lines: Sequence[Line], start: int, i: int, number: Numbered, layout: Layout, ended: bool
) -> bool:
    """A number at a line start opens a block unless the line before runs on."""
    if number.style.weak and runs_inline(lines, start, i, number, ended):
        return False
    if ended or next_item(lines, start, i):
        return True
    a = lines[i - 1]
    first = value(number.mark) == 1 and number.style.name in layout.heads
    if first and strong(lines[start].text) and not next_item(lines, start, i):
        return True  # a heading does not go on with the number of its first part
    if heading_like(_joined(lines, start, i)):
        # A heading of two lines can have a number wrapped to its second line,
        # but only where the first is full.
        return not is_full(lines, start, i, layout)
    if a.text[-1:] in "：:；;" and not (number.style.weak and is_full(lines, start, i, layout)):
        return True
    if a.text[-1:] in "：:" and list_begins(lines, i, number):
        return True
    if not layout.wrapped:
        return not number.style.weak and heading_like(lines[i].text)
    return not is_full(lines, start, i, layout)


def _joined(lines: Sequence[Line], start: int, i: int) -> str:
    return "".join(line.text for line in lines[start : min(i, start + 4)])


def _breaks_joined(
    lines: Sequence[Line], start: int, i: int, layout: Layout, page_start: bool, ended: bool
) -> bool:
    """Joined text: a line is a paragraph, or a piece that a page end cut off."""
    if ended or lines[i - 1].text[-1:] in "：:；;":
        return True
    whole = _joined(lines, start, i)
    if "，" in whole and layout.top * 0.9 <= lines[i - 1].width and not numbered(lines[i].text):
        return False  # few lines are this long: one that stops here was cut
    if page_start and start > 0 and not heading_like(whole) and ends_sentence(lines[i].text):
        return False  # a heading does not end a page: the page end cut a sentence
    if heading_like(whole) or (i - start <= 3 and bare_heading_like(whole) and "，" not in whole):
        return True
    if CAPTION.match(whole) or SOURCE_LINE.match(whole):
        return True
    return ORDINAL_LIST.match(whole) is not None


def _breaks_wrapped(
    lines: Sequence[Line], start: int, i: int, layout: Layout, page_start: bool, ended: bool
) -> bool:
    a, b = lines[i - 1], lines[i]
    full = is_full(lines, start, i, layout)
    apart = _apart(b, layout) and not page_start
    indented = b.lead >= 2 and b.lead - max(a.lead, 0) >= 2 and not page_start
    indented = indented or (layout.regular and b.lead - layout.base == layout.indented)
    if ended:
        if apart or indented:
            return True
        if (page_start or not full) and stops_short(lines, i, layout):
            return True
        if item_is_over(lines, start, i):
            return True
        if layout.trailing and not page_start:
            return a.trailing
        if layout.indented and page_start and layout.regular:
            return b.lead >= layout.base + 2
        if layout.indented and not page_start and b.lead < 2 and full:
            return stops_short(lines, i, layout)
        if not full:
            return True
        return lost_indent(lines, i, layout) or stops_short(lines, i, layout)
    if apart and (not full or layout.spaced):
        return True
    if layout.regular and not full and b.lead - layout.base == layout.indented:
        return True  # kept throughout, the indent opens a paragraph after a salutation too
    if (is_row(a.words) or is_row(b.words)) and a.width < 0.8 * layout.measures[i - 1]:
        return True
    if title_ends(lines, start, i, layout) and bare_heading_like(_joined(lines, start, i)):
        return True
    if layout.spaced and not page_start and a.width >= 0.5 * layout.measures[i - 1]:
        return False
    marked = _marked(lines, start, i, layout, ended)
    if marked and not a.text[-1].isascii() and not page_start:
        return True
    whole = _joined(lines, start, i)
    if _bracket_open(whole, b.text) and not apart:
        return False
    if item_goes_on(lines, start) and not apart:
        return False
    if strong(whole) and i - start == 1 and not _PAUSES.search(whole) and heading_like(whole):
        full = full and room_left(lines, start, i, layout) < TOLERANCE  # a heading has no indent
    if i - start == 1 and _head_of_style(a, b, layout) and b.width >= 0.85 * layout.measures[i]:
        return True
    roomy = room_left(lines, start, i, layout) > TOLERANCE
    if BULLET.match(whole) and bare_heading_like(whole) and roomy and not page_start:
        return True
    if heading_like(whole) or (APPENDIX.match(lines[start].text) and i - start < 3):
        return not full or marked or apart
    if CAPTION.match(lines[start].text) or SOURCE_LINE.match(lines[start].text):
        rows = is_row(b.words) or (i + 1 < len(lines) and is_row(lines[i + 1].words))
        return not full or apart or (rows and b.width < 0.8 * layout.measures[i])
    if a.text[-1] in "：:" and indented and _quoted(lines, i):
        return True
    if full and not (apart and marked):
        return False
    inset = b.lead >= layout.base + LOST_INDENT and {a.lead, lines[start].lead} == {b.lead}
    if inset and not apart and _CLAUSES.search(whole):
        return False  # a quotation, narrower than the text around it
    # A short line in mid-sentence: a heading, a name, a title -- or a line that
    # broke early before something indivisible.
    short = a.width < 0.8 * layout.measures[i - 1]
    if short and bare_heading_like(whole):
        if layout.trailing and not a.trailing and not apart:
            return False
        # Lines of a title that wrapped stand closer than lines of the text.
        return not (b.gap < layout.gap and bare_heading_like(b.text) and not page_start)
    return short and a.text[-1:] in "：:；;"


def _head_of_style(a: Line, b: Line, layout: Layout) -> bool:
    """Whether ``a``, a full line, is a whole heading: its style is that of headings
    here, it has no pause, and no heading goes on for most of another line."""
    number = numbered(a.text)
    if number is None or number.style.name not in layout.heads or a.text[-1] in "，、；：":
        return False
    return not _CLAUSES.search(a.text) and numbered(b.text) is None


def _quoted(lines: Sequence[Line], i: int) -> bool:
    """``lines[i]`` and the next one are set in by as much: a quotation, or a list
    without marks, that stands under what announces it."""
    return i + 1 < len(lines) and lines[i].lead == lines[i + 1].lead
