"""How a date stands in its sentence: read from the words, before it is resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cefu.dates.zh import setting_words as words
from cefu.dates.zh.expressions import Expression, Part, Point


@dataclass(frozen=True, slots=True)
class Setting:
    """The words about a date.

    ``opens``: it opens its clause, ``glance``: it looks back from the time of writing
    (去年5月, 去（2017）年), ``scene``: it sets the scene there (2017年，…;
    2017年大事如下：), ``attribute``: it qualifies a
    noun (2013年3月通過的路線), ``listed``: it stands behind another item of a list,
    ``at_once``: what is told of it follows on something (兩天後即, 伊朗五日後),
    ``meant``: it was only set for something (原訂6月12日),
    ``measured``: only the distance to it is told (距2016年5月),
    ``earlier``: its clause goes back (此前20日),
    ``among``: it is one of what was just told (其中8月29日), ``asked``: its sentence asks
    for something before it, ``since``: something has held since
    then (…以來), ``starts``: it opens a period (自2006年10月起),
    ``bracketed``, ``in_title``: inside 《》, ``names``: it dates a document named
    right behind it (2018年4月28日《板門店宣言》), ``cited``: it is of something the
    sentence cites (提及2016年…, 援引…), ``up_to``: figures are counted up to it
    (截至6月底，僅完成…), ``looked_to``: the words turn to it (專注於11月3日大選,
    展望…), ``forward``: its clause looks
    ahead, ``led``: its sentence does so before it, ``looks_ahead``: its clause
    does so by a word that can mean nothing else, ``until``: it is a term or an
    occasion before which something is to be, ``precedes``: only the time before it is
    told of (直至…在8月22日正式實施之前), ``chosen``: it is one that may be taken
    (若選擇在7月27日), ``due``: a word for plans stands right before or behind it, ``due_later``: further
    behind, with nobody telling of it on that day, ``target``: it is one, or forecast, by
    the words beside it, ``goal``: it is a deadline or target there, ``figures``: its clause
    reports statistics, ``compared``: it is only compared with, ``anniversary``,
    ``term_end``, ``issue``: the date of an issue of a periodical, ``citation``: it
    dates a source.
    """

    opens: bool
    glance: bool
    scene: bool
    attribute: bool
    listed: bool
    among: bool
    at_once: bool
    meant: bool
    measured: bool
    earlier: bool
    asked: bool
    since: bool
    starts: bool
    bracketed: bool
    in_title: bool
    names: bool
    cited: bool
    up_to: bool
    looked_to: bool
    forward: bool
    led: bool
    looks_ahead: bool
    until: bool
    precedes: bool
    chosen: bool
    due: bool
    due_later: bool
    target: bool
    goal: bool
    figures: bool
    compared: bool
    anniversary: bool
    term_end: bool
    issue: bool
    citation: bool


def setting(text: str, found: Expression) -> Setting:
    """Read the setting of ``found`` from the folded ``text`` of its block."""
    clause, behind = _clause(text, found.start, found.end)
    bracket = _open_bracket(text, found.start)
    ahead = clause[-24:]
    follows = text[found.end + len(behind) : found.end + len(behind) + 40]
    coming = words.COMING.search(words.SENTENCE_END.split(follows, maxsplit=1)[0]) is not None
    before = max(sentence_start(text, found.start), found.start - 160)
    estimated = words.ESTIMATED.search(ahead + behind[:16]) is not None
    timed = bracket >= 0 or words.TIME_CLAUSE.fullmatch(behind) is not None
    return Setting(
        opens=words.LEADS_IN.fullmatch(clause) is not None,
        glance=words.LAST_YEAR.match(text, found.start) is not None,
        scene=text[found.end : found.end + 1] == "," or text[found.end + len(behind) :][:1] == ":",
        attribute=words.ATTRIBUTE.match(behind) is not None,
        listed=text[found.start - 1 : found.start] in tuple(words.LISTED),
        among=words.AMONG.search(clause) is not None,
        at_once=len(clause) <= 4 or words.AT_ONCE.match(behind) is not None,
        meant=words.MEANT.search(clause) is not None,
        measured=words.MEASURED.search(clause) is not None,
        earlier=bool(words.EARLIER.search(clause) or words.EARLIER.search(behind[:4])),
        asked=words.ASKED.search(text, before, found.start) is not None,
        since=words.SINCE.match(behind) is not None,
        starts=bool(words.STARTS.match(behind) or words.OPEN_BEFORE.search(clause)),
        bracketed=bracket >= 0,
        in_title=_in_title(text, found.start),
        names=_names(text, found, clause),
        cited=words.CITED.search(clause) is not None and not words.REPORTED.match(behind),
        up_to=_is_up_to(text, found, clause),
        looked_to=words.LOOKED_TO.search(clause) is not None,
        forward=bool(
            words.FORWARD.search(ahead) or words.FORWARD.search(behind[:16]) or (timed and coming)
        ),
        led=words.LOOKS_AHEAD.search(text, before, found.start) is not None,
        looks_ahead=words.LOOKS_AHEAD.search(ahead + behind[:16]) is not None,
        until=coming and words.UNTIL.fullmatch(behind) is not None,
        precedes=_precedes(clause, behind),
        chosen=words.CHOSEN.search(ahead) is not None,
        due=bool(words.DUE.search(clause) or words.DUE_AFTER.match(behind)),
        due_later=words.DUE_LATER.match(behind) is not None,
        target=bool(words.TARGET.search(clause) or words.FORECAST.match(behind)),
        goal=bool(words.GOAL.search(ahead) or words.GOAL.search(behind[:10])) and not estimated,
        figures=_reports_figures(text, found, clause, behind),
        compared=words.COMPARED.search(clause) is not None,
        anniversary=_is_coarse(found.first) and bool(words.ANNIVERSARY.search(clause + behind)),
        term_end=words.TERM_END.match(behind) is not None,
        issue=words.ISSUE.match(text, found.end) is not None,
        citation=_is_citation(text, found, bracket),
    )


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
