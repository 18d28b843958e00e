"""The process that parses one document: ``python -m cefu.inputs.documents.worker FILE``.

Writes the ``Document``, or what is wrong with it as (problem, remedy), to its
standard output for ``guarded`` to read.  With ``INDEX PICTURE DPI`` after the
file it draws that page of a PDF, and writes how many pages there are; with ``INDEX,INDEX… FOLDER``
it makes small pictures of these pages.
"""

from __future__ import annotations

import pickle
import resource
import sys
from pathlib import Path

from cefu.inputs.documents.formats import READERS
from cefu.inputs.documents.guarded import CPU_SECONDS, MEMORY
from cefu.model.errors import CefuError
from cefu.model.received import Document


def _draw(path: Path, index: int, to: Path, dpi: int) -> int:
    from cefu.inputs.documents.pdf.drawing.pictures import draw_page
    from cefu.inputs.documents.pdf.opening import opened

    with opened(path) as pdf:
        draw_page(pdf[index], to, dpi)
        return len(pdf)


def _draw_small(path: Path, indexes: str, folder: Path) -> int:
    from cefu.inputs.documents.pdf.drawing.pictures import small_picture
    from cefu.inputs.documents.pdf.opening import opened

    with opened(path) as pdf:
        for index in map(int, indexes.split(",")):
            (folder / f"{index}.webp").write_bytes(small_picture(pdf[index]))
        return len(pdf)


def main(path: Path, indexes: str = "", to: str = "", dpi: str = "") -> None:
    """Read ``path``, or draw pages of it, under the limits."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: Document | int | tuple[str, str]
    try:
        if dpi:
            answer = _draw(path, int(indexes), Path(to), int(dpi))
        else:
            answer = (
                _draw_small(path, indexes, Path(to))
                if indexes
                else READERS[path.suffix.lower()](path)
            )
    except CefuError as error:
        answer = (error.problem, error.remedy)
    except RecursionError:
        answer = ("it is nested too deeply", "The file is damaged, or made to do harm")
    sys.stdout.buffer.write(pickle.dumps(answer, protocol=5))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:5])
