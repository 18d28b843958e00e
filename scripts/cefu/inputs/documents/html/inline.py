"""The inline content of a web page: words with their style, broken where it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from cefu.inputs.documents.flow import Words
from cefu.inputs.documents.html.main_part import MUTE, is_element, is_hidden

_SIZE = re.compile(r"font-size:\s*([\d.]{1,6})\s*(pt|px|em|rem|%)", re.I)
_WEIGHT = re.compile(r"font-weight:\s*(bold(?:er)?|[6-9]00)", re.I)
_ALIGN = re.compile(r"text-align:\s*(center|right|left|justify)", re.I)
_INDENT = re.compile(r"text-indent:\s*(-?[\d.]{1,5})\s*(em|pt|px)", re.I)
_ITALIC = re.compile(r"font-style:\s*(?:italic|oblique)", re.I)
_RAISED = re.compile(r"vertical-align:\s*super", re.I)
_TO_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12}
_HEADING_SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0}
_SPACE = re.compile(r"[ \t\r\n\f]+")
#: A line end in the page's source between two Han is none in its words.
_SOFT = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u2e80-\u9fff\uff00-\uffef])")


@dataclass(frozen=True, slots=True)
class Style:
    """What is inherited from one element by the next; ``indent`` in ems."""

    size: float = 0.0
    bold: bool = False
    italic: bool = False
    align: str = ""
    indent: float = 0.0
    raised: bool = False


def styled(node: HtmlElement, style: Style) -> Style:
    """``style`` as ``node`` changes it."""
    css = (node.get("style") or "")[:2000]
    tag = str(node.tag)
    if size := _SIZE.search(css):
        style = replace(style, size=_number(size.group(1)) * _TO_POINTS[size.group(2).lower()])
    elif tag in _HEADING_SIZES:
        style = replace(style, size=_HEADING_SIZES[tag])
    if tag in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6") or _WEIGHT.search(css):
        style = replace(style, bold=True)
    if tag in ("i", "em", "cite") or _ITALIC.search(css):
        style = replace(style, italic=True)
    align = _ALIGN.search(css)
    named = (align.group(1) if align else node.get("align") or "").lower()
    if tag == "center":
        named = "center"
    if named in ("center", "right", "left", "justify"):
        style = replace(style, align="left" if named == "justify" else named)
    if indent := _INDENT.search(css):
        value = (
            _number(indent.group(1)) / {"em": 1.0, "pt": 12.0, "px": 16.0}[indent.group(2).lower()]
        )
        style = replace(style, indent=value)
    if tag == "sup" or _RAISED.search(css):
        style = replace(style, raised=True)
    return style


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


_Run = tuple[str, Style]


def inline_lines(pending: Sequence[HtmlElement | str], style: Style) -> Iterator[Words]:
    """The lines of inline content: one, and one more for each ``<br>``."""
    runs: list[_Run] = []
    for run in _runs(pending, style):
        if run[0] == "\v":
            yield from _line(runs, style)
            runs = []
        else:
            runs.append(run)
    yield from _line(runs, style)


def _runs(pending: Sequence[HtmlElement | str], style: Style) -> Iterator[_Run]:
    for item in pending:
        if isinstance(item, str):
            if item:
                yield item.replace("\v", " "), style
        elif is_element(item) and item.tag == "br":
            yield "\v", style
        elif is_element(item) and item.tag not in MUTE and not is_hidden(item):
            own = styled(item, style)
            children: list[HtmlElement | str] = [item.text or ""]
            for child in item:
                if is_element(child):
                    children.append(child)
                children.append(child.tail or "")
            yield from _runs(children, own)


def _line(runs: Sequence[_Run], style: Style) -> Iterator[Words]:
    """One line of the runs, blanks as a browser shows them; nothing where it is empty."""
    text = ""
    raised: list[tuple[int, int]] = []
    weights: dict[Style, int] = {}
    whole = _SOFT.sub("", "".join(t for t, _ in runs))
    runs = runs if len(whole) == sum(len(t) for t, _ in runs) else _softened(runs)
    for part, own in runs:
        words = _SPACE.sub(" ", part)
        if text.endswith(" ") or not text:
            words = words.lstrip(" ")
        if own.raised and words.strip():
            raised.append((len(text), len(text) + len(words)))
        weights[own] = weights.get(own, 0) + len(words.strip())
        text += words
    text = text.rstrip(" ")
    if not text.strip("\xa0\u3000 "):
        return
    main = max(weights, key=lambda s: weights[s])
    yield Words(
        text,
        main.size,
        700 if main.bold else 400,
        main.italic,
        tuple((a, min(b, len(text))) for a, b in raised if a < len(text)),
        style.align,
        style.indent,
    )


def _softened(runs: Sequence[_Run]) -> list[_Run]:
    """``runs`` without line ends between Han, also from one run to the next."""
    result: list[_Run] = []
    for k, (part, style) in enumerate(runs):
        before = result[-1][0][-1:] if result else ""
        after = runs[k + 1][0][:1] if k + 1 < len(runs) else ""
        cut = _SOFT.sub("", before + part + after)
        cut = cut.removeprefix(before) if before else cut
        result.append((cut.removesuffix(after) if after else cut, style))
    return result
