"""The dated statements of a report: recognised, resolved to EDTF, classified.

One way through: ``reading`` folds a block's text, ``grammar`` reads date
expressions out of it, ``setting`` tells how each stands in its sentence, ``memory``
keeps what was spoken of, ``resolving`` resolves it by that, ``classifying`` tells what it is, ``quotes`` cuts the words around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cefu.dates import classifying
from cefu.dates.memory import Writing
from cefu.dates.quotes import quote
from cefu.dates.reading import Reading, compiled, read
from cefu.dates.resolving import Context
from cefu.dates.setting import Cue, Setting, clause_start, sentence_start, setting
from cefu.dates.zh.calendars import counts_by_reigns
from cefu.dates.zh.expressions import Expression, Part, Ref
from cefu.dates.zh.grammar import scan
from cefu.dates.zh.years import Era
from cefu.model import edtf
from cefu.model.annotations import Statement
from cefu.model.document import Block
from cefu.text.numerals import CHINESE, number

__all__ = ["find_statements"]

#: Blocks of running text.  Source lines and lists of a series are apparatus.
_RUNNING = ("title", "byline", "abstract_point", "heading", "paragraph", "list_item", "caption")
#: A line of sources or notes that came as a paragraph.
_APPARATUS = compiled(
    r"(?:資料)?來源[:]|資料出處|註[:]|註釋|參考(?:文獻|書目|資料)|source[:s]|注[:]|[註注][0-9]{1,3}[:]"
)
#: The cell of a table that is a year and no more.
_CELL = compiled(r"(?:民國)?(?:(?:19|20)[0-9]{2}|1?[0-9]{2})(?:年度?|會計年度|學年度?|財年)[。:]?")
_ROC_USED = compiled(
    rf"(?<![0-9])1[0-3][0-9](?:學年)?年度|民國(?:[0-9]{{2,3}}|[{CHINESE}]{{2,5}})[年、至到及和與~-]|(?<![0-9])1[0-3][0-9][、至到及~-]1[0-3][0-9]年|(?<![0-9])1[0-3][0-9]年(?:1[0-2]|0?[1-9])月|[今去明本]年?\((?:民國)?1[0-3][0-9]年?\)"
)
#: 98年3月, but not 35年3個月
_SHORT_YEAR = compiled(r"(?<![0-9./])[0-9]{2}年(?:1[0-2]|0?[1-9])月(?![內間])")
_YEAR_OF_WRITING = compiled(
    rf"(?P<word>[今本去明])年?\((?P<year>[0-9]{{3,4}}|[{CHINESE}]{{3,4}})年?\)"
)


def find_statements(report: str, blocks: Sequence[Block], published: str) -> list[Statement]:
    """Every dated statement in the running text of one report, in reading order.

    ``report`` is the report's id, ``blocks`` its blocks in reading order and
    ``published`` its date in EDTF, empty where unknown.  A statement's id is that of
    the report and the block and its place among the dates of the block, so it is as
    lasting as the block's anchor.  ``actors``, ``event`` and ``gist`` are left empty.
    Nothing is remembered from one call to the next, and no input raises.

    >>> block = Block("p1", "s1", "paragraph", "兩韓4月27日會談，5月26日再會，次日公布結果。")
    >>> for statement in find_statements("r", [block], "2018-05"):
    ...     print(statement.id, statement.edtf, statement.surface, statement.resolution)
    r-p1-d1 2018-04-27 4月27日 year_from_context
    r-p1-d2 2018-05-26 5月26日 year_from_context
    r-p1-d3 2018-05-27 次日 relative
    """
    running = [(block, read(block.text)) for block in blocks if block.type in _RUNNING]
    running = [(block, text) for block, text in running if not _is_apparatus(block, text.text)]
    writing = _writing(published, [text.text for _, text in running])
    roc = any(_ROC_USED.search(text.text) for _, text in running)
    short = any(_SHORT_YEAR.search(text.text) for _, text in running)
    reigns = any(counts_by_reigns(text.text) for _, text in running)
    era = Era(roc, writing.year, short, reigns)
    context = Context(writing)
    statements: list[Statement] = []
    settings: list[Setting] = []
    offset = 0
    led_in = opened = False
    for block, text in running:
        if block.type in ("heading", "title"):
            context.begin_section(block.level if block.type == "heading" else 0)
        else:
            listed = block.type == "list_item"
            led_in = opened or (led_in and listed)
            context.begin_block(listed=listed, goes_on=led_in)
        for statement, how in _in_block(report, block, text, offset, era, context):
            statements.append(statement)
            settings.append(how)
        offset += len(text.text) + 1
        # What stands before a list (2017年大事如下：) holds for its items.
        opened = text.text.endswith(":")
    if writing.month is None:
        return classifying.looking_ahead(statements, settings)
    return statements


def _is_apparatus(block: Block, text: str) -> bool:
    """Whether a block is a line of sources, or a table's cell with a year alone."""
    cell = block.type in ("paragraph", "list_item", "caption") and _CELL.fullmatch(text)
    return bool(cell or _APPARATUS.match(text))


