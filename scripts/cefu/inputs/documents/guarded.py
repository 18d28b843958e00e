"""Parsing in a process of its own, with limits on time and memory.

The parsers of binary formats are native code that reads hostile bytes: what
crashes, hangs or grows without end there costs one document, not the build.
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cefu.model.errors import CefuError
from cefu.model.received import Document

#: Seconds of time, and bytes of memory, that one document may cost.
WALL_SECONDS = 60
CPU_SECONDS = 60
MEMORY = 1 << 30
#: What a worker may send back: the nouns of a document, and nothing else.
_NOUNS = {
    "cefu.model.line": {"Box", "CellPlace", "Line"},
    "cefu.model.received": {
        "Cell",
        "Document",
        "Evidence",
        "Fault",
        "FoundFigure",
        "FoundTable",
        "PageSize",
    },
}
_PACKAGES = Path(__file__).resolve().parents[3]


class _Nouns(pickle.Unpickler):
    """Reads back only what a document is made of."""

    def find_class(self, module: str, name: str) -> Any:
        if name in _NOUNS.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def read_guarded(path: Path) -> Document:
    """The document at ``path``, parsed by ``worker`` in a process with limits.

    Raises ``CefuError`` where the worker says what is wrong, dies, or takes
    longer or more memory than it may.
    """
    answer = _answer(path, _command(path))
    if not isinstance(answer, Document):
        raise _too_much(path, "the parser gave no document")
    return answer


def draw_guarded(path: Path, index: int, to: Path, dpi: int) -> int:
    """Draw the page ``index`` of the PDF at ``path`` as the picture ``to``, with ``dpi`` dots to an
    inch; how many pages it has.

    Raises ``CefuError`` as ``read_guarded`` does.
    """
    answer = _answer(path, [*_command(path), str(index), str(to), str(dpi)])
    if not isinstance(answer, int):
        raise _too_much(path, "the parser gave no picture")
    return answer


def draw_small_guarded(path: Path, indexes: Sequence[int]) -> dict[int, bytes]:
    """Small WebP pictures of the pages ``indexes`` of the PDF at ``path``.

    Raises ``CefuError`` as ``read_guarded`` does.
    """
    with TemporaryDirectory() as name:
        answer = _answer(path, [*_command(path), ",".join(map(str, indexes)), name])
        if not isinstance(answer, int):
            raise _too_much(path, "the parser gave no picture")
        return {index: (Path(name) / f"{index}.webp").read_bytes() for index in indexes}


def _answer(path: Path, command: list[str]) -> object:
    """What the worker gives.  Raises ``CefuError`` where it says what is wrong, or fails."""
    paths = [str(_PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=WALL_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise _too_much(path, f"reading takes longer than {WALL_SECONDS} seconds") from None
    if done.returncode:
        if b"MemoryError" in done.stderr or b"bad_alloc" in done.stderr:
            raise _too_much(path, f"reading takes more than {MEMORY >> 20:,} MB of memory")
        raise _too_much(path, f"the parser broke down ({_ending(done.returncode)})")
    try:
        answer: object = _Nouns(io.BytesIO(done.stdout)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ValueError, IndexError):
        raise _too_much(path, "the parser gave no document") from None
    if isinstance(answer, tuple):
        problem, remedy = answer
        raise CefuError(str(problem), file=path, remedy=str(remedy))
    return answer


def _command(path: Path) -> list[str]:
    return [sys.executable, "-m", "cefu.inputs.documents.worker", str(path)]


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit {code}"


def _too_much(path: Path, problem: str) -> CefuError:
    return CefuError(
        problem,
        file=path,
        remedy="The file is damaged, or made to do harm: open it in a viewer, print it to a "
        "new PDF and add that, or take it out of the sources",
    )
