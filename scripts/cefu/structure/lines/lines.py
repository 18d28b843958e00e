"""Physical lines: what the extraction tool gave us, before anything is decided."""

from __future__ import annotations

import re

from cefu.model.line import BLANKS, Line

_PARTED_HAN = re.compile(r"(?<=[\u3400-\u9fff，。、；：]) (?=[\u3400-\u9fff])")
_HAN = re.compile(r"[\u3400-\u9fff]")
#: From this share of Han characters with a blank before them on, blanks are noise.
_LOOSE = 0.03
_LINE = re.compile(r"[^\n\f]*(?:\n|\f|\Z)")


#: Word processors print a rule of this many blanks or dashes above footnotes.
RULE_OF_BLANKS = 15
_RULE_OF_DASHES = re.compile(r"[_\-\u2014\u2015\u2500\u2501\uff3f\uff0d]{5,}")


def is_rule(text: str) -> bool:
    """Whether ``text`` is a drawn rule.

    >>> is_rule("____________"), is_rule("────────"), is_rule("—")
    (True, True, False)
    """
    return bool(_RULE_OF_DASHES.fullmatch(text))


def read_lines(text: str) -> list[Line]:
    """All lines of ``text`` that are not blank, in order.

    >>> [(l.number, l.gap, l.page, l.text) for l in read_lines("甲\\n\\n 乙\\f丙")]
    [(1, 0, 0, '甲'), (3, 1, 0, '乙'), (4, 0, 1, '丙')]
    """
    lines: list[Line] = []
    gap, void, rule, page = 0, False, False, 0
    loose = sum(1 for _ in _PARTED_HAN.finditer(text)) > _LOOSE * len(_HAN.findall(text))
    for number, match in enumerate(_LINE.finditer(text), 1):
        if match.start() == len(text):
            break
        raw = match.group()
        end = raw[-1:] if raw[-1:] in "\n\f" else ""
        raw = raw[: len(raw) - len(end)].removesuffix("\r")
        if not raw.strip(BLANKS):
            if raw or end == "\n":
                gap += 1
            void = void or bool(raw.strip("\r"))
            rule = rule or len(raw) >= RULE_OF_BLANKS
        elif is_rule(raw.strip(BLANKS)):
            lines.append(Line(number, match.start(), raw, gap, void, page, rule, loose))
            gap, void, rule = 0, False, True
        else:
            lines.append(Line(number, match.start(), raw, gap, void, page, rule, loose))
            gap, void, rule = 0, False, False
        if end == "\f":
            page += 1
    return lines
