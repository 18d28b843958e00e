"""Footnotes: lifted from page feet, and tied to their references.

A note opens with a label (a digit after a footnote rule, a superscript digit,
a star, a bracketed number) and ends where its page ends, where the next one
opens, or where the layout says that its last line is over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cefu.normalise.furniture import Pagination
from cefu.normalise.layout import Layout, ends_sentence
from cefu.normalise.lines import Line
from cefu.normalise.traced import Traced

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_STARS = "＊*†‡※"
_OPENING = re.compile(
    r"(?P<super>[⁰¹²³⁴-⁹]{1,3})\s*"
    r"|(?P<star>[＊*†‡]{1,3})[ \t\u3000]*(?=\S)"
    r"|(?:註|注)\s*(?P<zhu>\d{1,3})\s*[：:、.．]?\s*"
    r"|[\[［〔](?P<bracket>\d{1,3})[\]］〕]\s*"
    r"|(?P<plain>\d{1,3})(?![\d.,%年月日]|[-–/]\d)[.、．]?\s*"
)
_URL_ONLY = re.compile(r"(?:https?://|www\.)[!-~]+")
_URL_END = re.compile(r"https?://[!-~]*$")
_ENDNOTES = re.compile(
    r"(?:[壹貳參肆伍陸柒捌玖拾一二三四五六七八九十]+、)?\s*(?:註釋|注釋|注释|註解|附註|附注|尾註|尾注|Notes|NOTES)[：:]?"
)


@dataclass(slots=True)
class RawNote:
    """A note before its references are known: label, kind and its lines."""

    label: str
    kind: str
    lines: list[Traced] = field(default_factory=list)
    #: source offset where the label starts
    start: int = 0
    #: index of the page segment it stands on; -1 for endnotes
    segment: int = 0
    mark: Traced = field(default_factory=Traced)


@dataclass(frozen=True, slots=True)
class NoteLines:
    """``notes`` in order of appearance, ``taken``: line index -> rule that took
    it, ``dropped``: indices of link annotations (furniture)."""

    notes: list[RawNote]
    taken: dict[int, str]
    dropped: dict[int, str]


@dataclass(frozen=True, slots=True)
class Opening:
    label: str
    kind: str
    length: int


def opening(text: str) -> Opening | None:
    """The label that ``text`` opens with, if it could be a note.

    >>> opening("² 南韓負擔"), opening("＊  作者為")
    (Opening(label='2', kind='super', length=2), Opening(label='＊', kind='star', length=3))
    >>> opening("2018年") is None
    True
    """
    match = _OPENING.match(text)
    if not match:
        return None
    kind = match.lastgroup or ""
    return Opening(match.group(kind).translate(_TO_DIGITS), kind, match.end())


def lift_notes(lines: Sequence[Line], pages: Pagination, layout: Layout) -> NoteLines:
    """Take the notes out of ``lines``; furniture lines are passed over."""
    segments = _segments(lines, pages)
    text = [line.text for line in lines]
    supers = _superscripts_used(text)
    notes: list[RawNote] = []
    taken: dict[int, str] = {}
    dropped: dict[int, str] = {}
    expected = 1
    for number, segment in enumerate(segments):
        start = _foot(lines, segment, expected, supers, layout)
        for region in start:
            expected = _read_region(lines, region, number, expected, layout, notes, taken, dropped)
    _lift_endnotes(lines, pages, layout, notes, taken)
    _drop_annotations(lines, segments, notes, taken, dropped)
    return NoteLines(notes, taken, dropped)


def _segments(lines: Sequence[Line], pages: Pagination) -> list[list[int]]:
    """Line indices of each physical page, furniture left out."""
    segments: list[list[int]] = [[]]
    for i in range(len(lines)):
        if i in pages.begins and segments[-1]:
            segments.append([])
        if i not in pages.furniture:
            segments[-1].append(i)
    return [s for s in segments if s]


def _superscripts_used(text: Iterable[str]) -> bool:
    return any(c in SUPERSCRIPTS for t in text for c in t[1:])


def _foot(
    lines: Sequence[Line],
    segment: list[int],
    expected: int,
    supers: bool,
    layout: Layout,
) -> list[list[int]]:
    """The runs of lines on this page that are notes."""
    for k, i in enumerate(segment):
        if lines[i].rule_before and _opens(lines, segment, k, expected):
            return [segment[k:]]
    regions: list[list[int]] = []
    k, want = 0, expected
    while k < len(segment):
        found = opening(lines[segment[k]].text)
        if found and _is_note(found, lines, segment, k, want, supers):
            end = _note_end(lines, segment, k, layout, foot=found.kind == "plain")
            regions.append(segment[k:end])
            if found.label.isdecimal():
                want = int(found.label) + 1
            k = end
        else:
            k += 1
    return regions


def _opens(lines: Sequence[Line], segment: list[int], k: int, expected: int) -> bool:
    text = lines[segment[k]].text
    found = opening(text)
    if found is None and page_rule(text):
        return k + 1 < len(segment) and opening(lines[segment[k + 1]].text) is not None
    if found is None:
        return False
    return not found.label.isdecimal() or int(found.label) in (expected, 1)


def page_rule(text: str) -> bool:
    """Whether ``text`` is a drawn footnote rule."""
    return not text.strip("_-—―─━＿ ")


def _is_note(
    found: Opening, lines: Sequence[Line], segment: list[int], k: int, want: int, supers: bool
) -> bool:
    """Whether the line, which opens like a note, is one: its label must be the
    next, and the text before must hold a reference of the same kind."""
    if found.kind == "super":
        return True
    before = "".join(lines[i].text for i in segment[:k])
    after = "".join(lines[i].text for i in segment[k + 1 : k + 12])
    if found.kind == "star":
        mark = found.label
        glued = re.compile(rf"[\u4e00-\u9fff]{re.escape(mark)}(?![{_STARS}])")
        rest = lines[segment[k]].text[found.length :]
        return bool(glued.search(before) or glued.search(after)) and len(rest) > 3
    if not found.label.isdecimal() or int(found.label) not in (want, 1):
        return False
    if found.kind == "bracket":
        return f"[{found.label}]" in before.replace("［", "[").replace("］", "]").replace(
            "〔", "["
        ).replace("〕", "]")
    if found.kind == "zhu":
        return bool(re.search(rf"[註注]\s*{found.label}(?!\d)", before))
    if k < len(segment) * 0.4 or supers:
        return False
    rest = lines[segment[k]].text[found.length :]
    glued = re.compile(rf"(?<=[\u4e00-\u9fff。，；：、！？」』）》”]){found.label}(?![\d.,年月日])")
    return (
        bool(glued.search(before)) and _foot_like(rest) and _page_ends_in_notes(lines, segment, k)
    )


def _foot_like(rest: str) -> bool:
    return not rest or bool(
        re.match(
            r"https?://|www\.|[“\"‘《〈「A-Za-z]|參見|参见|同前|同註|同注|見|请见|請參|詳見|引自|資料來源|[\u4e00-\u9fff]{2,}",
            rest,
        )
    )


def _page_ends_in_notes(lines: Sequence[Line], segment: list[int], k: int) -> bool:
    """Notes stand last on their page: what follows is notes or their tails."""
    return not any(lines[j].gap > 2 and opening(lines[j].text) is None for j in segment[k + 1 :])


def _note_end(
    lines: Sequence[Line], segment: list[int], k: int, layout: Layout, *, foot: bool
) -> int:
    """Index (in ``segment``) after the last line of the note that opens at ``k``."""
    if not layout.wrapped:
        end = k + 1
        while end < len(segment) and _runs_on(lines[segment[end - 1]], lines[segment[end]]):
            end += 1
        return end
    full = max(lines[i].width for i in segment[k : k + 3])
    for j in range(k + 1, len(segment)):
        line, before = lines[segment[j]], lines[segment[j - 1]]
        if opening(line.text) and not foot and opening(line.text).kind != "plain":  # type: ignore[union-attr]
            return j
        apart = line.gap > before.gap and line.gap > 0 and j > k + 1
        over = ends_sentence(before.text) or bool(_URL_END.search(before.text))
        if foot:
            if opening(line.text) and before.width < full:
                return j
        elif over and (line.gap > layout.gap or before.width < full - 4 or apart):
            return j
    return len(segment)


def _runs_on(before: Line, line: Line) -> bool:
    """In joined text a note's next line belongs to it only where a URL goes on."""
    return (
        bool(_URL_END.search(before.text))
        and before.raw == before.raw.rstrip()
        and bool(re.fullmatch(r"[-/?=&._%#~A-Za-z0-9]+\s*", line.text))
        and not line.text.startswith("http")
    )


