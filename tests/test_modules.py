"""Scripts as they are served: joined, lean, and the same programs as they are written."""

from __future__ import annotations

import re

import pytest

from cefu.model.errors import CefuError
from cefu.site.script_bundle import SERVED, lean, served
from search_archive import modules

WRITTEN = modules()
#: Made at build, in the language of each site.
MADE = {"strings.js"}


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_scripts_are_written_so_that_they_can_be_joined(name: str) -> None:
    text = WRITTEN[name]
    for number, line in enumerate(text.splitlines(), 1):
        assert line.count("`") % 2 == 0 or line.strip().startswith(("*", "/")), number
        if line.startswith("import "):
            assert re.fullmatch(r'import \{ .+ \} from "\./[\w-]+\.js";', line), number
        assert not re.match(r"export (default|\*|let )", line), number
        # WebKit runs a module before those it imports have awaited, when two import them.
        assert not re.match(r"(export )?(const|let|await)\b(?!.*=>).*\bawait\b", line), number
    assert not any(line.startswith(("//", "*")) for line in lean(text).splitlines())
    assert not re.search(r"https?://", lean(text)), "asks another host"


def test_every_script_reaches_readers() -> None:
    assert set(SERVED) <= set(WRITTEN) | MADE
    made = served({**WRITTEN, "strings.js": "export const search = {};\n"})
    inside = {
        name
        for name in WRITTEN
        if f"const {name.replace('-', '_')[:-3]}_js =" in "".join(made.values())
    }
    assert inside | set(made) == set(WRITTEN) | MADE


def test_what_is_served_asks_only_for_what_is_served() -> None:
    for name, text in served(WRITTEN).items():
        asked = re.findall(r'(?:from |import\()"\./([\w-]+\.js)"', text)
        assert set(asked) <= set(SERVED), name


def test_only_a_script_that_is_served_once_has_a_state() -> None:
    """A module inside two others would have two states."""
    made = served(WRITTEN)
    for name, text in WRITTEN.items():
        if name not in SERVED and re.search(r"^let ", text, re.MULTILINE):
            inside = f"const {name.replace('-', '_')[:-3]}_js ="
            assert sum(inside in each for each in made.values()) == 1, name


def test_a_module_that_several_need_stands_once_and_first() -> None:
    made = served(
        {
            "a.js": "export const a = 1;\n",
            "b.js": 'import { a } from "./a.js";\nexport function b() {\n  return a;\n}\n',
            "search.js": 'import { a as one } from "./a.js";\nimport { b } from "./b.js";\nimport { say } from "./words.js";\nsay(one + b());\n',
            "words.js": "export const say = console.log;\n",
        }
    )
    assert made["search.js"] == (
        'import { say } from "./words.js";\n'
        "const a_js = (() => {\nconst a = 1;\nreturn { a };\n})();\n"
        "const b_js = (() => {\nconst { a } = a_js;\nfunction b() {\nreturn a;\n}\nreturn { b };\n})();\n"
        "const { a: one } = a_js;\nconst { b } = b_js;\nsay(one + b());\n"
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
    ],
    ids=["not there", "in a circle"],
)
def test_what_cannot_be_joined_is_an_error(modules: dict[str, str]) -> None:
    with pytest.raises(CefuError, match="imports"):
        served(modules)
