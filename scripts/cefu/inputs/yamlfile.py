"""YAML files that people write: read safely, every fault told with its line.

Nothing is constructed from a document but strings, lists and mappings; tags
and aliases are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import yaml

from cefu.model import edtf
from cefu.model.language import LANGS

#: What YAML takes an unquoted date for: 2018, 2018.5, 2018-05-01.
_DATE_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "timestamp"))
#: More of a wrong value is not repeated.
_SHOWN = 60
#: What no value may hold, with the fault and the remedy.
_UNFIT = (
    (
        re.compile("[\ud800-\udfff\ufffe\uffff]"),
        "holds half a character (U+{code:04X})",
        "Write the character itself.",
    ),
    (
        re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"),
        "holds a control character (U+{code:04X})",
        "Take it out.",
    ),
    (
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "holds a character that turns the direction of writing (U+{code:04X})",
        "Take it out.",
    ),
    (
        re.compile("[\n\r\x85\u2028\u2029]"),
        "has a line break",
        "Write it on one line, or with > and no empty line between.",
    ),
    (re.compile(r"(?s).{20001}"), "has {length:,} characters", "At most 20,000 are read."),
)
#: No record is nested deeper; beyond it the parser's time is not linear.
DEEPEST = 20


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in an authority file, and what to do about it."""

    file: str
    line: int
    key: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.problem}. {self.remedy}".rstrip()


