"""How a date stands in its sentence: read from the words, before it is resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from cefu.dates.zh import setting_words as words
from cefu.dates.zh.expressions import Expression, Part, Point


class Cue(Enum):
    """What the words about a date tell of it; the value says it in full."""

    OPENS = "it opens its clause"
    GLANCE = "it looks back from the time of writing: 去年5月, 去（2017）年"
    SCENE = "it sets the scene: 2017年，…; 2017年大事如下："
    ATTRIBUTE = "it qualifies a noun: 2013年3月通過的路線"
    LISTED = "it stands behind another item of a list"
    AMONG = "it is one of what was just told: 其中8月29日"
    AT_ONCE = "what is told of it follows on something: 兩天後即, 伊朗五日後"
    MEANT = "it was only set for something: 原訂6月12日"
    MEASURED = "only the distance to it is told: 距2016年5月"
    EARLIER = "its clause goes back: 此前20日"
    ASKED = "its sentence asks for something before it"
    SINCE = "something has held since then: …以來"
    STARTS = "it opens a period: 自2006年10月起"
    BRACKETED = "it stands in brackets"
    IN_TITLE = "it stands inside 《》"
    NAMES = "it dates a document named right behind it: 2018年4月28日《板門店宣言》"
    CITED = "it is of something the sentence cites: 提及2016年…, 援引…"
    UP_TO = "figures are counted up to it: 截至6月底，僅完成…"
    LOOKED_TO = "the words turn to it: 專注於11月3日大選, 展望…"
    FORWARD = "its clause looks ahead"
    LED = "its sentence looks ahead before it"
    LOOKS_AHEAD = "its clause looks ahead by a word that can mean nothing else"
    UNTIL = "it is a term or an occasion before which something is to be"
    PRECEDES = "only the time before it is told of: 直至…在8月22日正式實施之前"
    CHOSEN = "it is one that may be taken: 若選擇在7月27日"
    DUE = "a word for plans stands right before or behind it"
    DUE_LATER = "a word for plans stands further behind, with nobody telling of it on that day"
    TARGET = "it is a target or forecast by the words beside it"
    GOAL = "it is a deadline or target there"
    FIGURES = "its clause reports statistics"
    COMPARED = "it is only compared with"
    ANNIVERSARY = "it is that of an anniversary"
    TERM_END = "it is the end of a term of office"
    ISSUE = "it is that of an issue of a periodical"
    CITATION = "it dates a source"


#: How a date stands in its sentence: all that its words tell.
Setting = frozenset[Cue]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words about a date in the folded ``text`` of its block.

    ``clause`` are those of its clause before it, ``behind`` those after it; ``bracket`` is where
    a bracket opens that it stands in, -1 if there is none; ``sentence`` is where its sentence
    begins, at most 160 characters back.
    """

    text: str
    found: Expression
    clause: str
    behind: str
    bracket: int
    sentence: int

    @property
    def ahead(self) -> str:
        """The words right before the date."""
        return self.clause[-24:]

    @property
    def coming(self) -> bool:
        """Whether the rest of the sentence, after this clause, tells of what is to come."""
        start = self.found.end + len(self.behind)
        follows = self.text[start : start + 40]
        return _has(words.COMING, words.SENTENCE_END.split(follows, maxsplit=1)[0])


def surroundings(text: str, found: Expression) -> Surroundings:
    """The words about ``found`` in the folded ``text`` of its block."""
    clause, behind = _clause(text, found.start, found.end)
    sentence = max(sentence_start(text, found.start), found.start - 160)
    return Surroundings(text, found, clause, behind, _open_bracket(text, found.start), sentence)


def setting(text: str, found: Expression) -> Setting:
    """What the folded ``text`` of a block tells of the date ``found`` in it.

    >>> from cefu.dates.zh.grammar import scan
    >>> from cefu.dates.zh.years import Era
    >>> text = "自2006年10月起"
    >>> sorted(cue.name for cue in setting(text, scan(text, Era())[0]))
    ['AT_ONCE', 'OPENS', 'STARTS']
    """
    about = surroundings(text, found)
    return frozenset(cue for cue, holds in _RULES.items() if holds(about))


