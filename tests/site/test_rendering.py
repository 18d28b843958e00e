"""Rendering page by page gives what MkDocs gives, and finished HTML is not touched."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.model.language import LANGS, Lang
from cefu.site.registry.context import Context
from cefu.site.registry.generate import pages
from cefu.site.rendering.finished_html import pass_through

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


def both(text: str) -> tuple[markdown.Markdown, str, markdown.Markdown, str]:
    quick = markdown.Markdown(extensions=EXTENSIONS)
    pass_through(quick)
    slow = markdown.Markdown(extensions=EXTENSIONS)
    return quick, quick.convert(text), slow, slow.convert(text)


def body(page: str) -> str:
    return re.sub(r"\A---\n.*?\n---\n", "", page, count=1, flags=re.DOTALL)


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_of_ours_renders_as_python_markdown_renders_it(
    archive: Archive, lang: Lang
) -> None:
    for path, text in pages(Context(Catalogue(archive)), lang).items():
        if path.startswith("actors/") and sum(path.encode()) % 8:
            continue
        quick, fast, slow, long = both(body(text))
        assert fast == long, path
        assert quick.toc_tokens == slow.toc_tokens, path  # type: ignore[attr-defined]


PIECES = st.sampled_from(
    [
        "# 標題 {: #a }",
        "甲乙 <b>丙</b> 丁",
        "<p>一</p>",
        "<div>\n<p>二</p>\n</div>",
        "<div>\n\n<p>三</p>\n\n</div>",
        '<div markdown="1">\n*四*\n</div>',
        "<div><div>五</div>",
        "<p>六</p> 後",
        "前\n<p>七</p>",
        "<span>八</span>",
        "<!-- 九 -->",
        "<script>\n\n<p>十</p>\n</script>",
        "<ul>\n<li>十一\n</ul>",
        "<p>十二</p>\n<p>十三</p>",
        "    <p>十四</p>",
        "- 十五\n\n    <p>十六</p>",
        "<br>\n<p>十七</p>",
        "| a | b |\n|---|---|\n| <b>1</b> | 2 |",
        "&lt;p&gt; &amp; <",
        '<p title="a>b">十八</p>',
        "<pre>\n十九\n\n二十</pre>",
        "甲{: .b }\n",
        "```\n<p>碼</p>\n```",
    ]
)


@given(st.lists(PIECES, max_size=6), st.sampled_from(["\n", "\n\n", "\n\n\n"]))
def test_what_is_in_doubt_goes_the_long_way(pieces: list[str], between: str) -> None:
    _, fast, _, long = both(between.join(pieces))
    assert fast == long
