"""What a line opens with: numbers, glyphs, words that head a part."""

from __future__ import annotations

import re

from cefu.structure.reading.lists import list_begins, predecessor, runs_inline, successor
from cefu.structure.reading.registry import Register
from cefu.structure.reading.shapes import (
    CAPTION,
    ORDINAL_LIST,
    SOURCE_LINE,
    beside_table,
    dash_item,
    over_caption,
)
from cefu.structure.reading.views import View
from cefu.structure.wording import headwords
from cefu.structure.wording.agent_names import (
    is_byline,
    is_organisation,
    is_signed,
    names_and_places,
    signs,
)
from cefu.structure.wording.numbering import BULLET, STYLES, value
from cefu.text.written_dates import WRITTEN_DATE

REGISTER = Register()

#: Glyphs that nothing but a point of a list opens with.
_SURE = frozenset("▓■□●◆◇▲▪◎★☆➢➤►▶※✓✔•") | {chr(c) for c in range(0xE000, 0xF900)}
_SERIES_HEAD = re.compile(
    r"[【《〈\[(（「].{2,30}(?:系列|叢書|丛书|彙編|目錄|書目|一覽)[】》〉\])）」]"
)
_WORK = re.compile(
    r"[A-Z][\w’'-]+, (?:[A-Z]|and )|[\u4e00-\u9fff、·]{2,30}[（(]\d{4}|[\[［〔]\d{1,3}[\]］〕]"
    r"|[\u4e00-\u9fff]{2,16}[，：:][〈《「]|[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*[，：:]"
)
_DATED_WORK = re.compile(r"[A-Z][\w’'-]+, [A-Z]\.[^()]{0,40}\((?:19|20)\d\d[a-z]?\)")
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")
_MARGIN = re.compile(r"\d{1,3}(?: {2,}|[ ]*[\u3000\t]+)\S")
_LABEL_COLON = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")


def _style(name: str) -> None:
    def ask(v: View) -> float:
        return v.number is not None and v.number.style.name == name

    REGISTER.enter(f"numbered_as_{name}", ask, around=True)


for _s in STYLES:
    _style(_s.name)


@REGISTER.feature(around=True, paired=True)
def opens_with_number(v: View) -> float:
    """
    >>> from cefu.structure.reading.views import view_of
    >>> opens_with_number(view_of("（一）國際情勢", 0))
    True
    """
    return v.number is not None


@REGISTER.feature(around=True, paired=True)
def opens_with_number_of_headings(v: View) -> float:
    """A number such as 壹、 or 第一章, which prose hardly opens with."""
    return v.number is not None and not v.number.style.weak


@REGISTER.feature()
def names_a_file(v: View) -> float:
    """The number of a file or a paper, as letters and papers bear.

    >>> from cefu.structure.reading.views import view_of
    >>> names_a_file(view_of("來函檔號：CB1/PL/TP", 0)), names_a_file(view_of("一號文件的意義", 0))
    (True, False)
    """
    return headwords.FILE_NUMBER.search(v.text) is not None


@REGISTER.feature(around=True)
def is_labelled_as_a_title(v: View) -> float:
    """
    >>> from cefu.structure.reading.views import view_of
    >>> is_labelled_as_a_title(view_of("法規名稱：燈塔條例", 0))
    True
    """
    return headwords.TITLE_LABEL.match(v.text) is not None


@REGISTER.feature(paired=True)
def closes_with_a_kind_of_document(v: View) -> float:
    """
    >>> from cefu.structure.reading.views import view_of
    >>> closes_with_a_kind_of_document(view_of("就水價調整提交之意見書", 0))
    True
    """
    return headwords.KIND_OF_DOCUMENT.search(v.text) is not None


@REGISTER.feature()
def number_is_all(v: View) -> float:
    """The label stands alone on its line."""
    return v.number is not None and v.number.length >= len(v.text)


@REGISTER.feature(around=True)
def is_number_of_headings_alone(v: View) -> float:
    """第 3 條 and nothing else: what it heads stands below.

    >>> from cefu.structure.reading.views import view_of
    >>> is_number_of_headings_alone(view_of("第 3 條", 0))
    True
    """
    number = v.number
    return number is not None and not number.style.weak and number.length >= len(v.text)


@REGISTER.feature(paired=True)
def number_follows_on(v: View) -> float:
    """It is one more than the last of its style, or the first."""
    return v.document.follows_on[v.i]


@REGISTER.feature()
def number_is_out_of_turn(v: View) -> float:
    return v.number is not None and not v.document.follows_on[v.i]


@REGISTER.feature()
def number_is_one(v: View) -> float:
    return v.number is not None and v.document.values[v.i] == 1


@REGISTER.feature()
def next_number_stands_near(v: View) -> float:
    """The next number of this style opens a line within a dozen."""
    return 0 < v.document.awaited[v.i] <= 12


@REGISTER.feature()
def next_number_stands_far(v: View) -> float:
    return v.document.awaited[v.i] > 12


@REGISTER.feature()
def next_number_opens_the_next_line(v: View) -> float:
    return v.document.awaited[v.i] == 1


@REGISTER.feature()
def number_counts_points_of_a_sentence(v: View) -> float:
    """The number before it, or after it, stands amid a line near by."""
    if v.number is None or not v.number.style.weak or v.i == 0:
        return False
    lines = v.document.lines
    return runs_inline(lines, max(0, v.i - 8), v.i, v.number, v.document.ended[v.i - 1])


