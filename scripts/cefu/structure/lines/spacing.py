"""Blanks: extraction blanks go, word spaces stay; lines are joined.

Chinese is printed without blanks between words; the blanks that an extraction
leaves between Han and digits or Latin are layout, which the site's style sheet
restores (CLREQ 3.2.2, mixed text).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from unicodedata import east_asian_width

from cefu.model.line import BLANKS
from cefu.model.traced import Traced, concat
from cefu.structure.lines.parting import is_list, parts

_BLANK_RUN = re.compile(f"[{re.escape(BLANKS)}]+")
_SOFT_HYPHEN = "\xad"
#: Quotation marks and dashes that both scripts use; their neighbours decide.
_SHARED = "“”‘’—–…·"
_URL_TAIL = re.compile(r"(?:https?://|www\.)[!-~]*$")
#: Longest line in which a blank can part names, in characters.
_LINE = 200
#: Longest URL that is followed over line ends, in characters.
_TAIL = 1000
#: What only addresses have inside a word, and how they end.
_ADDRESS_PART = re.compile(
    r"[A-Za-z0-9%~+-]*[A-Za-z][\w%~+-]*[./_?=][\w./%?=&#~+-]*|\w*\d[\w-]*\.[a-z]{2,5}|\w+(?:-\w+){3,}"
)
_ENDING = re.compile(r"\.(?:[sx]?html?|pdf|aspx?|php|jsp|docx?)$")
_URL_ON = re.compile(r"[A-Za-z0-9/?=&._%#~+-]")


def _latin(text: str, at: int, step: int) -> bool:
    """Whether the script at ``at``, read in direction ``step``, is Latin."""
    hops = 0
    while 0 <= at < len(text) and text[at] in _SHARED and hops < 3:
        at, hops = at + step, hops + 1
    if not 0 <= at < len(text):
        return False
    char = text[at]
    return char not in BLANKS and not _wide(char)


def _wide(char: str) -> bool:
    return east_asian_width(char) in "WF" or "\ue000" <= char <= "\uf8ff" or char in "＊※"


def close_up(piece: Traced) -> Traced:
    """``piece`` with only those blanks left that part two words: Latin ones, or names in a list.

    A run of blanks that stays is left as one plain space, between full-width characters
    as an ideographic one.

    >>> close_up(Traced.at("於 6月 12日在 38 North  的 Kim Jong-un）", 0)).text
    '於6月12日在38 North的Kim Jong-un）'
    """
    text, origin = piece.text, piece.origin
    out: list[str] = []
    kept = array("q")
    last = 0
    for match in _BLANK_RUN.finditer(text):
        start, end = match.span()
        out.append(text[last:start])
        kept.extend(origin[last:start])
        if _latin(text, start - 1, -1) and _latin(text, end, 1):
            visible = [
                k for k in range(start, end) if text[k] not in "\u200b\u200c\u200d\u2060\ufeff\xad"
            ]
            if visible:
                out.append(" ")
                kept.append(origin[visible[0]])
        elif start and end < len(text) and _is_parted(text, start, end):
            out.append("\u3000" if "\u3000" in text[start:end] else " ")
            kept.append(origin[max(start, text.find("\u3000", start, end))])
        last = end
    out.append(text[last:])
    kept.extend(origin[last:])
    return Traced("".join(out), kept)


def _is_parted(text: str, start: int, end: int) -> bool:
    """Whether the blanks at ``text[start:end]`` part what stands on both sides of them."""
    low, high = max(0, start - _LINE), min(len(text), end + _LINE)
    first, last = text.rfind("\n", low, start) + 1 or low, text.find("\n", end, high)
    last = last if last >= 0 else high
    if "\n" not in text[start:end]:
        whole = (low == 0 or first > low) and (high == len(text) or last < high)
        return whole and parts(text[first:last], start - first, end - first)
    return is_list(text[first:start]) and is_list(text[end:last])


def join_lines(lines: Sequence[Traced]) -> Traced:
    """One text of several physical lines.

    Between Latin words the line end becomes the space it stood for, except
    inside a URL that goes on; a word divided at the line end loses its hyphen, one
    that is written with a hyphen keeps it.  The
    space takes the source offset of the line end, so that the ledger knows it.

    >>> a, b = Traced.at("柯恩(Michael", 0), Traced.at("Cohen)赴", 12)
    >>> join_lines([a, b]).text
    '柯恩(Michael Cohen)赴'
    >>> join_lines([Traced.at("https://a.org/moment", 0), Traced.at("-world/", 22)]).text
    'https://a.org/moment-world/'
    >>> join_lines([Traced.at("https://a.org/2021/P20211008.h", 0), Traced.at("tm", 40)]).text
    'https://a.org/2021/P20211008.htm'
    >>> join_lines([Traced.at("is biased agai", 0), Traced.at("-nst the poor", 15)]).text
    'is biased against the poor'
    >>> join_lines([Traced.at("state-owned oper\\xad", 0), Traced.at("ators agreed", 30)]).text
    'state-owned operators agreed'
    >>> join_lines([Traced.at("https://a.org/b", 0), Traced.at("Smith, p. 3", 40)]).text
    'https://a.org/b Smith, p. 3'
    """
    parts: list[Traced] = []
    tail = ""
    end = -1
    for line in lines:
        if not line.text:
            continue
        if parts and _is_taken_down(tail, line.text):
            parts.append(line[1:])
            tail, end = (tail + line.text[1:])[-_TAIL:], line.origin[-1]
            continue
        if parts and (tail[-1:] == _SOFT_HYPHEN or divides(tail, line.text)):
            parts[-1] = parts[-1][: len(parts[-1]) - 1]
        elif parts and not _glued(tail, line.text, line.origin[0] - end):
            parts.append(Traced("\n", array("q", [end + 1])))
        parts.append(line)
        tail = (tail + line.text[-_TAIL:])[-_TAIL:]
        end = line.origin[-1]
    return close_up(concat(parts))


#: The hyphen of a divided word at the start of the next line: agai / -nst.
_TAKEN_DOWN = re.compile(r"-[a-z]{2}")


def _is_taken_down(before: str, after: str) -> bool:
    """Whether ``after`` opens with the hyphen that divides a word of ``before``."""
    letter = before[-1].isascii() and before[-1].isalpha()
    return letter and bool(_TAKEN_DOWN.match(after)) and not _URL_TAIL.search(before)


def _glued(before: str, after: str, distance: int) -> bool:
    """Whether nothing parts the two lines: a URL or hyphenated word goes on."""
    url = _URL_TAIL.search(before)
    if url:
        if after.startswith(("http", "www.")) or not _URL_ON.match(after[0]):
            return False
        whole = after[:_TAIL].split()[0]
        return (
            before[-1] in "/-_=?&.%"
            or after[0] in "-/?=&._%#"
            or (distance <= 2 and ("/" in whole or "." in whole or whole.isalnum()))
            or _ADDRESS_PART.fullmatch(whole.rstrip(".,;)")) is not None
            or _ENDING.search(before[-6:] + whole.rstrip(".,;)")) is not None
        )
    if before[-1:] in "-–—~～" and before[-2:-1].isdigit() and after[:1].isdigit():
        return True  # a span of years or pages
    return before[-1:] == "-" and before[-2:-1].isalpha() and after[:1].isalpha()


#: First parts of English compounds that keep their hyphen before a small letter.
_COMPOUND = frozenset(
    ["long", "short", "high", "low", "well", "self", "non", "half", "cross", "far", "near", "mid", "multi", "co", "semi", "ex", "pre", "post", "anti", "pro", "counter", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "first", "second", "third", "one", "full", "part", "hard", "soft", "fast", "slow", "large", "small", "decision", "policy", "state", "world", "war", "peace", "nuclear", "nation", "land", "sea", "air", "cost", "time", "trade", "market", "risk", "rule", "re", "year", "old", "new", "open", "so", "up", "to", "day", "by", "of", "and", "in", "the", "on", "off", "out", "over", "under", "east", "west", "north", "south", "sino", "euro", "anglo", "left", "right", "top", "bottom"]
)  # fmt: skip
_HEAD = re.compile(r"(?:^|[^A-Za-z-])([A-Za-z]+)-$")
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*$")


def divides(before: str, after: str) -> bool:
    """Whether the hyphen at the end of ``before`` only divides a word at the line end.

    >>> divides("the estab-", "lish a"), divides("long-", "term"), divides("Indo-", "Pacific")
    (True, False, False)
    """
    head = _HEAD.search(before[-60:])
    if not head or not ("a" <= after[:1] <= "z") or _ADDRESS.search(before[-_TAIL:]):
        return False
    return len(head.group(1)) > 1 and head.group(1).lower() not in _COMPOUND
