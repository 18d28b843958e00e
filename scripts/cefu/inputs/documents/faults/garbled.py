"""Characters that stand for none: counted, and told with page, line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cefu.inputs.documents.plain.plaintext import COMMON
from cefu.model.received import Fault

_SWAPPED = "".join(chr(code << 8) for code in range(0x20, 0x7F))
#: Code -> (pattern, what it is, what to do).
_KINDS: dict[str, tuple[re.Pattern[str], str]] = {
    "replacement": (
        re.compile(r"[\ufffd\uffff\ufffe\ufdd0-\ufdef]"),
        "characters that stand for none (U+FFFD)",
    ),
    "cid": (re.compile(r"\(cid:\d{1,6}\)"), "characters given as (cid:…), a font's own numbers"),
    "private": (
        re.compile(r"[\ue000-\uefff\uf100-\uf8ff\U000f0000-\U0010fffd]"),
        "private-use characters, which only their own font can show",
    ),
    "mojibake": (
        re.compile(
            r"[\u00a1-\u00ff]{4,}|(?:[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u2013-\u203a]{1,3}){3,}"
        ),
        "words decoded in the wrong character set",
    ),
    "swapped": (
        re.compile(f"[{re.escape(_SWAPPED)}]{{4,}}"),
        "words whose bytes are swapped",
    ),
}
_REMEDY = (
    "Compare the place with the original; extract the text again with another tool, add the PDF "
    "itself, or have it recognised with 'cefu add --ocr'"
)
#: Pages of so many Han with a smaller share of the commonest ones are no Chinese.
_FEWEST_HAN = 120
_LEAST_COMMON = 0.03
_COMMONEST = frozenset("".join(COMMON.values()))
_HAN = re.compile(r"[\u4e00-\u9fff]")


def garbled_faults(text: str) -> list[Fault]:
    """Every kind of unreadable character on every page of ``text``, with how many.

    >>> [(f.code, f.page, f.line, f.count) for f in garbled_faults("甲\\n乙\ufffd\ufffd\\f丙(cid:12)")]
    [('replacement', 1, 2, 2), ('cid', 2, 3, 1)]
    """
    faults: list[Fault] = []
    line = 1
    for number, page in enumerate(text.split("\f"), 1):
        faults.extend(_of_page(page, number, line))
        line += page.count("\n") + 1
    return faults


def _of_page(page: str, number: int, line: int) -> Iterator[Fault]:
    for code, (pattern, what) in _KINDS.items():
        found = list(pattern.finditer(page))
        if not found:
            continue
        count = sum(1 if code == "cid" else len(m.group()) for m in found)
        first = found[0].start()
        yield Fault(
            code,
            number,
            line + page.count("\n", 0, first),
            count,
            f"{count} {what}",
            _REMEDY,
            _around(page, first),
        )
    han = _HAN.findall(page)
    if len(han) >= _FEWEST_HAN and sum(c in _COMMONEST for c in han) < _LEAST_COMMON * len(han):
        yield Fault(
            "no-language",
            number,
            line,
            len(han),
            "the words of this page are no Chinese: its font gives other characters than it shows",
            _REMEDY,
            page.strip()[:20],
        )


def _around(text: str, at: int) -> str:
    """A few characters around ``at``, on its line."""
    start = max(text.rfind("\n", 0, at) + 1, at - 8)
    return text[start : at + 12].split("\n")[0].strip()