def _in_block(
    report: str, block: Block, text: Reading, offset: int, era: Era, context: Context
) -> list[tuple[Statement, Setting]]:
    statements: list[tuple[Statement, Setting]] = []
    dates = scan(text.text, era)
    for index, found in enumerate(dates):
        how = setting(text.text, found)
        if Cue.CITATION in how or _is_said_again(text.text, dates, index):
            continue
        if block.type == "byline" and not isinstance(found.first.year, int):
            continue
        at = offset + found.start
        sentence = offset + sentence_start(text.text, found.start)
        resolved = context.resolve(found, how, at, sentence)
        if resolved is None:
            continue
        planned = classifying.is_planned(found, how, resolved, context.writing)
        context.spoke(found, resolved, how, at, sentence, planned)
        start, end = text.original(found.start, found.end)
        statement = Statement(
            id=f"{report}-{block.id}-d{len(statements) + 1}",
            edtf=resolved.edtf,
            surface=block.text[start:end],
            quote=quote(block.text, start, end),
            resolution=resolved.resolution,
            kind=classifying.kind(found, how, block.type, planned=planned),
            planned=planned,
            report=report,
            block=block.id,
            start=start,
            end=end,
        )
        statements.append((statement, how))
    return statements


_SAME_DAY = compiled(r"[,]?(?:即|也就是|亦即|正是|為|適逢)[^,。;:]{0,14}")


def _is_said_again(text: str, dates: Sequence[Expression], index: int) -> bool:
    """Whether a relative date only says again what a printed date beside it says.

    翌日（6月13日） and 6月13日即「川金會」翌日 are one statement, that of the printed
    date; 新年 in the clause of a printed date (1月…新年賀辭) is its occasion.
    """
    found = dates[index]
    point = found.first
    if point.part is Part.NEW_YEAR and point.year is None:
        if index == 0:
            return False
        before = dates[index - 1]
        return before.end >= max(clause_start(text, found.start), found.start - 20)
    if not isinstance(point.day, Ref):
        return False
    if index and dates[index - 1].end == found.start:  # 9月22日當日
        return True
    if index + 1 < len(dates):
        after = dates[index + 1]
        printed = isinstance(after.first.day, int)
        if printed and text[found.end : after.start] == "(":
            return True
    if index:
        before = dates[index - 1]
        printed = isinstance(before.first.day, int)
        if printed and _SAME_DAY.fullmatch(text, before.end, found.start):
            return True
    return False


def _latest_told(texts: Sequence[str]) -> int | None:
    """The latest year of which something to the month is told, not looked ahead to."""
    years = [
        found.first.year
        for text in texts
        for found in scan(text, Era())
        if isinstance(found.first.year, int)
        and isinstance(found.first.month, int)
        and not found.bound
        and not _is_aside(setting(text, found))
    ]
    return max(years, default=None)


def _is_aside(how: Setting) -> bool:
    return not how.isdisjoint({Cue.LED, Cue.DUE, Cue.PRECEDES, Cue.IN_TITLE, Cue.CITATION})


def year_of_writing(blocks: Sequence[Block]) -> int | None:
    """The year that a text calls this year, next to which it says so in figures.

    >>> year_of_writing([Block("p1", "s1", "paragraph", "今（2018）年與明（2019）年"), Block("p2", "s1", "paragraph", "今年")])
    2018
    """
    return _called_this([read(block.text).text for block in blocks])


def _called_this(texts: Sequence[str]) -> int | None:
    """The year that folded ``texts`` most often call this year: 今（2018）年, 去（2017）年."""
    years: Counter[int] = Counter()
    for text in texts:
        for match in _YEAR_OF_WRITING.finditer(text):
            value = number(match["year"])
            if value is not None:
                value += 1911 if value < 1000 else 0
                years[value + {"去": 1, "明": -1}.get(match["word"], 0)] += 1
    return max(years, key=lambda year: (years[year], year)) if years else None


def _writing(published: str, texts: Sequence[str]) -> Writing:
    """When the report was written: as its date says, or the year it calls this year.

    A report without a date is taken to be of the latest year in which it tells of a
    month or day.

    今（2018）年 in a report dated January 2019 was written in 2018; the last month of
    that year then stands for the month of writing.
    """
    said = _called_this(texts)
    when = edtf.known(published)
    date = when.first if when else None
    if date is None or date.masked:
        return Writing(said if said is not None else _latest_told(texts))
    if said is not None and said == date.year - 1:
        return Writing(said, 12)
    return Writing(date.year, date.month or None, date.day or None)
