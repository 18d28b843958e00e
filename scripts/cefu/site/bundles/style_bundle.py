"""Style sheets as readers get them: joined by feature into few files, without comments.

Each sheet that a page waits for delays its first line; one that imports others does so
twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cefu.model.errors import CefuError

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def joined_sheets(sheets: Mapping[str, str], wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The sheets to serve, by name, each made of the ``sheets`` at the paths in ``wanted``.

    >>> joined_sheets({"a.css": "/* Why. */\\np {\\n  margin: 0;\\n}\\n"}, {"all.css": ["a.css"]})
    {'all.css': 'p {\\nmargin: 0;\\n}\\n'}

    Raises:
        CefuError: a sheet is wanted that is not there.
    """
    lost = {path for paths in wanted.values() for path in paths} - sheets.keys()
    if lost:
        raise CefuError(f"style sheets that are not there: {', '.join(sorted(lost))}")
    return {name: "".join(lean(sheets[path]) for path in paths) for name, paths in wanted.items()}


def lean(sheet: str) -> str:
    """A style sheet without comments, blank lines and indentation."""
    lines = map(str.strip, _COMMENT.sub("", sheet).splitlines())
    return "".join(f"{line}\n" for line in lines if line)
