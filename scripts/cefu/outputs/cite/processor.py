"""The CSL processor: items and a style in, formatted citations out.

The processor is citeproc-py.  Each item is formatted as if it stood alone: whatever in a style
tells one item from another (year suffixes, added given names, a dash for the author before) is
switched off, since each citation is copied by itself.  What CSL 1.0.2 asks for and the processor
leaves out is done here, before it and after: initials by name, editors in an author's place,
marks within quotation marks and after them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from lxml import etree

_CSL = "{http://purl.org/net/xbiblio/csl}"
_BETWEEN_ITEMS = (
    "disambiguate-add-names",
    "disambiguate-add-givenname",
    "disambiguate-add-year-suffix",
    "subsequent-author-substitute",
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue010]")
# The processor reads markup in the fields of an item; this stands in for its first character.
_OPENS = "\ue010"
# Part of a romanised given name that is no name by itself: Te-hai has one initial, Jean-Paul two.
_LOWER_PART = re.compile(r"-[a-z]\S*")
# What stands in the place of names is not said again (CSL 1.0.2, cs:substitute).
_TWICE = re.compile(r"^(.{2,600})(?:[.,”]*|(\. \([^()]*\))\.) \1(?=[.,” (])")
# A number in the margin of a list of works stands apart from the entry.
_LABEL = re.compile(r"^(\[\d+\])(?=\S)")
_STOP_AFTER_QUOTE = re.compile(r"([”’])([.,])")
# A question or an exclamation needs no full stop.
_ENDED = re.compile(r"(?<=[?!？！])\.(?=[”’\s]|$)")
# Pages that a foreword numbers are several too.
_ROMAN_PAGES = re.compile(r"\bp(\. [ivxlcdm]+[–-][ivxlcdm]+)\b")


@dataclass(frozen=True, slots=True)
class Formatted:
    """One item in one style: its entry in a list of works, and its citation in the text.

    ``cited`` is the note where the style works with notes; ``italics`` are the words that
    either sets in italics, in their order.
    """

    entry: str
    cited: str
    italics: tuple[str, ...] = ()


def style_path(name: str) -> Path:
    """The CSL file ``name``: our own, or one of the CSL project's (see ``styles/README.txt``)."""
    return Path(__file__).parent / "styles" / f"{name}.csl"


def format_items(
    items: Sequence[Mapping[str, Any]], style: str, locale: str, locator: str
) -> list[Formatted]:
    """The ``items`` (CSL-JSON) in ``style``, each cited at page ``locator`` (digits)."""
    return [_formatted(item, style, locale, locator) for item in items]


def _formatted(item: Mapping[str, Any], style: str, locale: str, locator: str) -> Formatted:
    """``item`` by itself; editors that stand in an author's place are not named again."""
    read, short = _style(style, locale)
    ready = _made_ready(item, short)
    made = _by_itself(ready, read, locale, locator)
    if "author" not in ready and (editors := ready.get("editor")):
        first = tuple(filter(None, editors[0].values()))
        once = _by_itself(ready, _style(style, locale, editors_once=True)[0], locale, locator)
        if made.entry.startswith(first) and once.entry.startswith(first):
            return once
    return made


def _by_itself(
    item: dict[str, Any], style: CitationStylesStyle, locale: str, locator: str
) -> Formatted:
    """``item`` in ``style``: its entry is made before anything cites a page of it."""
    texts, slanted = [], list[str]()

    def italic(text: object) -> str:
        slanted.append(str(text).replace(_OPENS, "<"))
        return str(text)

    noting = SimpleNamespace(**{**vars(formatter.plain), "Italic": italic})
    for cited in (False, True):
        made = CitationStylesBibliography(style, CiteProcJSON([item]), noting)
        place = {"locator": Locator("page", locator)} if cited else {}
        citation = Citation([CitationItem(item["id"], **place)])
        made.register(citation)
        text = str(made.cite(citation, _ignored) if cited else made.bibliography()[0])
        text = _LABEL.sub(r"\1 ", text.replace(_OPENS, "<"))
        text = text if "author" in item or "editor" in item else said_once(text)
        texts.append(_american(text) if locale == "en-US" else text)
    entry, note = texts
    return Formatted(entry, note, tuple(dict.fromkeys(slanted)))


def _american(text: str) -> str:
    """``text`` with its stops where American styles put them.

    >>> _american("“On Water”. “Why Water?”. Orbis, p. iv–xii."), _american("Who?. 2018.")
    ('“On Water.” “Why Water?” Orbis, pp. iv–xii.', 'Who? 2018.')
    """
    text = _ENDED.sub("", _STOP_AFTER_QUOTE.sub(r"\2\1", text))
    return _ROMAN_PAGES.sub(r"pp\1", text)


def _ignored(_: object) -> None:
    """What the processor tells of an item that is not there."""


