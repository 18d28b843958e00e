"""Text that remembers where each of its characters came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Traced:
    """A string and, for each character, its source offset (code points).

    Every operation keeps the two in step, so that the ledger can be computed
    from the finished blocks instead of being kept by hand.

    >>> t = Traced.at("北韓", 10)
    >>> (t + Traced.at("無核化", 20))[1:3]
    Traced('韓無', [11, 20])
    """

    text: str = ""
    origin: array[int] = field(default_factory=lambda: array("q"))

    @classmethod
    def at(cls, text: str, start: int) -> Traced:
        """``text`` as it stands in the source from offset ``start`` on."""
        return cls(text, array("q", range(start, start + len(text))))

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.origin + other.origin)

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.origin[part])

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"Traced({self.text!r}, {list(self.origin)})"

    def strip(self) -> Traced:
        """Without blanks at either end (they become the ledger's blanks)."""
        left = len(self.text) - len(self.text.lstrip())
        return self[left : left + len(self.text.strip())]

    def keep(self, kept: Iterable[bool]) -> Traced:
        """Only the characters whose flag in ``kept`` is true."""
        flags = list(kept)
        return Traced(
            "".join(c for c, k in zip(self.text, flags, strict=True) if k),
            array("q", (o for o, k in zip(self.origin, flags, strict=True) if k)),
        )


def concat(parts: Iterable[Traced]) -> Traced:
    """All parts one after the other, in linear time."""
    texts: list[str] = []
    origin = array("q")
    for part in parts:
        texts.append(part.text)
        origin.extend(part.origin)
    return Traced("".join(texts), origin)
