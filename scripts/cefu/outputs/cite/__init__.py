"""Citations and bibliographic data: every form is made from the same record."""

from cefu.outputs.cite.exports import COLUMNS, bibtex, ris, table_row
from cefu.outputs.cite.formatted import (
    ACCESS_DATE,
    ACCESSED,
    STYLES,
    Templates,
    citations,
    templates,
)
from cefu.outputs.cite.item import csl_item, csl_json
from cefu.outputs.cite.metadata import json_ld, json_ld_text, meta_tags

__all__ = [
    "ACCESSED",
    "ACCESS_DATE",
    "COLUMNS",
    "STYLES",
    "Templates",
    "bibtex",
    "citations",
    "csl_item",
    "csl_json",
    "json_ld",
    "json_ld_text",
    "meta_tags",
    "ris",
    "table_row",
    "templates",
]
