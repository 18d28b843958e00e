"""Who wrote a report, by its bylines, its notes on the authors and their like.

Bylines are of few kinds: names alone (陳蒿堯、王尊彥), a post and a name
(國立政治大學外交學系教授劉德海主稿), a name and a post in brackets, a body and its
people.  A line that is none of these gives nobody: no name is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from cefu.model.document import Block, Note
from cefu.model.record import Agent
from cefu.record.titles import printed_parts
from cefu.structure.wording.agent_names import is_name, is_organisation
from cefu.text.note_marks import without_marks_of_names
from cefu.text.written_dates import WRITTEN_DATE, closed_up

_LABEL = re.compile(
    r"^[【［\[（(〔]?\s*(?:本文)?(?:作者|撰稿人?|撰文|執筆|执笔|主稿|報告人|报告人|文|主筆|[Bb]y)"
    r"(?:[】］\]）)〕]|\s*[：:／/]|(?<=作者)\s)\s*"
)
#: What is said of the author, where the same words could open a list of names.
_ABOUT = re.compile(
    r"^[【［\[（(〔]?\s*(?:第一)?作者(?:簡介|简介|介紹|介绍|信息|資訊|资讯|單位|单位)\s*[】］\]）)〕：:]\s*"
)
#: Who is in charge, or was there: nobody who wrote this.
_IN_CHARGE = re.compile(
    r"(?:承辦人?|承办人?|聯絡人|联络人|聯繫人|联系人|電話|电话|主席|主持人?|紀錄|記錄|记录|出席|列席|請假|缺席)"
    r"[\u4e00-\u9fff]{0,4}\s*[：:]"
)
_WROTE = re.compile(r"\s*(?:主稿|撰稿|撰寫|撰写|執筆|执笔|撰文|編著|编著|撰|著)$")
_PARTED_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
_POST = (
    r"教授|研究員|研究员|研究生|講師|讲师|主任|所長|所长|院長|院长|校長|校长|處長|处长|司長|司长|組長|组长"
    r"|分析師|分析师|分析員|分析员|委員|委员|召集人|秘書長|秘书长|執行長|董事長|理事長|理事长|會長|会长|記者|记者|市長|市长|縣長|县长|總統|总统|總理|总理|部長|部长|省长|鎮長|鄉長|區長|议员|議員|總幹事|居民|民眾|市民|讀者"
    r"|評論員|评论员|博士生?|博士後研究|博士后|候選人|候选人|學者|学者|顧問|顾问|律師|专员|專員|編審|大使|助理"
)
#: A rank that stands after the name: 龔祥生助理研究員.
_RANK_AFTER = re.compile(
    rf"\s*((?:助理|副|客座|兼任|專任|特聘|榮譽|名譽|高級|资深|資深|首席)*(?:{_POST}))$"
)
_LATIN = re.compile(r"(?:By|Authors?:)\s+((?:[A-Z][\w.'’-]*,? (?:and )?)*[A-Z][\w.'’-]+)")
_ENDS_IN_POST = re.compile(rf"(?:{_POST})$")
_NAMES_POST = re.compile(
    rf"{_POST}|大學|大学|學院|学院|研究所|研究院|中心|學系|学系|基金會|智庫|智库"
)
_AND = re.compile(r"[、，,;；/／&＆]|\s+|與|与|及|和")
_BRACKETED = re.compile(r"[（(](.+)[）)]$")
#: How people, not bodies alone, sign what they send.
_SIGNS_A_LETTER = re.compile(r"\s*(?:敬上|敬啟|謹啟|謹上|敬呈|謹呈|敬启|谨启|谨上)$")
#: The day beside a name.
_DAY = re.compile(
    rf"[（(]\s*(?:{WRITTEN_DATE.pattern})\s*[）)]|^(?:{WRITTEN_DATE.pattern})(?=\s)|(?<=\s)(?:{WRITTEN_DATE.pattern})$"
)
#: Where the words on an author's post end.
_POST_ENDS = re.compile(r"[，,。；;（(｡]|\s{2,}")
_IS = r"(?:現任|现任|現為|现为|現職|时任|時任|為|为|係|系|是)"
#: Bylines stand at the head of a text or at its end.
_HEAD, _FOOT = 16, 3
#: Longer blocks are no bylines, nor is a longer note one on an author.
_LONGEST = 100


def printed_authors(
    blocks: Sequence[Block], notes: Sequence[Note], source: str, lang: str
) -> tuple[Agent, ...]:
    """The authors that a text names, with their posts, in the order of print.

    ``source`` is the decoded text that the blocks' origins count in: blanks that
    normalising took out part a name from a post.  ``lang`` is the language of the names.
    """
    edges = _edges(blocks)
    of_articles = article_bylines(blocks)
    found: dict[str, str] = {}
    for block in edges:
        if block.id in of_articles or len(block.text) > _LONGEST or block.type == "heading":
            continue
        text = with_blanks(block, source)
        if block.type == "title":  # what stands below the title itself
            text = next(islice(printed_parts(block, source), 1, None), "")
        own = block.type in ("byline", "title")
        if own or _LABEL.match(text) or _SIGNS_A_LETTER.search(text):
            for name, post in read_byline(text):
                found[name] = found.get(name) or post
    about = [_ABOUT.sub("", b.text) for b in edges if _ABOUT.match(b.text)]
    if not found:
        found = {name: "" for text in about for name in _opening_name(text)}
    referred = {r.note for b in blocks if b.type in ("byline", "title") for r in b.notes}
    about += [note.text for note in notes if note.id in referred]
    about += [
        m[1]
        for b in edges[:_HEAD]
        if len(b.text) <= _LONGEST and (m := _BRACKETED.fullmatch(b.text))
    ]
    posts = {name: post or _post(name, len(found) == 1, about) for name, post in found.items()}
    return tuple(
        Agent(name={lang: name}, affiliation={lang: post} if post else {})
        for name, post in posts.items()
    )


def article_bylines(blocks: Sequence[Block]) -> set[str]:
    """The bylines that prose parts from one another, where several do: each names the author
    of an article, and none that of the whole.

    >>> prose = Block("p", "s1", "paragraph", "水價多年未調。")
    >>> by = [Block(f"p{n}", "s1", "byline", text) for n, text in enumerate(("文／馮一舟", "文／葛青"))]
    >>> sorted(article_bylines([by[0], prose, by[1], prose])), article_bylines([by[0], prose, by[1]])
    (['p0', 'p1'], set())
    """
    groups: list[set[str]] = []
    waiting: set[str] = set()
    for above, block in pairwise((None, *blocks)):
        if block is None:
            continue
        if block.type == "paragraph" and "。" in block.text:
            groups += [waiting] if waiting else []
            waiting = set()
        elif _can_sign_an_article(above, block):
            waiting.add(block.id)
    return set().union(*groups) if len(groups) > 1 else set()


def _can_sign_an_article(above: Block | None, block: Block) -> bool:
    """Whether a line names people under a label or right below a heading."""
    if block.type in ("heading", "title") or len(block.text) > _LONGEST:
        return False
    labelled = _LABEL.match(block.text)
    below = above is not None and above.type == "heading" and block.type == "byline"
    return bool(labelled or below) and bool(read_byline(block.text))


def with_blanks(block: Block, source: str) -> str:
    """The text of a block with a space wherever its line has blanks in the source."""
    parts: list[str] = []
    last = -1
    for char, at in zip(block.text, block.origin, strict=False):
        gap = source[last + 1 : at] if 0 <= last < at else ""
        if "\n" not in gap and any(map(str.isspace, gap)):
            parts.append(" ")
        parts.append(char)
        last = at
    return "".join(parts) if len(block.origin) == len(block.text) else block.text


def read_byline(text: str) -> list[tuple[str, str]]:
    """The people of a byline as ``(name, post)``; nobody where it cannot be told.

    >>> read_byline("國立政治大學外交學系教授劉德海主稿")
    [('劉德海', '國立政治大學外交學系教授')]
    >>> read_byline("陳蒿堯、王尊彥¹")
    [('陳蒿堯', ''), ('王尊彥', '')]
    >>> read_byline("作者：高佩玲（中央警察大學水上警察學系副教授）")
    [('高佩玲', '中央警察大學水上警察學系副教授')]
    >>> read_byline("歐洲研究中心　羅以寧、蔡承翰")
    [('羅以寧', '歐洲研究中心'), ('蔡承翰', '歐洲研究中心')]
    >>> read_byline("亞太和平研究基金會謹誌"), read_byline("中華民國107年7月")
    ([], [])
    """
    text = without_marks_of_names(_DAY.sub(" ", closed_up(text))).strip()
    if _IN_CHARGE.match(text):
        return []
    latin = _LATIN.fullmatch(text)
    if text[:1] in "（(" and text[-1:] in "）)":
        text = text[1:-1]
    text = _SIGNS_A_LETTER.sub("", _WROTE.sub("", _LABEL.sub("", text))).strip()
    text = _PARTED_NAME.sub(r"\1\2", text)
    if latin:
        return [(name, "") for name in re.split(r",? and |, ", latin[1]) if " " in name]
    # Blanks part a name from a post, or are left over from justified lines.
    return _read(text) or _read("".join(text.split()))


def _read(text: str) -> list[tuple[str, str]]:
    names = [part for part in _AND.split(text) if part]
    if names and all(map(is_name, names)):
        return [(name, "") for name in names]
    people: list[tuple[str, str]] = []
    body = ""
    for part in _outside_brackets(text):
        person = _person(part, body)
        if person is None:
            whole = _person(text, "")
            return [whole] if whole else []
        body = person[1] if is_organisation(person[1]) else ""
        people.append(person)
    return people


def _person(text: str, body: str) -> tuple[str, str] | None:
    """One person with a post; ``body`` is that of the person named before."""
    text = text.strip()
    if is_name(text):
        return text, body
    bracket = re.fullmatch(r"([\u4e00-\u9fff]{2,4})\s*[（(](.+)[）)]", text)
    parted = re.fullmatch(r"([\u4e00-\u9fff]{2,4})[\s／/，,]+(.+)", text)
    for match in (bracket, parted):
        if match and is_name(match[1]) and _NAMES_POST.search(match[2]):
            return match[1], match[2].strip()
    for length in (3, 2, 4):
        post, name = text[:-length].rstrip(" \u3000／/，,:："), text[-length:]
        if post and is_name(name) and (_ENDS_IN_POST.search(post) or is_organisation(post)):
            return name, "".join(post.split())
    return _ranked(text)


def _ranked(text: str) -> tuple[str, str] | None:
    """One person whose rank stands last, after the name and maybe a body before it."""
    rank = _RANK_AFTER.search(text)
    rest = text[: rank.start()].rstrip() if rank else ""
    if not rank or len(rest) < 3:
        return None
    if len(rest) < 5 and is_name(rest):
        return rest, rank[1]
    for length in (3, 2, 4):
        body, name = "".join(rest[:-length].split()), rest[-length:]
        if is_organisation(body) and is_name(name):
            return name, body + rank[1]
    return None


def _outside_brackets(text: str) -> list[str]:
    """``text`` cut at the marks of a list, but for those inside brackets."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in "（(") - (char in "）)")
        if depth <= 0 and char in "、；;":
            parts.append("")
        else:
            parts[-1] += char
    return [part for part in parts if part.strip()]


def _post(name: str, alone: bool, about: Iterable[str]) -> str:
    """What the notes on the authors say that ``name`` is."""
    for text in about:
        found = re.search(rf"{name}(?:博士|先生|女士)?\s*(?:[，,：:]\s*{_IS}?|{_IS}|\s)\s*", text)
        if not found and alone:
            found = re.match(rf"\W*(?:本文)?作者{_IS}", text)
        if found is None and alone and _ENDS_IN_POST.search(text) and not _POST_ENDS.search(text):
            return text
        if found:
            post = _POST_ENDS.split(text[found.end() :], maxsplit=1)[0].strip()
            if _NAMES_POST.search(post) and len(post) <= 60:
                return post
    return ""


def _opening_name(text: str) -> Iterator[str]:
    """The name with which a note on the author opens."""
    match = re.match(r"([\u4e00-\u9fff]{2,4})[，,：:]", text)
    if match and is_name(match[1]):
        yield match[1]


def _edges(blocks: Sequence[Block]) -> list[Block]:
    """Where bylines may stand: the blocks at the head of a text and the last ones."""
    return [*blocks[:_HEAD], *blocks[max(_HEAD, len(blocks) - _FOOT) :]]
