"""Set the corpus: every house of ``houses.yml`` by its typesetters, with truth.

    python tests/documents/typeset.py OUT [PART_OF_NAME]
    python tests/documents/typeset.py OUT --houses FILE

For each document OUT gets ``NAME.pdf``, ``NAME.json`` (the truth, see
:func:`source.truth`), ``NAME.txt`` and ``NAME.layout.txt`` (what ``pdftotext`` gives,
plain and with ``-layout``), and ``NAME.html`` from Chromium, ``NAME.docx`` from LibreOffice.  Same seed, same truth; the bytes of a PDF depend on
the typesetter's version.

Needs the extra ``corpus`` (Typst, WeasyPrint, ReportLab) and, from Debian,
``poppler-utils``, ``chromium``, ``libreoffice-writer-nogui``, ``fonts-noto-cjk``,
``fonts-arphic-uming`` and ``fonts-arphic-ukai``.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from documents import by_html, by_libreoffice, by_reportlab, by_typst
from documents.compose import Pen
from documents.genres import GENRES
from documents.look import furniture, look
from documents.source import Block, Document, truth

TYPESETTERS: Mapping[str, Callable[[Document, Mapping[str, Any], Path], None]] = {
    "typst": by_typst.render,
    "weasyprint": by_html.by_weasyprint,
    "chromium": by_html.by_chromium,
    "libreoffice": by_libreoffice.render,
    "reportlab": by_reportlab.render,
}


def simplified(document: Document) -> Document:
    """``document`` in Simplified characters."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert

    def block(b: Block) -> Block:
        return dataclasses.replace(
            b,
            text=convert(b.text),
            label=convert(b.label),
            rows=tuple(tuple(convert(c) for c in row) for row in b.rows),
            marks=tuple(convert(m) for m in b.marks),
        )

    return dataclasses.replace(
        document,
        title=convert(document.title),
        blocks=tuple(block(b) for b in document.blocks),
        notes={k: convert(v) for k, v in document.notes.items()},
        authors=tuple(convert(a) for a in document.authors),
        publisher=document.publisher and convert(document.publisher),
        date=document.date and convert(document.date),
        short=convert(document.short),
        lang="zh-Hans",
    )


def houses(path: Path) -> dict[str, dict[str, Any]]:
    """Houses by name."""
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def documents(
    path: Path, part: str = ""
) -> Iterator[tuple[str, Document, str, str, dict[str, Any]]]:
    """Name, document, house, typesetter and look of everything to set."""
    for name, house in houses(path).items():
        for typesetter in house["by"]:
            for n in range(1, house.get("count", 2) + 1):
                id = f"{name}.{typesetter}.{n}"
                if part not in id:
                    continue
                pen = Pen(id, house.get("lang", "zh"))
                document = GENRES[house["genre"]](pen, id, house.get("options", {}))
                if house.get("lang") == "en" and document.lang != "en":
                    raise ValueError(f"{name}: genre {house['genre']} has no English")
                if house.get("simplified"):
                    document = simplified(document)
                looks = look({"look": {**house.get("look", {}), **house.get(typesetter, {})}})
                yield id, document, name, typesetter, looks


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("part", nargs="?", default="", help="only names that contain this")
    parser.add_argument("--houses", type=Path, default=Path(__file__).parent / "houses.yml")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for id, document, house, typesetter, looks in documents(asked.houses, asked.part):
        pdf = (asked.out / f"{id}.pdf").resolve()
        TYPESETTERS[typesetter](document, looks, pdf)
        told = truth(document, house, typesetter, furniture(document, looks))
        pdf.with_suffix(".json").write_text(
            json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        subprocess.run(["pdftotext", pdf, pdf.with_suffix(".txt")], check=True)
        subprocess.run(["pdftotext", "-layout", pdf, pdf.with_suffix(".layout.txt")], check=True)
        print(id)


if __name__ == "__main__":
    main()
