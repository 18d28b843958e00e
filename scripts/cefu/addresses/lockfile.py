"""The lock on disk: ``sources/anchors/``, one file a report.

A commit that adds a report adds one file.  Each is JSON with one anchor a line:
living anchors in reading order, so that a new paragraph is one new line in a
diff, then the anchors that redirect, in the order of their ids.  ``_renamed.json``
holds the report ids that are no longer in use.  ``SHA256SUMS`` lists the files, so
that one which vanishes is missed.  The single ``anchors.lock.json``
of earlier versions (schema 1) is read, and removed once the folder holds all.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

from cefu.addresses.lock import (
    ANCHOR,
    TOP,
    Fate,
    Lock,
    Past,
    Published,
    ReportLock,
    dropped,
    natural,
)
from cefu.addresses.memory import is_shadow, shadow
from cefu.model.errors import CefuError, raise_all

SCHEMA = 2
#: The folder below ``sources/``, and the single file of schema 1.
FOLDER = "anchors"
OLD_FILE = "anchors.lock.json"
RENAMED = "_renamed.json"
_REPORT = re.compile(r"[^\W_][\w.-]*")
_RESTORE = "Restore the committed file; never delete it, it holds published addresses"
#: More digits than this are no length of a text.
_LONGEST = 10**9


def read_lock(sources: Path) -> Lock:
    """The lock of the archive whose ``sources/`` is given; an empty one where there is none.

    Raises ``CefuError`` where a file is not a lock: a damaged lock must never be
    taken for a fresh start.
    """
    old = _read(sources / OLD_FILE)
    lock = _old_lock(old, sources / OLD_FILE) if old is not None else Lock()
    reports, renamed = dict(lock.reports), dict(lock.renamed)
    folder = sources / FOLDER
    if os.path.lexists(folder) and not folder.is_dir():
        raise CefuError(f"{FOLDER} must be a folder", file=folder, remedy=_RESTORE)
    for path in sorted(folder.glob("*.json")):
        data = _parsed(path.read_bytes(), path)
        if data.get("schema") != SCHEMA:
            raise _wrong_schema(data.get("schema"), path)
        try:
            if path.name == RENAMED:
                renamed |= _renamed(data["renamed"])
            else:
                reports[_report_id(path.stem)] = _report(data)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _damaged(error, path) from error
    return Lock(reports, renamed)


def check_there(sources: Path, lock: Lock, listed: Iterable[str]) -> None:
    """Raise ``CefuError`` for each file of the lock among the names ``listed`` (below
    ``sources``) that is gone: without it every address would be given out anew.

    ``lock`` is what was read; a report that it knows under any id is not missed.
    """
    known = {RENAMED.removesuffix(".json")} if lock.renamed else set()
    known |= {*lock.reports, *lock.renamed}
    names = [name for name in listed if name.startswith(f"{FOLDER}/") and name.endswith(".json")]
    gone = [name for name in names if Path(name).stem not in known]
    raise_all(
        [
            CefuError(
                f"the published addresses in {name} are gone, though SHA256SUMS lists them",
                file=sources / name,
                remedy="Restore the committed file (git checkout -- sources/anchors); only if "
                "it never was published, take its line out of SHA256SUMS",
            )
            for name in gone
        ]
    )


def lock_sums(sources: Path) -> dict[str, str]:
    """The SHA-256 of each file of the lock, by its name below ``sources``."""
    paths = sorted((sources / FOLDER).glob("*.json"))
    return {f"{FOLDER}/{path.name}": sha256(path.read_bytes()).hexdigest() for path in paths}


def lock_files(lock: Lock) -> dict[str, bytes]:
    """The lock as its files, by name; equal locks give equal bytes."""
    files = {f"{id}.json": report_bytes(report) for id, report in sorted(lock.reports.items())}
    if lock.renamed:
        lines = ",\n".join(
            f"{_json(old)}: {_json(lock.renamed[old])}" for old in sorted(lock.renamed)
        )
        files[RENAMED] = f'{{"schema": {SCHEMA}, "renamed": {{\n{lines}\n}}}}\n'.encode()
    return files


def report_bytes(report: ReportLock) -> bytes:
    """The lock of one report as the bytes of its file."""
    dead = sorted(report.dead, key=lambda a: natural(a.id))
    lines = ",\n".join(_line(anchor) for anchor in (*report.living, *dead))
    body = f"[\n{lines}\n]" if lines else "[]"
    return (
        f'{{"schema": {SCHEMA}, "source": {_json(report.source)}, "anchors": {body}}}\n'
    ).encode()


def guard(before: Lock, after: Lock, file: Path) -> None:
    """Raise ``CefuError`` where ``after`` has lost an address of ``before``."""
    if missing := dropped(before, after):
        raise CefuError(
            f"{len(missing)} published addresses would be dropped: {', '.join(missing[:5])}",
            file=file,
            remedy="Nothing was written. Published addresses are kept for good; "
            "report this as a defect of cefu",
        )


def current(sources: Path, lock: Lock) -> bool:
    """Whether the files on disk are those of ``lock``."""
    files = lock_files(lock)
    folder = sources / FOLDER
    names = {path.name for path in folder.glob("*.json")} if folder.is_dir() else set()
    return (
        not (sources / OLD_FILE).exists()
        and names == set(files)
        and all((folder / name).read_bytes() == data for name, data in files.items())
    )


def write_lock(sources: Path, lock: Lock) -> bool:
    """Write the files that differ, each whole or not at all; true if any did.

    Raises ``CefuError``, with nothing written, where an address on disk would be
    dropped.  The order is such that a build which dies half-way leaves a lock
    from which the next build makes the same one.
    """
    if current(sources, lock):
        return False
    guard(read_lock(sources), lock, sources / FOLDER)
    folder = sources / FOLDER
    folder.mkdir(exist_ok=True)
    files = lock_files(lock)
    for name in sorted(files, key=lambda name: (name != RENAMED, name)):
        _replace(folder / name, files[name])
    for path in folder.glob("*.json"):
        if path.name not in files:
            path.unlink()
    (sources / OLD_FILE).unlink(missing_ok=True)
    return True


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and path.read_bytes() == data:
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


# writing


def _json(value: str) -> str:
    # Line separators are legal in JSON but would break the one-anchor-a-line reading.
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def _line(anchor: Published) -> str:
    fields = {"id": anchor.id, "to": anchor.to, "in": anchor.inside, "words": anchor.words}
    written = [f'"{name}": {_json(value)}' for name, value in fields.items() if value]
    written += [f'"length": {anchor.length}', f'"sha": {_json(anchor.sha)}']
    if anchor.shadow:
        written.append(f'"shadow": {_json(anchor.shadow)}')
    if anchor.past:
        written.append(f'"past": [{", ".join(map(_past_line, anchor.past))}]')
    return "{" + ", ".join(written) + "}"


def _past_line(past: Past) -> str:
    fields = {"date": past.date, "fate": past.fate, "words": past.words, "maybe": past.maybe}
    return "{" + ", ".join(f'"{k}": {_json(v)}' for k, v in fields.items() if v) + "}"


# reading


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CefuError(f"the lock file cannot be read ({error})", file=path) from error


def _parsed(raw: bytes, path: Path) -> dict[str, Any]:
    try:
        data = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise CefuError(
            f"the lock file is not JSON ({error})", file=path, line=line, remedy=_RESTORE
        ) from error
    if not isinstance(data, dict):
        raise _wrong_schema(None, path)
    return data


def _wrong_schema(schema: object, path: Path) -> CefuError:
    return CefuError(
        f"the lock file has schema {schema!r}, this version reads {SCHEMA}",
        file=path,
        remedy="Use the version of cefu that wrote it",
    )


def _damaged(error: Exception, path: Path) -> CefuError:
    reason = f"no {error}" if isinstance(error, KeyError) else str(error)
    return CefuError(f"the lock file is damaged ({reason})", file=path, remedy=_RESTORE)


def _old_lock(raw: bytes, path: Path) -> Lock:
    """The single file of schema 1."""
    data = _parsed(raw, path)
    if data.get("schema") != 1:
        raise _wrong_schema(data.get("schema"), path)
    try:
        reports = {_report_id(id): _report(entry) for id, entry in data["reports"].items()}
        return Lock(reports, _renamed(data["renamed"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(error, path) from error


def _renamed(entry: Mapping[object, object]) -> dict[str, str]:
    return {_report_id(old): "" if new == "" else _report_id(new) for old, new in entry.items()}


def _report_id(value: object) -> str:
    if not isinstance(value, str) or not _REPORT.fullmatch(value):
        raise ValueError(f"{value!r} is no report id")
    return value


def _text(entry: Mapping[str, object], name: str, default: str | None = None) -> str:
    value = entry[name] if default is None else entry.get(name, default)
    if not isinstance(value, str):
        raise ValueError(f"{name!r} is no text")
    return value


def _report(entry: object) -> ReportLock:
    if not isinstance(entry, dict) or not isinstance(entry["anchors"], list):
        raise ValueError("a report has no list of anchors")
    anchors = tuple(_anchor(anchor) for anchor in entry["anchors"])
    ids: set[str] = set()
    for anchor in anchors:
        if anchor.id in ids:
            raise ValueError(f"the anchor {anchor.id} stands twice")
        ids.add(anchor.id)
    living = {TOP} | {anchor.id for anchor in anchors if not anchor.to}
    for anchor in anchors:
        if anchor.to and anchor.to not in living:
            raise ValueError(f"{anchor.id} redirects to {anchor.to}, which is not on the page")
    return ReportLock(_text(entry, "source"), anchors)


def _anchor(entry: object) -> Published:
    if not isinstance(entry, dict):
        raise ValueError("an anchor is no mapping")
    id, length = _text(entry, "id"), entry["length"]
    if not ANCHOR.fullmatch(id):
        raise ValueError(f"{id!r} is no anchor")
    if not isinstance(length, int) or isinstance(length, bool) or not 0 <= length < _LONGEST:
        raise ValueError(f"the length of {id} is no number of characters")
    # Schema 1 knows the beginning of a text only, under another name.
    words = _text(entry, "words", _text(entry, "head", ""))
    written = _text(entry, "shadow", shadow(_text(entry, "head", "")))
    if not is_shadow(written):
        raise ValueError(f"the shadow of {id} has other signs than the 64 digits")
    past = entry.get("past", [])
    if not isinstance(past, list):
        raise ValueError(f"the past of {id} is no list")
    return Published(
        id,
        _text(entry, "sha"),
        length,
        words,
        written,
        _text(entry, "in", ""),
        _text(entry, "to", ""),
        tuple(map(_past, past)),
    )


def _past(entry: object) -> Past:
    if not isinstance(entry, dict) or entry.get("fate") not in get_args(Fate):
        raise ValueError("a past has no known fate")
    return Past(
        _text(entry, "date", ""),
        entry["fate"],
        _text(entry, "words", ""),
        _text(entry, "maybe", ""),
    )
