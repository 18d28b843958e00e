"""YAML changed at one place, as a careful hand would: every other byte stays as it was.

A path leads to a value: keys of mappings and indices of lists, from the top.  Each function
takes the text of a file and gives the text with one change made; comments, order, quotes and
line ends of all else are those of the file.  The result is read again before it is given
back: where it does not say exactly what was meant, ``CefuError`` is raised instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from cefu.inputs.editing.places import (
    Path,
    end_of,
    inserted,
    is_block,
    line_end,
    line_start,
    node_at,
)
from cefu.inputs.yamlfile import compose
from cefu.model.errors import CefuError

#: A mapping is written on one line if it is not longer.
_ONE_LINE = 88


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(value: Any) -> str:
    """``value`` as YAML on one line.

    >>> written({"find": "第 1 頁", "date": "2018-05", "line": 3})
    '{find: 第 1 頁, date: 2018-05, line: 3}'
    >>> written("2018"), written("a: b")
    ("'2018'", "'a: b'")
    """
    listed = yaml.dump(
        [value],
        Dumper=_Dumper,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=1 << 30,
    )
    return listed.strip()[1:-1]


def plain(text: str, file: str = "") -> Any:
    """What the YAML in ``text`` says: mappings, lists and values.  Raises ``CefuError``."""
    _, faults = compose(text, file)
    if faults:
        raise CefuError("\n".join(str(fault) for fault in faults))
    return yaml.safe_load(text)


def put(text: str, path: Path, value: Any, file: str = "") -> str:
    """``text`` with ``value`` at ``path``: in the old one's place, or as the last entry.

    Of a mapping or a list that is there already only what differs is written.

    >>> put("title: {en: River} # as printed\\ndate: '2018'\\n", ("title", "en"), "Rivers")
    "title: {en: Rivers} # as printed\\ndate: '2018'\\n"
    >>> put("a: 1\\n# the end\\n", ("b", "c"), "x")
    'a: 1\\nb: {c: x}\\n# the end\\n'
    """
    before = plain(text, file)
    wanted = _with(before, path, value)
    made = _put(text, path, value)
    return _checked(made, wanted, file)


def add(text: str, path: Path, value: Any, file: str = "") -> str:
    """``text`` with ``value`` as the last item of the list at ``path``, made if there is none.

    >>> add("hints: []\\n", ("hints",), {"find": "甲"})
    'hints: [{find: 甲}]\\n'
    >>> add("- a # one\\n\\n# end\\n", (), "b")
    '- a # one\\n- b\\n\\n# end\\n'
    """
    before = plain(text, file)
    found = _at(before, path)
    wanted = _with(before, path, [*(found or []), value])
    return _checked(_add(text, path, value), wanted, file)


def take(text: str, path: Path, file: str = "") -> str:
    """``text`` without what stands at ``path``; a list or mapping left empty goes as well.

    >>> take("a: 1\\nhints:\\n  - x\\n  - y # two\\n", ("hints", 0))
    'a: 1\\nhints:\\n  - y # two\\n'
    >>> take("a: 1\\nhints:\\n  - x\\n", ("hints", 0))
    'a: 1\\n'
    >>> take("a: [1, 2, 3]\\n", ("a", 1))
    'a: [1, 3]\\n'
    """
    before = plain(text, file)
    while path[:-1] and len(_at(before, path[:-1])) == 1:
        path = path[:-1]
    return _checked(_take(text, path), _without(before, path), file)


def _checked(made: str, wanted: Any, file: str) -> str:
    try:
        same = plain(made, file) == wanted
    except CefuError:
        same = False
    if not same:
        raise CefuError(
            "the change cannot be made in the way that the file is written",
            file=file,
            remedy="Make it by hand",
        )
    return made


# --- values ------------------------------------------------------------------------------


def _at(value: Any, path: Path) -> Any:
    """What stands at ``path`` in ``value``; None where nothing does."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _with(value: Any, path: Path, new: Any) -> Any:
    if not path:
        return new
    step, *rest = path
    if isinstance(step, int):
        return [_with(v, tuple(rest), new) if i == step else v for i, v in enumerate(value)]
    return {**(value or {}), step: _with((value or {}).get(step), tuple(rest), new)}


def _without(value: Any, path: Path) -> Any:
    step, *rest = path
    if rest:
        return _with(value, (step,), _without(value[step], tuple(rest)))
    if isinstance(step, int):
        return [v for i, v in enumerate(value) if i != step] or None
    return {k: v for k, v in value.items() if k != step} or None


# --- changes -----------------------------------------------------------------------------


def _put(text: str, path: Path, value: Any) -> str:
    found = node_at(text, path)
    if found is None:
        return _new_entry(text, path, value)
    node = found.node
    if isinstance(node, yaml.MappingNode) and isinstance(value, Mapping) and node.value and value:
        return _put_mapping(text, path, value)
    if isinstance(node, yaml.SequenceNode) and isinstance(value, list) and node.value and value:
        return _put_list(text, path, value)
    start, end = node.start_mark.index, end_of(text, node)
    if is_block(node) and not path:
        start, end = 0, len(text)
    shown = written(value)
    if found.key is not None and is_block(node):
        start = text.index(":", found.key.end_mark.index) + 1
        shown = " " + shown
    elif start == end:  # a key without a value
        shown = " " + shown
    return text[:start] + shown + text[end:]


