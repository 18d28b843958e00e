"""An archive in which every value is hostile: each payload of the corpus in each kind of value.

Every value is a payload between two marks, and the opening mark is its own.  So a test that
finds the mark on a page knows what must follow it, to the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count, pairwise
from pathlib import Path
from typing import Any
from unicodedata import category

import yaml

PAYLOADS: list[str] = yaml.safe_load(
    (Path(__file__).parents[1] / "data/hostile/payloads.yml").read_text("utf-8")
)
#: Characters that turn the direction of writing: dropped from texts, refused in YAML.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: The payloads that a keeper's own files may hold.
WRITTEN = [payload for payload in PAYLOADS if not _TURNING.search(payload)]
#: Digits of a mark: the same in both scripts, in no name and in no date.
_DIGITS = "丁丙乙戊己丑卯辰"
#: Numbers of paragraphs of the first report that tell a date.
_DATED = (3, 5, 7)
#: What no renderer takes as syntax, before each mark and at the end of each value.
_OPEN, CLOSE = "兀", "兀兀"


@dataclass
class Hostile:
    """Hands out hostile values; ``values`` has each by its mark."""

    values: dict[str, str] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=count)

    def value(self, payload: str) -> str:
        """``payload`` with a mark of its own before and the closing one after it."""
        number = next(self._numbers)
        mark = _OPEN + "".join(_DIGITS[number >> shift & 7] for shift in (9, 6, 3, 0))
        self.values[mark] = f"{mark}{payload}{CLOSE}"
        return self.values[mark]

    def next(self) -> str:
        """A value with the next payload of the corpus that a file of records may hold."""
        return self.value(WRITTEN[len(self.values) % len(WRITTEN)])

    def names(self) -> dict[str, str]:
        """One hostile value in each language."""
        return {"zh-Hant": self.next(), "zh-Hans": self.next(), "en": self.next()}


def _text(hostile: Hostile, payloads: list[str]) -> str:
    """A report of which title, byline, keywords, headings, items and notes are payloads."""
    parts = [hostile.next(), "王大明"]
    parts.append("關鍵詞：" + "、".join(hostile.next().replace("、", "") for _ in range(4)))
    for payload in payloads:
        parts.append("一、" + hostile.value(payload))
        parts.append(
            f"近年來情勢多變，各國於2018年4月27日舉行會談，{hostile.value(payload)}並持續調整政策，"
            "以求穩定供應，本文就此提出看法。"
        )
        parts.append("（一）" + hostile.value(payload) + "之觀察")
        parts.append(payload + "是這一段的開頭，" + hostile.value(payload) + "，其後仍是文字而已。")
    return "\n\n".join(parts) + "\n"


def _noted(hostile: Hostile, payloads: list[str]) -> str:
    """A report with a payload in the note at the foot of each of its pages."""
    pages = [
        f"　　近年來情勢多變，各國紛紛調整政策，以求穩定供應，本文就此提出看法。{number}\n\n"
        f"　　各方宜持續對話，並於來年提出方案，以求穩定供應，使情勢不致再變。\n\n\n"
        f"{number} 參見{hostile.value(payload)}一文。\n"
        for number, payload in enumerate(payloads, 1)
    ]
    return "能源情勢之觀察\n\n一、前言\n\n" + "\f".join(pages)


def _written_beside(hostile: Hostile, text: str) -> dict[str, Any]:
    """Headings in English and remarks on printed words, both for headings of ``text``,
    which are told to be headings: what a value becomes is the question here, not reading.
    """
    headings = [line for line in text.splitlines() if line.startswith("一、")]
    safe = [line for line in headings if not any(category(char) == "Cf" for char in line)]
    remarked = [
        {"find": "一", "context": line, "note": hostile.names(), "reason": hostile.next()}
        for line in safe[::5]
    ]
    after = dict(pairwise(line for line in text.splitlines() if line))
    told = [
        {"find": words, "verdict": verdict, "reason": hostile.next()}
        for line in safe
        for words, verdict in ((line, "heading"), (after[line], "new-block"))
    ]
    english = {line: hostile.next() for line in safe}
    return {"headings": english, "emendations": remarked, "hints": told}


def _translation(hostile: Hostile, text: str) -> dict[str, Any]:
    """The first section of ``text`` in English."""
    heading = next(line for line in text.splitlines() if line.startswith("一、"))
    return {
        "note": hostile.names(),
        "sections": [{"heading": heading, "paragraphs": [hostile.next()]}],
    }


def _sidecar(hostile: Hostile) -> dict[str, Any]:
    def agent(ident: str, role: str) -> dict[str, Any]:
        return {"name": hostile.names(), "role": role, "affiliation": hostile.names()} | (
            {"id": ident} if ident else {}
        )

    return {
        "title": hostile.names(),
        "authors": [agent("person-0", "author"), agent("", "contributor")],
        "publisher": hostile.names(),
        "series": hostile.names(),
        "container": hostile.names(),
        "issue": hostile.next(),
        "pages": hostile.next(),
        "date": "2018-07",
        "rights": hostile.names(),
        "abstract": hostile.names(),
        "original_file": hostile.next(),
        "inferred": {"date": hostile.next(), "publisher": hostile.next()},
    }


def _authority(hostile: Hostile, number: int, payload: str) -> dict[str, Any]:
    kind = ("person", "organisation", "event")[number % 3]
    names = {lang: hostile.value(payload) for lang in ("zh-Hant", "zh-Hans", "en")}
    record: dict[str, Any] = {
        "id": f"{kind}-{number}",
        "type": kind,
        "names": names,
        "variants": [names["zh-Hant"], {"form": hostile.value(payload), "usage": "mainland"}],
        "description": {lang: hostile.value(payload) for lang in ("zh-Hant", "en")},
        "note": hostile.value(payload),
    }
    if kind == "event":
        record["date"] = "2018-04-27"
        record["disagreement"] = {lang: hostile.value(payload) for lang in ("zh-Hant", "en")}
    return record


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = value if isinstance(value, str) else yaml.safe_dump(value, allow_unicode=True)
    path.write_text(shown, encoding="utf-8")


def hostile_archive(folder: Path, *, few: bool = False) -> dict[str, str]:
    """Write the archive's files into ``folder``; every value by its mark.

    ``few`` takes every seventh payload into the text, for pages that a browser visits.
    """
    hostile = Hostile()
    payloads = PAYLOADS[::7] if few else PAYLOADS
    sources = folder / "sources"
    text = _text(hostile, payloads)
    _write(sources / "doc-a.txt", text)
    _write(sources / "doc-a.yml", _sidecar(hostile) | _written_beside(hostile, text))
    _write(sources / "translations/doc-a.en.yml", _translation(hostile, text))
    _write(sources / "gists/doc-a.yml", {f"p{n}-d1": hostile.names() for n in _DATED})
    _write(sources / "doc-b.txt", _text(hostile, payloads[:1]))
    _write(sources / "doc-b.yml", _sidecar(hostile))
    _write(sources / "doc-d.txt", _noted(hostile, payloads))
    records = [
        _authority(hostile, n, payload) for n, payload in enumerate(payloads) if payload in WRITTEN
    ]
    named = "、".join(record["variants"][0] for record in records)
    _write(
        sources / "doc-c.txt",
        f"名錄\n\n一、前言\n\n本文所稱者有：{named}等。\n\n2018年4月27日{records[2]['variants'][0]}舉行。\n",
    )
    _write(sources / "authorities/evil.yml", records)
    _write(
        folder / "mkdocs.yml",
        {
            "site_name": hostile.next(),
            "site_description": hostile.next(),
            "extra": {"site_name_en": hostile.next(), "site_description_en": hostile.next()},
        },
    )
    return hostile.values
