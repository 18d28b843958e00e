"""YAML files changed as a careful hand would: one entry, all else as it was to the byte."""

from __future__ import annotations

from pathlib import Path

import yaml

from cefu.inputs.yamlfile import compose
from cefu.model.errors import CefuError


def entries(text: str, file: str | Path = "") -> dict[str, tuple[int, int]]:
    """Each top-level key of a YAML mapping with its lines ``(first, behind the last)``.

    Blank lines and comments that stand before a key belong to that key's neighbourhood, not
    to the entry above.  Raises ``CefuError`` where the text is no mapping of lines.

    >>> entries("a: 1\\n# about b\\nb:\\n  - x\\n\\nc: 2\\n")
    {'a': (0, 1), 'b': (2, 4), 'c': (5, 6)}
    """
    node, faults = compose(text, str(file))
    if faults:
        raise CefuError("\n".join(str(fault) for fault in faults))
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise CefuError(
            "the file is not written as one key a line",
            file=file,
            remedy="Write each key on a line of its own, or make the change by hand",
        )
    lines = text.splitlines()
    firsts = [key.start_mark.line for key, _ in node.value]
    found = {}
    for (key, _), first, behind in zip(node.value, firsts, [*firsts[1:], len(lines)], strict=True):
        while behind > first + 1 and _between(lines[behind - 1]):
            behind -= 1
        found[str(key.value)] = (first, behind)
    return found


def with_entry(text: str, key: str, line: str, file: str | Path = "") -> str:
    """``text`` with ``line`` as its entry ``key``: in the old one's place, or at the end.

    >>> with_entry("a: 1 # one\\nb: [2]\\n", "b", "b: 3")
    'a: 1 # one\\nb: 3\\n'
    >>> with_entry("a: 1", "b", "b: 3")
    'a: 1\\nb: 3\\n'
    """
    lines = text.splitlines()
    at = entries(text, file).get(key, (len(lines), len(lines)))
    lines[at[0] : at[1]] = [line]
    return _joined(lines, text)


def without_entry(text: str, key: str, file: str | Path = "") -> str:
    """``text`` without its entry ``key``, if it has one.

    >>> without_entry("id: x\\n# what it is\\ntitle: y\\n", "id")
    '# what it is\\ntitle: y\\n'
    """
    at = entries(text, file).get(key)
    if at is None:
        return text
    lines = text.splitlines()
    del lines[at[0] : at[1]]
    return _joined(lines, text)


def _joined(lines: list[str], before: str) -> str:
    """``lines`` with the line ends that the text had ``before``."""
    end = "\r\n" if "\r\n" in before else "\n"
    return "".join(line + end for line in lines)


def _between(line: str) -> bool:
    """Whether a line stands between entries: blank, a comment at the margin, an end mark."""
    return not line.strip() or line.startswith(("#", "..."))