def _read_region(
    lines: Sequence[Line],
    region: list[int],
    segment: int,
    expected: int,
    layout: Layout,
    notes: list[RawNote],
    taken: dict[int, str],
    dropped: dict[int, str],
) -> int:
    """Cut one run of note lines into notes; returns the next expected label."""
    current: RawNote | None = None
    for i in region:
        line = lines[i]
        if page_rule(line.text):
            dropped[i] = "note-rule"
            continue
        found = opening(line.text)
        starts = found is not None and (
            current is None
            or not found.label.isdecimal()
            or int(found.label) == expected
            or (found.kind == "super")
        )
        if found is not None and current is not None and found.kind == "plain":
            starts = starts and not _goes_on(current, line)
        if found is not None and starts:
            current = RawNote(found.label, found.kind, segment=segment, start=line.traced.origin[0])
            current.mark = line.traced[: found.length]
            current.lines.append(line.traced[found.length :])
            notes.append(current)
            taken[i] = "footnote"
            if found.label.isdecimal():
                expected = int(found.label) + 1
        elif current is not None:
            url = line.text if _URL_ONLY.fullmatch(line.text) else ""
            if url and any(url in part.text for part in current.lines):
                dropped[i] = "link-annotation"
            else:
                current.lines.append(line.traced)
                taken[i] = "footnote"
    return expected


