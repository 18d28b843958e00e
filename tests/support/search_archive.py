"""A small archive for the search tests: the sources cut crudely into passages.

Headings are lines that begin with a number; blank lines end paragraphs.  This is
no normaliser: it only has to give real text in passages of sensible size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from shutil import copytree

from cefu.outputs.search import Form, Passage, Piece, Source, VariantSet, build_index
from cefu.site.bundles.script_bundle import served
from cefu.site.bundles.served import SCRIPTS, STYLES
from cefu.site.bundles.style_bundle import joined_sheets
from cefu.text.fold import fold_key

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "scripts" / "cefu" / "site" / "theme" / "assets" / "cefu"

_NUMBERED = re.compile(
    r"^\s*(?:[壹貳參肆伍陸柒捌玖]、|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)\S{2,30}$"
)

VARIANTS = (
    VariantSet(
        "trump",
        {"zh-Hant": "川普", "en": "Donald Trump"},
        (Form("川普"), Form("特朗普"), Form("Trump"), Form("Donald Trump")),
        "actors/trump/",
    ),
    VariantSet(
        "dprk",
        {"zh-Hant": "北韓", "en": "North Korea"},
        (
            Form("北韓"),
            Form("朝鮮", ("朝鮮半島", "朝鮮戰爭")),
            Form("北朝鮮"),
            Form("North Korea"),
            Form("DPRK"),
        ),
        "actors/dprk/",
    ),
    VariantSet(
        "thaad",
        {"zh-Hant": "薩德", "en": "THAAD"},
        (Form("薩德"), Form("THAAD"), Form("末段高空區域防禦")),
    ),
    VariantSet(
        "missile",
        {"zh-Hant": "飛彈", "en": "missile"},
        (Form("飛彈"), Form("導彈"), Form("missile")),
        facet=False,
    ),
    VariantSet(
        "us",
        {"zh-Hant": "美國", "en": "United States"},
        (Form("美國"), Form("美"), Form("US"), Form("U.S.")),
    ),
)


def passages(folder: Path = ROOT / "sources") -> list[Passage]:
    """The passages of all texts in ``folder``, a report a file."""
    out: list[Passage] = []
    for nth, path in enumerate(sorted(folder.glob("*.txt"))):
        lines = path.read_text("utf-8", "replace").splitlines()
        source = Source(
            id=path.stem,
            url=f"reports/{path.stem}/",
            title={
                "zh-Hant": next(line.strip() for line in lines if line.strip()),
                "en": f"Brief {nth}",
            },
            date=f"201{8 + nth % 2}-0{nth + 1}",
            publisher={"zh-Hant": f"出版者{nth % 3}", "en": f"Publisher {nth % 3}"},
        )
        out += _sections(source, lines)
    return out


def _sections(source: Source, lines: Sequence[str]) -> Iterable[Passage]:
    heading, pieces, paragraph, number, section = "", [], "", 0, 0

    def close() -> Passage:
        url = f"{source.url}#s{section}"
        return Passage(source, f"s{section}", url, ({"zh-Hant": heading},), tuple(pieces))

    for line in [*lines, ""]:
        if paragraph and (not line.strip() or len(paragraph) > 300 or _NUMBERED.match(line)):
            number += 1
            pieces.append(Piece(f"p{number}", "paragraph", paragraph))
            paragraph = ""
        if _NUMBERED.match(line):
            if pieces:
                yield close()
            section += 1
            heading, pieces = line.strip(), [Piece(f"s{section}", "heading", line.strip())]
            pieces.append(Piece(f"s{section}", "heading", f"Heading {section}", "en"))
        else:
            paragraph += line.strip()
    if pieces:
        yield close()


def modules() -> dict[str, str]:
    """The theme's scripts as they are written, by path."""
    return _texts(ASSETS / "js")


def sheets() -> dict[str, str]:
    """The theme's style sheets as they are written, by path."""
    return _texts(ASSETS / "css")


def _texts(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def write_site(
    folder: Path, found: Iterable[Passage], variants: Sequence[VariantSet] = VARIANTS
) -> Path:
    """A site of nothing but search, with the scripts also as they are written."""
    copytree(ASSETS, folder / "assets" / "cefu", dirs_exist_ok=True)
    return write_search(folder, found, variants)


def write_search(
    folder: Path, found: Iterable[Passage], variants: Sequence[VariantSet] = VARIANTS
) -> Path:
    """What readers get of search: the scripts, the index, and a page to stand on."""
    texts = served(modules(), SCRIPTS) | joined_sheets(sheets(), STYLES)
    files = {name: text.encode() for name, text in texts.items()}
    files |= {f"index/{name}": data for name, data in build_index(found, variants).items()}
    for name, data in files.items():
        path = folder / "assets" / "cefu" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "index.html").write_text("<!doctype html><meta charset=utf-8><title>Search</title>")
    return folder


class PlainScan:
    """The truth: a passage answers a term if one of its pieces contains it, folded."""

    def __init__(self, found: Iterable[Passage]) -> None:
        self._texts = [
            (f"{passage.report.id}#{passage.section}", [fold_key(p.text) for p in passage.pieces])
            for passage in found
        ]

    def having(self, term: str) -> set[str]:
        """The passages (``report#section``) that contain ``term``."""
        key = fold_key(term)
        return {name for name, texts in self._texts if any(key in text for text in texts)}

    def where(self, holds: Callable[[list[str]], bool]) -> set[str]:
        """The passages whose folded pieces satisfy ``holds``."""
        return {name for name, texts in self._texts if holds(texts)}
