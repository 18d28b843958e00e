"""ES modules as readers get them: joined where only one page needs them, without comments.

The theme's scripts are small modules with one idea each, which a browser would ask
for one by one, each when the one before has told of it.  Served are the few in
`SERVED`; every other module lies inside those that import it.  Nothing is renamed
and nothing shortened, so what is served can still be read.

The scripts are written for this: imports name what they take (``import { a } from
"./b.js"``), exports stand before what they export, and no template literal goes over
a line end.  Tests hold them to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cefu.model.errors import CefuError

#: What a page asks for by name, what is fetched only when needed, and what has a state
#: that there must be only one of.
SERVED = (
    "actors.js",
    "cefu.js",
    "cite.js",
    "foldtable.js",
    "hits.js",
    "search-box.js",
    "search-cut.js",
    "search-described.js",
    "search-facets.js",
    "search-suggest.js",
    "search-ui.js",
    "search-view.js",
    "search.js",
    "strings.js",
    "timeline.js",
    "whowhen.js",
    "words.js",
)

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function\*?|class|const|let) (\w+))", re.MULTILINE)


def served(modules: Mapping[str, str]) -> dict[str, str]:
    """The scripts to serve, by name, of all ``modules``, which import each other by name.

    >>> made = served({
    ...     "fold.js": "export const key = (text) => text;\\n",
    ...     "search.js": 'import { key } from "./fold.js";\\nexport const find = key;\\n',
    ... })
    >>> print(made["search.js"])
    const fold_js = (() => {
    const key = (text) => text;
    return { key };
    })();
    const { key } = fold_js;
    export const find = key;
    <BLANKLINE>

    Raises `CefuError` when a module imports one that is not there, or itself by others.
    """
    return {name: lean(_joined(name, modules)) for name in SERVED if name in modules}


def _joined(entry: str, modules: Mapping[str, str]) -> str:
    """``entry`` with the modules that it needs before it, those that are served left out."""
    done: dict[str, str] = {}
    outside: dict[str, set[str]] = {}

    def linked(name: str, by: tuple[str, ...]) -> str:
        if name in by or name not in modules:
            raise CefuError(f"{by[-1]} imports {name}, which is not a module it could import")

        def link(match: re.Match[str]) -> str:
            names, target = " ".join(match[1].split()).strip(", "), match[2]
            if target in SERVED:
                outside.setdefault(target, set()).update(names.split(", "))
                return ""
            if target not in done:
                done[target] = _wrapped(target, linked(target, (*by, name)))
            return f"const {{ {names.replace(' as ', ': ')} }} = {_variable(target)};\n"

        return _IMPORT.sub(link, modules[name])

    body = linked(entry, ())
    imports = "".join(
        f'import {{ {", ".join(sorted(names))} }} from "./{target}";\n'
        for target, names in sorted(outside.items())
    )
    return imports + "".join(done.values()) + body


def _wrapped(name: str, text: str) -> str:
    """A module as a value: its own names stay inside, its exports are what it gives."""
    names = ", ".join(match[2] for match in _EXPORT.finditer(text))
    inside = _EXPORT.sub(r"\1", text)
    return f"const {_variable(name)} = (() => {{\n{inside}return {{ {names} }};\n}})();\n"


def _variable(name: str) -> str:
    return re.sub(r"\W", "_", name)


def lean(script: str) -> str:
    """An ES module without whole-line comments, blank lines and indentation.

    About a third of the bytes a reader has to fetch before the first result.  Only
    lines are dropped, never parts of lines, so it is safe for scripts in which no
    template literal goes over a line end.

    >>> lean('/**\\n * Says it.\\n */\\nfunction say() {\\n  // twice\\n  return "a // b";\\n}\\n')
    'function say() {\\nreturn "a // b";\\n}\\n'
    """
    kept: list[str] = []
    inside = False
    for line in map(str.strip, script.splitlines()):
        opens = line.startswith("/*") and ("*/" not in line or line.endswith("*/"))
        if inside or opens:
            inside = not line.endswith("*/")
        elif line and not line.startswith("//"):
            kept.append(line)
    return "\n".join([*kept, ""])
