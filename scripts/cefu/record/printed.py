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
from cefu.model.record import Record
from cefu.record.bylines import printed_authors, signed_bodies, with_blanks
from cefu.record.imprint import Imprint, inferred_date, page_lines, read_imprint, series_of
from cefu.record.labelled import (
    ADDRESSEE,
    TITLE_LABEL,
    closing_signature,
    issuing_body,
    labelled_agents,
    labelled_publisher,
)
from cefu.structure import Normalised
from cefu.structure.wording.agent_names import is_organisation
from cefu.text.script import script_of

_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])\s*"
)
_CHAPTER = re.compile(r"^第\s*[\d〇零一二三四五六七八九十百]{1,4}\s*[章篇編编]\s*[：:、]?\s*")
#: 【國策評析】 before a title names the column it stands in.
_COLUMN = re.compile(r"^[【［\[]([^】］\]]{2,12})[】］\]]\s*(?=.)")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
#: A line above or below a title that only says what kind of text this is.
_GENRE = re.compile(
    r"(?P<body>.*?)(?:(?:政策|專題|专题|研究|分析|評估|调查|調查|年度|特別|委託|成果)*(?:報告|报告)(?:書|书)?"
    r"|政策(?:簡報|简报|建言|建議)|(?:專題|专题)(?:研究|分析))"
)
_BREADCRUMB = re.compile(r".+[>＞»›].+[>＞»›].+")
_SUBTITLE = re.compile(r"^[—–─―－-]{1,2}\s*\S")
_KEYWORDS = re.compile(
    r"^[【［\[〔（(]?\s*(?:關鍵詞|关键词|關鍵字|关键字|Keywords?)\s*(?:[】］\]〕）)]\s*[：:]?|[：:])\s*",
    re.I,
)
_SENTENCE_END = re.compile(r"[。；;.．]\s*$")
_LABELLED = re.compile(r"[：:]")
#: Blocks from the start among which a title stands.
_FRONT = 14
#: What is handed to a body, and the bodies that it is handed to: no publishers of it.
_SUBMITTED = re.compile(r"(?:意見書|意见书|建議書|建议书|陳述書|陈述书|陳情書)$")
_RECEIVES = re.compile(r"立法會|立法院|議會|议会|委員會|委员会|小組|小组|政府")
#: Longer lines are titles that went wrong.
_LONGEST = 100


def printed_record(tree: Normalised, source: str, fallback_title: str) -> Record:
    """What the text prints of itself, and its year where that can be inferred.

    ``source`` is the decoded text that ``tree`` was made from; a text without a
    title goes by ``fallback_title``.  ``inferred`` has the reason for every value
    that is not printed, in Chinese and English.
    """
    lang = script_of("".join(b.text for b in tree.blocks))
    title, column, chapter = read_title(_title_lines(tree, source))
    imprint = read_imprint(page_lines(source, tree.ledger), tree.blocks, "".join(title.split()))
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
    periodical = imprint.numbered and bool(imprint.serial)
    volume = periodical or (chapter and bool(imprint.serial))
    body = _genre_body(imprint.serial)
    if body is not None:
        # 立法院預算中心專題研究報告: a body and what it calls its reports.
        kind_of_text = imprint.serial.removeprefix(body) if body else ""
        imprint = replace(imprint, serial=kind_of_text, publisher=imprint.publisher or body)
    serial = _serial_names(imprint, lang)
    return Record(
        title=_titles(title or fallback_title, tree.blocks, lang),
        authors=labelled_agents(tree.blocks, source, lang)
        or printed_authors(tree.blocks, tree.notes, source, lang),
        publisher=_in(
            lang,
            labelled_publisher(tree.blocks, source)
            or issuing_body(title)
            or _publisher(imprint, tree.blocks),
        ),
        series=_in(lang, series or column) or ({} if volume else serial),
        container=serial if volume else {},
        issue=series_issue or imprint.issue,
        date=date,
        language=lang,
        kind="chapter" if chapter else "article-journal" if periodical else "report",
        identifiers=dict(imprint.identifiers),
        inferred=inferred,
    )


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


