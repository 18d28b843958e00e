"""Bylines: who wrote this, recognised by role words or by the shape of names."""

from __future__ import annotations

import re

#: The commonest surnames of Taiwan, the Mainland and Korea (Ministry of the
#: Interior, 全國姓名統計分析, and the Mainland's 百家姓 lists), enough to tell a
#: name from a short heading.
_SURNAMES = frozenset(
    "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙"
    "顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓阮馬董唐藍蔣石古紀姚連馮歐程湯田康姜白汪鄒尤巫龔嚴塗"
    "涂金袁黎童陸夏柳邵錢伍倪溫于譚駱熊任甘秦顧毛章史官萬俞雷粘饒闕凌崔尹辛武段房管齊賀孟"
    "河閔裴河申安文權韓郝龍向常喬易單霍樊路岳祁晏殷牛卞苗季"
    "陈黄张吴刘杨许郑谢赖叶苏庄吕萧罗钟卢赵颜孙邓冯欧汤邹龚严涂钱温谭骆顾万饶阙齐贺闵权龙乔单"
    "歐陽司馬諸葛上官"
)
_ROLES = re.compile(
    r"(?:主稿|撰稿|撰寫|執筆|執行編輯|編譯|翻譯|譯者|作者|主筆|研究員|研究员|教授|副教授|博士生?|講師"
    r"|主任|所長|院長|校長|副所長|助理研究員|分析師|委員|召集人|秘書長|處長|司長|記者|評論員"
    r"|[\u4e00-\u9fff]{2,3}\s*(?:著|撰|編著|譯|編))"
)
_LABELLED = re.compile(r"(?:作者|撰稿人?|執筆|文|主稿|編譯|主編|譯者|By)\s*[：:／/]")
_MARKS = re.compile(r"[＊*†‡※⁰¹²³⁴-⁹]+|[\[［〔]\d+[\]］〕]")
_SPLIT = re.compile(r"[、，,;；/／&＆]|\s{1,}|\u3000+|與|及|和")


def is_byline(text: str) -> bool:
    """Whether a short line of front matter names who wrote the text.

    >>> is_byline("國立政治大學外交學系教授劉德海主稿"), is_byline("陳蒿堯、王尊彥¹")
    (True, True)
    >>> is_byline("河凡植＊"), is_byline("政策報告"), is_byline("如何面對高齡社會")
    (True, False, False)
    """
    bare = _MARKS.sub("", text).strip()
    if not bare or len(bare) > 80 or bare[-1] in "。！？；：":
        return False
    if _LABELLED.match(bare):
        return True
    parts = [p for p in _SPLIT.split(bare) if p]
    if parts and all(_is_name(p) for p in parts):
        return True
    if any(_is_name(p) for p in parts) and _ROLES.search(bare):
        return True
    return any(role.end() == len(bare) or _name_at(bare, role) for role in _ROLES.finditer(bare))


def _is_name(text: str) -> bool:
    """Two or three Han (four with a double surname), the first a surname."""
    if not re.fullmatch(r"[\u4e00-\u9fff·‧]{2,4}", text):
        return False
    return text[0] in _SURNAMES and (len(text) < 4 or text[1] in _SURNAMES)


def _name_at(text: str, role: re.Match[str]) -> bool:
    """A name right before or after a role word."""
    after, before = text[role.end() :].strip(), text[: role.start()].strip()
    return any(_is_name(after[:n]) for n in (3, 2) if len(after) == n) or any(
        _is_name(before[-n:]) for n in (3, 2) if len(before) >= n
    )