@lru_cache(maxsize=16)
def _style(
    name: str, locale: str, *, editors_once: bool = False
) -> tuple[CitationStylesStyle, bool]:
    """The style ``name`` without what tells items apart, and whether it shortens given names.

    ``editors_once`` names editors nowhere but in an author's place.
    """
    tree = etree.parse(str(style_path(name)))
    for element in tree.iter(etree.Element):
        for attribute in _BETWEEN_ITEMS:
            element.attrib.pop(attribute, "")
        # A test for ambiguity becomes a test that no report passes.
        if element.attrib.pop("disambiguate", ""):
            element.set("is-numeric", "dimensions")
    for label in tree.iter(f"{_CSL}label"):
        # Terms have no language, by which the processor asks whether a title's case is English's.
        if locale.startswith("en") and label.get("text-case") == "title":
            label.set("text-case", "capitalize-first")
    if editors_once:
        for names in tree.iter(f"{_CSL}names"):
            if next(names.iterancestors(f"{_CSL}substitute"), None) is None:
                kept = [role for role in names.get("variable", "").split() if role != "editor"]
                names.set("variable", " ".join(kept))
    short = _initials_by_name(tree)
    _substitutes_as_what_they_stand_for(tree)
    text = io.BytesIO(etree.tostring(tree, encoding="utf-8"))
    return CitationStylesStyle(text, locale=locale, validate=False), short


def _substitutes_as_what_they_stand_for(tree: Any) -> None:
    """Give names in another's place that one's form and label, below conditions too, where the
    processor leaves them out (CSL 1.0.2, cs:substitute)."""
    for names in list(tree.iter(f"{_CSL}names")):
        place = next(names.iterancestors(f"{_CSL}substitute"), None)
        if place is None or len(names) or names.getparent() is place:
            continue
        for part in place.getparent():
            if part is not place:
                names.append(deepcopy(part))


def _initials_by_name(tree: Any) -> bool:
    """Say at each name that is to have initials that it has: ``initialize="false"``, which the
    processor does not know, then needs nothing.  Whether most names have them."""
    root = tree.getroot()
    mark = root.get("initialize-with")
    names = list(tree.iter(f"{_CSL}name"))
    shortened = [name for name in names if name.get("initialize") != "false"]
    if mark is None:
        return False
    del root.attrib["initialize-with"]
    for name in shortened:
        name.set("initialize-with", name.get("initialize-with", mark))
    return len(shortened) > len(names) / 2


def _made_ready(item: Mapping[str, Any], short: bool) -> dict[str, Any]:
    """``item`` with a name of its own, typographic quotation marks, and given names as they are
    shortened."""
    ready: dict[str, Any] = {**_clean(dict(item)), "id": "r"}
    for key in ("author", "editor"):
        if short and key in ready:
            ready[key] = [
                {part: _LOWER_PART.sub("", text) if part == "given" else text
                 for part, text in name.items()}
                for name in ready[key]
            ]  # fmt: skip
    return ready


def _clean(value: Any, key: str = "") -> Any:
    if isinstance(value, str):
        text = _CONTROL.sub("", value)
        return text if key in ("URL", "DOI") else curly(text).replace("<", _OPENS)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, dict):
        return {key: _clean(each, key) for key, each in value.items()}
    return value


def said_once(text: str) -> str:
    """``text`` without the title where it stands a second time: a work without names begins with it.

    >>> said_once("River. River. 2018."), said_once("River. (2018). River. Harbour Office.")
    ('River. 2018.', 'River. (2018). Harbour Office.')
    >>> said_once("Oh. Oh. (2018). Oh. Oh. Harbour Office.")
    'Oh. Oh. (2018). Harbour Office.'
    """
    return _TWICE.sub(lambda found: found[1] + (found[2] or ""), text)


def curly(text: str) -> str:
    """``text`` with its straight quotation marks as they are printed.

    >>> curly("The \\"River's\\" 'Edge'"), curly("rock 'n' roll")
    ('The “River’s” ‘Edge’', 'rock ‘n’ roll')
    """
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        text = re.sub(rf"(?<![^\s(\[“‘]){straight}(?=\S)", opening, text)
        text = text.replace(straight, closing)
    return text


def nested(text: str) -> str:
    """``text`` with quotation marks within quotation marks as single ones; as it is where they do
    not pair.

    >>> nested("“On the “Belt”,” Orbis"), nested("On the “Belt”"), nested("5” and “more”")
    ('“On the ‘Belt’,” Orbis', 'On the “Belt”', '5” and “more”')
    """
    depth, turned = 0, list[str]()
    for char in text:
        depth += char == "“"
        turned.append({"“": "‘", "”": "’"}.get(char, char) if depth % 2 == 0 else char)
        depth -= char == "”"
        if depth < 0:
            return text
    return text if depth else "".join(turned)
