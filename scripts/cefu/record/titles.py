"""The title that a text prints, without the words around it that are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cefu.model.document import Block
from cefu.model.language import ENGLISH
from cefu.record.issuing import letterhead
from cefu.structure import Normalised
from cefu.structure.wording.agent_names import is_byline, is_organisation
from cefu.structure.wording.headwords import CONTENTS, HEADWORD, PREFACE, SUMMARY, TITLE_LABEL

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
#: Above a title as well: 澄江省水利厅文件, 某某協會新聞稿.
_UNTITLED = ("文件", "新聞稿", "新闻稿")
_BREADCRUMB = re.compile(r".+[>＞»›].+[>＞»›].+")
_SUBTITLE = re.compile(r"^[—–─―－-]{1,2}\s*\S")
#: What the parts of a book are called: set as large as a title, and none of the whole.
_PART = re.compile(
    r"(?:授權(?:條款|聲明|說明)?|授权(?:条款|声明)?|版權(?:頁|聲明|所有|資訊)?|版权(?:页|声明|所有)?|著作權(?:聲明)?"
    r"|出版(?:資訊|說明|信息|说明)|編輯團隊|製作團隊|伙伴組織|伙伴组织|夥伴組織|License|Copyright|CONTENT)"
)
#: What newsletters are called.
_PERIODICAL = re.compile(
    r"[^論论的之，：]{1,14}(?:通訊|通讯|簡訊|简讯|電子報|快訊|快讯|會訊|会讯|月刊|季刊|雙月刊|週報|周报|旬刊)"
)
#: A heading's number inside a title.
_RUN_INTO = re.compile(r"[^\s第（(][一二三四五六七八九十]、|.（[一二三四五六七八九十]）.")
#: The number of a section in figures: 1净零标准的背景, 2 Scope.
_SECTION = re.compile(r"^(\d{1,2})(?!\d|年|月|日|[.．]\d)[\s.．、]*(?=\S)")
#: Blocks from the start among which a title stands.
_FRONT = 14
#: Longer lines are titles that went wrong.
_LONGEST = 100


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
    if found:
        return [] if _opens_a_section(found[0], blocks) else found
    return [b for b in blocks if b.type == "title" and not _is_part(b.text)][:1]


def _goes_on(above: str, below: str) -> bool:
    """Whether one title runs over two lines; a translation of it is another, and so is what
    stands below a periodical's name."""
    if _SUBTITLE.match(below):
        return True
    whole = _QUOTED.fullmatch(above) or is_periodical(above)
    return not whole and is_latin(above) == is_latin(below)


def is_periodical(title: str) -> bool:
    """Whether a title is what a newsletter is called: its articles have titles of their own.

    >>> is_periodical("河口通訊"), is_periodical("論通訊傳播之管理")
    (True, False)
    """
    return bool(_PERIODICAL.fullmatch(title))


def _opens_a_section(title: Block, blocks: Sequence[Block]) -> bool:
    """Whether what was taken for a title is the first of numbered headings.

    >>> blocks = [Block("title", "s0", "title", "1 背景"), Block("s1", "s1", "heading", "1.1 目的")]
    >>> _opens_a_section(blocks[0], blocks)
    True
    """
    number = _SECTION.match(title.text)
    if number is None:
        return False
    n = int(number[1])
    after = re.compile(rf"{n}\s?[.．]\s?1(?!\d)|{n + 1}(?![\d年月日])")
    return any(b.type == "heading" and after.match(b.text) for b in blocks)


def title_lines(tree: Normalised, source: str) -> list[str]:
    """The printed lines of the title, with the one that running heads repeat.

    A title that stands again at the head of each page may be taken for one of these
    heads; its subtitle, with a dash before it, shows that.
    """
    blocks = title_blocks(tree.blocks)
    lines = list(dict.fromkeys(_once(next(printed_parts(b, source))) for b in blocks))
    if not lines:
        lines = list(_labelled(tree.blocks)) or list(_twice_above(tree, source))
    elif _SUBTITLE.match(lines[0]) and blocks[0].origin:
        heads = [e for e in tree.ledger if e.fate == "furniture" and e.end <= blocks[0].origin[0]]
        above = source[heads[-1].start : heads[-1].end].split("\n") if heads else []
        lines = [*[line.strip() for line in above if line.strip()][-1:], *lines]
    return [] if _went_wrong("".join(lines)) else lines


