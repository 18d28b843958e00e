"""Scripts and style sheets as they are served: joined, lean, and all of what is written."""

from __future__ import annotations

import posixpath
import re

import pytest

from cefu.model.errors import CefuError
from cefu.outputs.html.front.search import SEARCH_PAGE
from cefu.site.bundles.script_bundle import lean, served
from cefu.site.bundles.served import SCRIPTS, STYLES
from cefu.site.bundles.style_bundle import joined_sheets
from search_archive import modules, sheets

WRITTEN = modules()
MADE = served(WRITTEN, SCRIPTS)
#: Modules that hold nothing but types.
TYPES = {"search/engine/types.js"}


def inside(path: str) -> str:
    """How a module begins where it lies within another."""
    return f"const {re.sub(r'[^a-z0-9]', '_', path)} ="


@pytest.mark.parametrize("path", sorted(WRITTEN))
def test_scripts_are_written_so_that_they_can_be_joined(path: str) -> None:
    text = WRITTEN[path]
    for number, line in enumerate(text.splitlines(), 1):
        assert line.count("`") % 2 == 0 or line.strip().startswith(("*", "/")), number
        if line.startswith("import "):
            assert re.fullmatch(r'import \{ .+ \} from "\.\.?/[\w/.-]+\.js";', line), number
        assert not re.match(r"export (default|\*|let )", line), number
        # WebKit runs a module before those it imports have awaited, when two import them.
        assert not re.match(r"(export )?(const|let|await)\b(?!.*=>).*\bawait\b", line), number
    assert not any(line.startswith(("//", "*")) for line in lean(text).splitlines())
    # The namespaces of a format are names, which nothing is asked for at.
    asked = re.sub(
        r'"http://(schemas\.openxmlformats\.org|www\.w3\.org/2000)/[\w/.-]+"', "", lean(text)
    )
    assert not re.search(r"https?://", asked), "asks another host"


def imports(path: str) -> set[str]:
    """What a module imports at once, by path."""
    found = re.findall(r'^import .* from "(\.[^"]+)";', WRITTEN[path], re.MULTILINE)
    return {posixpath.normpath(posixpath.join(posixpath.dirname(path), each)) for each in found}


def test_no_module_imports_itself_by_others() -> None:
    def walk(path: str, by: tuple[str, ...]) -> None:
        assert path not in by, (*by, path)
        for each in imports(path):
            walk(each, (*by, path))

    for path in WRITTEN:
        walk(path, ())


def test_every_script_reaches_readers() -> None:
    assert set(SCRIPTS.values()) <= set(WRITTEN)
    everything = "".join(MADE.values())
    within = {path for path in WRITTEN if inside(path) in everything}
    assert within | set(SCRIPTS.values()) | TYPES == set(WRITTEN)


def test_every_style_sheet_reaches_readers() -> None:
    written = sheets()
    assert {path for paths in STYLES.values() for path in paths} == set(written)
    for name, text in joined_sheets(written, STYLES).items():
        assert "@import" not in text, name
        assert "/*" not in text, name
        assert text.count("{") == text.count("}"), name


def test_what_is_served_asks_only_for_what_is_served() -> None:
    assert set(SEARCH_PAGE) <= set(SCRIPTS)
    for name, text in MADE.items():
        asked = re.findall(r'(?:from |import\()"\./([\w-]+\.js)"', text)
        assert set(asked) <= set(SCRIPTS), name


def test_only_a_script_that_is_served_once_has_a_state() -> None:
    """A module inside two others would have two states."""
    for path, text in WRITTEN.items():
        if path not in SCRIPTS.values() and re.search(r"^let ", text, re.MULTILINE):
            assert sum(inside(path) in each for each in MADE.values()) == 1, path


def test_a_module_that_several_need_stands_once_and_first() -> None:
    made = served(
        {
            "x/a.js": "export const a = 1;\n",
            "x/b.js": 'import { a } from "./a.js";\nexport function b() {\n  return a;\n}\n',
            "find.js": 'import { a as one } from "./x/a.js";\nimport { b } from "./x/b.js";\nimport { say } from "./y/words.js";\nsay(one + b());\nimport("./late.js");\n',
            "late.js": "",
            "y/words.js": "export const say = console.log;\n",
        },
        {"search.js": "find.js", "words.js": "y/words.js", "later.js": "late.js"},
    )
    assert made["search.js"] == (
        'import * as y_words_js from "./words.js";\n'
        "const x_a_js = (() => {\nconst a = 1;\nreturn { a };\n})();\n"
        "const x_b_js = (() => {\nconst { a } = x_a_js;\nfunction b() {\nreturn a;\n}\nreturn { b };\n})();\n"
        'const { a: one } = x_a_js;\nconst { b } = x_b_js;\nconst { say } = y_words_js;\nsay(one + b());\nimport("./later.js");\n'
    )


@pytest.mark.parametrize(
    "modules",
    [
        {"search.js": 'import { a } from "./lost.js";\n'},
        {
            "search.js": 'import { a } from "./a.js";\n',
            "a.js": 'import { b } from "./b.js";\nexport const a = 1;\n',
            "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n',
        },
        {"search.js": 'import("./a.js");\n', "a.js": ""},
    ],
    ids=["not there", "in a circle", "late and not served"],
)
def test_what_cannot_be_joined_is_an_error(modules: dict[str, str]) -> None:
    with pytest.raises(CefuError, match="imports"):
        served(modules, {"search.js": "search.js"})


def test_a_sheet_that_is_not_there_is_an_error() -> None:
    with pytest.raises(CefuError, match=r"lost\.css"):
        joined_sheets({}, {"all.css": ["lost.css"]})
