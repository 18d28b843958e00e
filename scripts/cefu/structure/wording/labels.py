"""Page labels: the grammar of printed page numbers, alone or in a running head."""

from __future__ import annotations

import re

from cefu.model.line import BLANKS
from cefu.structure.wording.numbering import value

_RULES = "-–—―─~〜～･·．.•|│｜* \t\u3000"
_NUMBER = r"\d{1,4}|[０-９]{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7}|[ⅰ-ⅿⅠ-Ⅿ]{1,3}"
_LABEL = re.compile(
    r"(?:[Pp](?:age|\.)?\s*)?(?:第\s*|頁\s*|页\s*)?"
    rf"(?P<label>{_NUMBER})"
    r"\s*(?:[頁页])?\s*(?:(?:[,，、/／]|of)?\s*(?:共|全|of)?\s*\d{1,4}\s*[頁页]?)?"
)
_HAN_LABEL = re.compile(r"(?:第|頁|页)?\s*([〇一二三四五六七八九十]{1,4})\s*[頁页]?")
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
#: A label spelled out as one at either end of a running head.
_SPELLED = re.compile(
    rf"^(?:第?\s*(?:頁|页|Page|page|P\.|p\.)\s*(?P<left>{_NUMBER})|第\s*(?P<left2>{_NUMBER})\s*[頁页])(?=[\s\u3000│|｜])"
    rf"|(?:(?:頁|页|Page|page|P\.)\s*(?P<right>{_NUMBER})|第\s*(?P<right2>{_NUMBER})\s*[頁页](?:\s*[,，/／]?\s*共\s*\d+\s*[頁页])?)$"
)
#: A bare number at either end: only the company of other pages makes it a label.
_END = re.compile(
    r"^(?P<left>\d{1,4})(?![\d.．、,，:：/年月日%％)）]|\s*[年月日])|(?<![\d.,:/第\-])(?P<right>\d{1,4})$"
)


def page_label(text: str) -> str | None:
    """The label, if ``text`` is nothing but a page label.

    >>> [page_label(t) for t in ("14", "- 3 -", "第 3 頁，共 12 頁", "X", "3／12", "Page 2 of 9")]
    ['14', '3', '3', 'X', '3', '2']
    >>> page_label("1 美元") is None and page_label("civil") is None and page_label("2018年") is None
    True
    """
    if len(text) > 48:
        return None
    core = text.strip(_RULES + BLANKS)
    match = _LABEL.fullmatch(core) if len(core) <= 24 else None
    if not match or (" " in core and core.replace(" ", "").isdecimal()):
        return None
    label = match.group("label")
    if label[0].isalpha() and label.isascii() and not _ROMAN.fullmatch(label.upper()):
        return None
    return label


def han_label(text: str) -> int | None:
    """The number of a page label in Chinese numerals; only the count of pages makes it one.

    >>> han_label("十二"), han_label("— 五 —"), han_label("第三頁"), han_label("二次會議")
    (12, 5, 3, None)
    """
    match = _HAN_LABEL.fullmatch(text.strip(_RULES + BLANKS)) if len(text) <= 12 else None
    return value(match[1]) if match else None


def spelled_label(text: str) -> str | None:
    """The label that a running head spells out at either of its ends.

    >>> spelled_label("供應鏈：從依賴到去風險　　頁 3"), spelled_label("頁 2　　歐盟印太戰略")
    ('3', '2')
    >>> spelled_label("參見該書第 3 頁的說明") is None
    True
    """
    match = _SPELLED.search(text) if len(text) <= 120 else None
    return next((g for g in match.groups() if g), None) if match else None


def end_label(text: str) -> tuple[str, str] | None:
    """A bare number at either end of ``text`` and the words beside it.

    >>> end_label("2國防與安全情勢雙週報"), end_label("日本防衛政策之轉折3")
    (('2', '國防與安全情勢雙週報'), ('3', '日本防衛政策之轉折'))
    >>> end_label("2018年春"), end_label("3. 建議")
    (None, None)
    """
    match = _END.search(text) if len(text) <= 120 else None
    if not match:
        return None
    label = match.group("left") or match.group("right")
    words = (text[: match.start()] + text[match.end() :]).strip(BLANKS + "│|｜·-")
    return (label, words) if words else None
