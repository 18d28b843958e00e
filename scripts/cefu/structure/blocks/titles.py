"""The title, looked at again when the blocks are known: what is largest, what a document calls itself.

A line is a reading's title by its features; that a salutation is none, and that the first
page's largest words are one, holds whatever the weights say.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from cefu.structure.blocks.typed import Typed
from cefu.structure.lines.layout import ends_sentence
from cefu.structure.reading.shapes import heads
from cefu.structure.wording.agent_names import is_organisation
from cefu.structure.wording.headwords import (
    CONTENTS,
    FILE_NUMBER,
    KIND_OF_DOCUMENT,
    TITLE_LABEL,
)
from cefu.structure.wording.numbering import numbered
from cefu.text.written_dates import WRITTEN_DATE

#: How many blocks from the start can hold the title, and its longest line in characters.
_FRONT, _LONGEST = 10, 60
#: By how much the largest words are larger than the body, or than what was taken for the title.
_LARGE, _LARGER = 1.3, 1.25
#: 各省、自治区人民政府：; 張三、李四委員：
_SALUTATION = re.compile(r"[^《〈「]{2,}[：:]$")
_ISSUED = re.compile(r"(?:關於|关于).{2,}(?:意見|意见|通知|通告|函|決定|决定|批覆|批复|公告|方案)$")
_KIND = re.compile(
    r"(?:意見|意见|通知|通告|函|決定|决定|批覆|批复|公告|方案|答覆|答复|報告|报告|說明|说明|講話|讲话|辦法|办法|條例|条例)$"
)
_OF_KIND = re.compile(rf"的(?:若干)?{_KIND.pattern}")
#: A revision, a page or an address below a name on a cover.
_NO_TITLE = re.compile(r"^[\d.]+\s*版|https?://|www\.|@|^[^\u3400-\u9fffA-Za-z]*$")


def with_title(typed: Sequence[Typed], body_size: float, said: Container[int] = ()) -> list[Typed]:
    """``typed`` with its title where it surely is; ``body_size`` in points, 0 where unknown.

    Blocks whose source offset is among ``said`` are as a keeper wants them.
    """
    free = [item.chunk.lines[0].start not in said for item in typed]
    result = [_demoted(item) if own else item for item, own in zip(typed, free, strict=True)]
    if any(item.type == "title" and not own for item, own in zip(typed, free, strict=True)):
        return result
    front = [k for k in range(min(_FRONT, len(result))) if free[k] and _can_be(result[k])]
    sizes = {k: _size(result[k]) for k in front if result[k].chunk.lines[0].page == 0}
    titles = [k for k in front if result[k].type == "title"]
    largest = max(sizes, key=lambda k: (sizes[k], -k), default=None)
    if largest is not None and body_size and sizes[largest] >= _LARGE * body_size:
        held = max((_size(result[k]) for k in titles), default=0.0)
        if sizes[largest] >= _LARGER * held:
            return _entitled(result, largest, titles)
        above = [k for k in titles if k < largest and _size(result[k]) * _LARGER < sizes[largest]]
        if above and result[largest].type == "title":
            return _entitled(result, largest, above)
    result = _gone_on(result, titles, free)
    if not titles:
        called = [k for k in front if _names_itself(result[k].chunk.plain)]
        if called:
            return _entitled(result, called[0], [])
    return result


def _gone_on(typed: Sequence[Typed], titles: Sequence[int], free: Sequence[bool]) -> list[Typed]:
    """``typed`` with the rest of a title as title too, which tells what kind of document it is:
    国务院办公厅关于印发 / 粮食预案的函; 对某次会议 / 第231号提案的答复."""
    result = list(typed)
    for k in titles[-1:]:
        if k + 1 == len(typed) or not free[k + 1] or _KIND.search(typed[k].chunk.plain):
            continue
        below = typed[k + 1]
        short = len(below.chunk.plain) <= _LONGEST and not below.mark
        if (
            short
            and below.type in ("byline", "heading", "paragraph")
            and _OF_KIND.search(below.chunk.plain)
        ):
            result[k + 1] = replace(below, type="title", rule="title", style="", mark="")
    return result


def _entitled(typed: Sequence[Typed], at: int, others: Sequence[int]) -> list[Typed]:
    """``typed`` with the block ``at`` as its title, and ``others`` as lines beside it."""
    result = list(typed)
    for k in others:
        result[k] = replace(result[k], type="byline", rule="byline")
    result[at] = replace(result[at], type="title", rule="title", style="", mark="")
    return result


def _demoted(item: Typed) -> Typed:
    text = item.chunk.plain
    salutes = _SALUTATION.fullmatch(text) is not None and not TITLE_LABEL.match(text)
    if item.type == "title" and (salutes or CONTENTS.fullmatch(text)):
        return replace(item, type="byline", rule="byline")
    return item


def _can_be(item: Typed) -> bool:
    """Whether a block can be the title: short, no sentence, no number, date, body or part."""
    text = item.chunk.plain
    if item.type not in ("title", "heading", "byline", "paragraph"):
        return False
    if item.type != "title" and numbered(item.chunk.text):
        return False
    if len(text) > _LONGEST or ends_sentence(text):
        return False
    if any(p.search(text) for p in (FILE_NUMBER, _NO_TITLE)) or WRITTEN_DATE.fullmatch(text):
        return False
    if heads(item.chunk.lines[0]) or CONTENTS.fullmatch(text) or _SALUTATION.fullmatch(text):
        return False
    return item.type == "title" or not is_organisation(text)


def _size(item: Typed) -> float:
    return max(line.size for line in item.chunk.lines)


def _names_itself(text: str) -> bool:
    """Whether the words end with what kind of document they head.

    >>> _names_itself("就渡輪班次提交意見書"), _names_itself("關於促進航運的若干意見"), _names_itself("總體立場")
    (True, True, False)
    """
    return len(text) > 5 and bool(KIND_OF_DOCUMENT.search(text) or _ISSUED.search(text))