def _put_mapping(text: str, path: Path, value: Mapping[str, Any]) -> str:
    held = _at(yaml.safe_load(text), path)
    for key, each in value.items():
        if key not in held or held[key] != each:
            text = _put(text, (*path, key), each)
    for key in held:
        if key not in value:
            text = _take(text, (*path, key))
    return text


def _put_list(text: str, path: Path, value: list[Any]) -> str:
    held = _at(yaml.safe_load(text), path)
    for at, (old, new) in enumerate(zip(held, value, strict=False)):
        if old != new:
            text = _put(text, (*path, at), new)
    for at in range(len(held) - 1, len(value) - 1, -1):
        text = _take(text, (*path, at))
    for each in value[len(held) :]:
        text = _add(text, path, each)
    return text


def _new_entry(text: str, path: Path, value: Any) -> str:
    """``text`` with the entry ``path``, which it does not have."""
    *above, key = path
    parent = node_at(text, tuple(above))
    if above and (parent is None or not isinstance(parent.node, yaml.MappingNode)):
        return _put(text, tuple(above), {key: value})
    if parent is None:
        return inserted(text, len(text), _entry(str(key), value, 0))
    node = parent.node
    if not isinstance(node, yaml.MappingNode):
        raise CefuError("the file is no mapping", remedy="Make the change by hand")
    if not is_block(node):
        return _into_flow(text, node, f"{written(key)}: {written(value)}")
    column = node.value[0][0].start_mark.column
    return inserted(text, line_end(text, end_of(text, node)), _entry(str(key), value, column))


def _entry(key: str, value: Any, column: int) -> list[str]:
    """The lines of a new entry of a mapping: lists of mappings one item a line."""
    lead = " " * column
    items = value if isinstance(value, list) else []
    if items and all(isinstance(item, Mapping) for item in items):
        lines = [f"{lead}{written(key)}:"]
        return lines + [line for item in items for line in _item(item, column + 2)]
    return [f"{lead}{written(key)}: {written(value)}"]


def _item(value: Any, column: int) -> list[str]:
    """The lines of a new item of a list: a long mapping one key a line."""
    lead = " " * column
    shown = written(value)
    if not isinstance(value, Mapping) or len(lead) + len(shown) <= _ONE_LINE:
        return [f"{lead}- {shown}"]
    keys = [line for key, each in value.items() for line in _entry(key, each, column + 2)]
    return [f"{lead}- {keys[0].lstrip()}", *keys[1:]]


def _add(text: str, path: Path, value: Any) -> str:
    found = node_at(text, path)
    if found is None:
        if path:
            return _new_entry(text, path, [value])
        return inserted(text, len(text), _item(value, 0))
    node = found.node
    if not isinstance(node, yaml.SequenceNode):
        return _put(text, path, [value])
    if not is_block(node):
        return _into_flow(text, node, written(value))
    dash = text.rindex("-", 0, node.value[-1].start_mark.index)
    column = dash - line_start(text, dash)
    return inserted(text, line_end(text, end_of(text, node)), _item(value, column))


def _into_flow(text: str, node: yaml.Node, shown: str) -> str:
    """``text`` with ``shown`` put in before the bracket that closes ``node``."""
    close = node.end_mark.index - 1
    inside = len(text[:close].rstrip(" \t\r\n"))
    comma = "" if not node.value or text[inside - 1] == "," else ","
    blank = " " if node.value else ""
    return text[:inside] + comma + blank + shown + text[close:]


def _take(text: str, path: Path) -> str:
    found = node_at(text, path)
    if found is None or found.parent is None:
        raise CefuError("there is no such entry", remedy="Look at the file")
    start = (found.key or found.node).start_mark.index
    end = end_of(text, found.node)
    if len(found.parent.value) == 1:
        if len(path) == 1:
            return text[: line_start(text, start)] + text[line_end(text, end) :]
        return _put(text, path[:-1], [] if isinstance(path[-1], int) else {})
    if not is_block(found.parent):
        return _out_of_flow(text, start, end)
    if isinstance(path[-1], int):
        start = text.rindex("-", 0, start)
    first, behind = line_start(text, start), line_end(text, end)
    if not text[first:start].strip():
        return text[:first] + text[behind:]
    # The first key of a mapping that is an item of a list: the next one moves up to its dash.
    following = text[behind:]
    return text[:start] + following.lstrip(" ")


def _out_of_flow(text: str, start: int, end: int) -> str:
    """``text`` without ``start:end``, an item between brackets, and the comma beside it."""
    after = end + len(text[end:]) - len(text[end:].lstrip(" \t\r\n"))
    if text[after] == ",":
        after += 1
        return text[:start] + text[after:].lstrip(" ")
    before = len(text[:start].rstrip(" \t\r\n"))
    return text[: before - (text[before - 1] == ",")] + text[end:]
