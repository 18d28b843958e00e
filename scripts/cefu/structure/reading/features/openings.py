"""What a line opens with beside numbers: glyphs, words that head a part, names."""

from __future__ import annotations

import re

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
)
from cefu.structure.wording.numbering import BULLET
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


@REGISTER.feature()
def names_a_file(v: View) -> float:
    """The number of a file or a paper, as letters and papers bear.

    >>> names_a_file(view_of("來函檔號：CB1/PL/TP", 0)), names_a_file(view_of("一號文件的意義", 0))
    (True, False)
    """
    return headwords.FILE_NUMBER.search(v.text) is not None


@REGISTER.feature(around=True)
def is_labelled_as_a_title(v: View) -> float:
    """
    >>> is_labelled_as_a_title(view_of("法規名稱：燈塔條例", 0))
    True
    """
    return headwords.TITLE_LABEL.match(v.text) is not None


@REGISTER.feature(paired=True)
def closes_with_a_kind_of_document(v: View) -> float:
    """
    >>> closes_with_a_kind_of_document(view_of("就水價調整提交之意見書", 0))
    True
    """
    return headwords.KIND_OF_DOCUMENT.search(v.text) is not None


@REGISTER.feature(around=True, paired=True)
def opens_with_glyph(v: View) -> float:
    """A bullet, or a dash and a blank.

    >>> answers(opens_with_glyph, "● 水漲\\n- 船高\\n-5 度")
    [1, 1, 0]
    """
    return BULLET.match(v.text) is not None


@REGISTER.feature(around=True)
def opens_with_sure_glyph(v: View) -> float:
    """A glyph that nothing but a point of a list opens with.

    >>> answers(opens_with_sure_glyph, "■ 水漲\\n‧ 船高")
    [1, 0]
    """
    return v.text[0] in _SURE


@REGISTER.feature(around=True)
def opens_with_dash(v: View) -> float:
    """
    >>> answers(opens_with_dash, "——水漲\\n水漲")
    [1, 0]
    """
    return dash_item(v.text)


def _opens(name: str, pattern: re.Pattern[str]) -> None:
    """What the line opens with, beside numbers: a word of the field, a label.

    >>> family(REGISTER, "opens_with_caption", "圖 1：水價\\n水價圖")
    [1, 0]
    >>> family(REGISTER, "opens_with_keywords", "關鍵詞：水價、船\\n水價")
    [1, 0]
    """
    REGISTER.enter(f"opens_with_{name}", lambda v: pattern.match(v.text) is not None, around=True)


def _is(name: str, pattern: re.Pattern[str]) -> None:
    """What the whole line is, blanks aside.

    >>> family(REGISTER, "is_head_of_works", "參考文獻\\n參考文獻如下")
    [1, 0]
    >>> family(REGISTER, "is_date", "2018年6月12日\\n2018年6月12日會談")
    [1, 0]
    """
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
    """Nothing but 摘要, 結論, 參考文獻 or the like.

    >>> answers(is_head_of_a_part, "摘要\\n摘要如下")
    [1, 0]
    """
    plain = v.line.plain
    return any(p.fullmatch(plain) for p in (headwords.SUMMARY, headwords.HEADWORD, headwords.WORKS))


@REGISTER.feature(around=True, paired=True)
def names_who_wrote(v: View) -> float:
    """
    >>> answers(names_who_wrote, "作者：王小明\\n水價上漲")
    [1, 0]
    """
    return is_byline(v.line.words)


@REGISTER.feature(around=True)
def names_a_body(v: View) -> float:
    """
    >>> answers(names_a_body, "水利研究所\\n水價上漲")
    [1, 0]
    """
    return is_organisation(v.line.plain)


@REGISTER.feature()
def signs_with_a_word(v: View) -> float:
    """It says that a name in it is the author's: 作者：, 文／, 主稿.

    >>> answers(signs_with_a_word, "文／王小明\\n教授王小明主稿\\n水價上漲")
    [1, 1, 0]
    """
    return is_signed(v.text)


@REGISTER.feature()
def name_then_place(v: View) -> float:
    """A name and where its bearer is from, as lists of authors and guests have.

    >>> answers(name_then_place, "王小明 國立水利大學教授\\n水價上漲")
    [1, 0]
    """
    return names_and_places(v.text)


@REGISTER.feature(around=True)
def tells_source_or_unit(v: View) -> float:
    """
    >>> answers(tells_source_or_unit, "單位：億元\\n資料來源：作者整理。\\n水價")
    [1, 1, 0]
    """
    return beside_table(v.text) or over_caption(v.text)


@REGISTER.feature()
def opens_with_latin_capital(v: View) -> float:
    """
    >>> answers(opens_with_latin_capital, "Water\\nwater")
    [1, 0]
    """
    return "A" <= v.text[0] <= "Z"


@REGISTER.feature()
def opens_with_digit(v: View) -> float:
    """
    >>> answers(opens_with_digit, "12 元\\n十二元")
    [1, 0]
    """
    return v.text[0].isdigit()


@REGISTER.feature(around=True)
def opens_with_figure_and_wide_blank(v: View) -> float:
    """A number in the margin, as laws number paragraphs.

    >>> answers(opens_with_figure_and_wide_blank, "3  水漲\\n3 水漲")
    [1, 0]
    """
    return _MARGIN.match(v.text) is not None


@REGISTER.feature()
def is_a_notes_mark_alone(v: View) -> float:
    """Nothing but the label of a note that was found.

    >>> answers(is_a_notes_mark_alone, typeset("水漲", "[3]", "[4]", note_labels=frozenset({"3"})))
    [0, 1, 0]
    """
    return len(v.text) <= 5 and v.text.strip("[]（）()［］") in v.document.note_labels
