"""Which report of the archive a document is, or is another extraction of.

Texts are compared by sketches: the smallest hashes of all runs of characters (k minimum values,
Bar-Yossef et al. 2002; resemblance after Broder 1997), which stay alike where lines are broken
elsewhere, a few characters differ, or page furniture was left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cefu.text.fold import fold_key

#: Characters of a run, and how many hashes a sketch keeps.
_RUN = 6
_KEPT = 256
#: From this resemblance on, two texts are extractions of one document.
ALIKE = 0.5
_MIX = np.uint64(0x9E3779B97F4A7C15)

Sketch = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """That a document is the ``report`` of the archive: in which way, and how much (0 to 1)."""

    kind: Literal["bytes", "text", "extraction"]
    report: str
    share: float = 1.0


@dataclass(frozen=True)
class Known:
    """What a document is compared by."""

    sha256: str
    text: str
    sketch: Sketch

    @classmethod
    def of(cls, sha: str, text: str) -> Known:
        """A document with the checksum ``sha`` and the whole ``text``."""
        plain = fold_key("".join(text.split()))
        return cls(sha, sha256(plain.encode("utf-8", "replace")).hexdigest(), sketch(plain))


def sketch(text: str) -> Sketch:
    """The smallest hashes of the runs of ``text``, in order, each once.

    >>> len(sketch("河水東流" * 3)), len(sketch("短"))
    (4, 1)
    """
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4").astype(np.uint64)
    if len(codes) == 0:
        return codes
    runs = max(len(codes) - _RUN + 1, 1)
    hashes = np.zeros(runs, dtype=np.uint64)
    for at in range(min(_RUN, len(codes))):
        hashes = (hashes ^ codes[at : at + runs]) * _MIX
        hashes ^= hashes >> np.uint64(29)
    return np.unique(hashes)[:_KEPT]


def resemblance(one: Sketch, other: Sketch) -> float:
    """Which share of all their runs two texts have in common, as estimated from sketches.

    >>> resemblance(sketch("河水東流入海不復回"), sketch("河水東流入海不復回"))
    1.0
    """
    both = np.union1d(one, other)[: min(_KEPT, max(len(one), len(other)))]
    if len(both) == 0:
        return 0.0
    common = np.intersect1d(np.intersect1d(both, one), other)
    return len(common) / len(both)


def likeness(document: Known, reports: Mapping[str, Known]) -> Likeness | None:
    """The report that ``document`` is, if any."""
    for kind in ("bytes", "text"):
        for ident, known in reports.items():
            same = (
                known.sha256 == document.sha256 if kind == "bytes" else known.text == document.text
            )
            if same:
                return Likeness("bytes" if kind == "bytes" else "text", ident)
    shares = {ident: resemblance(document.sketch, known.sketch) for ident, known in reports.items()}
    best = max(shares, key=lambda ident: shares[ident], default="")
    if best and shares[best] >= ALIKE:
        return Likeness("extraction", best, shares[best])
    return None
