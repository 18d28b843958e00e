"""Blanks that part: names in a list, bodies, keywords, an article's number and its text.

Chinese has no blanks between words, and most that an extraction leaves are layout; these
say where one thing ends and the next begins, and stay visible.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cefu.structure.wording.agent_names import is_organisation
from cefu.structure.wording.headwords import KEYWORDS

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_HAN}·．：]+")
_BLANKS = re.compile(r"[ \t\u3000]+")
#: What a number with which a line opens ends with: 第一章, 1.2.
_NUMBER = re.compile(
    r"^[ \t\u3000]*(?:第[ ]?[〇零一二三四五六七八九十百千\d]{1,5}[ ]?(?:[編编章節节條条款項项][之]?[一二三四五六七八九十]{0,2}|部分)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3})$"
)
_FIGURE = re.compile(r"[ \t\u3000]*\d{1,2}")
#: What stands with the names of members.
_TITLED = re.compile(r"委員|委员|議員|议员|先生|女士|教授|處長|处长|局長|局长|主任|代表")
#: Longest word of a list, in characters.
_LONGEST = 14
#: Most characters of a line that is looked at.
_LINE = 400


def parts(line: str, start: int, end: int) -> bool:
    """Whether the blanks ``line[start:end]``, between two full-width characters, part.

    >>> def parted(line): return [line[m.end():][:1] for m in _BLANKS.finditer(line) if parts(line, *m.span())]
    >>> parted("出席：林委員一帆 周委員 樞 黃委員二南 江委員三元"), parted("目　　錄")
    (['周', '黃', '江'], [])
    >>> parted("主席：林一帆      紀錄：周小華"), parted("第一條　為管理水價，制定本法。")
    (['紀'], ['為'])
    >>> parted("國家發展委員會 行政院環境保護署"), parted("關鍵詞：水價 漁獲 渡輪")
    (['行'], ['漁', '渡'])
    >>> parted("生存空間 。北 韓 表 示 歡 迎"), parted("各方立場 互有出入，短期內不易改變")
    ([], [])
    """
    wide = "\u3000" in line[start:end] or end - start > 1
    if _NUMBER.match(line[:start]) and start < _LONGEST and (wide or line[start - 1].isdigit()):
        return True
    if _FIGURE.fullmatch(line[:start]) and "\u3000" in line[start:end]:
        return True
    before = _WORD.findall(line[max(0, start - _LONGEST) : start])
    after = _WORD.match(line[end : end + _LONGEST])
    if not before or after is None or not line[:start].endswith(before[-1]):
        return False
    gap = line[start:end]
    if min(len(before[-1]), len(after[0])) < 2:
        return is_list(line) and len(after[0]) > 1
    return "\u3000" in gap or "\t" in gap or len(gap) > 2 or is_list(line)


@lru_cache(maxsize=1024)
def is_list(line: str) -> bool:
    """Whether a line is nothing but names, bodies or keywords set apart by blanks.

    >>> is_list("經濟部 科技部 交通部"), is_list("北 韓 表 示 歡 迎"), is_list("水價 上漲，各方 不滿")
    (True, False, False)
    """
    if len(line) > _LINE:
        return False
    if KEYWORDS.match(line.strip()):
        return True
    words = _BLANKS.split(line.strip())
    if any(not _WORD.fullmatch(word) or len(word) > _LONGEST for word in words):
        return False
    long = [word for word in words if len(word) > 1]
    if len(words) == 2:
        return all(is_organisation(word) or _TITLED.search(word) for word in words)
    return len(long) >= 3 and len(long) >= 0.6 * len(words)