@REGISTER.feature()
def number_begins_a_list(v: View) -> float:
    """It is one, and two opens a line soon below a line that ended."""
    return v.number is not None and list_begins(v.document.lines, v.i, v.number)


@REGISTER.feature()
def neighbour_number_stands_inline(v: View) -> float:
    """As above, for every style of number."""
    if v.number is None or v.i == 0:
        return False
    mark = v.number.mark.strip()
    lines = v.document.lines
    due, past = successor(mark), predecessor(mark)
    ahead = any(x.text.find(due) > 0 for x in lines[v.i : v.i + 4]) if due else False
    behind = any(x.text.find(past) > 0 for x in lines[max(0, v.i - 4) : v.i]) if past else False
    return ahead or behind


@REGISTER.feature(paired=True)
def style_numbers_headings_here(v: View) -> float:
    """Most lines that open with this style of number stop short in mid-sentence."""
    return v.number is not None and v.number.style.name in v.layout.heads


@REGISTER.feature()
def style_numbers_prose_here(v: View) -> float:
    return (
        v.number is not None
        and not v.number.style.weak
        and v.number.style.name not in v.layout.heads
    )


@REGISTER.feature(around=True, paired=True)
def opens_with_glyph(v: View) -> float:
    """A bullet, or a dash and a blank."""
    return BULLET.match(v.text) is not None


@REGISTER.feature(around=True)
def opens_with_sure_glyph(v: View) -> float:
    """A glyph that nothing but a point of a list opens with."""
    return v.text[0] in _SURE


@REGISTER.feature(around=True)
def opens_with_dash(v: View) -> float:
    return dash_item(v.text)


def _opens(name: str, pattern: re.Pattern[str]) -> None:
    REGISTER.enter(f"opens_with_{name}", lambda v: pattern.match(v.text) is not None, around=True)


def _is(name: str, pattern: re.Pattern[str]) -> None:
    REGISTER.enter(f"is_{name}", lambda v: pattern.fullmatch(v.line.plain) is not None, around=True)


for _name, _pattern in {
    "caption": CAPTION,
    "source": SOURCE_LINE,
    "issue": ORDINAL_LIST,
    "keywords": headwords.KEYWORDS,
    "label_in_brackets": headwords.LABELLED,
    "appendix": headwords.APPENDIX,
    "question": headwords.QUESTION,
    "editors_word": headwords.EDITORIAL,
    "label_of_imprint": headwords.DATED_OR_SIGNED,
    "dated_work": _DATED_WORK,
    "label_and_colon": _LABEL_COLON,
    "work": _WORK,
}.items():
    _opens(_name, _pattern)

for _name, _pattern in {
    "head_of_summary": headwords.SUMMARY,
    "head_word": headwords.HEADWORD,
    "head_of_works": headwords.WORKS,
    "part_of_works": headwords.WORKS_PART,
    "preface": headwords.PREFACE,
    "kind_of_publication": headwords.PUBLICATION,
    "signature": headwords.SIGNATURE,
    "date": WRITTEN_DATE,
    "credit": headwords.CREDIT,
    "remark_in_brackets": _BRACKETED,
    "head_of_series": _SERIES_HEAD,
    "head_of_notes": headwords.ENDNOTES,
}.items():
    _is(_name, _pattern)


@REGISTER.feature(around=True, paired=True)
def is_head_of_a_part(v: View) -> float:
    """Nothing but 摘要, 結論, 參考文獻 or the like."""
    plain = v.line.plain
    return any(p.fullmatch(plain) for p in (headwords.SUMMARY, headwords.HEADWORD, headwords.WORKS))


@REGISTER.feature(around=True, paired=True)
def names_who_wrote(v: View) -> float:
    return is_byline(v.line.words)


@REGISTER.feature(around=True)
def names_a_body(v: View) -> float:
    return is_organisation(v.line.plain)


@REGISTER.feature()
def signs_with_a_word(v: View) -> float:
    return is_signed(v.text) or signs(v.text)


@REGISTER.feature()
def name_then_place(v: View) -> float:
    return names_and_places(v.text)


@REGISTER.feature(around=True)
def tells_source_or_unit(v: View) -> float:
    return beside_table(v.text) or over_caption(v.text)


@REGISTER.feature()
def opens_with_latin_capital(v: View) -> float:
    return "A" <= v.text[0] <= "Z"


@REGISTER.feature()
def opens_with_digit(v: View) -> float:
    return v.text[0].isdigit()


@REGISTER.feature(around=True)
def opens_with_figure_and_wide_blank(v: View) -> float:
    """A number in the margin, as laws number paragraphs."""
    return _MARGIN.match(v.text) is not None


@REGISTER.feature()
def is_a_notes_mark_alone(v: View) -> float:
    """Nothing but the label of a note."""
    return len(v.text) <= 5 and v.text.strip("[]（）()［］") in v.document.note_labels


@REGISTER.feature()
def number_is_one_more_than_block_before(v: View) -> float:
    """The line before opens with the number before this one."""
    if v.i == 0 or v.number is None:
        return False
    other = v.document.numbers[v.i - 1]
    return (
        other is not None
        and other.style == v.number.style
        and (value(other.mark) or -9) + 1 == v.document.values[v.i]
    )
