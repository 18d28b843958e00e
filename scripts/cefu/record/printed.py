"""The bibliographic record that a text prints of itself.

What a keeper has not said in a sidecar is read from the text: its title blocks,
bylines, mastheads and running heads.  What cannot be told stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cefu.model.document import Block
from cefu.model.language import ENGLISH, Names
from cefu.model.record import Agent, Record
from cefu.record.bylines import printed_authors, with_blanks
from cefu.record.dating import inferred_date
from cefu.record.imprint import Imprint, page_lines, read_imprint, series_of
from cefu.record.issuing import is_official_letter, publisher
from cefu.record.labelled import labelled_agents
from cefu.record.titles import genre_body, is_periodical, read_title, title_lines, titles
from cefu.structure import Normalised
from cefu.text.script import script_of

_KEYWORDS = re.compile(
    r"^[【［\[〔（(]?\s*(?:關鍵詞|关键词|關鍵字|关键字|Keywords?)\s*(?:[】］\]〕）)]\s*[：:]?|[：:])\s*",
    re.I,
)
_SENTENCE_END = re.compile(r"[。；;.．]\s*$")


def printed_record(tree: Normalised, source: str, fallback_title: str) -> Record:
    """What the text prints of itself, and its year where that can be inferred.

    ``source`` is the decoded text that ``tree`` was made from; a text without a
    title goes by ``fallback_title``.  ``inferred`` has the reason for every value
    that is not printed, in Chinese and English.
    """
    lang = script_of("".join(b.text for b in tree.blocks))
    title, column, chapter = read_title(title_lines(tree, source))
    lines = page_lines(source, tree.ledger)
    imprint = read_imprint(lines, tree.blocks, source, "".join(title.split()))
    series, series_issue = series_of(tree.blocks, title)
    inferred = {}
    date = imprint.date
    if not date:
        date, why = inferred_date(tree.blocks)
        if why:
            inferred["date"] = why
    if not title:
        inferred["title"] = (
            "來源未印題名，以檔名代之。 / No title is printed; the file's name stands in for it."
        )
    serial, body = _kind_apart(imprint, title)
    volume = bool(serial) and (imprint.numbered or chapter)
    names = _serial_names(serial, imprint, lang)
    above = [
        b for block in tree.blocks[:8] if block.type == "title" and (b := genre_body(block.text))
    ]
    return Record(
        title=titles(title or fallback_title, tree.blocks, source, lang),
        authors=_authors(tree, title, lines, source, lang),
        publisher=_in(
            lang,
            imprint.publisher or publisher(title, tree.blocks, [imprint.masthead, body, *above]),
        ),
        series=_in(lang, series or column) or ({} if volume else names),
        container=names if volume else {},
        issue=series_issue or imprint.issue,
        date=date,
        language=lang,
        kind="chapter" if chapter else "article-journal" if volume else "report",
        identifiers=dict(imprint.identifiers),
        inferred=inferred,
    )


def _authors(
    tree: Normalised, title: str, lines: Sequence[str], source: str, lang: str
) -> tuple[Agent, ...]:
    """Those whom labels or bylines name; nobody for the letter of a body, the editors alone
    for a newsletter."""
    labelled = labelled_agents(tree.blocks, source, lang)
    if is_periodical(title):
        return tuple(agent for agent in labelled if agent.role == "editor")
    if labelled or is_official_letter(tree.blocks, lines):
        return labelled
    return printed_authors(tree.blocks, tree.notes, source, lang)


def _kind_apart(imprint: Imprint, title: str) -> tuple[str, str]:
    """The serial without the body that its name opens with, and that body.

    立法院預算中心專題研究報告 is a body and what it calls its reports.  A kind of text alone
    names a series only where it is numbered, and what heads the pages of a text without a
    known title may be that title.
    """
    body = genre_body(imprint.serial)
    if not title and not imprint.numbered:
        return "", body or ""
    if body is None or (not body and imprint.numbered):
        return imprint.serial, ""
    return imprint.serial.removeprefix(body) if body else "", body


def completed(record: Record, printed: Record) -> Record:
    """``record`` with every field it leaves empty filled from ``printed``."""
    language = record.language or printed.language
    values: dict[str, object] = {"language": language}
    inferred = dict(record.inferred)
    for field in (
        "title", "authors", "publisher", "series", "container", "issue", "date", "kind",
    ):  # fmt: skip
        value = getattr(printed, field)
        if getattr(record, field) or not value:
            continue
        values[field] = (
            _relabelled(value, printed.language, language) if isinstance(value, Mapping) else value
        )
        if field in printed.inferred:
            inferred.setdefault(field, printed.inferred[field])
    if not record.identifiers:
        values["identifiers"] = printed.identifiers
    return replace(record, inferred=inferred, **values)  # type: ignore[arg-type]


def printed_keywords(blocks: Sequence[Block], source: str) -> tuple[str, ...]:
    """The keywords a text gives of itself (關鍵詞：…), empty where it gives none.

    ``source`` is the decoded text: keywords are often parted by blanks only.

    >>> printed_keywords([Block("p1", "s0", "paragraph", "關鍵詞：北韓、經濟制裁、聯合國安理會")], "")
    ('北韓', '經濟制裁', '聯合國安理會')
    """
    for block in blocks:
        if block.type in ("heading", "title") or not _KEYWORDS.match(block.text):
            continue
        text = with_blanks(block, source)
        listed = _SENTENCE_END.sub("", text[_keywords_begin(text) :])
        words = [word.strip() for word in re.split(r"[、，,;；|｜]", listed)]
        if len(words) == 1:
            words = listed.split()
        if len(words) > 1 and all(len(word) <= 30 for word in words):
            return tuple(dict.fromkeys(filter(None, words)))
    return ()


def _keywords_begin(text: str) -> int:
    match = _KEYWORDS.match(text)
    return match.end() if match else 0


def _serial_names(serial: str, imprint: Imprint, lang: str) -> Names:
    names = _in(lang, serial)
    return {**names, ENGLISH: imprint.serial_en} if names and imprint.serial_en else names


def _in(lang: str, text: str) -> dict[str, str]:
    return {lang: text} if text else {}


def _relabelled(names: Mapping[str, str], own: str, wanted: str) -> dict[str, str]:
    return {wanted if lang == own else lang: text for lang, text in names.items()}
