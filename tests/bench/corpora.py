"""Corpora for the benchmarks, recombined at random from an archive's texts.

Sentences are drawn without regard to where they stood, so every word of the
archive turns up in every part of the corpus: document frequencies are harder
than real life, where reports differ.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from cefu.outputs.search import Passage, Piece, Source
from cefu.site.project import GENERATED

SECTIONS = 8
CHARS = 6_000
PARAGRAPH = 150

_SENTENCE = re.compile(r"[^。！？]{4,200}[。！？]")
_HEADING = re.compile(r"^[一二三四五六七八九十壹貳參肆]+、\S{3,24}$", re.MULTILINE)


def sentences(folder: Path) -> list[str]:
    """Every sentence of the texts in ``folder``, blanks and line ends taken out."""
    found: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        text = re.sub(r"(?<![A-Za-z,])\s+|\s+(?![A-Za-z(])", "", path.read_text("utf-8", "replace"))
        found += _SENTENCE.findall(text)
    return found


def headings(folder: Path) -> list[str]:
    """Every numbered heading line of the texts in ``folder``."""
    lines = (path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.txt")))
    return sorted({match for text in lines for match in _HEADING.findall(text)})


def passages(
    count: int, material: Sequence[str], heads: Sequence[str], seed: int = 1
) -> Iterator[Passage]:
    """``count`` reports of eight sections and about 6,000 characters."""
    chance = random.Random(seed)
    publishers = [{"zh-Hant": f"出版者{nth}", "en": f"Publisher {nth}"} for nth in range(12)]
    for nth in range(count):
        title = chance.choice(heads).split("、", 1)[-1]
        year, month, day = (
            chance.randrange(2010, 2026),
            chance.randrange(1, 13),
            chance.randrange(1, 28),
        )
        report = Source(
            id=f"r{nth:05}",
            url=f"reports/r{nth:05}/",
            title={"zh-Hant": f"{title}（{nth}）", "en": f"Report {nth}"},
            date=f"{year}-{month:02}-{day:02}",
            publisher=chance.choice(publishers),
        )
        number = 0
        for section in range(1, SECTIONS + 1):
            head = chance.choice(heads)
            pieces = [Piece(f"s{section}", "heading", head)]
            size = 0
            while size < CHARS // SECTIONS - PARAGRAPH // 2:
                paragraph = ""
                while len(paragraph) < PARAGRAPH:
                    paragraph += chance.choice(material)
                number += 1
                size += len(paragraph)
                pieces.append(Piece(f"p{number}", "paragraph", paragraph))
            url = f"{report.url}#s{section}"
            yield Passage(report, f"s{section}", url, ({"zh-Hant": head},), tuple(pieces))


def texts(
    count: int, material: Sequence[str], heads: Sequence[str], seed: int = 1
) -> Iterator[tuple[str, str, str]]:
    """``count`` reports as a keeper has them: (id, source text, sidecar).

    Some 6,000 characters under eight headings, wrapped at 40 Han as an extracted
    text is, and a sidecar with title, publisher, series and date.
    """
    chance = random.Random(seed)
    for nth in range(count):
        title = chance.choice(heads).split("、", 1)[-1] + f"之觀察（{nth}）"
        lines = [title, "", "王大明", ""]
        for section in range(SECTIONS):
            head = chance.choice(heads).split("、", 1)[-1]
            lines += [f"{'一二三四五六七八'[section]}、{head}", ""]
            size = 0
            while size < CHARS // SECTIONS - PARAGRAPH // 2:
                paragraph = ""
                while len(paragraph) < PARAGRAPH:
                    paragraph += chance.choice(material)
                size += len(paragraph)
                lines += [*(paragraph[at : at + 40] for at in range(0, len(paragraph), 40)), ""]
        date = f"{chance.randrange(1995, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
        house = chance.randrange(12)
        sidecar = (
            f"title: {{zh-Hant: {title}, en: Report {nth}}}\n"
            f"publisher: {{zh-Hant: 出版者{house}, en: Publisher {house}}}\n"
            f'series: {{zh-Hant: 叢刊{house % 3}, en: Series {house % 3}}}\ndate: "{date}"\n'
        )
        yield f"r{nth:05}", "\n".join(lines), sidecar


def write_archive(folder: Path, count: int, archive: Path, seed: int = 1) -> None:
    """Fill ``folder`` with an archive of ``count`` reports made of those in ``archive``,
    with its authority files, hand-written pages and settings."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    material, heads = sentences(archive / "sources"), headings(archive / "sources")
    for ident, text, sidecar in texts(count, material, heads, seed):
        (sources / f"{ident}.txt").write_text(text, encoding="utf-8")
        (sources / f"{ident}.yml").write_text(sidecar, encoding="utf-8")
    shutil.copytree(archive / "sources/authorities", sources / "authorities")
    kept = shutil.ignore_patterns(
        *(part.split("/")[0] for part in GENERATED if part != "assets/cefu")
    )
    shutil.copytree(archive / "docs", folder / "docs", ignore=kept)
    shutil.copy(archive / "mkdocs.yml", folder)
