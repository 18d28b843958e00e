"""What a text prints of itself under a label: 作者：, 主編：, 出版：, and who signs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cefu.model.document import Block
from cefu.model.record import Agent
from cefu.record.bylines import with_blanks
from cefu.structure.wording.agent_names import is_name, is_organisation
from cefu.text.written_dates import WRITTEN_DATE

#: Blocks from either end of a text that can hold an imprint.
_HEAD, _FOOT = 24, 10
#: Longest line of an imprint, in characters.
_LONGEST = 80
_OPEN = r"[（(【\[]?\s*"
_ROLES = {
    "author": r"作者|著者|撰文|撰稿人?|執筆人?|执笔人?|(?:研究)?(?:編寫|编写|撰寫|撰写)|文",
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
_PUBLISHER = re.compile(
    _OPEN + r"(?:出版|發行|发行)(?:者|單位|单位|機關|机关|機構|机构|社)?\s*[：:]\s*(?P<who>.+)"
)
#: Whom a letter is for; never who publishes it.
ADDRESSEE = re.compile(r"\s*(?:致|受文者|收件人|呈)\s*[：:]")
#: What stands before a law's name where a database prints it.
TITLE_LABEL = re.compile(r"^(?:法規名稱|法规名称|標題|标题|題名|题名)\s*[：:]\s*(?=\S)")
_CIRCULAR = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{2,20}?(?:國務院|国务院|辦公廳|办公厅|政府|委員會|委员会|部|廳|厅|局|署|院)|國務院|国务院)"
    r"(?:關於|关于).+(?:意見|意见|通知|通告|函|決定|决定|批覆|批复|公告|方案|辦法|办法|答覆|答复)$"
)
_BETWEEN = re.compile(r"[、，,；;／/]|\s+|與|与")
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:聯盟|联盟|協會|协会|工會|工会|商會|商会|學會|学会|聯會|联会|公會|公会|基金會|基金会"
    r"|委員會|委员会|辦公廳|办公厅|政府|中心|研究所|研究院|大學|大学|黨|党)"
)


def labelled_agents(blocks: Sequence[Block], source: str, lang: str) -> tuple[Agent, ...]:
    """People and bodies named under a label that says what they did.

    >>> block = Block("p1", "s0", "byline", "研究編寫：李小君、曾小瑜")
    >>> [(a.name["zh-Hant"], a.role) for a in labelled_agents([block], "", "zh-Hant")]
    [('李小君', 'author'), ('曾小瑜', 'author')]

    Whoever signs twice, as in a newsletter of articles, is named once.
    """
    agents: list[Agent] = []
    for text in [part for line in _edges(blocks, source) for part in _NEXT_LABEL.split(line)]:
        match = _PEOPLE.match(text)
        if not match:
            continue
        role = next(r for r in _ROLES if match[r])
        names = [part for part in _BETWEEN.split(match["who"].strip("）)】] 。")) if part]
        if names and all(is_name(name) or is_organisation(name) for name in names):
            named = (Agent({lang: name}, role) for name in names)  # type: ignore[arg-type]
            agents.extend(agent for agent in named if agent not in agents)
    return tuple(agents)


def labelled_publisher(blocks: Sequence[Block], source: str) -> str:
    """The body named under 出版： or 發行：, '' where none is.

    >>> labelled_publisher([Block("p1", "s0", "byline", "出版：財團法人示範基金會")], "")
    '財團法人示範基金會'
    """
    for text in _edges(blocks, source):
        match = _PUBLISHER.match(text)
        if match and not any(mark in match["who"] for mark in "。，"):
            return match["who"].strip("）)】] ").strip()
    return ""


def issuing_body(title: str) -> str:
    """The body that a circular's title opens with; '' where it does not.

    >>> issuing_body("澄江市政府關於促進航運的若干意見"), issuing_body("國務院關於印發水價方案的通知")
    ('澄江市政府', '國務院')
    >>> issuing_body("兩岸關於航運的爭議"), issuing_body("周小華關於水價的意見")
    ('', '')
    """
    match = _CIRCULAR.match(title)
    return match["body"] if match else ""


def closing_signature(blocks: Sequence[Block]) -> str:
    """The body that signs a text at its end, right above the date; '' where none does.

    >>> closing_signature([Block("p8", "s1", "byline", "河口聯盟"), Block("p9", "s1", "byline", "2026年6月8日")])
    '河口聯盟'
    """
    for before, block in zip(blocks[-_FOOT:], blocks[-_FOOT:][1:], strict=False):
        if WRITTEN_DATE.fullmatch(block.text) and _BODY.fullmatch(before.text):
            return before.text
    return ""


def _edges(blocks: Sequence[Block], source: str) -> Iterator[str]:
    for block in (*blocks[:_HEAD], *blocks[max(_HEAD, len(blocks) - _FOOT) :]):
        if block.type != "heading" and len(block.text) <= _LONGEST:
            yield with_blanks(block, source)
