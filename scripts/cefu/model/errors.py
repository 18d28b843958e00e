"""The one exception a user is meant to see."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class CefuError(Exception):
    """Bad input, told in one paragraph: the file, the line, the remedy.

    >>> print(CefuError("the sidecar has an unknown key 'titel'", file="a.yml", line=3,
    ...                 remedy="Did you mean 'title'?"))
    a.yml:3: the sidecar has an unknown key 'titel'. Did you mean 'title'?
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str | Path = "",
        line: int | None = None,
        remedy: str = "",
    ) -> None:
        place = str(file) + (f":{line}" if line else "")
        text = f"{place}: {problem}" if place else problem
        super().__init__(f"{text.rstrip('.')}. {remedy}".strip())
        self.problem, self.file, self.line, self.remedy = problem, str(file), line, remedy


def raise_all(faults: Sequence[CefuError]) -> None:
    """Raise what is wrong, all faults at once; nothing where there are none."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise CefuError("\n".join(map(str, faults)))
