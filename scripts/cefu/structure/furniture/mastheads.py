"""Mastheads: what a journal or site prints above the title of a first page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cefu.model.line import Line
from cefu.structure.furniture.heads import head_key
from cefu.structure.lines.layout import ends_sentence, usual_width
from cefu.structure.lines.pages import Furniture
from cefu.structure.wording.agent_names import is_byline
from cefu.structure.wording.headwords import DATED_OR_SIGNED, HEADWORD, PUBLICATION, SUMMARY
from cefu.structure.wording.labels import end_label, page_label
from cefu.structure.wording.numbering import numbered

_MASTHEAD = re.compile(
    r"[│｜]|^doi\s*[:：]|^https?://doi\.org/|\bISSN\b|\bISBN\b|\bVol(ume|\.)\s*\d|\bNo\.\s*\d"
    r"|第\s*[〇○零一二三四五六七八九十百\d０-９]{1,5}\s*[卷期輯號辑号](?!提案|議案|议案|建議|建议|決議|决议|令|案)"
    r"|^檔\s*號\s*[：:]|^保存年限\s*[：:]|^[密機机]\s*[級级等]\s*[：:]|^内部[资参][料考]|^內部[資參][料考]"
    r"|號文件$|\d{2,4}-\d{2,4}[ \u3000]*[號号]$|字第\d+號$|^文件編號|^(?:討論|參考|資料|諮詢)文件$"
    r"|^(?:中華民國|民國)?\s*\d{2,4}\s*年\s*\d{1,2}\s*月[號号]?[\s，,]*(?:[頁页]|[Pp]{1,2}\.)\s*\d+\s*[-–—～~]\s*\d+$"
    r"|\S[ \u3000\t]{4,}\d{4}年\d{1,2}月(?:\d{1,2}日)?$",
    re.IGNORECASE,
)
#: Where a page stands on its site: 首頁 > 出版品 > 評論.
_TRAIL = re.compile(r"[^>›»]{1,20}(?:\s*[>›»]\s*[^>›»]{1,20}){2,8}")
#: A body and the kind of its publications: 政策研究中心專題報告.
_SERIES = re.compile(
    r".{2,20}(?:中心|研究所|研究院|研究室|基金會|基金会|委員會|委员会|學會|学会|協會|协会|智庫|智库|大學|大学|學院|学院|院|局|署|部)"
    r"\s*(?:政策|專題|专题|研究|專案|评估|評估|分析|調查|调查|國際|国际|安全|季度|年度)*"
    r"(?:新聞稿|新聞資料|新聞參考資料|新聞說明|報告|报告|簡報|简报|評析|评析|快訊|快讯|專欄|专栏|專刊|专刊|通訊|通讯|叢書|丛书|論叢|论丛|要報|电子报|電子報)"
)
_PUNCTUATION = re.compile(r"[，；。！？]")
#: Year and issue: 2020年第9期, 2020年9月號, 季報 2020.9; Vol. 12, No. 9.
_NUMBER = r"第\s*[〇○零一二三四五六七八九十百\d]{1,5}\s*[卷期輯辑號号]"
_ISSUES = (
    rf"(?:(?:19|20)\d\d\s*年\s*(?:第\s*\d{{1,3}}\s*卷\s*)?{_NUMBER}|{_NUMBER}[\s，（(]*(?:19|20)\d\d\s*年"
    r"(?:\s*\d{1,2}\s*月)?[）)]?|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月[號号刊]"
    r"|(?<=[\u3400-\u9fff》]{4})\s*(?:19|20)\d\d[./]\d{1,2}|\bVol\.\s*\d+,?\s*No\.\s*\d+\s*[（(]?\d{0,4}[）)]?)"
)
_ISSUE = re.compile(rf"^{_ISSUES}(?=[\s│|｜])|{_ISSUES}[\s│|｜]*$", re.IGNORECASE)
#: Words that name a periodical, then volume or issue, and perhaps a date.
_VOLUME = re.compile(
    rf"^[\u3400-\u9fff《》〈〉]{{2,}}[\s│|｜，]*(?:{_NUMBER}\s*)+(?:[\s│|｜（(]*(?:中華民國|民國)?[\d〇○零一二三四五六七八九十]+\s*年.{{0,8}})?$"
)
#: Most characters of a head with its label and date.
_HEAD = 60
#: Most characters of a head that names an issue.
_LONGEST = 40
#: How many lines from the start can be a masthead.
_ZONE = 14
#: Columns beyond which a line without a masthead's words ends the zone, from line 9 on.
_PROSE = 48
_WIDEST = 160


def masthead(lines: Sequence[Line], found: dict[int, Furniture], contents: set[int]) -> list[int]:
    """Indices of the lines of a first page's masthead: volume, issue, identifiers,
    the trail of a site, a body with the kind of its publications.

    Only what stands before the first lines of prose, and never the whole of it.
    """
    zone = []
    for i, line in enumerate(lines[:_ZONE]):
        if i in found or i in contents:
            continue
        if line.page > 0 or (line.width >= _PROSE and not _MASTHEAD.search(line.text) and i > 8):
            break
        zone.append(i)
    measure = usual_width(lines)
    hits = [i for i in zone if _names_issue(lines, i, measure)]
    hits += [i for i in zone if _TRAIL.fullmatch(lines[i].text)]
    hits += [i for i in zone if PUBLICATION.fullmatch(lines[i].plain) and _above_title(lines, i)]
    hits += _series_above_title(lines, [i for i in zone if i not in hits])
    hits += _first_heads(lines, found, contents)
    return sorted(set(hits)) if len(hits) < len(zone) else []


def _first_heads(
    lines: Sequence[Line], found: dict[int, Furniture], contents: set[int]
) -> list[int]:
    """The first lines, where they name an issue and later pages print them as their
    heads, and the title follows."""
    later = {head_key(lines[i].text) for i, f in found.items() if f.rule == "running-head"}
    if not lines or not (names_issue(lines[0].text) and head_key(lines[0].text) in later):
        return []
    end = 0
    while end < len(lines) and (end in found or head_key(lines[end].text) in later):
        end += 1
    if end >= len(lines) or end in contents or not _above_title(lines, end - 1):
        return []
    return [i for i in range(end) if i not in found]


def _names_issue(lines: Sequence[Line], i: int, measure: int) -> bool:
    """A line that names volume, issue or file, and is no line of running text."""
    line = lines[i]
    match = _MASTHEAD.search(line.text)
    if not match or ends_sentence(line.text) or numbered(line.text) or line.width > _WIDEST:
        return False
    identifier = match.start() == 0 or match[0] in "│｜"
    if not identifier and (_PUNCTUATION.search(line.text) or _filled(line, measure)):
        return False
    return not (i and _runs_on(lines[i - 1], line, measure))


def _above_title(lines: Sequence[Line], i: int) -> bool:
    """Whether what follows can be a title: below one, the kind belongs to the title."""
    i += 1
    while i < len(lines) and DATED_OR_SIGNED.match(lines[i].text):
        i += 1
    after = lines[i].text if i < len(lines) else ""
    if not after or any(w.fullmatch(lines[i].plain) for w in (HEADWORD, SUMMARY)):
        return False
    if numbered(after):  # a bulletin numbers its articles: the author stands below
        return i + 1 < len(lines) and is_byline(lines[i + 1].text)
    return not (is_byline(after) or ends_sentence(after))


def names_issue(text: str) -> bool:
    """Whether ``text`` names a periodical's year and issue, and is no sentence.

    >>> names_issue("《國際觀察》2020年第9期"), names_issue("該刊在2020年第9期中，曾指出")
    (True, False)
    """
    return bool(_ISSUE.search(text) and not _PUNCTUATION.search(text)) and (
        len(text) <= _LONGEST and not ends_sentence(text) and not numbered(text)
    )


def names_volume(text: str) -> bool:
    """Whether ``text`` is the name of a periodical and its volume or issue.

    >>> names_volume("展望與探索　第17卷第9期　中華民國108年9月"), names_volume("第三期工程")
    (True, False)
    """
    return len(text) <= _HEAD and not _PUNCTUATION.search(text) and bool(_VOLUME.search(text))


def issue_label(text: str) -> str | None:
    """The page label at one end of a line that otherwise names volume or issue.

    >>> issue_label("96　　季刊　第二十二卷第四期"), issue_label("《國際情勢特刊》第24期　7")
    ('96', '7')
    >>> issue_label("第三期工程於 12") is None and issue_label("該刊第24期指出，約 7") is None
    True
    """
    ended = end_label(text) if len(text) <= _HEAD else None
    if ended is None or numbered(text) or _PUNCTUATION.search(text):
        return None
    words = ended[1]
    return ended[0] if _VOLUME.search(words) or names_issue(words) else None


def _filled(line: Line, measure: int) -> bool:
    """Whether the line fills the measure with words: no wide blanks part it."""
    return line.width >= 0.9 * measure > 0 and not re.search(r"[ \u3000\t]{2,}|[│｜]", line.text)


def _runs_on(before: Line, line: Line, measure: int) -> bool:
    """Whether the line before is prose that did not end and runs on into this one."""
    return (
        line.gap <= before.gap + 1
        and before.width >= 0.8 * measure > 0
        and _PUNCTUATION.search(before.text) is not None
        and not ends_sentence(before.text)
    )


def _series_above_title(lines: Sequence[Line], zone: Sequence[int]) -> list[int]:
    """The first line, where it names a body's publications and a title follows."""
    heads = [
        i
        for i in zone
        if page_label(lines[i].text) is None and not DATED_OR_SIGNED.match(lines[i].text)
    ][:2]
    for i, after in pairwise(heads):
        text = lines[after].text
        title = not (numbered(text) or is_byline(text) or ends_sentence(text))
        if _SERIES.fullmatch(lines[i].plain) and title and len(text) >= 6:
            return [i]
    return []
