"""ES modules as readers get them: joined where only one page needs them, without comments.

The theme's scripts are small modules with one idea each, which a browser would ask
for one by one, each when the one before has told of it.  Served are those that
`cefu.site.bundles.served.SCRIPTS` lists; every other module lies inside those that import
it.  Nothing is renamed and nothing shortened, so what is served can still be read.

The scripts are written for this: imports name what they take (``import { a } from
"../common/b.js"``), exports stand before what they export, and no template literal
goes over a line end.  Tests hold them to it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from cefu.model.errors import CefuError

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[\w/.-]+\.js)";\n', re.MULTILINE)
_LATE = re.compile(r'(?<![{\w])import\("(\.[\w/.-]+\.js)"\)')
_EXPORT = re.compile(r"^export ((?:async )?(?:function\*?|class|const|let) (\w+))", re.MULTILINE)
#: A type told within a line.
_CAST = re.compile(r"/\*\* @(?:type|param|returns) [^*]*\*/ ?")


def served(modules: Mapping[str, str], entries: Mapping[str, str]) -> dict[str, str]:
    """The scripts to serve, by name.

    Args:
        modules: all scripts, by their path below one folder, from which they import each other.
        entries: the path of the module that is served under each name.

    >>> made = served(
    ...     {
    ...         "common/fold.js": "export const key = (text) => text;\\n",
    ...         "search/find.js": 'import { key } from "../common/fold.js";\\nexport const find = key;\\n',
    ...     },
    ...     {"search.js": "search/find.js"},
    ... )
    >>> print(made["search.js"])
    const common_fold_js = (() => {
    const key = (text) => text;
    return { key };
    })();
    const { key } = common_fold_js;
    export const find = key;
    <BLANKLINE>

    Raises:
        CefuError: a module imports one that is not there, or itself by others.
    """
    bare = {path: lean(text) for path, text in modules.items()}
    names = {path: name for name, path in entries.items()}
    return {name: _joined(path, bare, names) for name, path in entries.items() if path in bare}


def _joined(entry: str, modules: Mapping[str, str], names: Mapping[str, str]) -> str:
    """``entry`` with the modules that it needs before it, those that are served left out."""
    done: dict[str, str] = {}
    outside: set[str] = set()

    def linked(path: str, by: tuple[str, ...]) -> str:
        if path in by or path not in modules:
            raise CefuError(f"{by[-1]} imports {path}, which is not a module it could import")

        def link(match: re.Match[str]) -> str:
            taken, target = " ".join(match[1].split()).strip(", "), _target(path, match[2])
            if target in names:
                outside.add(target)
            elif target not in done:
                done[target] = _wrapped(target, linked(target, (*by, path)))
            return f"const {{ {taken.replace(' as ', ': ')} }} = {_variable(target)};\n"

        def late(match: re.Match[str]) -> str:
            target = _target(path, match[1])
            if target not in names:
                raise CefuError(f"{path} imports {target} when needed, but that is not served")
            return f'import("./{names[target]}")'

        return _LATE.sub(late, _IMPORT.sub(link, modules[path]))

    body = linked(entry, ())
    # Each module takes its own names out of what is served: two may give the same name.
    imports = "".join(
        f'import * as {_variable(target)} from "./{names[target]}";\n' for target in sorted(outside)
    )
    return imports + "".join(done.values()) + body


def _target(path: str, written: str) -> str:
    """The path of what the module at ``path`` imports as ``written``.

    >>> _target("search/page/box.js", "../../common/words.js")
    'common/words.js'
    """
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), written))


def _wrapped(path: str, text: str) -> str:
    """A module as a value: its own names stay inside, its exports are what it gives."""
    names = ", ".join(match[2] for match in _EXPORT.finditer(text))
    inside = _EXPORT.sub(r"\1", text)
    return f"const {_variable(path)} = (() => {{\n{inside}return {{ {names} }};\n}})();\n"


def _variable(path: str) -> str:
    return re.sub(r"\W", "_", path)


def lean(script: str) -> str:
    """An ES module without comments, blank lines and indentation.

    About a third of the bytes a reader has to fetch before the first result.  Dropped
    are lines, and of parts of lines only types in comments, so it is safe for scripts
    in which no template literal goes over a line end.

    >>> lean('/**\\n * Says it.\\n */\\nfunction say() {\\n  // twice\\n  return "a // b";\\n}\\n')
    'function say() {\\nreturn "a // b";\\n}\\n'
    >>> lean('const form = /** @type {HTMLFormElement} */ (found);\\n')
    'const form = (found);\\n'
    """
    kept: list[str] = []
    inside = False
    for line in map(str.strip, script.splitlines()):
        opens = line.startswith("/*") and ("*/" not in line or line.endswith("*/"))
        if inside or opens:
            inside = not line.endswith("*/")
        elif line and not line.startswith("//"):
            kept.append(_CAST.sub("", line))
    return "\n".join([*kept, ""])
