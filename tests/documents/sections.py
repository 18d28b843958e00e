"""What documents of many genres are made of: numbered sections, lists, tables, figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from documents.compose import Pen
from documents.source import Block

HAN = "〇一二三四五六七八九十"
FORMAL = "零壹貳參肆伍陸柒捌玖拾"


def han(n: int) -> str:
    """Chinese numeral of 1 to 99.

    >>> han(3), han(10), han(14), han(20), han(35)
    ('三', '十', '十四', '二十', '三十五')
    """
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十"
    return head + (HAN[ones] if ones else "")


def numbered(scheme: str, path: tuple[int, ...], text: str) -> str:
    """Heading ``text`` with the number of its place ``path`` in ``scheme``.

    >>> [numbered("plain", p, "前言") for p in ((1,), (1, 2), (1, 2, 3))]
    ['一、前言', '（二）前言', '3. 前言']
    >>> numbered("decimal", (2, 1), "Scope"), numbered("chapter", (2, 1), "總則")
    ('2.1 Scope', '第一節　總則')
    """
    n, depth = path[-1], len(path) - 1
    if scheme == "none":
        return text
    if scheme == "decimal":
        return ".".join(map(str, path)) + " " + text
    forms = {
        "plain": ("{h}、{t}", "（{h}）{t}", "{n}. {t}", "({n}) {t}"),
        "formal": ("{f}、{t}", "{h}、{t}", "（{h}）{t}", "{n}. {t}"),
        "chapter": ("第{h}章　{t}", "第{h}節　{t}", "{h}、{t}", "（{h}）{t}"),
        "latin": ("{r}. {t}", "{a}. {t}", "{n}. {t}", "({n}) {t}"),
    }[scheme]
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[min(n, 9) - 1]
    return forms[depth].format(h=han(n), n=n, f=FORMAL[min(n, 10)], r=roman, a=chr(64 + n), t=text)


def listed(pen: Pen, style: str, count: int, kind: str = "items") -> Iterator[Block]:
    """``count`` list items; the last ends in a full stop."""
    for n in range(1, count + 1):
        text = pen.pick(kind)
        if n == count and text[-1] in "；;":
            text = text[:-1] + ("。" if text[-1] == "；" else ".")
        label = {
            "han": f"（{han(n)}）", "digit": f"{n}.", "paren": f"({n})", "letter": f"({chr(96 + n)})",
            "bullet": "•", "square": "■", "dash": "–", "step": f"步驟{han(n)}：", "stop": f"{han(n)}、",
        }[style]  # fmt: skip
        yield Block("list_item", text, label=label)


def table(pen: Pen, number: str, caption: str = "above") -> Iterator[Block]:
    """A table of three to five columns with its caption and source."""
    width, height = pen.rng.randint(3, 5), pen.rng.randint(3, 8)
    years = [f"{2015 + k} 年" for k in range(width - 1)]
    rows = [("項目", *years)]
    names: list[str] = []
    while len(names) < height:
        name = pen.pick("cells")
        names += [name] if name not in names else []
    for name in names:
        rows.append((name, *(f"{pen.rng.randint(10, 99999):,}" for _ in years)))
    title = Block("caption", f"{number}　{pen.pick('table_captions')}")
    body = Block("table", rows=tuple(rows))
    yield from (title, body) if caption == "above" else (body, title)
    yield Block("source_line", "資料來源：" + pen.fill("{body}，《{thing}年報》，{year}年。"))


def figure(pen: Pen, number: str) -> Iterator[Block]:
    """A drawn figure with words in it, its caption below, its source."""
    marks = (*(pen.fill("{year}") for _ in range(4)), pen.fill("{place}"))
    yield Block("figure", marks=marks)
    yield Block("caption", f"{number}　{pen.pick('figure_captions')}")
    yield Block("source_line", "資料來源：" + pen.fill("{body}（{year}）。"))


def body(pen: Pen, options: Mapping[str, Any]) -> Iterator[Block]:
    """Sections with headings, paragraphs, and now and then a list, table or figure.

    Options: ``scheme``, ``sections``, ``depth``, ``notes`` (share of sentences with
    one), ``lists`` (styles), ``tables``, ``figures``, ``boxes`` (each every so many
    sections), ``long`` (sentences of the longest paragraph), ``lead`` (bold openings),
    ``long_headings``.
    """
    scheme, depth = options.get("scheme", "plain"), options.get("depth", 2)
    notes, longest = options.get("notes", 0.0), options.get("long", 7)
    tables = figures = 0
    for s in range(1, options.get("sections", 4) + 1):
        wordy = options.get("long_headings") and s == 2
        yield Block(
            "heading", numbered(scheme, (s,), pen.pick("long_headings" if wordy else "headings")), 1
        )
        if pen.rng.random() < 0.6 or depth == 1:
            yield Block("paragraph", pen.paragraph(2, longest, notes))
        if depth == 1:
            yield Block("paragraph", pen.paragraph(1, longest, notes))
        for t in range(1, pen.rng.randint(2, 3) + 1) if depth > 1 else ():
            yield Block("heading", numbered(scheme, (s, t), pen.pick("headings")), 2)
            for _ in range(pen.rng.randint(1, 3)):
                yield Block("paragraph", pen.paragraph(1, longest, notes))
            for u in range(1, 3) if depth > 2 and pen.rng.random() < 0.5 else ():
                yield Block("heading", numbered(scheme, (s, t, u), pen.pick("headings")), 3)
                yield Block("paragraph", pen.paragraph(1, longest, notes))
        if options.get("lists"):
            lead_in = "具體作法如下：" if pen.lang == "zh" else "The council should:"
            yield Block("paragraph", lead_in)
            yield from listed(pen, pen.rng.choice(options["lists"]), pen.rng.randint(2, 5))
        if options.get("tables") and s % options["tables"] == 0:
            tables += 1
            yield from table(pen, options.get("table_label", "表 {}").format(tables))
            yield Block("paragraph", pen.paragraph(1, 4, notes))
        if options.get("figures") and s % options["figures"] == 0:
            figures += 1
            yield from figure(pen, options.get("figure_label", "圖 {}").format(figures))
            yield Block("paragraph", pen.paragraph(1, 4, notes))
        if options.get("boxes") and s % options["boxes"] == 0:
            yield Block("heading", "專欄" + han(s) + "：" + pen.pick("headings"), 2, boxed=True)
            yield Block("paragraph", pen.paragraph(1, 3), boxed=True)
            yield Block("paragraph", pen.paragraph(1, 3), boxed=True)
        if options.get("lead"):
            text = pen.fill("{verb}{thing}。") + pen.paragraph(1, 3)
            yield Block("paragraph", text, lead=text.index("。") + 1)
