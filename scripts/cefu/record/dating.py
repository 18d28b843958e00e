"""When a text came out: a labelled date, a signed one, one that running heads print, or a guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from cefu.dates import find_statements, year_of_writing
from cefu.dates.printed import first_date, is_date
from cefu.model.document import Block

_NUMBER = r"[\W一二三四五六七八九十壹貳參叁肆伍]*"
_DATED = re.compile(
    _NUMBER
    + r"(?:(?:出版|發布|发布|發佈|發表|发表|刊登|刊出|公布|公告|發文|发文|成文|印發|印发|發稿|編製|编制|製作|報告|报告|修正|制定|撰寫|完成)"
    r"\s*(?:日期|時間|时间|年月)|出版|日期|發布|发布)[ \u3000]*[：:]"
)
#: The time of what minutes and interviews write down.
_HELD = re.compile(
    _NUMBER + r"(?:(?:開會|会议|會議|採訪|采访|訪談)?(?:時間|时间|日期))[ \u3000]*[：:]"
)
_WRITES_DOWN = re.compile(
    r"^"
    + _NUMBER
    + r"(?:主席|主持人?|紀錄|記錄|记录|受訪者|受访者|採訪|采访|出席)[\u4e00-\u9fff、]{0,4}[ \u3000]*[：:]"
)
#: Days of an article's way to print, and of what a notice calls for: none of publication.
_OTHER_DAYS = re.compile(
    r"(?:收稿|修回|修訂|接受|錄用|录用|投稿|截稿|截止|申請|申请|報名|报名|活動|活动|施行|生效|瀏覽|浏览|訪問|访问|下載|下载|查詢|列印|打印|有效)"
    r"[\u4e00-\u9fff]{0,2}\s*(?:日期|日|時間|时间|期限)?\s*[：:]"
)
#: The time of day that a browser puts on what it prints.
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
#: Longer lines are text.
_LONGEST = 200


def printed_date(lines: Sequence[str], ends: Sequence[Block], imprints: Iterable[str]) -> str:
    """The date in EDTF that a text prints of itself, '' where it prints none.

    ``ends`` are its first and last blocks, ``lines`` its running heads, ``imprints`` lines
    that tell an issue or a publisher.  A labelled date goes before one that stands alone.
    """
    told = [b.text for b in ends if len(b.text) <= _LONGEST]
    told = [text for text in told if not _OTHER_DAYS.search(text)]
    heads = [line for line in lines if not _OTHER_DAYS.search(line)]
    written_down = any(map(_WRITES_DOWN.match, told))
    for label in (_DATED, *([_HELD] if written_down else [])):
        for text in [*told, *heads]:
            match = label.match(text)
            if match and (date := first_date(text[match.end() :], roc=True)):
                return date
    alone = {b.text for b in ends if b.type == "byline" or _only_a_date(b.text)}
    for text in [*(t for t in told if t in alone), *imprints]:
        if date := first_date(text, roc=True):
            return date
    dates = Counter(
        date for line in heads if not _CLOCK.search(line) and (date := first_date(line))
    )
    # 第5期 of a year tells the year alone; a line that tells the month is better.
    return max(dates, key=lambda d: (len(d), dates[d])) if dates else ""


def _only_a_date(text: str) -> bool:
    """Whether a short line is a date, in brackets or not."""
    bare = text.strip()
    if bare[:1] in ("(", "（") and bare[-1:] in (")", "）"):
        bare = bare[1:-1]
    return len(text) <= 20 and is_date(bare)


def inferred_date(blocks: Sequence[Block]) -> tuple[str, str]:
    """A year for a text that prints no date, and how it is known; ('', '') if unknown."""
    year = year_of_writing(blocks)
    if year is not None:
        return f"{year}?", (
            f"來源未印出版日期；文中自稱「今（{year}）年」，故推定為{year}年。"
            f" / No date is printed; the text calls {year} “this year”."
        )
    told = Counter(
        last[:4]
        for s in find_statements("", blocks, "")
        if s.resolution == "absolute" and s.kind == "event" and not s.planned
        # A year alone is often one ahead, or a plan's.
        if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", last := s.edtf.rpartition("/")[2])
    )
    # One lone date after all others is one that lay ahead.
    least = max(2, told.total() // 20) if told.total() > 2 else 1
    years_told = sorted(year for year, n in told.items() if n >= least)
    if not years_told:
        return "", ""
    latest = years_told[-1]
    return f"{latest}?", (
        f"來源未印出版日期；文中所記最晚之事在{latest}年，故推定為該年，存疑。"
        f" / No date is printed; the latest events the text tells are of {latest}."
    )
