"""What the desk says is said in both languages, with the same values."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import yaml

from cefu.archive.concerns import CHECKS, Setting, concerns
from cefu.archive.reading import read_archive
from cefu.desk.views import VIEWS
from cefu.desk.words import words

DESK = Path(__file__).resolve().parents[2] / "scripts" / "cefu" / "desk"
HAN = re.compile(r"[一-鿿]")
#: Values with which sentences are tried, and what they are in Chinese.
FILLED = {
    "count": "3", "line": "4", "some": "1", "all": "2", "later": "5", "page": "6",
    "said": "the PDF has no text layer: it is a scan",
}  # fmt: skip
WANTED = FILLED | {
    "said": "此 PDF 沒有文字層：是掃描件",
}  # fmt: skip


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


def test_every_concern_has_its_words() -> None:
    """The keys stand in the checks as arguments of ``Concern``."""
    said = {
        node.value
        for path in (DESK.parent / "archive/concerns").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Concern"
        for node in call.args[1:4]
        if isinstance(node, ast.Constant)
    }
    known = {key.removeprefix("concern.") for key in read("en") if key.startswith("concern.")}
    keys = {key for key in said if "/" not in key}
    assert len(keys) > 15
    assert keys <= known


def test_every_view_and_every_check_has_its_words() -> None:
    known = set(read("en"))
    assert {f"{view.name}.{key}" for view in VIEWS for key in ("nav", "title")} <= known
    assert {f"home.check_{name}" for name in CHECKS} <= known


def test_simplified_is_simplified() -> None:
    said = words("zh-CN")
    assert said("home.reports") == "报告"
    assert said("home.title") == "总览"


def _stands_in(sources: str, text: str) -> bool:
    """Whether what a sentence says itself stands in ``sources``: the program puts some together."""
    parts = re.split(r"\{\w+\}|[,:;] ", text)
    return all(part.strip(" '.,:#").lower() in sources for part in parts)


def test_what_the_archive_tells_is_what_the_program_says() -> None:
    """A sentence that is put otherwise in the program would no longer be known here."""
    said = [
        node.value
        for path in sorted(DESK.parent.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    sources = "\n".join(said).lower()
    lost = {
        key: text
        for key, text in read("en").items()
        if key.startswith("told.") and not _stands_in(sources, text)
    }
    assert lost == {}


def test_no_two_sentences_are_taken_for_each_other() -> None:
    say = words("zh-TW")
    for key, english in read("en").items():
        if not key.startswith("told."):
            continue
        filled = english.format(**{name: FILLED.get(name, "x1") for name in fields(english)})
        wanted = read("zh-Hant")[key].format(
            **{name: WANTED.get(name, "x1") for name in fields(english)}
        )
        assert say.told(filled) == wanted, key


def test_all_that_is_to_be_looked_at_in_an_archive_is_told_in_chinese(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "河務紀要\n\n一、緣起\n\n河水東流入海，約翰（John Smith）到訪。亂碼\ufffd\ufffd在此。\n",
        "utf-8",
    )
    (folder / "a.yml").write_text("date: '2999-01'\n", "utf-8")
    archive = read_archive(folder)
    found = concerns(archive, Setting(lock_is_current=False))
    assert {"lock-behind", "replacement", "record", "date", "rights", "english", "name"} <= {
        each.check for each in found
    }
    say = words("zh-TW")
    for each in found:
        assert HAN.search(say.problem(each)), each
        assert HAN.search(say.remedy(each)), each
