"""What an extract of Wikidata or VIAF that the keeper provides knows of a name.

``sources/authorities/extract.tsv``, beside the authority files, has a line a name: the name,
an identifier (``Q22686``, or a VIAF number), and words about it, with tabs between; a line that
begins with ``#`` is a remark.  Nothing is fetched.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from cefu.inputs.files import read_kept
from cefu.text.fold import fold_key

FILE = "authorities/extract.tsv"


def looked_up(sources: Path, name: str) -> list[dict[str, str]]:
    """The entries of the extract for ``name``, whatever its script; [] without an extract."""
    path = sources / FILE
    try:
        stat = os.stat(path)
    except OSError:
        return []
    return _read(path, stat.st_mtime_ns, stat.st_size).get(fold_key(name), [])


def entries(text: str) -> dict[str, list[dict[str, str]]]:
    """The entries by folded name; lines without an identifier are passed over.

    >>> entries("# Wikidata\\n林甲\\tQ1\\tminister\\n")
    {'林甲': [{'identifier': 'Q1', 'words': 'minister'}]}
    """
    found: dict[str, list[dict[str, str]]] = {}
    for line in text.splitlines():
        name, _, rest = line.partition("\t")
        identifier, _, words = rest.partition("\t")
        if identifier and not line.startswith("#"):
            entry = {"identifier": identifier.strip(), "words": words.strip()}
            found.setdefault(fold_key(name), []).append(entry)
    return found


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, size: int) -> dict[str, list[dict[str, str]]]:
    return entries(read_kept(path))
