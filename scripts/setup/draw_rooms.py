"""Draw the rooms of the package as they import each other, for ARCHITECTURE.md.

Floors are those of the contract in ``pyproject.toml``, arrows the imports that the code really
has; an arrow is left out where a longer way of arrows says the same.  ``--write`` puts the
picture into ARCHITECTURE.md, where a test keeps it true.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "ARCHITECTURE.md"
_PICTURE = re.compile(r"(?<=<!-- rooms -->\n).*?(?=<!-- /rooms -->)", re.DOTALL)

Arrows = Mapping[str, frozenset[str]]


def floors() -> list[list[str]]:
    """The floors of the house, the top one first, as the contract lists them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [layers] = [
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    ]
    return [[room.strip() for room in layer.split("|")] for layer in layers]


def arrows() -> dict[str, frozenset[str]]:
    """Each room's rooms: those that a module of it imports from."""
    graph = grimp.build_graph("cefu", cache_dir=None)
    found: dict[str, set[str]] = {}
    for module in graph.modules:
        room = module.split(".")[1:2]
        for other in graph.find_modules_directly_imported_by(module):
            theirs = other.split(".")[1:2]
            if room and theirs and room != theirs and room[0] != "__main__":
                found.setdefault(room[0], set()).add(theirs[0])
    return {room: frozenset(others) for room, others in found.items()}


def reduced(arrows: Arrows) -> dict[str, frozenset[str]]:
    """``arrows`` without those that a longer way says as well (transitive reduction).

    >>> reduced({"c": frozenset("ab"), "b": frozenset("a")})
    {'c': frozenset({'b'}), 'b': frozenset({'a'})}
    """

    def beyond(room: str) -> frozenset[str]:
        near = arrows.get(room, frozenset())
        return near.union(*(beyond(other) for other in near))

    return {
        room: others - frozenset().union(*(beyond(other) for other in others))
        for room, others in arrows.items()
    }


def picture(floors: list[list[str]], arrows: Arrows) -> str:
    """The rooms as a Mermaid diagram, floor by floor."""
    lines = ["```mermaid", "flowchart TD"]
    for number, floor in enumerate(floors):
        lines.append(f"  subgraph floor{len(floors) - number} [ ]")
        lines += [f"    {room}" for room in floor]
        lines.append("  end")
    for room in (room for floor in floors for room in floor):
        lines += [f"  {room} --> {other}" for other in sorted(arrows.get(room, ()))]
    return "\n".join([*lines, "```", ""])


def drawn() -> str:
    """The picture as the code is now."""
    return picture(floors(), reduced(arrows()))


def shown() -> str:
    """The picture as ARCHITECTURE.md has it."""
    found = _PICTURE.search(DOCUMENT.read_text(encoding="utf-8"))
    return found.group() if found else ""


def main() -> None:
    if "--write" in sys.argv:
        text = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(_PICTURE.sub(lambda _: drawn(), text), encoding="utf-8")
    else:
        print(drawn(), end="")


if __name__ == "__main__":
    main()
