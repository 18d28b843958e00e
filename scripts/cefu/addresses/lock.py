"""The lock file: every anchor ever published, and enough of its text to find it again.

The file is JSON with one anchor a line.  A report's living anchors stand in
reading order, so that a new paragraph is one new line in a diff; the anchors
that redirect follow, in the order of their ids.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from cefu.addresses.sketch import HEAD, fingerprint, samples, sketch
from cefu.model.errors import CefuError

SCHEMA = 1
Kind = Literal["section", "block", "note", "page", "fixed"]

#: What an anchor may be written with; anything else could leave its attribute.
ANCHOR = re.compile(r"[a-z][\w.-]*")
_REPORT = re.compile(r"[^\W_][\w.-]*")
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"s[1-9]\d*(?:-\d+)*"), "section"),
    (re.compile(r"p\d+"), "block"),
    (re.compile(r"n\d+"), "note"),
    (re.compile(r"page-.+"), "page"),
)


@lru_cache(maxsize=1 << 16)
def kind_of(anchor: str) -> Kind:
    """What an anchor stands on, told by its id; ``title`` and ``s0`` never move.

    >>> [kind_of(a) for a in ("s2-1", "p12", "n3", "page-iv", "title", "s0")]
    ['section', 'block', 'note', 'page', 'fixed', 'fixed']
    """
    for pattern, kind in _KINDS:
        if pattern.fullmatch(anchor):
            return kind
    return "fixed"


def natural(anchor: str) -> list[tuple[int, str]]:
    """Sort key that puts ``p9`` before ``p10``.

    >>> sorted(["p10", "s2", "p9"], key=natural)
    ['p9', 'p10', 's2']
    """
    parts = re.findall(r"\d+|\D+", anchor)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


@dataclass(frozen=True, slots=True)
class Published:
    """A published anchor and what is remembered of the text it stood on.

    ``sha`` is the text's fingerprint, ``length`` its folded length, ``head`` its
    folded beginning (all of it where ``length <= HEAD``), ``sketch`` its sampled
    shingles.  ``inside`` is the anchor it stood in: the section of a block, the
    parent of a section, the block that refers to a note.  ``to`` is the living
    anchor it redirects to, empty while it lives itself.
    """

    id: str
    sha: str
    length: int
    head: str
    sketch: str
    inside: str = ""
    to: str = ""

    @classmethod
    def of(cls, id: str, folded: str, inside: str = "") -> Published:
        """The living anchor ``id`` on the text ``folded`` (see ``sketch.fold``)."""
        return cls(id, fingerprint(folded), len(folded), folded[:HEAD], sketch(folded), inside)


@dataclass(frozen=True, slots=True)
class ReportLock:
    """All anchors of one report, and the checksum of the source they were made from."""

    source: str = ""
    anchors: tuple[Published, ...] = ()

    @property
    def living(self) -> tuple[Published, ...]:
        """The anchors that stand on the page, in reading order."""
        return tuple(anchor for anchor in self.anchors if not anchor.to)

    @property
    def redirects(self) -> dict[str, str]:
        """The anchors that do not, with where they lead."""
        return {anchor.id: anchor.to for anchor in self.anchors if anchor.to}


@dataclass(frozen=True, slots=True)
class Lock:
    """The whole file: reports by id, and old report ids with what became of them.

    ``renamed`` maps a report id that was published before to the id that the
    report bears now, or to ``""`` where the report was withdrawn; the lock of a
    withdrawn report stays in ``reports``, should it come back.
    """

    reports: Mapping[str, ReportLock] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)


def read_lock(path: Path) -> Lock:
    """The lock at ``path``; an empty one where there is no file yet.

    Raises ``CefuError`` where the file is not a lock of this schema: a damaged
    lock must never be taken for a fresh start.
    """
    try:
        raw = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Lock()
    except (OSError, UnicodeDecodeError) as error:
        raise CefuError(f"the lock file cannot be read ({error})", file=path) from error
    return parse_lock(raw, path)


def parse_lock(raw: str, path: str | Path = "anchors.lock.json") -> Lock:
    """The lock written in ``raw``; ``path`` is named in errors (``CefuError``)."""
    restore = "Restore the committed file; never delete it, it holds every published address"
    try:
        data = json.loads(raw)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise CefuError(
            f"the lock file is not JSON ({error})", file=path, line=line, remedy=restore
        ) from error
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        raise CefuError(
            f"the lock file has schema {schema!r}, this version reads {SCHEMA}",
            file=path,
            remedy="Use the version of cefu that wrote it",
        )
    try:
        renamed = {_report_id(old): new and _report_id(new) for old, new in data["renamed"].items()}
        reports = {_report_id(id): _read_report(entry) for id, entry in data["reports"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise CefuError(
            f"the lock file is damaged ({reason})", file=path, remedy=restore
        ) from error
    return Lock(reports, renamed)


def lock_bytes(lock: Lock) -> bytes:
    """The lock as the bytes of its file; equal locks give equal bytes."""
    renamed = [f"{_json(old)}: {_json(lock.renamed[old])}" for old in sorted(lock.renamed)]
    reports = []
    for id in sorted(lock.reports):
        report = lock.reports[id]
        dead = sorted((a for a in report.anchors if a.to), key=lambda a: natural(a.id))
        lines = ",\n".join(_line(anchor) for anchor in (*report.living, *dead))
        body = f"[\n{lines}\n]" if lines else "[]"
        reports.append(f'{_json(id)}: {{"source": {_json(report.source)}, "anchors": {body}}}')
    return (
        f'{{"schema": {SCHEMA},\n"renamed": {_braced(renamed)},\n"reports": {_braced(reports)}}}\n'
    ).encode()


def write_lock(path: Path, lock: Lock) -> bool:
    """Write the lock whole or not at all; true if the file changed.

    Raises ``CefuError`` where an anchor or report of the file would be dropped.
    """
    data = lock_bytes(lock)
    if path.exists() and path.read_bytes() == data:
        return False
    if missing := dropped(read_lock(path), lock):
        raise CefuError(
            f"{len(missing)} published addresses would be dropped: {', '.join(missing[:5])}",
            file=path,
            remedy="Published addresses are kept for good; report this as a defect of cefu",
        )
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def dropped(before: Lock, after: Lock) -> list[str]:
    """The addresses (``report#anchor``) of ``before`` that ``after`` no longer knows.

    >>> dropped(Lock({"a": ReportLock("", (Published.of("p1", "一"),))}), Lock())
    ['a', 'a#p1']
    """
    missing = []
    for id in sorted({*before.reports, *before.renamed}):
        home = after.renamed.get(id) or id
        if home not in after.reports:
            missing.append(id)
        known = {anchor.id for anchor in after.reports.get(home, ReportLock()).anchors}
        anchors = before.reports[id].anchors if id in before.reports else ()
        missing += [f"{id}#{anchor.id}" for anchor in anchors if anchor.id not in known]
    return missing


def _braced(lines: list[str]) -> str:
    return "{\n" + ",\n".join(lines) + "\n}" if lines else "{}"


def _json(value: str) -> str:
    # Line separators are legal in JSON but would break the one-anchor-a-line reading.
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def _line(anchor: Published) -> str:
    fields = {"id": anchor.id, "to": anchor.to, "in": anchor.inside, "head": anchor.head}
    written = [f'"{name}": {_json(value)}' for name, value in fields.items() if value]
    written += [f'"length": {anchor.length}', f'"sha": {_json(anchor.sha)}']
    if anchor.sketch:
        written.append(f'"sketch": {_json(anchor.sketch)}')
    return "{" + ", ".join(written) + "}"


def _report_id(value: object) -> str:
    if not isinstance(value, str) or not _REPORT.fullmatch(value):
        raise ValueError(f"{value!r} is no report id")
    return value


def _text(entry: dict[str, object], name: str, default: str | None = None) -> str:
    value = entry[name] if default is None else entry.get(name, default)
    if not isinstance(value, str):
        raise ValueError(f"{name!r} is no text")
    return value


def _read_report(entry: object) -> ReportLock:
    if not isinstance(entry, dict) or not isinstance(entry["anchors"], list):
        raise ValueError("a report has no list of anchors")
    anchors = tuple(_read_anchor(anchor) for anchor in entry["anchors"])
    ids: set[str] = set()
    for anchor in anchors:
        if anchor.id in ids:
            raise ValueError(f"the anchor {anchor.id} stands twice")
        ids.add(anchor.id)
    living = {anchor.id for anchor in anchors if not anchor.to}
    for anchor in anchors:
        if anchor.to and anchor.to not in living:
            raise ValueError(f"{anchor.id} redirects to {anchor.to}, which is not on the page")
    return ReportLock(_text(entry, "source"), anchors)


def _read_anchor(entry: object) -> Published:
    if not isinstance(entry, dict):
        raise ValueError("an anchor is no mapping")
    id, length, sketched = _text(entry, "id"), entry["length"], _text(entry, "sketch", "")
    if not ANCHOR.fullmatch(id):
        raise ValueError(f"{id!r} is no anchor")
    if not isinstance(length, int) or isinstance(length, bool) or length < 0:
        raise ValueError(f"the length of {id} is no number")
    samples(sketched)
    return Published(
        id,
        _text(entry, "sha"),
        length,
        _text(entry, "head", ""),
        sketched,
        _text(entry, "in", ""),
        _text(entry, "to", ""),
    )
