"""From the archive to what search sees: passages and variant sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from cefu.model.annotations import Statement
from cefu.model.authority import Authority
from cefu.model.document import Block, Report, Section
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED, Names
from cefu.names.register import Authorities, search_forms
from cefu.outputs.search.passage import Form, Passage, Piece, Source, Told, VariantSet
from cefu.outputs.search.sounds import read_out
from cefu.text.fold import fold_key

#: Types whose names hide each other: the Peninsula is not the state.
_SORTS = {"state": "place", "place": "place", "person": "person"}


def report_passages(
    reports: Iterable[Report],
    statements: Iterable[Statement] = (),
    authorities: Authorities | None = None,
    summaries: Mapping[str, Mapping[str, Names]] | None = None,
) -> Iterator[Passage]:
    """The passages of ``reports``: one for each section that has any text.

    A passage has the section's blocks, the notes first referred to in it, its
    heading in English where there is one, the gists in English of the ``statements``
    made in it, the ``summaries`` in English of its blocks (by report and block) and, in the first passage, the report's title and abstract in English.
    A publisher that the ``authorities`` know is counted under its record's name.
    """
    gists: dict[str, dict[Piece, None]] = {}
    dates: dict[str, list[Told]] = {}
    for told in statements:
        if told.start < told.end:
            dates.setdefault(told.report, []).append(Told(told.block, told.surface, told.edtf))
        if text := told.gist.get(ENGLISH):
            gists.setdefault(told.report, {})[Piece(told.block, "gist", text, ENGLISH)] = None
    for ident, blocks in (summaries or {}).items():
        for block, names in blocks.items():
            if text := names.get(ENGLISH):
                gists.setdefault(ident, {})[Piece(block, "gist", text, ENGLISH)] = None
    for report in reports:
        house = _house(report.record.publisher, authorities) if authorities else {}
        yield from _report(report, house, gists.get(report.id, ()), dates.get(report.id, ()))


def _house(publisher: Names, authorities: Authorities) -> Names:
    """The names of the one record that a publisher is; none where that is not certain."""
    known = authorities.named(publisher.get(ORIGINAL, ""))
    return authorities.by_id[next(iter(known))].names if len(known) == 1 else {}


def _report(
    report: Report, house: Names, gists: Iterable[Piece], dates: Iterable[Told]
) -> Iterator[Passage]:
    record = report.record
    url = f"reports/{report.id}/"
    authors = tuple(agent.name for agent in record.authors)
    source = Source(report.id, url, record.title, record.date, record.publisher, house, authors)
    sections = {section.id: section for section in report.sections}
    blocks: dict[str, list[Block]] = {}
    for block in report.blocks:
        blocks.setdefault(block.section, []).append(block)
    notes = {note.id: note for note in report.notes}
    english = [record.title.get(ENGLISH, ""), record.abstract.get(ENGLISH, "")]
    for ident, members in blocks.items():
        pieces: list[Piece] = []
        for block in members:
            pieces.append(Piece(block.id, block.type, block.text))
            translated = sections[ident].title.get(ENGLISH) if ident in sections else None
            if block.type == "heading" and block.id == ident and translated:
                pieces.append(Piece(block.id, "heading", translated, ENGLISH))
        for block in members:
            for ref in block.notes:
                if note := notes.pop(ref.note, None):
                    pieces.append(Piece(note.id, "note", note.text))
        if not pieces:
            continue
        there = {piece.id for piece in pieces}
        pieces += [gist for gist in gists if gist.id in there]
        first = pieces[0].id
        extra = zip(("title", "abstract"), english, strict=False)
        pieces += [Piece(first, type_, text, ENGLISH) for type_, text in extra if text]
        english = []
        url = f"{source.url}#{first if ident == 's0' else ident}"
        told = tuple(date for date in dates if date.block in there)
        path = _path(sections, ident, record.title)
        yield Passage(source, ident, url, path, tuple(pieces), told)


def _path(sections: dict[str, Section], ident: str, title: Names) -> tuple[Names, ...]:
    path: list[Names] = []
    section = sections.get(ident)
    while section is not None:
        names = dict(section.title)
        for lang in (ORIGINAL, SIMPLIFIED):
            printed = names.get(lang, "")
            if printed and section.number and not printed.startswith(section.number):
                names[lang] = section.number + printed
        if any(names.values()):
            path.insert(0, names)
        section = sections.get(section.parent) if section.parent else None
    return tuple(path) or (title,)


def variant_sets(authorities: Authorities) -> list[VariantSet]:
    """The names of all records as search sees them.

    Forms kept for searching only are understood but not sought; a form that
    counts only in company is neither.  A record is also found by the forms of
    the records that are a case of it, which ask for those alone when typed.  A record without variants is vocabulary:
    common words that differ, each of them sought wherever it stands.
    """
    cases: dict[str, list[Authority]] = {}
    for record in authorities.records:
        for ident in authorities.broader(record.id):
            cases.setdefault(ident, []).append(record)
    common = {
        fold_key(form)
        for record in authorities.records
        if _is_vocabulary(record)
        for form in search_forms(record)
    }
    sets = []
    for record in authorities.records:
        if _is_vocabulary(record):
            forms = tuple(Form(text) for text in _claimed(authorities, record))
            sets.append(VariantSet(record.id, record.names, forms, facet=False))
            continue
        forms = tuple(
            form
            for each in (record, *cases.get(record.id, ()))
            for form in _forms(authorities, each, own=each is record, common=common)
        )
        address, described = f"actors/{record.id}/", record.description.get(ENGLISH, "")
        sounds = tuple(_sounds(record)) if record.type == "person" else ()
        sets.append(VariantSet(record.id, record.names, forms, address, True, described, sounds))
    return sets


def _sounds(record: Authority) -> Iterator[str]:
    """The names of a person as they are said: romanised, and the Han name in pinyin."""
    forms = (*record.names.values(), *(variant.form for variant in record.variants))
    yield from (form for form in forms if form.isascii())
    if name := record.names.get(ORIGINAL):
        yield read_out(name)


def _is_vocabulary(record: Authority) -> bool:
    return not record.variants


def _claimed(authorities: Authorities, record: Authority) -> Iterator[str]:
    """The forms that name this record when typed; others may have a better claim."""
    return (text for text in search_forms(record) if record.id in authorities.named(text))


def _is_another(
    authorities: Authorities, record: Authority, longer: str, common: AbstractSet[str]
) -> bool:
    """Whether ``longer``, a form that contains one of ``record``, is about something else.

    朝鮮半島 is another place than 朝鮮; 伊朗核協議 is an agreement about 伊朗, and who asks
    for the country wants it.  訪問北韓 is a common phrase about North Korea.
    """
    if fold_key(longer) in common:
        return False
    sort = _SORTS.get(record.type)
    owners = (authorities.by_id[ident] for ident in authorities.named(longer))
    return sort is not None and any(_SORTS.get(owner.type) == sort for owner in owners)


def _forms(
    authorities: Authorities, record: Authority, own: bool, common: AbstractSet[str]
) -> Iterator[Form]:
    counted = {
        before + variant.form
        for variant in record.variants
        if not variant.near
        for before in variant.after or ("",)
    } | set(record.names.values())
    claimed = set(_claimed(authorities, record))
    for text in search_forms(record):
        sought = text in counted and text in claimed
        if own or sought:
            not_in = tuple(
                longer
                for longer in authorities.elsewhere(record, text)
                if longer in record.not_in or _is_another(authorities, record, longer, common)
            )
            yield Form(text, not_in, sought, own and text in claimed)
