"""Gists: what a dated statement tells, in a line of the keeper's own words.

``sources/gists/<report-id>.yml`` maps statements to gists.  The key is the statement's
id without the report's; ``date``, which may be left out, is the date as the report
prints it, so that a gist is never shown with another date of the same paragraph::

    p7-d1: {date: 4月27日, zh-Hant: 兩韓舉行峰會, en: The two Koreas hold a summit.}
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from cefu.inputs.files import kept_files, read_kept
from cefu.inputs.yamlfile import Fault, Reader, compose
from cefu.model.annotations import Statement
from cefu.model.errors import CefuError
from cefu.model.language import LANGS, Names

FOLDER = "gists"
_KEYS = ("date", *LANGS)


@dataclass(frozen=True, slots=True)
class Gist:
    """``names`` is the gist per language; ``date`` the words of the date it was written
    for, '' if not said; ``place`` where it stands (``sources/gists/a.yml:12``)."""

    names: Names
    date: str = ""
    place: str = ""


def read_gists(folder: Path, withdrawn: Collection[str] = ()) -> dict[str, Gist]:
    """The gists in ``folder`` by statement id; {} if there is no such folder.

    Those of the ``withdrawn`` files are left out.

    Raises ``CefuError`` naming every fault of every file with its line.
    """
    found: dict[str, Gist] = {}
    faults: list[Fault] = []
    for path in kept_files(folder):
        if path.stem in withdrawn:
            continue
        read, told = parse(read_kept(path), str(path))
        found.update({f"{path.stem}-{key}": gist for key, gist in read.items()})
        faults += told
    if faults:
        raise CefuError("\n".join(str(fault) for fault in faults))
    return found


def parse(text: str, file: str) -> tuple[dict[str, Gist], list[Fault]]:
    """One file's gists by key, and its faults in order of lines.

    >>> read, faults = parse("p7-d1: {zh-Hant: 兩韓舉行峰會}\\np8-d1: {fr: sommet}", "a.yml")
    >>> read["p7-d1"].names, read["p7-d1"].place
    ({'zh-Hant': '兩韓舉行峰會'}, 'a.yml:1')
    >>> [str(fault).partition(". ")[0] for fault in faults]
    ['a.yml:2: p8-d1: says nothing', 'a.yml:2: p8-d1.fr: unknown key']
    """
    node, faults = compose(text, file)
    reader = Reader(file)
    read: dict[str, Gist] = {}
    for key, entry in reader.entries(node, "gists", None).items():
        gist = _gist(reader, entry, key)
        if gist.names:
            read[key] = gist
    return read, sorted({*faults, *reader.faults})


def _gist(reader: Reader, node: yaml.Node, key: str) -> Gist:
    found = reader.entries(node, key, _KEYS)
    texts = {name: reader.string(value, f"{key}.{name}") for name, value in found.items()}
    names: Names = {lang: texts[lang] for lang in LANGS if texts.get(lang)}
    if isinstance(node, yaml.MappingNode) and not any(lang in found for lang in LANGS):
        reader.fault(node, key, "says nothing", f"Add one of {', '.join(LANGS)}.")
    return Gist(names, texts.get("date", ""), f"{reader.file}:{node.start_mark.line + 1}")


def with_gists(
    statements: Sequence[Statement], gists: Mapping[str, Gist]
) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """``statements`` with their gists, and a notice for each gist that fits none.

    A statement without a gist stays as it is.  A gist whose ``date`` is no longer the
    statement's is left out: the paragraph's dates were counted anew, and it may
    belong to another.
    """
    waiting = dict(gists)
    filled: list[Statement] = []
    notices: list[str] = []
    for statement in statements:
        gist = waiting.get(statement.id)
        if gist and gist.date in ("", statement.surface):
            statement = replace(statement, gist=gist.names)
            del waiting[statement.id]
        filled.append(statement)
    present = {statement.id: statement for statement in statements}
    for ident, gist in waiting.items():
        now = present.get(ident)
        told = f"is now of {now.surface}, not of {gist.date}" if now else "is no statement"
        notices.append(f"{gist.place}: {ident} {told}: its gist is not shown")
    return tuple(filled), tuple(notices)