def _labelled(blocks: Sequence[Block]) -> Iterator[str]:
    """The title under a label, whatever its line was taken for."""
    front = [b.text for b in blocks[:_FRONT] if b.type != "heading" and TITLE_LABEL.match(b.text)]
    yield from front[:1]


def _twice_above(tree: Normalised, source: str) -> Iterator[str]:
    """The line that stands twice above the text: a running head, and the title that it repeats."""
    first = next((b.origin[0] for b in tree.blocks if b.origin), 0)
    heads = [e for e in tree.ledger if e.fate == "furniture" and e.end <= first]
    above = Counter("".join(source[e.start : e.end].split()) for e in heads)
    yield from [line for line, n in above.items() if n > 1 and len(line) > 3][:1]


def _once(title: str) -> str:
    """``title`` without its second printing, where a head that repeats it ran into it.

    >>> _once("水價制度之檢討水價制度之檢討")
    '水價制度之檢討'
    """
    half = len(title) // 2
    return title[:half] if half > 3 and title[:half] == title[half:] else title


def _went_wrong(title: str) -> bool:
    """Whether words of the text ran into a title, or a piece of it was taken for one.

    >>> [_went_wrong(t) for t in ("水價制度之檢討二、展望", "改，而是需要時間。」", "水價：為何不調？", "")]
    [True, True, False, False]
    """
    unpaired = [title.count(a) != title.count(b) for a, b in ("「」", "《》", "（）", "〈〉")]
    cut = bool(title) and (title[-1] in "，、；：" or title[0] in "，。、；：」》）的")
    return (
        cut or is_byline(title) or any(unpaired) or "。" in title or bool(_RUN_INTO.search(title))
    )


def printed_parts(block: Block, source: str) -> Iterator[str]:
    """The text of a title, and after it what stands on lines of its own and is no part of it:
    what it is called in Latin letters, who wrote it, or the first article of a newsletter."""
    text, origin = block.text, block.origin
    for at in range(1, len(text)) if len(origin) == len(text) else ():
        above, below = text[:at].rstrip(), text[at:].lstrip()
        if "\n" not in source[origin[at - 1] + 1 : origin[at]]:
            continue
        translated = is_latin(below) and not is_latin(above) and len(below.split()) > 2
        if translated or is_periodical(above) or is_byline(below):
            yield above
            yield below
            return
    yield text


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


def titles(title: str, blocks: Sequence[Block], source: str, lang: str) -> dict[str, str]:
    """The title, and its English where the text prints that below it."""
    names = {lang: title}
    if lang != ENGLISH:
        printed = [b for b in blocks[:_FRONT] if b.type == "title"]
        latin = [part for b in printed for part in printed_parts(b, source) if is_latin(part)]
        if latin and latin[0] != title:
            names[ENGLISH] = " ".join(latin)
    return names


def _is_apparatus(text: str) -> bool:
    """Whether a line set as a title names the text's kind, a part of it, or the way to its page.

    >>> [_is_apparatus(t) for t in ("政策報告", "澄江省水利厅文件", "授權", "水價問題")]
    [True, True, True, False]
    """
    if genre_body(text) is not None or _is_part(text):
        return True
    if text.endswith(_UNTITLED) and letterhead(text):
        return True
    return len(text) <= _LONGEST and bool(_BREADCRUMB.fullmatch(text))


def _is_part(text: str) -> bool:
    """Whether ``text`` is what a part of a document is called, with a page number or not."""
    bare = text.rstrip("0123456789 \u3000")
    return any(p.fullmatch(bare) for p in (_PART, CONTENTS, PREFACE, SUMMARY, HEADWORD))


def genre_body(text: str) -> str | None:
    """The body in a line such as 立法院預算中心專題研究報告; None if it is no such line."""
    match = _GENRE.fullmatch(text) if len(text) <= _LONGEST else None
    if match and (not match["body"] or is_organisation(match["body"])):
        return match["body"]
    return None


def is_latin(text: str) -> bool:
    """Whether no Han stands in ``text``."""
    return not any("\u3400" <= char <= "\u9fff" for char in text)
