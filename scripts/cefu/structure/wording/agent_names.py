"""Bylines: who wrote this, recognised by role words or by the shape of names."""

from __future__ import annotations

import re

from cefu.structure.wording.headwords import DATED_OR_SIGNED
from cefu.text.note_marks import without_marks_of_names
from cefu.text.surnames import telling
from cefu.text.written_dates import WRITTEN_DATE, closed_up

#: Words of two characters that look like names.
_WORDS = frozenset({
    "方法", "方案", "方向", "方式", "文獻", "文件", "文化", "安全", "安排", "任務", "路徑", "路线",
    "金融", "金額", "石油", "石化", "江河", "高層", "高度", "常態", "和平", "單位", "馬來", "葉門",
    "伊朗", "蘇聯", "韓國", "南韓", "秦漢", "毛利", "管理", "管制", "段落", "文獻回顧", "安保", "章節",
    "史料", "溫室", "溫度", "白皮書", "任期", "談判", "於是", "易言之", "申請", "施政", "施行", "許可",
})  # fmt: skip
#: What bodies end with, and hardly a name.
_BODIES = frozenset("局署處处院司黨党廳厅")
_ROLES = re.compile(
    r"(?:主稿|撰稿|撰寫|執筆|執行編輯|編譯|翻譯|譯者|作者|主筆|研究員|研究员|教授|副教授|博士生?|講師"
    r"|主任|所長|院長|校長|副所長|助理研究員|分析師|委員|召集人|秘書長|處長|司長|記者|評論員"
    r"|[\u4e00-\u9fff]{2,3}\s*(?:著|撰|編著|譯|編))"
)
_LABELLED = re.compile(
    r"(?:作者|撰稿人?|執筆|文|主稿|編譯|主編|譯者|報告人|报告人|撰文|By)\s*[：:／/]"
)
_SIGNS = re.compile(r"[^，；。：]{4,50}(?:主稿|撰稿|執筆|主筆)")
_ORGANISATION = re.compile(
    r".{2,}(?:中心|研究所|研究院|研究室|學院|学院|大學|大学|學系|学系|學會|学会|協會|协会|基金會|基金会|委員會|委员会|小組|小组"
    r"|研究組|研究组|辦公室|办公室|智庫|智库|公司|總會|部|司|局|處|处|署|組|课题组|編輯部|编辑部|事務所|院|(?<=[\u4e00-\u9fff]{4})(?<![之的有無])所)"
)
#: What a house prints before a name.
_GLYPHS = "⊙☉◎●○□■◆◇▲△★☆ \t\u3000"
#: A name of two characters is letter-spaced to the width of three, or one of three to more.
_PARTED_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?:[ \u3000]+([\u4e00-\u9fff]))?"
    r"(?![ \u3000]*[\u4e00-\u9fff])"
)
#: A name in Latin letters after the name in Han: 溫若嵐（Wen, Ro-Lan）.
_ROMANISED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]?[（(][A-Z][A-Za-z.,'’\- ]{2,40}[）)]")
#: By Nadia Rahmani and Keiko Harada
_ENGLISH = re.compile(r"By(?: (?:[A-Z][\w.'’-]*,?|and|van|von|de|der|&))+")
_SPLIT = re.compile(r"[、，,;；/／&＆]|\s{1,}|\u3000+|與|及|和")


def is_byline(text: str) -> bool:
    """Whether a short line of front matter names who wrote the text.

    >>> is_byline("國立政治大學外交學系教授劉德海主稿"), is_byline("陳蒿堯、王尊彥¹")
    (True, True)
    >>> is_byline("歐洲研究中心　羅以寧、蔡承翰"), is_byline("資料研究組　2023年4月")
    (True, True)
    >>> is_byline("⊙江怡嫻"), is_byline("溫若嵐（Wen, Ro-Lan）*"), is_byline("韓　佑　謙")
    (True, True, True)
    >>> is_byline("河凡植＊"), is_byline("政策報告"), is_byline("如何面對高齡社會")
    (True, False, False)
    >>> is_byline("（中央研究院助研究員）"), is_byline("——以印太地區為中心")
    (True, False)
    >>> is_byline("By Nadia Rahmani and Keiko Harada"), is_byline("By the river")
    (True, False)
    """
    bare = closed_up(without_marks_of_names(text).lstrip(_GLYPHS).strip())
    bare = _PARTED_NAME.sub(lambda m: "".join(filter(None, m.groups())), _ROMANISED.sub("", bare))
    if not bare or len(bare) > 80 or bare[-1] in "。！？；：":
        return False
    if _LABELLED.match(bare) or DATED_OR_SIGNED.match(bare) or _ENGLISH.fullmatch(bare):
        return True
    if bare[0] in "（(" and bare[-1] in "）)" and len(bare) > 4 and _ROLES.search(bare[:-1]):
        return is_byline(bare[1:-1])
    parts = [p for p in _SPLIT.split(bare) if p]
    if bare[:2] in ("——", "──", "－－"):  # a subtitle, unless it signs
        return all(is_name(p) for p in _SPLIT.split(bare.strip("—─－ ")) if p)
    if parts and all(is_name(p) for p in parts):
        return True
    if _names_a_body(bare):
        return True
    others = [p for p in parts if not is_name(p)]
    if len(parts) >= 2 and all(
        _ORGANISATION.fullmatch(p) or WRITTEN_DATE.fullmatch(p) for p in others
    ):
        return True
    if (
        re.match(r"[（(](?:執筆|执笔|作者|撰稿|責任編輯|责任编辑|編譯|编译)", bare)
        and bare[-1] in "）)"
    ):
        return True
    if any(is_name(p) for p in parts) and _ROLES.search(bare):
        return True
    return any(role.end() == len(bare) or _name_at(bare, role) for role in _ROLES.finditer(bare))


def _names_a_body(text: str) -> bool:
    """Whether a remark in brackets tells an affiliation."""
    if text[0] not in "（(" or text[-1] not in "）)":
        return False
    return any(_ORGANISATION.fullmatch(p) for p in _SPLIT.split(text[1:-1]) if p)


def is_signed(text: str) -> bool:
    """Whether ``text`` opens or ends with the word that names a part in it: 作者：, 文／, 主稿."""
    return bool(_LABELLED.match(text.lstrip(_GLYPHS))) or signs(text)


def names_and_places(text: str) -> bool:
    """Whether ``text`` is a name, then after a blank the author's body and office.

    >>> names_and_places("魏家齊　國立臺北大學經濟學系兼任助理教授"), names_and_places("魏家齊")
    (True, False)
    """
    name, _, rest = text.strip().replace("\u3000", " ").partition(" ")
    offices = [role.end() for role in _ROLES.finditer(rest)]
    return is_name(name) and bool(rest) and (len(rest) in offices or is_organisation(rest))


def signs(text: str) -> bool:
    """Whether ``text`` ends with the word that says its author wrote this.

    >>> signs("國立政治大學外交學系教授劉德海主稿"), signs("教授劉德海")
    (True, False)
    """
    return bool(_SIGNS.fullmatch(text))


def is_organisation(text: str) -> bool:
    """Whether ``text`` is the name of a body and nothing else.

    >>> is_organisation("永續電力專案委員會"), is_organisation("如何面對高齡社會")
    (True, False)
    """
    return len(text) <= 30 and bool(_ORGANISATION.fullmatch(text))


def is_name(text: str) -> bool:
    """Two or three Han (four with a double surname), the first a surname."""
    if not re.fullmatch(r"[\u4e00-\u9fff·‧]{2,4}", text) or text in _WORDS:
        return False
    if text[-1] in _BODIES:
        return False
    single = telling().single
    if len(text) < 4:
        return text[0] in single
    return text[:2] in telling().double or (text[0] in single and text[1] in single)


def _name_at(text: str, role: re.Match[str]) -> bool:
    """A name right before or after a role word."""
    after, before = text[role.end() :].strip(), text[: role.start()].strip()
    return any(is_name(after[:n]) for n in (3, 2) if len(after) == n) or any(
        is_name(before[-n:]) for n in (3, 2) if len(before) >= n
    )
