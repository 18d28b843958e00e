"""Which body a text comes from, by the places that tell it: letterheads, titles, signatures.

The name of a body alone tells nothing: those that receive a text, are told of in it or employ
its author are named as well.  So each rule says where a name stands and what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cefu.model.document import Block
from cefu.structure.wording.agent_names import is_name, is_organisation
from cefu.text.written_dates import WRITTEN_DATE

#: What bodies are called beside what `is_organisation` knows.
_BODY = re.compile(
    r"[\u4e00-\u9fffA-Za-z○〇]{2,28}(?:[\u4e00-\u9fff]會|[\u4e00-\u9fff]会|聯盟|联盟|政府|公所|組織|组织|陣線|阵线|黨|党|廳|厅"
    r"|局|署|處|处|院|[^當现現]場|场|站|館|馆|團體|团体|團隊|社|校|電臺|電台|銀行|银行|同盟|平台)"
)
#: What no body is called: the words of a sentence.
_WORDS_OF_SENTENCES = re.compile(r"[的是在將将時时為为，。：；！？「」《》]|宣誓|應該|应该")
_CIRCULAR = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{2,20}?(?:國務院|国务院|辦公廳|办公厅|政府|委員會|委员会|部|廳|厅|局|署|院)|國務院|国务院)"
    r"(?:關於|关于).+(?:意見|意见|通知|通告|函|決定|决定|批覆|批复|公告|方案|辦法|办法|答覆|答复)$"
)
#: 禾田縣政府公告, 公共服務委員會 函, 某某協會新聞稿.
_LETTERHEAD = re.compile(
    r"(?P<body>[^\s　]{3,30}?)[\s　]*(?:書函|函|公告|令|通告|開會通知單|新聞稿|新闻稿|文件|通函)"
)
#: What is handed to a body, and the bodies that it is handed to: no publishers of it.
_SUBMITTED = re.compile(r"(?:意見書|意见书|建議書|建议书|陳述書|陈述书|陳情書)$")
_SUBMITS = re.compile(r"(?P<body>[^就對对，。：]{2,28}?)[就對对][^，。]{2,}")
_RECEIVES = re.compile(r"立法會|立法院|議會|议会|委員會|委员会|小組|小组|政府")
#: 經濟發展部水資源署　編印
_ISSUED_BY = re.compile(
    r"(?P<body>[\u4e00-\u9fffA-Za-z]{3,28})[\s　]*(?:編印|编印|印行|印製|印发|發行|发行|出版|刊行|發布|发布|編製|编制)(?=$|[\s　])"
)
_SIGNED = re.compile(
    r"[\s　]*(?:謹誌|謹識|謹啟|敬啟|謹序|謹上|謹启|敬启|敬上|谨启|谨识|謹呈|敬呈|敬覆)$"
)
#: What an official letter alone bears.
_OFFICIAL = re.compile(r"(?:受文者|收文者|發文日期|发文日期|發文字號|发文字号)[ \u3000]*[：:]")
#: Whom a letter is for; never who publishes it.
ADDRESSEE = re.compile(r"\s*(?:致|受文者|收件人|呈|提交予?|此致)\s*[：:]")
#: Blocks from either end of a text that can name its body.
_HEAD, _FOOT = 24, 10
#: Longest line that says who publishes, in characters.
_LONGEST = 60


def is_body(text: str) -> bool:
    """Whether ``text`` can be what a body is called, in a place where one is.

    >>> is_body("白鷺島漁會"), is_body("禾田農業改良場"), is_body("澄江省水利厅")
    (True, True, True)
    >>> is_body("賀蘭舟"), is_body("市長就任時宣誓開放政府"), is_body("水價問題")
    (False, False, False)
    """
    if is_name(text) or len(text) < 3 or _WORDS_OF_SENTENCES.search(text):
        return False
    return is_organisation(text) or bool(_BODY.fullmatch(text))


def issuing_body(title: str) -> str:
    """The body that a circular's title opens with; '' where it does not.

    >>> issuing_body("澄江市政府關於促進航運的若干意見"), issuing_body("國務院關於印發水價方案的通知")
    ('澄江市政府', '國務院')
    >>> issuing_body("兩岸關於航運的爭議"), issuing_body("周小華關於水價的意見")
    ('', '')
    """
    match = _CIRCULAR.match(title)
    return match["body"] if match else ""


def letterhead(text: str) -> str:
    """The body whose letter, notice or press release this line heads; '' where it does not.

    >>> letterhead("公共服務委員會函"), letterhead("開放資料協會　新聞稿"), letterhead("信函")
    ('公共服務委員會', '開放資料協會', '')
    """
    match = _LETTERHEAD.fullmatch(text.strip())
    return match["body"] if match and is_body(match["body"]) else ""


def submitting_body(title: str, signed: str) -> str:
    """The body that a submission's title opens with; ``signed`` is what signs it.

    >>> submitting_body("白鷺島漁會就《流域管理法》之意見書", ""), submitting_body("新思路就水價提交之意見書", "新思路")
    ('白鷺島漁會', '新思路')
    >>> submitting_body("新思路就水價提交之意見書", ""), submitting_body("就水價提交意見書", "")
    ('', '')
    """
    match = _SUBMITS.match(title) if _SUBMITTED.search(title) else None
    if match and (is_body(match["body"]) or match["body"] == signed):
        return match["body"]
    return ""


def issued_by(line: str) -> str:
    """The body said to print or publish, without a label: 水資源署　編印.

    >>> issued_by("第16期　2012年12月　澄江流域管理局發行"), issued_by("水資源署　編印"), issued_by("政府出版")
    ('澄江流域管理局', '水資源署', '')
    """
    bare = WRITTEN_DATE.sub(" ", line)
    match = _ISSUED_BY.search(re.sub(r"^.*[期号號]", " ", bare))
    return match["body"] if match and is_body(match["body"]) else ""


def is_official_letter(blocks: Sequence[Block], lines: Sequence[str]) -> bool:
    """Whether a body's letter is read: who signs it does so for the body."""
    front = [b.text for b in blocks[:12]] + list(lines[:12])
    return any(_OFFICIAL.match(text) for text in front)


