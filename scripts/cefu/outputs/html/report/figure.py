"""A figure on a report's page: its picture, and the words inside it for who cannot see them."""

from __future__ import annotations

from urllib.parse import quote

from cefu.model.document import Block
from cefu.outputs.data.addresses import picture_path
from cefu.outputs.html.markup import attribute, element, html_text
from cefu.outputs.i18n.interface import Voice


def figure_html(report: str, block: Block, words: str, link: str, up: str, voice: Voice) -> str:
    """The figure ``block`` of ``report``.

    ``words`` is the HTML of the words inside it, ``link`` that of the link to its
    address, ``up`` leads from the page to the site's root.
    """
    body = link
    picture = block.figure
    if picture:
        address = attribute(up + quote(picture_path(report, picture.name)))
        alt = attribute(picture.alt or voice("figure_label", number=block.id.lstrip("f")))
        body += (
            f'<a class="cefu-picture" href="{address}"><img src="{address}" '
            f'width="{picture.width}" height="{picture.height}" loading="lazy" decoding="async" '
            f'alt="{alt}"></a>'
        )
    else:
        body += element("p", html_text(voice("figure_missing")), [("class", "cefu-missing")])
    if words:
        summary = element("summary", html_text(voice("figure_words")))
        body += element("details", summary + element("p", words), [("class", "cefu-words")])
    return element("figure", body, [("id", block.id), ("class", "cefu-plate")])