def _goes_on(note: RawNote, line: Line) -> bool:
    """A note whose last line is mid-sentence and full goes on with a digit."""
    last = note.lines[-1].text if note.lines else ""
    return bool(last) and last[-1] in "，、「（(" and not line.gap


def _lift_endnotes(
    lines: Sequence[Line],
    pages: Pagination,
    layout: Layout,
    notes: list[RawNote],
    taken: dict[int, str],
) -> None:
    """A closing section 註釋 whose items carry labels that the text refers to."""
    heads = [
        i
        for i, line in enumerate(lines)
        if i not in taken and i not in pages.furniture and _ENDNOTES.fullmatch(line.text)
    ]
    if not heads:
        return
    start = heads[-1]
    if start + 1 >= len(lines) or opening(lines[start + 1].text) is None:
        return
    current: RawNote | None = None
    expected = 1
    for i in range(start + 1, len(lines)):
        if i in pages.furniture or i in taken:
            continue
        found = opening(lines[i].text)
        if found and found.label.isdecimal() and int(found.label) == expected:
            current = RawNote(found.label, found.kind, segment=-1, start=lines[i].traced.origin[0])
            current.mark = lines[i].traced[: found.length]
            current.lines.append(lines[i].traced[found.length :])
            notes.append(current)
            taken[i] = "endnote"
            expected += 1
        elif current is not None:
            over = ends_sentence(lines[i - 1].text)
            if over and (lines[i].gap > layout.gap + 1 or not layout.wrapped):
                return
            current.lines.append(lines[i].traced)
            taken[i] = "endnote"


