"""What the desk says is said in both languages, with the same values."""

from __future__ import annotations

import re
import string
from pathlib import Path

import yaml

from cefu.archive.concerns import CHECK_NAMES
from cefu.desk.views import VIEWS
from cefu.desk.words import words

DESK = Path(__file__).resolve().parents[2] / "scripts" / "cefu" / "desk"


def read(lang: str) -> dict[str, str]:
    sections = yaml.safe_load((DESK / "strings" / f"{lang}.yml").read_text("utf-8"))
    return {f"{name}.{key}": text for name, each in sections.items() for key, text in each.items()}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    english, chinese = read("en"), read("zh-Hant")
    assert set(english) == set(chinese)
    assert {k for k in english if fields(english[k]) != fields(chinese[k])} == set()
    assert all(isinstance(text, str) and text for text in [*english.values(), *chinese.values()])


def test_all_words_that_a_template_asks_for_are_there() -> None:
    known = read("en")
    for template in (DESK / "templates").glob("*.j2"):
        asked = set(re.findall(r"""\bt\(["']([\w.-]+)["'][,)]""", template.read_text("utf-8")))
        assert asked - set(known) == set(), template.name


def test_every_view_and_every_check_has_its_words() -> None:
    known = set(read("en"))
    assert {f"{view.name}.{key}" for view in VIEWS for key in ("nav", "title")} <= known
    assert {f"home.check_{name}" for name in (*CHECK_NAMES, "document")} <= known


def test_simplified_is_simplified() -> None:
    said = words("zh-CN")
    assert said("home.reports") == "报告"
    assert said("home.title") == "总览"
