"""What ``cefu`` makes of a document, in the shape of the truth.

The face that ``measure.py`` asks by default.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "measure"))

from cefu.inputs.documents import read_document
from cefu.model.document import Block
from cefu.outputs.data.tables import grid_rows
from cefu.record.printed import printed_record
from cefu.structure import normalise
from structure import report_of


def read(path: Path) -> Mapping[str, Any]:
    """Blocks, notes, tables and title of ``path``."""
    document = read_document(path)
    tree = normalise(document.text, (), document.lines)
    report = report_of(tree, document.text)
    tables = [table_rows(block) for block in tree.blocks if block.type == "table"]
    levels = {section["id"]: section["level"] for section in report["sections"]}
    blocks = [
        {**block, "level": levels.get(block["section"], 0)}
        if block["type"] == "heading"
        else {
            **block,
            "type": "abstract_point" if block["type"] == "abstract_bullet" else block["type"],
        }
        for block in report["blocks"]
        if block["type"] != "table"
    ]
    printed = printed_record(tree, document.text, "")
    notes = [{"label": note["id"], "text": note["text"]} for note in report["notes"]]
    return {
        "title": next(iter(printed.title.values()), None) or None,
        "record": {
            "authors": [name for agent in printed.authors for name in agent.name.values()],
            "publisher": next(iter(printed.publisher.values()), None),
            "date": None if "date" in printed.inferred else printed.date or None,
        },
        "blocks": blocks,
        "notes": notes,
        "tables": tables,
    }


def table_rows(table: Block) -> list[list[str]]:
    """The words of a table's cells, row by row; what a cell spans is empty but for its first place."""
    return [list(row) for row in grid_rows(table)]
