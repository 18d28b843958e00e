"""Corpora for the search benchmark, recombined at random from an archive's texts.

Sentences are drawn without regard to where they stood, so every word of the
archive turns up in every part of the corpus: document frequencies are harder
than real life, where reports differ.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from cefu.outputs.search import Passage, Piece, Source

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