def _has(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def _is_scene(about: Surroundings) -> bool:
    end = about.found.end
    return about.text[end : end + 1] == "," or about.text[end + len(about.behind) :][:1] == ":"


def _is_forward(about: Surroundings) -> bool:
    timed = about.bracket >= 0 or words.TIME_CLAUSE.fullmatch(about.behind) is not None
    return (
        _has(words.FORWARD, about.ahead)
        or _has(words.FORWARD, about.behind[:16])
        or (timed and about.coming)
    )


def _is_goal(about: Surroundings) -> bool:
    if _has(words.ESTIMATED, about.ahead + about.behind[:16]):
        return False
    return _has(words.GOAL, about.ahead) or _has(words.GOAL, about.behind[:10])


def _precedes(clause: str, behind: str) -> bool:
    """Whether only the time before a date is told of, or a term that it begins or ends.

    >>> _precedes("", "正式实施之前"), _precedes("有效至", ""), _precedes("", "会谈之前景")
    (True, True, False)
    """
    return bool(
        words.UNTIL.fullmatch(behind)
        or words.TERM_BEFORE.search(clause)
        or words.TERM_BEHIND.match(behind)
    )


def _names(text: str, found: Expression, clause: str) -> bool:
    """Whether the date is that of a document, or of a plan, which it helps to name."""
    if words.NAMED.match(text, found.end):
        return True
    if _is_coarse(found.first) and words.PLAN_BEFORE.search(clause):
        return True
    if found.last is not None and clause.endswith("(") and words.PLAN_BEHIND.match(text, found.end):
        return True
    point = found.first
    printed = isinstance(point.year, int) and found.last is None
    # Where the date opens its clause, the story is there: 2016年7月12日裁決，…
    printed = printed and words.LEADS_IN.fullmatch(clause) is None
    printed = printed and (isinstance(point.day, int) or _is_coarse(point))
    return printed and words.NAMED_PLAINLY.match(text, found.end) is not None


def _is_up_to(text: str, found: Expression, clause: str) -> bool:
    """Whether something is counted up to the date, and nothing is still to be done."""
    if found.bound or not words.UP_TO.search(clause):
        return False
    sentence = words.SENTENCE_END.split(text[found.end : found.end + 48], maxsplit=1)[0]
    return words.TALLY.search(sentence) is not None


def _reports_figures(text: str, found: Expression, clause: str, behind: str) -> bool:
    """Whether the date is that of statistics, or the base of a comparison."""
    if found.first.day is None and words.COMPARED.search(clause) and words.LIKENED.match(behind):
        return True
    if found.first.day is None and words.BASE.match(behind):
        return True
    monthly = words.MONTHLY.match(behind) or words.MONTHLY_TRADE.match(behind)
    if _is_month(found.first) and found.last is None and monthly:
        return True
    if not _is_wide(found) or words.TAKES_PLACE.match(behind) or words.BROUGHT_OUT.match(behind):
        return False
    if words.PERIOD.search(clause) or words.MEASURED_BY.search(clause):
        return True
    figures = words.STATISTIC if _is_coarse(found.first) else words.COUNTED
    if figures.search(clause + behind):
        return True
    span = found.last is not None or found.first.part is Part.MONTHS
    next_clause = words.SPAN_OF_FIGURES.match(text, found.end) if span else None
    if next_clause and words.RATE.search(next_clause["next"]):
        return True
    return bool(words.TRADED.search(behind) and words.AMOUNT.match(text, found.end + len(behind)))


def sentence_start(text: str, at: int) -> int:
    """Where the sentence around ``at`` begins; a semicolon ends a sentence too."""
    start = 0
    for end in words.SENTENCE_END.finditer(text, max(0, at - 400), at):
        start = end.end()
    return start


def clause_start(text: str, at: int) -> int:
    """Where the clause around ``at`` begins."""
    start = max(0, at - 80)
    for end in words.CLAUSE_END.finditer(text, start, at):
        start = end.end()
    return start


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of the clause before and behind a date, each at most 80 characters."""
    close = words.CLAUSE_END.search(text, end, end + 80)
    behind = text[end : close.start() if close else end + 80]
    return text[clause_start(text, start) : start], behind


def _open_bracket(text: str, at: int) -> int:
    """The place of a bracket open at ``at``, -1 if there is none near."""
    opened = text.rfind("(", max(0, at - 80), at)
    return -1 if opened < 0 or text.find(")", opened, at) >= 0 else opened


def _in_title(text: str, at: int) -> bool:
    opened = text.rfind("《", max(0, at - 40), at)
    return opened >= 0 and text.find("》", opened, at) < 0


def _is_coarse(point: Point) -> bool:
    """Whether a date is of a year or a wide part of one."""
    if point.lapse is not None and point.lapse[1] != "年":
        return False
    return point.month is None and point.day is None and point.part in (None, Part.MONTHS)


def _is_month(point: Point) -> bool:
    return point.month is not None and point.day is None and point.part is None


def _is_wide(found: Expression) -> bool:
    """Whether a date is coarse, or a run of months (1至4月)."""
    months = found.last is not None and _is_month(found.first) and _is_month(found.last)
    return months or _is_coarse(found.first)


def _is_citation(text: str, found: Expression, bracket: int) -> bool:
    """Whether a date only dates a source: （新華網，2018.5.14）, 檢索日期：2018/6/1."""
    if words.CONSULTED.search(text[max(0, found.start - 8) : found.start]):
        return True
    if bracket < 0:
        return False
    head = re.split(r"[;、]", text[bracket + 1 : found.start])[-1]
    if not head.endswith(","):
        return False
    behind = text[found.end : found.end + 1]
    return behind in ("", ")", ";", ",", "、") and bool(words.CITATION_HEAD.search(head[:-1]))


#: When each cue is there.
_RULES: Mapping[Cue, Callable[[Surroundings], bool]] = {
    Cue.OPENS: lambda s: words.LEADS_IN.fullmatch(s.clause) is not None,
    Cue.GLANCE: lambda s: words.LAST_YEAR.match(s.text, s.found.start) is not None,
    Cue.SCENE: _is_scene,
    Cue.ATTRIBUTE: lambda s: words.ATTRIBUTE.match(s.behind) is not None,
    Cue.LISTED: lambda s: s.text[s.found.start - 1 : s.found.start] in tuple(words.LISTED),
    Cue.AMONG: lambda s: _has(words.AMONG, s.clause),
    Cue.AT_ONCE: lambda s: len(s.clause) <= 4 or words.AT_ONCE.match(s.behind) is not None,
    Cue.MEANT: lambda s: _has(words.MEANT, s.clause),
    Cue.MEASURED: lambda s: _has(words.MEASURED, s.clause),
    Cue.EARLIER: lambda s: _has(words.EARLIER, s.clause) or _has(words.EARLIER, s.behind[:4]),
    Cue.ASKED: lambda s: words.ASKED.search(s.text, s.sentence, s.found.start) is not None,
    Cue.SINCE: lambda s: words.SINCE.match(s.behind) is not None,
    Cue.STARTS: lambda s: bool(words.STARTS.match(s.behind)) or _has(words.OPEN_BEFORE, s.clause),
    Cue.BRACKETED: lambda s: s.bracket >= 0,
    Cue.IN_TITLE: lambda s: _in_title(s.text, s.found.start),
    Cue.NAMES: lambda s: _names(s.text, s.found, s.clause),
    Cue.CITED: lambda s: _has(words.CITED, s.clause) and not words.REPORTED.match(s.behind),
    Cue.UP_TO: lambda s: _is_up_to(s.text, s.found, s.clause),
    Cue.LOOKED_TO: lambda s: _has(words.LOOKED_TO, s.clause),
    Cue.FORWARD: _is_forward,
    Cue.LED: lambda s: words.LOOKS_AHEAD.search(s.text, s.sentence, s.found.start) is not None,
    Cue.LOOKS_AHEAD: lambda s: _has(words.LOOKS_AHEAD, s.ahead + s.behind[:16]),
    Cue.UNTIL: lambda s: s.coming and words.UNTIL.fullmatch(s.behind) is not None,
    Cue.PRECEDES: lambda s: _precedes(s.clause, s.behind),
    Cue.CHOSEN: lambda s: _has(words.CHOSEN, s.ahead),
    Cue.DUE: lambda s: _has(words.DUE, s.clause) or bool(words.DUE_AFTER.match(s.behind)),
    Cue.DUE_LATER: lambda s: words.DUE_LATER.match(s.behind) is not None,
    Cue.TARGET: lambda s: _has(words.TARGET, s.clause) or bool(words.FORECAST.match(s.behind)),
    Cue.GOAL: _is_goal,
    Cue.FIGURES: lambda s: _reports_figures(s.text, s.found, s.clause, s.behind),
    Cue.COMPARED: lambda s: _has(words.COMPARED, s.clause),
    Cue.ANNIVERSARY: lambda s: (
        _is_coarse(s.found.first) and _has(words.ANNIVERSARY, s.clause + s.behind)
    ),
    Cue.TERM_END: lambda s: words.TERM_END.match(s.behind) is not None,
    Cue.ISSUE: lambda s: words.ISSUE.match(s.text, s.found.end) is not None,
    Cue.CITATION: lambda s: _is_citation(s.text, s.found, s.bracket),
}