class Reader:
    """Turns the nodes of one file into plain values, collecting faults.

    Every method takes the node, or None where the key is absent, and the key.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def fault(self, node: yaml.Node, key: str, problem: str, remedy: str = "") -> None:
        self.faults.append(Fault(self.file, node.start_mark.line + 1, key, problem, remedy))

    def string(self, node: yaml.Node | None, key: str) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:str":
            shown = node.value[:_SHOWN] if isinstance(node, yaml.ScalarNode) else _kind(node)
            self.fault(node, key, f"must be a string, not {shown}", "Put it in quotation marks.")
            return ""
        value: str = node.value.strip()
        if not value:
            self.fault(node, key, "is empty", "Give it a value or take the key out.")
        for pattern, problem, remedy in _UNFIT:
            if found := pattern.search(value):
                told = problem.format(code=ord(found.group()[0]), length=len(value))
                self.fault(node, key, told, remedy)
                return ""
        return value

    def date(self, node: yaml.Node | None, key: str) -> str:
        """A date in EDTF; what YAML would take for a number or a day of its own is told so."""
        if isinstance(node, yaml.ScalarNode) and node.tag in _DATE_TAGS:
            remedy = f'Write "{node.value}", in quotation marks.'
            if edtf.known(node.value) is None:
                remedy = _remedy(node.value)
            self.fault(node, key, f"must be a string, not {node.value}", remedy)
            return ""
        value = self.string(node, key)
        if value and node is not None:
            try:
                edtf.parse(value)
            except edtf.EdtfError as error:
                self.fault(node, key, f"{value!r} is no date: {error.problem}", error.remedy)
                return ""
        return value

    def number(self, node: yaml.Node | None, key: str, allowed: range) -> int:
        """A whole number within ``allowed``; 0 where the key is absent or wrong."""
        if node is None:
            return 0
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        if re.fullmatch(r"\d{1,7}", value) and int(value) in allowed:
            return int(value)
        known = f"Write a number from {allowed[0]} to {allowed[-1]}."
        self.fault(node, key, f"is no such number: {value[:_SHOWN] or _kind(node)}", known)
        return 0

    def numbers(self, node: yaml.Node | None, key: str) -> tuple[int, ...]:
        """A list of whole numbers, from 1."""
        read = [self.number(each, key, range(1, 10_000_000)) for each in self.items(node, key)]
        return tuple(number for number in read if number)

    def choice(self, node: yaml.Node | None, key: str, allowed: Iterable[str]) -> str:
        value = self.string(node, key)
        if node is not None and value and value not in allowed:
            self.fault(node, key, f"unknown {value!r}", f"Known: {', '.join(allowed)}.")
        return value

    def yes(self, node: yaml.Node | None, key: str) -> bool:
        """Whether ``true`` is written, in quotation marks or not; False where the key is absent."""
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        if node is not None and value not in ("true", "false"):
            shown = value[:_SHOWN] or _kind(node)
            self.fault(node, key, f"is neither true nor false: {shown}", "Write true or false.")
        return value == "true"

    def items(self, node: yaml.Node | None, key: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, key, f"must be a list, not {_kind(node)}", f"Write {key}: [one, two].")
            return []
        return list(node.value)

    def strings(self, node: yaml.Node | None, key: str) -> tuple[str, ...]:
        read = [self.string(each, f"{key}[{i}]") for i, each in enumerate(self.items(node, key))]
        return tuple(value for value in read if value)

    def entries(
        self,
        node: yaml.Node | None,
        key: str,
        allowed: Iterable[str] | None,
        suggest: Callable[[str], str] | None = None,
    ) -> dict[str, yaml.Node]:
        """A mapping's values by key; unknown, doubled and non-string keys are faults.

        ``allowed`` None admits any key; ``suggest`` words the remedy for an
        unknown one.
        """
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, key, f"must be a mapping, not {_kind(node)}", "Write key: value.")
            return {}
        found: dict[str, yaml.Node] = {}
        for name_node, value in node.value:
            name = self.string(name_node, key)
            path = f"{key}.{name}"
            if name in found:
                self.fault(name_node, path, "stands twice", "Keep one.")
            elif name and allowed is not None and name not in allowed:
                known = suggest(name) if suggest else f"Known: {', '.join(allowed)}."
                self.fault(name_node, path, "unknown key", known)
            elif name:
                found[name] = value
        return found

    def texts(
        self, node: yaml.Node | None, key: str, allowed: Iterable[str] | None
    ) -> dict[str, str]:
        found = self.entries(node, key, allowed)
        read = {name: self.string(value, f"{key}.{name}") for name, value in found.items()}
        return {name: value for name, value in read.items() if value}

    def patterned(
        self, node: yaml.Node | None, key: str, patterns: Mapping[str, str]
    ) -> dict[str, str]:
        """A mapping of which each value is of the form that ``patterns`` has for its key."""
        found = self.texts(node, key, patterns)
        for name, value in found.items():
            if node is not None and not re.fullmatch(patterns[name], value):
                self.fault(node, f"{key}.{name}", f"{value[:_SHOWN]!r} is not of its form")
        return found

    def by_language(
        self, node: yaml.Node | None, key: str, required: Iterable[str]
    ) -> dict[str, str]:
        found = self.texts(node, key, LANGS)
        for lang in required:
            if isinstance(node, yaml.MappingNode) and lang not in found:
                self.fault(node, key, f"lacks {lang}", f"Add {key}: {{{lang}: …}}.")
        return found


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "a single value"


def compose(text: str, file: str) -> tuple[yaml.Node | None, list[Fault]]:
    """The node tree of one YAML document, with lines, built without running anything.

    Aliases are refused: a few lines of them can stand for billions of values.  So
    are tags, which ask for objects, and nesting deeper than any record needs.
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                remedy = "Write the value out."
                return None, [Fault(file, line, "*", "aliases are not allowed", remedy)]
            tag = getattr(event, "tag", None)
            if tag is not None:
                remedy = "Write plain values only."
                return None, [Fault(file, line, tag, "tags are not allowed", remedy)]
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return None, [Fault(file, line, "*", "is nested too deeply", "Check the brackets.")]
        return yaml.compose(text, Loader=yaml.SafeLoader), []
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return None, [Fault(file, line, "YAML", error.problem or "cannot be read")]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return None, [Fault(file, 1, "YAML", f"cannot be read: {reason}")]


def _remedy(date: str) -> str:
    """What to write instead of ``date``, which is no EDTF."""
    try:
        edtf.parse(date)
    except edtf.EdtfError as error:
        return error.remedy
    return ""
