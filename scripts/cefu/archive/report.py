"""One report: a source text and its sidecar become a ``Report``."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace

from cefu.archive.pictures.facsimiles import with_facsimiles
from cefu.archive.pictures.figures import picture_files, with_pictures
from cefu.inputs.documents import read_document
from cefu.inputs.documents.plain.plaintext import read_text
from cefu.inputs.documents.twins import twin_faults
from cefu.inputs.sidecar import Emendation, Sidecar
from cefu.inputs.sources import Source
from cefu.model.document import (
    Block,
    EditorialNote,
    Entry,
    Note,
    NoteRef,
    Report,
    Section,
)
from cefu.model.errors import CefuError, raise_all
from cefu.model.language import ENGLISH, ORIGINAL, Names
from cefu.model.received import Document, Fault
from cefu.record.printed import completed, printed_keywords, printed_record
from cefu.structure import normalise


def make_report(source: Source, sidecar: Sidecar) -> Report:
    """Read the document at ``source`` and make it a report.

    Raises ``CefuError`` where it cannot be read, and as ``report_of`` does.
    """
    document = read_document(source.path)
    if source.twin:
        twin = read_text(source.twin)
        told = twin_faults(document, twin.text, source.twin.name)
        document = replace(document, faults=(*document.faults, *told))
    return report_of(document, source, sidecar)


def report_of(document: Document, source: Source, sidecar: Sidecar) -> Report:
    """Normalise ``document`` with the keeper's hints, emendations and record.

    What the sidecar leaves open is filled with what the text itself prints.
    Raises ``CefuError`` naming the file where a hint or an emendation does not
    fit the text.
    """
    try:
        tree = normalise(document.text, sidecar.hints, document.lines)
    except CefuError as error:
        file = sidecar.file if "hint" in error.problem else source.path
        raise CefuError(error.problem, file=file, remedy=error.remedy) from None
    _check_headings(tree.blocks, sidecar, source.path.name)
    record = completed(sidecar.record, printed_record(tree, document.text, source.id))
    if not record.original_file:
        record = replace(record, original_file=source.path.name)
    report = Report(
        id=sidecar.id or source.id,
        record=record,
        source_file=source.path.name,
        sha256=source.sha256,
        encoding=document.encoding,
        source_text=document.text,
        sections=_translated(
            _in_language(tree.sections, record.language), tree.blocks, sidecar.headings
        ),
        blocks=_shown(tree.blocks, document, tree.ledger, sidecar),
        pictures=picture_files(document.figures),
        notes=tree.notes,
        ledger=tree.ledger,
        faults=(*document.faults, *_machine_read(sidecar)),
        keywords=printed_keywords(tree.blocks, document.text),
        unsure=tree.unsure,
        lifted=tree.lifted,
    )
    return replace(
        _emended(report, sidecar),
        changed=sidecar.changed,
        added=sidecar.added,
        superseded_by=sidecar.superseded_by,
    )


def _shown(
    blocks: Sequence[Block], document: Document, ledger: Sequence[Entry], sidecar: Sidecar
) -> tuple[Block, ...]:
    """``blocks`` with the pictures of their figures and, if the keeper wants it, of their pages.

    Raises ``CefuError`` where pages are wanted of what has none.
    """
    found = with_pictures(blocks, document.figures, _hinted(ledger))
    if not sidecar.facsimile:
        return found
    if document.kind != "pdf":
        raise CefuError(
            f"facsimile: there are no pages to show of a document of kind {document.kind!r}",
            file=sidecar.file,
            line=sidecar.facsimile_line,
            remedy="Take the key out, or put the PDF into the sources",
        )
    return with_facsimiles(found, document)


def _check_headings(blocks: Sequence[Block], sidecar: Sidecar, name: str) -> None:
    """Raise ``CefuError`` for every heading of the sidecar that the document does not have."""
    printed = {"".join(b.text.split()) for b in blocks if b.type == "heading"}
    raise_all(
        [
            CefuError(
                f"{heading!r} is no heading of {name}",
                file=sidecar.file,
                line=line,
                remedy="Write it as printed, number included, or take it out",
            )
            for heading, line in sidecar.heading_lines.items()
            if "".join(heading.split()) not in printed
        ]
    )


def _hinted(ledger: Sequence[Entry]) -> frozenset[str]:
    """The blocks that are what a keeper says they are."""
    return frozenset(entry.where for entry in ledger if entry.rule == "hint")


def _machine_read(sidecar: Sidecar) -> list[Fault]:
    """That a machine recognised the text, and how surely."""
    if not sidecar.machine_read:
        return []
    problem = (
        f"the text was recognised by machine, with a mean confidence of {sidecar.machine_read}"
    )
    remedy = "Compare what you quote with the scan in sources/originals"
    return [Fault("machine-read", 0, 0, 1, problem, remedy)]


def _in_language(sections: Sequence[Section], lang: str) -> list[Section]:
    """``sections`` with their printed headings under the language they are in."""
    return [replace(s, title={lang: s.title[ORIGINAL]}) for s in sections]


def _translated(
    sections: Sequence[Section], blocks: Sequence[Block], english: Names
) -> tuple[Section, ...]:
    printed = {b.id: b.text for b in blocks if b.type == "heading"}
    wanted = {"".join(k.split()): v for k, v in english.items()}
    return tuple(
        replace(s, title={**s.title, ENGLISH: wanted[key]})
        if (key := "".join(printed.get(s.id, "").split())) in wanted
        else s
        for s in sections
    )


def _emended(report: Report, sidecar: Sidecar) -> Report:
    """Put the keeper's notes on printed errors, and replace what extraction spoiled.

    An emendation holds wherever its words stand: a slip in a summary often
    stands in the body as well.
    """
    notes: list[EditorialNote] = []
    for item in sidecar.emendations:
        for place, start in reversed(_find(report, item, sidecar.file)):
            end = start + len(item.find)
            if item.replace:
                report = _replaced(report, place, start, end, item)
                end = start + len(item.replace)
            note = item.note or {
                ORIGINAL: f"底本文字擷取有誤，原作「{item.find}」。",
                ENGLISH: f"Extraction error; the source file has “{item.find}”.",
            }
            notes.append(EditorialNote("", place, start, end, note, item.reason))
    order = {ident: i for i, (ident, _) in enumerate(_texts(report))}
    notes.sort(key=lambda n: (order[n.block], n.start, n.end))
    numbered = (replace(note, id=f"e{i}") for i, note in enumerate(notes, 1))
    return replace(report, editorial=tuple(numbered))


def _find(report: Report, item: Emendation, file: str) -> list[tuple[str, int]]:
    """The places that an emendation means: (block or note id, offset) in order."""
    context = item.context or item.find
    offset = context.find(item.find)
    hits = [
        (ident, at + offset) for ident, text in _texts(report) for at in _occurrences(text, context)
    ]
    if offset < 0 or not hits:
        problem = (
            f"the context {context!r} does not hold {item.find!r}"
            if offset < 0
            else f"{context!r} does not occur in the text"
        )
        raise CefuError(
            f"an emendation does not fit: {problem}",
            file=file,
            line=item.line,
            remedy="Quote the words as they stand on the page",
        )
    return hits


def _texts(report: Report) -> list[tuple[str, str]]:
    """(id, text) of every block, then of every note."""
    return [(b.id, b.text) for b in report.blocks] + [(n.id, n.text) for n in report.notes]


def _occurrences(text: str, part: str) -> list[int]:
    found, at = [], text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def _replaced(report: Report, place: str, start: int, end: int, item: Emendation) -> Report:
    """``report`` with the declared replacement; the ledger says ``emended``."""
    new = item.replace
    shift = len(new) - (end - start)
    old_origin: Sequence[int] = ()

    def moved(at: int) -> int:
        return at if at <= start else max(start, at + shift)

    def origin(spans: Sequence[int]) -> Sequence[int]:
        nonlocal old_origin
        old_origin = spans[start:end]
        filler = array("q", [old_origin[0] if old_origin else -1] * len(new))
        return array("q", [*spans[:start], *filler, *spans[end:]])

    def of_block(b: Block) -> Block:
        return replace(
            b,
            text=b.text[:start] + new + b.text[end:],
            origin=origin(b.origin),
            notes=tuple(NoteRef(r.note, moved(r.at)) for r in b.notes),
            marks=tuple(replace(m, at=moved(m.at)) for m in b.marks),
            cells=tuple(replace(c, start=moved(c.start), end=moved(c.end)) for c in b.cells),
        )

    def of_note(n: Note) -> Note:
        return replace(n, text=n.text[:start] + new + n.text[end:], origin=origin(n.origin))

    blocks = tuple(of_block(b) if b.id == place else b for b in report.blocks)
    notes = tuple(of_note(n) if n.id == place else n for n in report.notes)
    ledger = _marked_emended(report.ledger, set(old_origin), place)
    return replace(report, blocks=blocks, notes=notes, ledger=ledger)


def _marked_emended(ledger: Sequence[Entry], offsets: set[int], place: str) -> tuple[Entry, ...]:
    result: list[Entry] = []
    for entry in ledger:
        inside = [o for o in range(entry.start, entry.end) if o in offsets]
        if not inside:
            result.append(entry)
            continue
        first, last = inside[0], inside[-1] + 1
        parts = (
            replace(entry, end=first),
            Entry(first, last, "emended", "emendation", place),
            replace(entry, start=last),
        )
        result.extend(p for p in parts if p.end > p.start)
    return tuple(result)
