"""Search: an index of static files that answers every substring exactly.

`build_index` makes it from `Passage` and `VariantSet`; ``search.js`` reads it in
the browser.  ``format.md`` describes the files.
"""

from __future__ import annotations

from cefu.outputs.search.gathering import report_passages, variant_sets
from cefu.outputs.search.index import build_index
from cefu.outputs.search.passage import Form, Passage, Piece, Source, VariantSet

__all__ = [
    "Form",
    "Passage",
    "Piece",
    "Source",
    "VariantSet",
    "build_index",
    "report_passages",
    "variant_sets",
]
