"""Shapes of lines: what the words of a line alone tell of its block.

Captions, source lines, headings, titles that wrap: nothing here looks at measures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cefu.model.line import Line
from cefu.structure.lines.layout import ends_sentence
from cefu.structure.notes.openings import CENTRED
from cefu.structure.wording.agent_names import is_byline
from cefu.structure.wording.headwords import HEADWORD, KEYWORDS, LABELLED, SUMMARY, WORKS
from cefu.structure.wording.measures import counts
from cefu.structure.wording.numbering import BULLET, numbered
from cefu.text.written_dates import WRITTEN_DATE

CAPTION = re.compile(
    r"(?:附?[圖表图]|圖表|图表|照片|Figure|Table|Fig\.)\s*"
    r"(?:[0-9０-９一二三四五六七八九十壹貳參]{1,3}(?:\s*[-－–—.]\s*\d{1,3})?)\s*[：:、．.\s　]?\s*\S"
)
SOURCE_LINE = re.compile(
    r"(?:資料來源|资料来源|圖片來源|图片来源|資料出處|來源|来源|出處|Sources?|說明|说明|備註|备注|註|注)\s*[：:]"
)
ORDINAL_LIST = re.compile(r"(?:No|NO)\.\s*\d+|第\s*\d+\s*[號期]")
_HEADING_MAX = 120
#: Widest line of a title, in columns.
_TITLE_LINE = 64
#: No phrase ends with one of these.
_MID_PHRASE = "及與与和之的對对於于暨並并、"
_DASHES = frozenset({"——", "──", "－－", "––", "--"})
#: What a number counts: it does not open a block after a number.
_UNITS = "年月日億亿萬万兆美元人％%公噸個个名次項项條条款樓楼級级屆届期輪轮種种艘座倍歲岁份號号位家"
_UNIT_TOLD = re.compile(r"[單单]位[：:][^，。；]{1,16}$")
_BESIDE = re.compile(r"[（(]?[單单]位[：:]|(?:資料|资料|圖片|图片|圖表)(?:來源|来源|出處)[：:]")
#: Longest of such lines.
_UNIT = 120
#: How many lines from the start can be front matter.
FRONT = 14


def heading_like(text: str) -> bool:
    """A numbered line without a sentence's end, short enough for a heading.

    >>> heading_like("一、美國與北韓的爭論點"), heading_like("一、美國已經表態，韓國亦同。")
    (True, False)
    """
    number = numbered(text)
    return bool(number) and len(text) <= _HEADING_MAX and not ends_sentence(text.rstrip("？?"))


def bare_heading_like(text: str) -> bool:
    """An unnumbered line that could be a heading: short, whole, no prose marks.

    >>> bare_heading_like("美朝達成無核化共識"), bare_heading_like("核化進程。")
    (True, False)
    """
    if not 1 <= len(text) <= 40 or ends_sentence(text.rstrip("？?")):
        return False
    return text[-1] not in "，、；：,;:（(「『《" and text[0] not in "，、；：。）」』》,;:)"


def quantity_parted(a: Line, b: Line) -> bool:
    """Whether a number ends one line and its unit opens the next."""
    unit = b.text[0] in _UNITS and (b.text[0] in "％%樓楼款" or counts(b.text))
    return a.text[-1].isdigit() and unit


#: What a circular is about, and what circulars are.
_ABOUT = re.compile(r"[關关][於于]")
_ISSUED = re.compile(
    r"(?:意見|意见|通知|通告|函|決定|决定|批覆|批复|規定|规定|命令|公告|方案|辦法|办法|報告|报告)$"
)


def title_goes_on(lines: Sequence[Line], start: int, i: int) -> bool:
    """Whether a title, before any prose, breaks in mid-phrase, at a colon or
    before a subtitle set off by a dash; 關於 calls for the kind of document that follows.

    >>> from cefu.structure.lines.lines import read_lines
    >>> title_goes_on(read_lines("國務院關於當前促進就業\\n工作的若干意見\\n國發〔2018〕39號\\n"), 0, 1)
    True
    """
    a, b = lines[i - 1], lines[i]
    if i > FRONT or i - start > 2 or len(a.text) < 4 or b.width > _TITLE_LINE:
        return False
    if any("。" in x.text or ends_sentence(x.text) for x in lines[: i + 1]):
        return False
    if _ABOUT.search(a.plain) and not _ISSUED.search(a.plain) and _ISSUED.search(b.plain):
        return True
    if is_byline(b.words):
        return False
    if any(strong(x.text) or heads(x) for x in lines[1:start]):  # below a heading
        return False
    if numbered(b.text) or BULLET.match(b.text) or heads(b) or heads(a):
        return False
    if LABELLED.match(b.text) or KEYWORDS.match(b.text) or KEYWORDS.match(a.text):
        return False
    if is_byline(a.words) or WRITTEN_DATE.fullmatch(b.text) or numbered(a.text):
        return bool(a.text[-1] in _MID_PHRASE and not is_byline(a.words))
    if b.lead >= CENTRED and a.lead < b.lead and a.width > b.width + b.lead:
        return True  # a full line, and the rest of the title centred below it
    after = lines[i + 1] if i + 1 < len(lines) else b
    if a.text[-1] in "：:" and after.width > _TITLE_LINE and not ends_sentence(after.text):
        return False
    return a.text[-1] in _MID_PHRASE + "：:" or b.text[0] in "的之與及暨" or b.text[:2] in _DASHES


def over_caption(text: str) -> bool:
    """A caption that ends by telling the unit of its table."""
    return bool(CAPTION.match(text)) and bool(_UNIT_TOLD.search(text))


def dash_item(text: str) -> bool:
    """Whether ``text`` opens with the dash of two Han that can stand before an item."""
    return text[:2] in _DASHES and len(text) > 2


def beside_table(text: str) -> bool:
    """Whether a line tells the unit of a table, or where a table or figure comes from.

    >>> beside_table("單位：億美元"), beside_table("資料來源：作者整理。"), beside_table("說明：略")
    (True, True, False)
    """
    return len(text) <= _UNIT and bool(_BESIDE.match(text))


def heads(line: Line) -> bool:
    """A line that is nothing but the heading of a part: 摘要, 結論, 參考文獻."""
    return any(words.fullmatch(line.plain) for words in (SUMMARY, HEADWORD, WORKS))


def strong(text: str) -> bool:
    """Whether ``text`` opens with a number that only headings have."""
    number = numbered(text)
    return number is not None and not number.style.weak