def title_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that print a report's title, without lines of its kind and of its place.

    A subtitle that follows with a dash belongs to it, and so does every further
    line of a title that wraps; what stands in 《》 is whole.
    """
    found: list[Block] = []
    for block in blocks:
        if block.type == "title" and not _is_apparatus(block.text):
            if not found or _goes_on(found[-1].text, block.text):
                found.append(block)
        elif found and block.type in ("byline", "heading") and _SUBTITLE.match(block.text):
            found.append(block)
        elif found:
            break
    return found or [b for b in blocks if b.type == "title"][:1]


def _goes_on(above: str, below: str) -> bool:
    """Whether one title runs over two lines; a translation of it is another."""
    return not _QUOTED.fullmatch(above) and _is_latin(above) == _is_latin(below)


def _title_lines(tree: Normalised, source: str) -> list[str]:
    """The printed lines of the title, with the one that running heads repeat.

    A title that stands again at the head of each page may be taken for one of these
    heads; its subtitle, with a dash before it, shows that.
    """
    blocks = title_blocks(tree.blocks)
    lines = list(dict.fromkeys(b.text for b in blocks))
    if lines and _SUBTITLE.match(lines[0]) and blocks[0].origin:
        heads = [e for e in tree.ledger if e.fate == "furniture" and e.end <= blocks[0].origin[0]]
        above = source[heads[-1].start : heads[-1].end].split("\n") if heads else []
        lines = [*[line.strip() for line in above if line.strip()][-1:], *lines]
    return lines


def read_title(lines: Sequence[str]) -> tuple[str, str, bool]:
    """The title of these printed lines, the column it stands in, and whether it is a chapter's.

    >>> read_title(["六、中國大陸對「小三通」復航之政策操作與兩", "岸海空運前景觀察"])[0]
    '中國大陸對「小三通」復航之政策操作與兩岸海空運前景觀察'
    >>> read_title(["【國策評析】南海仁愛礁對峙升高"]), read_title(["第八章朝鮮半島"])
    (('南海仁愛礁對峙升高', '國策評析', False), ('朝鮮半島', '', True))
    >>> read_title(["關鍵礦產", "——以印太為中心"])[0], read_title(["《報告》"])[0]
    ('關鍵礦產——以印太為中心', '報告')
    """
    title = ""
    for line in lines:
        line = TITLE_LABEL.sub("", line.strip())
        spaced = title[-1:].isascii() and line[:1].isascii() and title
        title += (" " if spaced else "") + line
    column = _COLUMN.match(title)
    title = title[column.end() :] if column else title
    whole = _QUOTED.fullmatch(title)
    title = whole[1] if whole else title
    chapter = _CHAPTER.match(title)
    bare = title[chapter.end() :] if chapter else _ORDINAL.sub("", title)
    return bare or title, column[1] if column else "", bool(chapter)


def _is_apparatus(text: str) -> bool:
    """Whether a line set as a title names the text's kind, or the way to its page."""
    return _genre_body(text) is not None or (
        len(text) <= _LONGEST and bool(_BREADCRUMB.fullmatch(text))
    )


def _genre_body(text: str) -> str | None:
    """The body in a line such as 立法院預算中心專題研究報告; None if it is no such line."""
    match = _GENRE.fullmatch(text) if len(text) <= _LONGEST else None
    if match and (not match["body"] or is_organisation(match["body"])):
        return match["body"]
    return None


def _is_latin(text: str) -> bool:
    return not any("\u3400" <= char <= "\u9fff" for char in text)


def _titles(title: str, blocks: Sequence[Block], lang: str) -> dict[str, str]:
    """The title, and its English where the text prints that below it."""
    names = {lang: title}
    if lang != ENGLISH:
        latin = [b.text for b in blocks[:_FRONT] if b.type == "title" and _is_latin(b.text)]
        if latin and latin[0] != title:
            names[ENGLISH] = " ".join(latin)
    return names


def _publisher(imprint: Imprint, blocks: Sequence[Block]) -> str:
    """The body that a masthead, a signature, or the line above the title names."""
    if imprint.publisher and not ADDRESSEE.match(imprint.publisher):
        return imprint.publisher
    named = [*signed_bodies(blocks[:30])]
    named += [body for b in blocks[:8] if b.type == "title" and (body := _genre_body(b.text))]
    named += [b.text for b in blocks[:8] if b.type == "byline" and is_organisation(b.text)]
    named += [closing_signature(blocks)]
    submitted = any(_SUBMITTED.search(b.text) for b in blocks[:8])
    return next(
        (
            name
            for name in named
            if name
            and not _LABELLED.search(name)
            and not ADDRESSEE.match(name)
            and not (submitted and _RECEIVES.search(name))
        ),
        "",
    )


def _serial_names(imprint: Imprint, lang: str) -> Names:
    names = _in(lang, imprint.serial)
    return {**names, ENGLISH: imprint.serial_en} if names and imprint.serial_en else names


def _in(lang: str, text: str) -> dict[str, str]:
    return {lang: text} if text else {}


def _relabelled(names: Mapping[str, str], own: str, wanted: str) -> dict[str, str]:
    return {wanted if lang == own else lang: text for lang, text in names.items()}
