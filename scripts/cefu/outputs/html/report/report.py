"""The page of a report: record, text with its apparatus, notes, editorial notes.

Blocks that stand by themselves come from templates.  The running text does not: marks of notes
and pages, links and breaks are put in at offsets of its characters, where spans may begin inside
one another, and a template knows no offsets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from cefu.archive.pictures.facsimiles import facsimile_pages
from cefu.archive.pictures.figures import figures_missing
from cefu.inputs.translations import Translation
from cefu.model.document import Block, EditorialNote, PageMark, Report
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED, Names
from cefu.outputs.cite.short_names import named_and_titled
from cefu.outputs.html.markup import (
    Insertion,
    attribute,
    escape,
    escape_start,
    kept_together,
    note_link,
    weave,
)
from cefu.outputs.html.page import Page, up
from cefu.outputs.html.report.actor_links import Link, free_links
from cefu.outputs.html.report.facing_translation import FacingTranslation
from cefu.outputs.html.report.faults import faults_note
from cefu.outputs.html.report.notes import Tongue, editorial_notes, mark, notes, number
from cefu.outputs.html.report.plates import Plates, cell_tags
from cefu.outputs.html.report.record import byline, colophon, record_panel
from cefu.outputs.html.report.summaries import (
    abstract,
    has_summaries,
    opening,
    summary_above,
    summary_folded,
)
from cefu.outputs.html.report.told import told
from cefu.outputs.html.template import attributes, macro
from cefu.outputs.i18n.locale import Locale

_TITLE = "report/title.html.j2"
#: Longer blocks are written as HTML: Markdown's inline patterns are not linear.
_LONG = 60_000
_CLASS = {
    "abstract_point": "cefu-point",
    "caption": "cefu-caption",
    "source_line": "cefu-source",
    "list_item": "cefu-item",
    "series_list": "cefu-series",
    "byline": "cefu-byline",
    "title": "cefu-subtitle",
    "paragraph": "cefu-p",
}


@dataclass(frozen=True, slots=True)
class Apparatus:
    """What the archive adds to a report's text.

    ``links`` maps a block id to ``(start, end, HTML before, HTML after)`` of what
    is linked in it; ``extra_meta`` is further front matter; ``aside`` is HTML
    after the record, ``life`` what stands above the text of what it has been through;
    ``summaries`` are what the archive says of blocks, by id.
    """

    links: Mapping[str, Sequence[Link]]
    extra_meta: Mapping[str, object]
    cite: str = ""
    translations: Sequence[Translation] = ()
    aside: str = ""
    life: str = ""
    summaries: Mapping[str, Names] = field(default_factory=dict)


def report_page(report: Report, locale: Locale, apparatus: Apparatus) -> Page:
    """The whole page of ``report`` in the language of ``locale``."""
    path = f"reports/{report.id}/index.md"
    title = locale.name(report.record.title)
    writer = _Writer(report, locale, apparatus, up(path))
    parts = [
        f"# {escape(title)} {{: #title }}",
        *writer.subtitle(),
        byline(report.record, locale),
        apparatus.life,
        record_panel(report, locale, up(path)),
        apparatus.cite,
        abstract(report, locale),
        apparatus.aside,
        writer.language_note(),
        faults_note(report, locale),
        *writer.text(),
        notes(report, locale, writer.tongue, writer.editorial_in, writer.moved),
        editorial_notes(report, locale, writer.tongue),
        colophon(report, locale, up(path)),
    ]
    record = report.record
    meta: dict[str, object] = {
        "template": "report.html",
        "hide": ["navigation"],
        "title_en": record.title.get(ENGLISH, ""),
        "called": named_and_titled(report.record, locale),
        "authors": [locale.name(a.name) for a in record.authors],
        "publisher": locale.name(record.publisher),
        "series": locale.name(record.series),
        "issue": record.issue,
        "date": record.date,
        "language": record.language,
        "source_file": report.source_file,
        "sha256": report.sha256,
        "rights": locale.name(record.rights),
        "keywords": [locale.script(k) for k in report.keywords],
        **apparatus.extra_meta,
    }
    if facsimile_pages(report):
        meta["style_sheets"] = ["assets/cefu/facsimile.css"]
    description = locale.name(record.abstract) or opening(report)
    meta = {key: value for key, value in meta.items() if value}
    return Page(path, title, "\n\n".join(p for p in parts if p), description[:300], meta)


class _Writer:
    def __init__(self, report: Report, locale: Locale, apparatus: Apparatus, root: str) -> None:
        self.report, self.locale, self.apparatus, self.root = report, locale, apparatus, root
        self.lang = report.record.language
        self.shown = (
            SIMPLIFIED if locale.lang == SIMPLIFIED and self.lang == ORIGINAL else self.lang
        )
        self.foreign = self.shown if self.shown != locale.lang else ""
        #: the page's language, on what is ours inside a text in another one
        self.ours = locale.lang if self.foreign else ""
        self.our_lang = f' lang="{self.ours}"' if self.ours else ""
        self.tongue = Tongue(self.foreign, self.ours, lambda text: locale.script(text, self.lang))
        self.parallel = FacingTranslation(apparatus.translations, locale)
        self.titles = {section.id: section.title for section in report.sections}
        self.labels = {note.id: note.label for note in report.notes}
        self.editorial_in: dict[str, list[EditorialNote]] = defaultdict(list)
        for note in report.editorial:
            self.editorial_in[note.block].append(note)
        self.missing = figures_missing(report.blocks)
        self.plates = Plates(report.id, locale, root, self.foreign)
        self.moved: dict[str, list[str]] = defaultdict(list)
        for old, new in sorted(report.redirects.items()):
            self.moved[new].append(old)

    def subtitle(self) -> list[str]:
        """The title in the other language, and what the text prints as its title."""
        title = self.report.record.title
        other = ENGLISH if self.locale.lang != ENGLISH else ORIGINAL
        lines: list[str] = []
        if title.get(other) and title.get(other) != self.locale.name(title):
            lines.append(macro(_TITLE, "other", title[other], other))
        printed = self._title_lines()
        if printed and self._titled_otherwise(printed[0]):
            first, *more = (
                (b.id, Markup("".join(self._anchors(b.id))), Markup(self._woven(b, raw=True)))
                for b in printed
            )
            tongues = (self.foreign, self.ours)
            lines.append(macro(_TITLE, "printed", self.locale, *tongues, first[-1], more))
        return lines

    def _title_lines(self) -> list[Block]:
        """The blocks of the title: the first, and what goes on from it in the next lines."""
        title = "".join(self.report.record.title.get(self.lang, "").split())
        found: list[Block] = []
        for block in self.report.blocks:
            own = "".join(block.text.split())
            if block.type == "title" and (not found or (own in title and own != title)):
                found.append(block)
            elif found:
                break
        return found

    def _titled_otherwise(self, printed: Block) -> bool:
        """Whether the text prints its title in other words than the record."""
        return printed.text != self.report.record.title.get(self.lang)

    def language_note(self) -> str:
        """What has been done to the text's language or script on this page, if anything."""
        if self.shown == self.lang == self.locale.lang or self.lang == ENGLISH:
            return ""
        key = "original_language" if self.lang == ORIGINAL else "original_hans"
        if self.foreign and self.locale.lang not in self.report.record.title:
            key = "original_only" if self.lang == ORIGINAL else key
        sentences = [self.locale(key)]
        if self.foreign and has_summaries(self.apparatus.summaries, self.locale):
            sentences.append(self.locale("summary_note"))
        return macro(_TITLE, "language_note", sentences)

    def text(self) -> list[str]:
        """Every block but the title, which is the page's heading."""
        # "s0", what stands before the first heading, is an address too.
        shown = ['<div id="s0" class="cefu-moved"></div>'] if "s0" in self.titles else []
        first, *more = [block.id for block in self._title_lines()] or [""]
        for block in self.report.blocks:
            if block.id in more:
                continue
            if block.id == first:
                shown.extend(self._anchors("title"))
                if not self._titled_otherwise(block):
                    shown.extend(map(self._page_mark, block.marks))
                continue
            shown.append(self._block(block))
        return shown

    def _anchors(self, ident: str, tag: str = "span") -> list[str]:
        """Marks at which addresses published earlier arrive, with what is to be told."""
        inner = "p" if tag == "div" else "span"
        return [
            macro("report/told.html.j2", "arrival", tag, old, self._told(old, inner))
            for old in self.moved.get(ident, ())
        ]

    def _told(self, ident: str, tag: str = "p") -> str:
        item = self.report.told.get(ident)
        return told(item, self.locale, self.ours, tag) if item else ""

    def _block(self, block: Block) -> str:
        before = [*self._anchors(block.id, "div"), *self._pages_told(block)]
        summary = self.apparatus.summaries.get(block.id, {})
        shown = self._shown(block)
        if self.foreign:
            before.append(summary_above(block.id, summary, self.locale))
        after = [self._told(block.id)]
        if block.type == "heading":
            after.append(self._translated_below(block))
        if not self.foreign:
            after.append(summary_folded(block.id, summary, self.locale))
        return "\n\n".join(part for part in (*before, shown, *after) if part)

    def _pages_told(self, block: Block) -> list[str]:
        """What is to be told of the printed pages that begin in a block."""
        return [note for mark in block.marks if (note := self._told(mark.id))]

    def _shown(self, block: Block) -> str:
        if block.type == "heading":
            return self._heading(block)
        if block.type == "table":
            rows = self._woven(block, raw=True, further=cell_tags(block.cells, block.text))
            return self.plates.table(block, rows, self._link(block.id))
        if block.type == "figure":
            return self.plates.figure(block, self._woven(block, raw=True), self._link(block.id))
        kind = _CLASS[block.type]
        raw = len(block.text) > _LONG or block.type == "series_list"
        body = self._woven(block, raw=raw) + self._link(block.id)
        if raw:
            own = attributes({"id": block.id, "class": kind, "lang": self.foreign})
            shown = f"<p{own}>{body}</p>"
        else:
            lang = f' lang="{self.foreign}"' if self.foreign else ""
            shown = f"{escape_start(body)}\n{{: #{block.id} .{kind}{lang} }}"
        if block.id in self.missing:
            shown = f"{shown}\n\n{self.plates.missing()}"
        return self.parallel.around(block.id, shown)

    def _heading(self, block: Block) -> str:
        """A heading; where the page's language is another, in that language first,
        as far as it is known, and the printed words after it."""
        hashes = "#" * min(block.level + 1, 6)
        printed = self._woven(block, raw=False)
        own = self.titles.get(block.id, {}).get(self.locale.lang, "") if self.foreign else ""
        if not own:
            lang = f' lang="{self.foreign}"' if self.foreign else ""
            # Marks of notes are no part of the heading's name.
            marked = block.notes or block.id in self.editorial_in
            label = _label(self.locale.script(block.text, self.lang)) if marked else ""
            return f"{hashes} {printed} {{: #{block.id}{lang}{label} }}"
        printed = f'<span class="cefu-printed" lang="{self.foreign}">{printed}</span>'
        # In the list of contents the heading stands in one language only.
        return f"{hashes} {escape(own)} {printed} {{: #{block.id}{_label(own)} }}"

    def _translated_below(self, heading: Block) -> str:
        below = [b.id for b in self.report.blocks if b.section == heading.id]
        return self.parallel.opening(below)

    def _link(self, ident: str) -> str:
        kind = {"t": "table_link", "f": "figure_link"}.get(ident[0], "paragraph_link")
        label = self.locale(kind, number=ident.lstrip("pntf"))
        shown = ident.lstrip("p") if ident.startswith("p") else "¶"
        return (
            f'<a class="cefu-anchor" href="#{ident}"{self.our_lang} data-number="{shown}" '
            f'title="{attribute(label)}" aria-label="{attribute(label)}"></a>'
        )

    def _woven(self, block: Block, *, raw: bool, further: Iterable[Insertion] = ()) -> str:
        put: list[Insertion] = [*further, *((at, 0, "<br>") for at in block.breaks)]
        put.extend((each.at, 1, self._page_mark(each)) for each in block.marks)
        for ref in block.notes:
            label = self.labels[ref.note]
            name = self.locale("note_label", label=label)
            put.append(
                (
                    ref.at,
                    2,
                    f'<sup class="cefu-ref" id="r-{ref.note}">'
                    f"{note_link(ref.note, label, name, self.ours)}</sup>",
                )
            )
        for note in self.editorial_in.get(block.id, ()):
            name = self.locale("editorial_label", number=number(note))
            put.append((note.start, 3, f'<span class="cefu-sic" id="{note.id}">'))
            put.append(
                (
                    note.end,
                    0,
                    '</span><sup class="cefu-sic-ref">'
                    f"{note_link(f'{note.id}-note', mark(note, self.locale), name, self.ours)}</sup>",
                )
            )
        sic = [(note.start, note.end) for note in self.editorial_in.get(block.id, ())]
        edges = [*(mark.at for mark in block.marks), *(note.at for note in block.notes)]
        links = self.apparatus.links.get(block.id, ())
        for start, end, before, after in free_links(links, sic, edges):
            put.append((start, 4, before))
            put.append((end, -1, after))
        put.extend(kept_together(block.text, put))
        text = self.locale.script(block.text, self.lang)
        return weave(text, put, raw=raw)

    def _page_mark(self, mark: PageMark) -> str:
        return self.plates.page_mark(mark, self.report.sha256, self.ours)


def _label(name: str) -> str:
    """How a heading is named in lists of contents, as an attribute for ``attr_list``.

    The value is read as Markdown before it is an attribute, and only a quote ends it.
    """
    return ' data-toc-label="' + escape(name).replace('"', "&quot;") + '"'
