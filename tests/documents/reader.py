"""What ``cefu`` makes of a document, in the shape of the truth.

The face that ``measure.py`` asks by default.  A ``.txt`` is normalised as it is; from a
PDF the text is taken by ``pdftotext`` first.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "measure"))

from cefu.structure import normalise
from structure import report_of


def text_of(path: Path) -> str:
    """The text of ``path``, a ``.txt`` or a PDF."""
    if path.suffix == ".pdf":
        command = ["pdftotext", str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return path.read_text(encoding="utf-8")


def read(path: Path) -> Mapping[str, Any]:
    """Blocks, notes and title of ``path``."""
    source = text_of(path).removeprefix("\ufeff")
    report = report_of(normalise(source), source)
    levels = {section["id"]: section["level"] for section in report["sections"]}
    blocks = [
        {**block, "level": levels.get(block["section"], 0)}
        if block["type"] == "heading"
        else {
            **block,
            "type": "abstract_point" if block["type"] == "abstract_bullet" else block["type"],
        }
        for block in report["blocks"]
    ]
    titles = [block["text"] for block in blocks if block["type"] == "title"]
    notes = [{"label": note["id"], "text": note["text"]} for note in report["notes"]]
    return {"title": titles[0] if titles else None, "blocks": blocks, "notes": notes}
