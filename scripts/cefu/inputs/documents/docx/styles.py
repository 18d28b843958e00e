"""What the styles of a Word document say of a paragraph and of its characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from cefu.inputs.documents.docx.package import W

_HEADING = re.compile(r"(?:heading|標題|标题)\s*([1-9])$", re.I)
_NAMES = {
    "title": "title",
    "標題": "title",
    "caption": "caption",
    "footnote text": "note",
    "endnote text": "note",
}


@dataclass(frozen=True, slots=True)
class Format:
    """Size in points, weight and the like; ``indent`` in points, ``level`` of an outline from 1."""

    size: float = 0.0
    bold: bool = False
    italic: bool = False
    raised: bool = False
    hidden: bool = False
    align: str = ""
    indent: float = 0.0
    level: int = 0
    role: str = ""
    #: numbering: (list, level in it)
    number: tuple[str, int] | None = None


class Styles:
    """Styles by id, each with what it inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self._raw: dict[str, etree._Element] = {}
        self._known: dict[str, Format] = {}
        self.base = Format()
        self.standard = ""
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            ident = style.get(f"{W}styleId") or ""
            self._raw[ident] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.standard = ident
        for defaults in root.iter(f"{W}rPrDefault"):
            self.base = formatted(self.base, None, defaults.find(f"{W}rPr"))

    def of(self, ident: str, seen: frozenset[str] = frozenset()) -> Format:
        """The format of a style, with that of the styles it is based on."""
        if ident in self._known:
            return self._known[ident]
        style = self._raw.get(ident)
        if style is None or ident in seen:
            return self.base
        based = style.find(f"{W}basedOn")
        start = (
            self.of(based.get(f"{W}val") or "", seen | {ident}) if based is not None else self.base
        )
        found = formatted(start, style.find(f"{W}pPr"), style.find(f"{W}rPr"))
        found = _named(found, style)
        self._known[ident] = found
        return found


def _named(found: Format, style: etree._Element) -> Format:
    named = style.find(f"{W}name")
    name = (named.get(f"{W}val") or "").strip().lower() if named is not None else ""
    if heading := _HEADING.match(name):
        return replace(found, level=int(heading.group(1)))
    if name.startswith("toc ") or name.startswith("目錄") or name.startswith("目录"):
        return replace(found, role="contents", level=0)
    return replace(found, role=_NAMES[name]) if name in _NAMES else found


def formatted(
    start: Format, paragraph: etree._Element | None, run: etree._Element | None
) -> Format:
    """``start`` as the properties of a paragraph and of a run change it."""
    found = start
    if paragraph is not None:
        found = _paragraph(found, values(paragraph))
    if run is not None:
        found = _run(found, values(run))
    return found


def values(properties: etree._Element) -> dict[str, etree._Element]:
    """Properties by their local name."""
    return {etree.QName(p).localname: p for p in properties if isinstance(p.tag, str)}


def is_on(item: etree._Element | None) -> bool:
    """Whether a switch is set."""
    return item is not None and item.get(f"{W}val") not in ("0", "false", "none", "off")


def _paragraph(found: Format, given: Mapping[str, etree._Element]) -> Format:
    if "jc" in given:
        align = given["jc"].get(f"{W}val") or ""
        names = {"center": "center", "right": "right", "end": "right"}
        found = replace(found, align=names.get(align, "left"))
    if "outlineLvl" in given:
        level = _whole(given["outlineLvl"].get(f"{W}val"))
        found = replace(found, level=level + 1 if 0 <= level < 6 else 0)
    if "ind" in given:
        indent = given["ind"]
        first = _whole(indent.get(f"{W}firstLine")) - _whole(indent.get(f"{W}hanging"))
        left = _whole(indent.get(f"{W}left") or indent.get(f"{W}start"))
        found = replace(found, indent=(left + first) / 20)
    if "numPr" in given:
        found = replace(found, number=_number(given["numPr"], found.number))
    return found


def _number(item: etree._Element, before: tuple[str, int] | None) -> tuple[str, int] | None:
    given = values(item)
    ident = given["numId"].get(f"{W}val") if "numId" in given else before[0] if before else ""
    level = _whole(given["ilvl"].get(f"{W}val")) if "ilvl" in given else 0
    return (ident, level) if ident and ident != "0" else None


def _run(found: Format, given: Mapping[str, etree._Element]) -> Format:
    if "sz" in given:
        found = replace(found, size=_whole(given["sz"].get(f"{W}val")) / 2)
    if "b" in given:
        found = replace(found, bold=is_on(given["b"]))
    if "i" in given:
        found = replace(found, italic=is_on(given["i"]))
    if "vertAlign" in given:
        found = replace(found, raised=given["vertAlign"].get(f"{W}val") == "superscript")
    if "vanish" in given:
        found = replace(found, hidden=is_on(given["vanish"]))
    return found


def _whole(text: str | None) -> int:
    try:
        return int(float(text or 0))
    except (ValueError, OverflowError):
        return 0
