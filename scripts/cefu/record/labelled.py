"""Who made a text, and who publishes it, where a label says so: 作者：, 主編：, 出版：."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cefu.model.document import Block
from cefu.model.record import Agent
from cefu.record.bylines import article_bylines, read_byline, with_blanks
from cefu.structure.wording.agent_names import is_name, is_organisation

#: Blocks from either end of a text that can hold an imprint.
_HEAD, _FOOT = 24, 10
#: Longest line of an imprint, in characters.
_LONGEST = 80
_OPEN = r"[（(【\[]?\s*"
_ROLES = {
    "author": r"作者|著者|原著者?|原作者?|撰文|撰稿人?|執筆人?|执笔人?|(?:研究)?(?:編寫|编写|撰寫|撰写)|文"
    r"|(?:計畫|計劃|研究|協同|共同|協同研究|共同研究)主持人|(?:课题|課題|项目)(?:负责人|負責人)"
    r"|(?:採訪|采访)(?:[、與及和]?(?:整理|撰文|報導|報道|报道))?",
    "editor": r"主編|主编|總編輯|总编辑|編輯|编辑|編者|编者|責任編輯|责任编辑",
    "contributor": r"(?:[中英日]文)?(?:翻譯|翻译)|譯者|译者|編譯|编译|審校|审校|校訂",
}
_PEOPLE = re.compile(
    _OPEN
    + "(?:"
    + "|".join(f"(?P<{r}>{w})" for r, w in _ROLES.items())
    + r")\s*[：:／/]\s*(?P<who>.+)"
)
#: Where another label stands in the same line: 主持：某 紀錄：某.
_NEXT_LABEL = re.compile(r"\s+(?=[\u3400-\u9fff]{2,8}\s*[：:])")
_PUBLISHED_BY = re.compile(
    _OPEN
    + r"(?:(?:出版|發行|发行|編印|编印|發布|发布|發文|发文)(?:者|單位|单位|機關|机关|機構|机构)?|出版社|主办单位|主管机关)"
    r"\s*[：:]\s*(?P<who>[^，。；]+)"
)
_BETWEEN = re.compile(r"[、，,；;／/]|\s+|與|与")
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:van|von|de|der|la|[A-Z][\w.'’-]*))+")


def labelled_agents(blocks: Sequence[Block], source: str, lang: str) -> tuple[Agent, ...]:
    """People and bodies named under a label that says what they did.

    >>> block = Block("p1", "s0", "byline", "研究編寫：李小君、曾小瑜")
    >>> [(a.name["zh-Hant"], a.role) for a in labelled_agents([block], "", "zh-Hant")]
    [('李小君', 'author'), ('曾小瑜', 'author')]

    Whoever is named again, as in a colophon, is named once.
    """
    agents: list[Agent] = []
    of_articles = article_bylines(blocks)
    for line in edge_lines([b for b in blocks if b.id not in of_articles], source):
        here: list[Agent] = []
        for text in _NEXT_LABEL.split(line):
            match = _PEOPLE.match(text)
            if match:
                role = next(r for r in _ROLES if match[r])
                for name, post in _people(match["who"].strip("）)】] 。")):
                    here.append(Agent({lang: name}, role, {lang: post} if post else {}))  # type: ignore[arg-type]
        agents += [a for a in here if (a.name, a.role) not in [(b.name, b.role) for b in agents]]
    return tuple(agents)


def _people(text: str) -> list[tuple[str, str]]:
    """The people and bodies of a list, with their posts; nobody where one part is neither."""
    if _LATIN_NAME.fullmatch(text):
        return [(text, "")]
    names = [part for part in _BETWEEN.split(text) if part]
    if names and all(is_name(name) or is_organisation(name) for name in names):
        return [(name, "") for name in names]
    return read_byline(text)


def published_by(text: str) -> str:
    """The body that a line names under 出版： or 發行：, '' where it names none.

    >>> published_by("出版：財團法人示範基金會"), published_by("發行人：唐越")
    ('財團法人示範基金會', '')
    """
    match = _PUBLISHED_BY.match(text)
    return match["who"].strip("）)】] ").strip() if match else ""


def edge_lines(blocks: Sequence[Block], source: str) -> Iterator[str]:
    """The short lines at both ends of a text that can belong to an imprint, blanks restored."""
    for block in (*blocks[:_HEAD], *blocks[max(_HEAD, len(blocks) - _FOOT) :]):
        if block.type != "heading" and len(block.text) <= _LONGEST:
            yield with_blanks(block, source)
