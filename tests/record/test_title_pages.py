"""Title pages of many kinds: what they print is read, and nothing that they do not print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from cefu.record.printed import printed_keywords, printed_record
from cefu.structure import normalise

PAGES = yaml.safe_load(Path(__file__).with_name("title_pages.yml").read_text(encoding="utf-8"))
FIELDS = ("title", "authors", "publisher", "serial", "issue", "date", "keywords")


def own_name(names: Mapping[str, str]) -> str:
    return next(iter(names.values()), "")


def told(text: str) -> dict[str, Any]:
    """What is read of the record that ``text`` prints, empty values left out."""
    tree = normalise(text)
    record = printed_record(tree, text, "")
    found = {
        "title": own_name(record.title),
        "authors": [own_name(agent.name) for agent in record.authors],
        "publisher": own_name(record.publisher),
        "serial": own_name(record.series) or own_name(record.container),
        "issue": record.issue,
        "date": "" if "date" in record.inferred else record.date,
        "keywords": list(printed_keywords(tree.blocks, text)),
    }
    return {field: value for field, value in found.items() if value}


@pytest.mark.parametrize("case", [pytest.param(c, id=c["comment"]) for c in PAGES["cases"]])
def test_a_title_page_is_read(case: dict[str, Any]) -> None:
    expected = {field: case["expect"][field] for field in FIELDS if field in case["expect"]}
    expected = {k: str(v) if k == "date" else v for k, v in expected.items()}
    assert told(case["text"]) == expected
