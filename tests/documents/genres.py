"""Genres: what kinds of document there are, apart from how they look.

A genre is a function of a :class:`~compose.Pen`, an id and options that returns a
:class:`~source.Document`.  :data:`GENRES` names them for ``houses.yml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from documents.compose import Pen
from documents.sections import body, han, listed
from documents.source import Block, Document


def report(pen: Pen, id: str, options: Mapping[str, Any]) -> Document:
    """Brief, white paper, article, report: front matter and sections, as options say.

    Options beside those of :func:`body`: ``front`` (list of ``subtitle``, ``byline``,
    ``labelled``, ``date``, ``points``, ``abstract``, ``keywords``, ``imprint``),
    ``twice`` (the points are printed again at the end), ``contents``, ``series``.
    """
    title, who = pen.pick("titles"), [pen.name()]
    zh, front = pen.lang == "zh", options.get("front", ["byline"])
    blocks = [Block("title", title)]
    publisher = date = None
    authors: list[str] = []
    if "subtitle" in front:
        blocks.append(Block("subtitle", "——" + pen.fill("以{place}與{place2}為中心")))
    if "byline" in front:
        authors = who
        work = pen.fill("{body}") + "研究員" if zh else ""
        blocks.append(Block("byline", f"{work}{who[0]}主稿" if zh else f"By {who[0]}"))
    if "labelled" in front:
        authors = [pen.name(), pen.name()]
        blocks.append(Block("byline", "作者：" + "、".join(authors)))
    if "imprint" in front:
        publisher = pen.fill("{body}")
        authors = [pen.name(), pen.name()]
        date = pen.fill("{year} 年 {month} 月")
        blocks += [
            Block("imprint", "研究編寫：" + "、".join(authors)),
            Block("imprint", "出版：" + publisher),
            Block("imprint", "出版日期：" + date),
        ]
    if "date" in front:
        date = pen.fill("{year}年{month}月{day}日") if zh else f"{pen.rng.randint(1, 28)} May 2019"
        blocks.append(Block("date", date))
    points = [Block("point", pen.pick("points"), label="•") for _ in range(3)]
    if "points" in front:
        blocks += points
    if "abstract" in front:
        blocks += [
            Block("heading", "摘要" if zh else "Abstract", 1),
            Block("paragraph", pen.paragraph(3, 5)),
        ]
    if "keywords" in front:
        words = [pen.fill("{thing}"), pen.fill("{issue}"), pen.fill("{place}")]
        blocks.append(Block("keywords", "關鍵詞：" + "　".join(words)))
    blocks += body(pen, options)
    if options.get("twice"):
        blocks.append(Block("heading", "重點回顧", 1))
        blocks += points
    if options.get("series"):
        blocks.append(Block("heading", "本系列已出版", 1))
        blocks += [
            Block("series_list", f"第{n}期　{pen.pick('titles')}（{pen.name()}）")
            for n in range(1, 5)
        ]
    contents = options.get("contents", "")
    short = options.get("short", "")
    return Document(
        id, title, tuple(blocks), dict(pen.notes), tuple(authors), publisher, date,
        "zh-Hant" if zh else "en", short and pen.fill(short), contents,
    )  # fmt: skip


def law(pen: Pen, id: str, options: Mapping[str, Any]) -> Document:
    """A law: chapters, articles, paragraphs (項) and items (款).

    Options: ``article`` (``own``: 第 N 條 on a line of its own; ``run``: followed by
    its text), ``wide`` (blanks inside the number), ``articles``.
    """
    title = pen.fill("{place}{thing}") + "管理條例"
    year = pen.rng.randint(90, 112)
    date = f"民國 {year} 年 {pen.rng.randint(1, 12):02d} 月 {pen.rng.randint(1, 28):02d} 日"
    blocks = [Block("title", title), Block("date", f"公布日期：{date}")]
    run, wide = options.get("article") == "run", options.get("wide")
    chapters = ["總則", "許可及管理", "監督", "罰則", "附則"]
    total = options.get("articles", 28)
    for n in range(1, total + 1):
        if (n - 1) % (total // 4) == 0 and chapters:
            k = 6 - len(chapters)
            number = f"第 {han(k)} 章 " if wide else f"第{han(k)}章　"
            blocks.append(Block("heading", number + chapters.pop(0), 1))
        label = f"第 {n} 條" if wide else f"第{han(n)}條"
        paragraphs = [pen.pick("articles") for _ in range(pen.rng.choice([1, 1, 1, 2, 3]))]
        if run:
            paragraphs[0] = f"{label}　{paragraphs[0]}"
        else:
            blocks.append(Block("heading", label, 2))
        for text in paragraphs:
            blocks.append(Block("paragraph", text))
            if text.endswith("："):
                blocks += listed(pen, "stop", pen.rng.randint(2, 4), "clauses")
    return Document(id, title, tuple(blocks), date=date, short=title)


def minutes(pen: Pen, id: str, options: Mapping[str, Any]) -> Document:
    """Minutes: particulars with names set apart by blanks, then items of business."""
    committee = pen.fill("{place}{thing}") + "審議會"
    title = f"{committee}第 {pen.rng.randint(2, 40)} 次會議紀錄"
    date = pen.fill("{roc} 年 {month} 月 {day} 日")
    surnames = "王李張黃江邊陳林吳蔡"
    names = [
        s + "委員" + pen.rng.choice(["一心", "樞", "大明", "小華", "若谷", "敏"]) for s in surnames
    ]
    gap = options.get("gap", "　")
    plain = ("byline", "list_item")
    blocks = [
        Block("title", title),
        Block("paragraph", f"時間：{date}（星期三）上午 9 時 30 分", accept=(*plain, "source_line")),
        Block("paragraph", "地點：第一會議室", accept=plain),
        Block(
            "paragraph", f"主席：{names[0]}　　　　　　紀錄：{pen.fill('{person}')}", accept=plain
        ),
        Block("paragraph", "出席委員：" + gap.join(names[1:]), accept=plain),
        Block("paragraph", "列席單位：" + gap.join(pen.fill("{body}") for _ in range(5)), accept=plain),
    ]  # fmt: skip
    blocks += [
        Block("heading", "壹、主席致詞（略）", 1),
        Block("heading", "貳、報告事項", 1),
    ]
    for n in range(1, 4):
        blocks.append(Block("heading", f"案由{han(n)}：" + pen.fill("{plan}辦理情形"), 2))
        blocks.append(Block("paragraph", "說明：" + pen.paragraph(2, 5)))
        blocks.append(Block("paragraph", "決議：" + pen.pick("resolutions")))
    blocks.append(Block("heading", "參、討論事項", 1))
    for n in range(1, 4):
        blocks.append(Block("heading", f"第{han(n)}案：" + pen.fill("{verb}{thing}"), 2))
        for k in range(1, pen.rng.randint(3, 5)):
            blocks.append(Block("list_item", pen.pick("speech"), label=f"{han(k)}、"))
        blocks.append(Block("paragraph", "決議：" + pen.pick("resolutions")))
    blocks += [
        Block("heading", "肆、臨時動議（無）", 1),
        Block("heading", "伍、散會：上午 11 時 50 分", 1, accept=("paragraph",)),
    ]
    return Document(id, title, tuple(blocks), dict(pen.notes), date=date, short=committee)


def submission(pen: Pen, id: str, options: Mapping[str, Any]) -> Document:
    """Submission of a body: addressee, numbered paragraphs 1.1, signature and date."""
    who = pen.fill("{body}")
    title = who + "就" + pen.fill("{law}之意見書")
    date = f"2026 年 {pen.rng.randint(1, 9)} 月 {pen.rng.randint(1, 28)} 日"
    blocks = [
        Block("title", title),
        Block("addressee", "致：" + pen.fill("與{thing}有關的 4 項附屬法例小組委員會")),
    ]
    notes = options.get("notes", 0.0)
    for s in range(1, options.get("sections", 5) + 1):
        blocks.append(Block("heading", f"{han(s)}、{pen.pick('headings')}", 1))
        for t in range(1, pen.rng.randint(2, 5)):
            text = pen.paragraph(1, 6, notes)
            if options.get("points", "decimal") == "decimal":
                blocks.append(Block("list_item", text, label=f"{s}.{t}", accept=("paragraph",)))
            else:
                blocks.append(Block("paragraph", text))
        if s % 2 == 0:
            blocks.append(Block("paragraph", "本會要求當局告知："))
            blocks += listed(pen, options.get("list", "han"), 3)
    blocks += [Block("signature", who), Block("date", date)]
    return Document(id, title, tuple(blocks), dict(pen.notes), (), who, date)


def letter(pen: Pen, id: str, options: Mapping[str, Any]) -> Document:
    """Official letter: letterhead, addressee (受文者), reference, subject, explanation, copies."""
    sender, day = pen.fill("{body}"), pen.fill("{roc}年{month}月{day}日")
    subject = pen.fill("有關{place}{thing}之{verb}一案，請查照。")
    title = f"{sender} 函"
    plain = ("byline", "furniture", "source_line")
    blocks = [
        Block("title", title),
        Block("letterhead", f"地址：{pen.fill('{place}')}中正路{pen.rng.randint(1, 300)}號"),
        Block("letterhead", f"承辦人：{pen.name()}　電話：(0{pen.rng.randint(2, 8)})2345-67{pen.rng.randint(10, 99)}"),
        Block("addressee", "受文者：" + pen.fill("{body}")),
        Block("date", f"發文日期：中華民國{day}"),
        Block("paragraph", f"發文字號：澄流字第{pen.rng.randint(10**9, 10**10 - 1)}號", accept=plain),
        Block("paragraph", "速別：普通件", accept=plain),
        Block("paragraph", "主旨：" + subject),
        Block("paragraph", "說明：", accept=("heading",)),
    ]  # fmt: skip
    for n in range(1, options.get("points", 6)):
        blocks.append(Block("list_item", pen.paragraph(1, 4), label=f"{han(n)}、"))
    blocks += [
        Block(
            "paragraph", "正本：" + "、".join(pen.fill("{body}") for _ in range(4)), accept=plain
        ),
        Block("paragraph", "副本：" + pen.fill("{body}"), accept=plain),
        Block("signature", pen.fill("{title_of}　{person}")),
    ]
    return Document(id, title, tuple(blocks), publisher=sender, date=f"中華民國{day}")


def answers(pen: Pen, id: str, options: Mapping[str, Any]) -> Document:
    """Questions and answers."""
    title = pen.fill("{plan}問答集")
    ask, answer = options.get("marks", ["問：", "答："])
    blocks = [Block("title", title), Block("paragraph", pen.paragraph(2, 4))]
    for s in range(1, 4):
        blocks.append(Block("heading", f"{han(s)}、{pen.pick('headings')}", 1))
        for n in range(1, 4):
            mark = ask.format(n=n)
            blocks.append(Block("question", mark + pen.pick("questions"), lead=200))
            blocks.append(Block("paragraph", answer.format(n=n) + pen.paragraph(1, 4)))
            if pen.rng.random() < 0.5:
                blocks.append(Block("paragraph", pen.paragraph(1, 3)))
    return Document(id, title, tuple(blocks), dict(pen.notes), short=title)


def newsletter(pen: Pen, id: str, options: Mapping[str, Any]) -> Document:
    """Newsletter: several articles with authors, and sidebars."""
    issue = pen.rng.randint(3, 90)
    publisher, date = pen.fill("{body}"), pen.fill("{year}年{month}月")
    title = pen.fill("{place}通訊")
    blocks = [
        Block("title", title),
        Block("imprint", f"第{issue}期　{date}　{publisher}發行", accept=("byline", "furniture", "paragraph", "series_list")),
    ]  # fmt: skip
    for n in range(options.get("articles", 4)):
        blocks.append(Block("heading", pen.pick("news"), 1))
        blocks.append(Block("byline", f"文／{pen.name()}"))
        for _ in range(pen.rng.randint(2, 5)):
            blocks.append(Block("paragraph", pen.paragraph(1, 4)))
        if n % 2 == 0:
            blocks.append(Block("heading", "活動快訊" if n else "編者的話", 2, aside=True))
            blocks.append(Block("paragraph", pen.paragraph(1, 2), aside=True))
            blocks += [
                Block("list_item", b.text, label=b.label, aside=True)
                for b in listed(pen, "bullet", 2)
            ]
    return Document(id, title, tuple(blocks), {}, (), publisher, date, short=f"第{issue}期")


GENRES: Mapping[str, Callable[[Pen, str, Mapping[str, Any]], Document]] = {
    "report": report,
    "law": law,
    "minutes": minutes,
    "submission": submission,
    "letter": letter,
    "answers": answers,
    "newsletter": newsletter,
}