def _drop_annotations(
    lines: Sequence[Line],
    segments: list[list[int]],
    notes: Sequence[RawNote],
    taken: dict[int, str],
    dropped: dict[int, str],
) -> None:
    """Link annotations: a URL alone at the foot of a page, outside any note,
    is the target of a link somewhere on the page, not a line of the text."""
    for segment in segments:
        for i in reversed(segment):
            if i in taken or i in dropped:
                continue
            if not _URL_ONLY.fullmatch(lines[i].text):
                break
            before = [j for j in segment if j < i and j not in taken and j not in dropped]
            if before and lines[before[-1]].text.rstrip()[-1:] in "：:":
                break
            dropped[i] = "link-annotation"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to note ``index`` (position in the list of notes) that takes
    up ``text[start:end]``."""

    index: int
    start: int
    end: int


def find_references(
    text: Traced, notes: Sequence[RawNote], spans: Sequence[tuple[int, int]]
) -> list[Reference]:
    """Tie references in ``text`` (the whole running text, in reading order) to notes.

    ``spans`` gives for each page segment its source offsets.  A digit counts as
    a reference only where a note with that label waits on the same page, it is
    glued to a Han character or closing mark, and it is a whole run of digits.
    """
    by_offset = text.origin
    found: list[Reference] = []
    used: set[int] = set()
    cursor = 0
    for index, note in enumerate(notes):
        pattern = _reference_pattern(note)
        best: Reference | None = None
        low, high = _window(note, spans)
        for match in pattern.finditer(text.text, 0):
            start, end = match.span("ref")
            if start in used or not low <= by_offset[start] < high:
                continue
            if by_offset[start] >= note.start and note.segment >= 0 and note.kind != "star":
                continue
            if note.kind == "plain":
                if start < cursor:
                    continue
                if best is None or _score(text.text, start, end) > _score(
                    text.text, best.start, best.end
                ):
                    best = Reference(index, start, end)
            else:
                best = Reference(index, start, end)
                break
        if best is not None:
            found.append(best)
            used.update(range(best.start, best.end))
            cursor = best.end if note.kind != "star" else cursor
    return sorted(found, key=lambda r: r.start)


def _window(note: RawNote, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where a note's reference can stand: on its own page.

    Joined text has no pages; there, and for endnotes, anywhere.
    """
    if note.segment < 0 or note.kind in ("super", "bracket", "zhu"):
        return 0, 1 << 60
    return spans[note.segment]


def _reference_pattern(note: RawNote) -> re.Pattern[str]:
    label = re.escape(note.label)
    if note.kind == "super":
        digits = "".join(SUPERSCRIPTS[int(d)] for d in note.label)
        return re.compile(rf"(?<![{SUPERSCRIPTS}])(?P<ref>{digits})(?![{SUPERSCRIPTS}])")
    if note.kind == "star":
        return re.compile(rf"(?<=\S)(?P<ref>{label})(?![{_STARS}])")
    if note.kind == "bracket":
        return re.compile(rf"(?P<ref>[\[［〔]{label}[\]］〕])")
    if note.kind == "zhu":
        return re.compile(rf"(?P<ref>[（(]?[註注]\s*{label}[）)]?)(?!\d)")
    return re.compile(
        rf"(?<=[\u4e00-\u9fff。，；：、！？」』）》”’\"…)])(?P<ref>{label})(?![\d.,:%％~～\-–年月日時点點]|\s*[年月日])"
    )


#: A number before one of these counts things; it is no reference.
_MEASURES = "個名人次國種項條點年月日時分秒元美億萬千百兆噸公里架艘枚輪屆座倍位大方週度級期歲家份號艘辆輛个国项条届"


def _score(text: str, start: int, end: int) -> int:
    """How much the place looks like a reference: after a full stop best."""
    score = 0
    if text[start - 1] in "。！？":
        score += 4
    elif text[start - 1] in '」』）》”’"，；、：)':
        score += 3
    after = text[end : end + 1]
    if not after or after in "\n":
        score += 2
    elif after in _MEASURES:
        score -= 5
    return score
