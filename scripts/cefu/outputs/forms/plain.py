"""A report as plain text and as Markdown, each paragraph with its permanent address."""

from __future__ import annotations

from collections.abc import Sequence

from cefu.model.document import Block, Report
from cefu.outputs.data.addresses import picture_path, report_url
from cefu.outputs.html.markup import escape, escape_start


def plain_text(report: Report, url: str, facts: Sequence[tuple[str, str]]) -> bytes:
    """UTF-8 text: the record, then the blocks, an empty line between them, notes at the end.

    Note references stand in square brackets; ``url`` is the report's permanent address.
    """
    record = report.record
    title = record.title.get(record.language, report.id)
    lines = [title, "", *(f"{name}：{value}" for name, value in facts), url, "", "────────", ""]
    for block in report.blocks:
        lines += [_plain_block(block, report), ""]
    if report.notes:
        lines += ["────────", ""]
        lines += [f"[{note.label}] {note.text}" for note in report.notes]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _plain_block(block: Block, report: Report) -> str:
    """A table with a tab between two cells, a figure by what it shows and its words."""
    text = with_references(block, report)
    if block.type == "table":
        return "\n".join("\t".join(row) for row in _rows(block, text.split("\n")))
    if block.type == "figure":
        alt = block.figure.alt if block.figure else ""
        return "\n".join(filter(None, (f"[{alt or block.id}]", text)))
    return text


def _rows(table: Block, words: Sequence[str]) -> list[list[str]]:
    """The grid of a table; ``words`` are those of its cells in order."""
    height = max((c.place.row + c.place.rows for c in table.cells), default=0)
    width = max((c.place.column + c.place.columns for c in table.cells), default=0)
    rows = [[""] * width for _ in range(height)]
    for cell, text in zip(table.cells, words, strict=False):
        rows[cell.place.row][cell.place.column] = text
    return rows


def with_references(block: Block, report: Report) -> str:
    """The block's text with its note references in brackets.

    >>> from cefu.model.document import Note, NoteRef
    >>> from cefu.model.record import Record
    >>> note = Note("n1", "1", "註")
    >>> b = Block("p1", "s0", "paragraph", "甲乙", notes=(NoteRef("n1", 1),))
    >>> with_references(b, Report("r", Record({}), "", "", "", "", (), (b,), (note,), ()))
    '甲[1]乙'
    """
    labels = {note.id: note.label for note in report.notes}
    text = block.text
    for ref in sorted(block.notes, key=lambda r: r.at, reverse=True):
        text = f"{text[: ref.at]}[{labels.get(ref.note, ref.note)}]{text[ref.at :]}"
    return text


def markdown(report: Report, url: str, facts: Sequence[tuple[str, str]]) -> bytes:
    """CommonMark with footnotes; whatever could be syntax in the text is escaped."""
    record = report.record
    lines = [f"# {escape(record.title.get(record.language, report.id))}", ""]
    lines += [f"- {escape(name)}：{escape(value)}" for name, value in facts]
    lines += [f"- <{url}>", ""]
    for block in report.blocks:
        lines += [_markdown_block(block, report, url), ""]
    lines += [f"[^{note.id}]: {escape(note.text)}\n" for note in report.notes]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _markdown_block(block: Block, report: Report, url: str) -> str:
    parts, last = [], 0
    for ref in sorted(block.notes, key=lambda r: r.at):
        parts += [escape(block.text[last : ref.at]), f"[^{ref.note}]"]
        last = ref.at
    text = "".join([*parts, escape(block.text[last:])])
    if block.type == "table":
        rows = _rows(block, text.split("\n"))
        rule = ["---"] * len(rows[0]) if rows else []
        return "\n".join(f"| {' | '.join(row)} |" for row in [*rows[:1], rule, *rows[1:]])
    if block.type == "figure":
        return "\n\n".join(filter(None, (_picture(block, report, url), text)))
    if block.type == "heading":
        return f"{'#' * min(block.level + 1, 6)} {text}"
    if block.type == "list_item":
        return f"- {text}"
    return escape_start(text)


def _picture(block: Block, report: Report, url: str) -> str:
    if not block.figure:
        return ""
    root = url.removesuffix(report_url(report.id))
    return f"![{escape(block.figure.alt)}](<{root}{picture_path(report.id, block.figure.name)}>)"
