"""A report under another id, or found to be the same as another."""

from __future__ import annotations

from pathlib import Path

from cefu.archive.life.files import Plan, ReportFiles, entry, every_report, files_of
from cefu.inputs.editing.entries import with_entry, without_entry
from cefu.inputs.editing.splicing import plain, put, take
from cefu.inputs.judgements import ADDRESSES
from cefu.inputs.judgements import FOLDER as JUDGEMENTS
from cefu.inputs.sources import CHECKSUMS, REPORT_ID, checksums_bytes
from cefu.model.errors import CefuError


def renamed(sources: Path, old: str, new: str) -> Plan:
    """That the report ``old`` and its files are ``new``; links to the old address lead on.

    Raises ``CefuError`` where there is no such report or the new id is taken or was ever
    published.
    """
    files = files_of(sources, old)
    _check_free(sources, new, files)
    former = list(dict.fromkeys([*files.said.former_ids, old]))
    text = without_entry(files.text, "id", files.sidecar)
    text = with_entry(text, "former_ids", entry("former_ids", former), files.sidecar)
    others = _superseded_since(sources, old, new) | _judged_since(sources, old, new)
    texts: dict[str, str | None] = {files.below(files.sidecar): text, **others}
    sums, own = files.sums()
    if own:
        now = {files.below(files.named(sources / name, new)): sums.pop(name) for name in own}
        texts[CHECKSUMS] = checksums_bytes(sums | now).decode()
    moves = {
        files.below(path): files.below(files.named(path, new))
        for path in dict.fromkeys((*files.documents, *files.beside, files.sidecar))
    }
    told = [f"{before} is now {after}" for before, after in moves.items()]
    told += [f"{name} names {new} now" for name in others]
    told.append(f"/reports/{old}/ will lead to /reports/{new}/: run 'cefu build', commit sources/")
    return Plan(texts, {k: v for k, v in moves.items() if k != v}, told=tuple(told))


def joined(sources: Path, old: str, new: str) -> Plan:
    """That the report ``old`` is the same as ``new`` and goes; its address leads there.

    Raises ``CefuError`` where there is no such report.
    """
    gone, stays = files_of(sources, old), files_of(sources, new)
    if old == new:
        raise CefuError(f"{old!r} is {new!r} already", remedy="Name two reports")
    ids = [*stays.said.former_ids, *gone.said.former_ids, old]
    line = entry("former_ids", list(dict.fromkeys(ids)))
    text = stays.text
    if stays.said.superseded_by == old:
        text = without_entry(text, "superseded_by", stays.sidecar)
    others = _superseded_since(sources, old, new) | _judged_since(sources, old, "")
    text = with_entry(text, "former_ids", line, stays.sidecar)
    texts: dict[str, str | None] = {stays.below(stays.sidecar): text, **others}
    sums, own = gone.sums()
    if own:
        left = {name: digest for name, digest in sums.items() if name not in own}
        texts[CHECKSUMS] = checksums_bytes(left).decode()
    beside = [*gone.beside, *([gone.sidecar] if gone.sidecar.exists() else [])]
    away = tuple(gone.below(path) for path in dict.fromkeys((*gone.documents, *beside)))
    told = (
        *(f"{name} is taken out of the sources" for name in away),
        *(f"{name} does not speak of {old} any more" for name in others),
        f"/reports/{old}/ will lead to /reports/{new}/: run 'cefu build', commit sources/",
    )
    return Plan(texts, aside=away, told=told)


def superseded(sources: Path, old: str, new: str) -> Plan:
    """That the report ``new`` has taken the place of ``old``, which stays readable and says so.

    Raises ``CefuError`` where there is no such report.
    """
    files, other = files_of(sources, old), files_of(sources, new)
    if old == new or other.said.superseded_by == old:
        raise CefuError(
            f"{new!r} cannot take the place of {old!r}", remedy="Name the older report first"
        )
    line = entry("superseded_by", new)
    text = with_entry(files.text, "superseded_by", line, files.sidecar)
    told = f"{files.sidecar.name} says that {new} has taken its place"
    return Plan({files.below(files.sidecar): text}, told=(told,))


def _superseded_since(sources: Path, old: str, new: str) -> dict[str, str]:
    """The sidecars that say ``new`` has taken their report's place, where they said ``old``."""
    line = entry("superseded_by", new)
    return {
        each.below(each.sidecar): with_entry(each.text, "superseded_by", line, each.sidecar)
        for ident, each in every_report(sources).items()
        if ident not in (old, new) and each.said.superseded_by == old
    }


def _judged_since(sources: Path, old: str, new: str) -> dict[str, str]:
    """The judgements on addresses of ``old``, now of ``new``; taken out where that is ''."""
    name = f"{JUDGEMENTS}/{ADDRESSES}"
    if not (sources / name).exists():
        return {}
    text = (sources / name).read_bytes().decode("utf-8")
    held = plain(text, name)
    own = [
        at
        for at, each in enumerate(held if isinstance(held, list) else ())
        if isinstance(each, dict) and each.get("report") == old
    ]
    for at in reversed(own):
        text = put(text, (at, "report"), new, name) if new else take(text, (at,), name)
    return {name: text} if own else {}


def _check_free(sources: Path, new: str, files: ReportFiles) -> None:
    if not REPORT_ID.fullmatch(new):
        raise CefuError(
            f"{new!r} cannot be a report id", remedy="Use letters, digits, - and _ only"
        )
    taken = [p.name for p in sources.glob("*") if p.stem.lower() == new.lower()]
    if (taken and new.lower() != files.stem.lower()) or (sources / f"anchors/{new}.json").exists():
        raise CefuError(
            f"the id {new!r} is that of another report, or was published before",
            remedy="Choose one that was never used",
        )