def closing_signature(blocks: Sequence[Block]) -> str:
    """What signs a text at its end, right above the date; '' where nothing does.

    >>> closing_signature([Block("p8", "s1", "byline", "河口聯盟"), Block("p9", "s1", "byline", "2026年6月8日")])
    '河口聯盟'
    """
    short = [b for b in blocks if b.type in ("byline", "paragraph", "heading") and b.text]
    for before, block in zip(short[-_FOOT:], short[-_FOOT:][1:], strict=False):
        name = _SIGNED.sub("", before.text)
        dated = WRITTEN_DATE.fullmatch(block.text.strip("（）()"))
        if dated and 2 < len(name) <= 30 and not _WORDS_OF_SENTENCES.search(name):
            return "" if is_name(name) else name
    return ""


def signed_bodies(blocks: Sequence[Block]) -> Iterator[str]:
    """The bodies that sign a preface (亞太和平研究基金會謹誌)."""
    for block in blocks:
        name = _SIGNED.sub("", block.text)
        if block.type == "byline" and name != block.text and is_body(name):
            yield name


def publisher(title: str, blocks: Sequence[Block], named_above: Sequence[str]) -> str:
    """The body that a text without a labelled publisher comes from; '' where none is told.

    ``title`` is as printed, ``named_above`` are bodies that running heads or lines of the
    text's kind name.
    """
    front = [b for b in blocks[:_HEAD] if b.type != "heading"]
    signed = closing_signature(blocks)
    for name in (issuing_body(title), letterhead(title), submitting_body(title, signed)):
        if name:
            return name
    told = [letterhead(b.text) for b in front[:4] if b.type in ("byline", "title")]
    told += [issued_by(b.text) for b in (*front, *blocks[-3:]) if len(b.text) <= _LONGEST]
    told += named_above
    told += signed_bodies(blocks[:30])
    told += _above_the_title(blocks)
    told += [signed] if is_body(signed) else []
    submitted = any(_SUBMITTED.search(text) for text in (title, *(b.text for b in blocks[:8])))
    for name in told:
        receives = ADDRESSEE.match(name) or (submitted and _RECEIVES.search(name))
        if name and not receives:
            return name
    return ""


def _above_the_title(blocks: Sequence[Block]) -> Iterator[str]:
    """The bodies on lines of their own in the front matter, but for those where authors work."""
    front = blocks[:8]
    for k, block in enumerate(front):
        if block.type != "byline" or not is_body(block.text):
            continue
        beside = [b.text for b in front[max(0, k - 1) : k + 2] if b is not block]
        if not any(_signs(text) for text in beside):
            yield block.text


def _signs(text: str) -> bool:
    return any(is_name(part) for part in re.split(r"[、，,;；\s　*＊]|\d", text) if part)
