"""Where things stand in a YAML text: the nodes of a path, and where their lines begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from cefu.inputs.yamlfile import compose

#: Where a value stands: keys and indices, from the top.
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A node, what it stands in, and the key it stands under."""

    node: yaml.Node
    parent: yaml.Node | None = None
    key: yaml.Node | None = None


def node_at(text: str, path: Path) -> Found | None:
    """The node at ``path``; None where there is none."""
    top, _ = compose(text, "")
    if top is None:
        return None
    found = Found(top)
    for step in path:
        node = found.node
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            pair = (None, node.value[step]) if step < len(node.value) else None
        else:
            pair = None
        if pair is None:
            return None
        found = Found(pair[1], node, pair[0])
    return found


def is_block(node: yaml.Node) -> bool:
    if isinstance(node, yaml.ScalarNode):
        return node.style in ("|", ">")
    return isinstance(node, yaml.CollectionNode) and not node.flow_style and bool(node.value)


def end_of(text: str, node: yaml.Node) -> int:
    """The offset behind the last character of ``node``, without the blank lines after it."""
    if isinstance(node, yaml.ScalarNode):
        end = node.end_mark.index
        return len(text[:end].rstrip(" \t\r\n")) if node.style in ("|", ">") else end
    if not is_block(node):
        return node.end_mark.index
    last = node.value[-1]
    return end_of(text, last[1] if isinstance(node, yaml.MappingNode) else last)


def line_end(text: str, at: int) -> int:
    """The offset behind the line that holds ``at``, its line end included."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def inserted(text: str, at: int, lines: Sequence[str]) -> str:
    """``text`` with ``lines`` put in at ``at``, the start of a line or the end of the text."""
    eol = line_break(text)
    before = text[:at]
    if before and not before.endswith("\n"):
        before += eol
    return before + "".join(line + eol for line in lines) + text[at:]
