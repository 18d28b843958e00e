"""Family names: which characters a Chinese or Korean name opens with.

The lists are ``lexicons/surnames.txt``.  Some surnames open ordinary words too: they divide
a name that is known to be one, and do not tell that a few characters are a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Surnames:
    """Family names of one character and of two."""

    single: frozenset[str]
    double: frozenset[str]


@cache
def telling() -> Surnames:
    """The surnames that tell a name from other words.

    >>> "陳" in telling().single, "計" in telling().single
    (True, False)
    """
    return Surnames(_section("telling"), _section("double"))


@cache
def known() -> Surnames:
    """All surnames, for what is known to be a name.

    >>> "計" in known().single, {"歐陽", "西門"} <= known().double
    (True, True)
    """
    return Surnames(
        telling().single | _section("words too"),
        telling().double | _section("double, words too"),
    )


@cache
def _section(name: str) -> frozenset[str]:
    """The surnames under ``[name]``: of one character without blanks, of two with them."""
    text = files("cefu.text").joinpath("lexicons/surnames.txt").read_text(encoding="utf-8")
    own = text.partition(f"[{name}]\n")[2].partition("\n[")[0]
    lines = [line for line in own.splitlines() if not line.startswith("#")]
    return frozenset(part for line in lines for part in (line.split() if " " in line else line))
