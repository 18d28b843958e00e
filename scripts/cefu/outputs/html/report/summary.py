"""What the archive says of a paragraph in its own words, beside the paragraph."""

from __future__ import annotations

from collections.abc import Mapping

from cefu.model.language import Names
from cefu.outputs.html.markup import element, html_text
from cefu.outputs.html.report.mixed import mixed
from cefu.outputs.i18n.interface import Voice


def has_summaries(summaries: Mapping[str, Names], voice: Voice) -> bool:
    """Whether any block has a summary in the page's language."""
    return any(_own(names, voice) for names in summaries.values())


def summary_above(block: str, summary: Names, voice: Voice) -> str:
    """The summary of ``block`` where its text is in another language than the page: a line
    to read before it; '' where the page's language has none."""
    text = _own(summary, voice)
    if not text:
        return ""
    label = element("span", html_text(voice("summary")), [("class", "cefu-summary-label")])
    return element(
        "p",
        f"{label} {mixed(text, voice)}",
        [("class", "cefu-summary"), ("data-summary", block), ("lang", voice.lang)],
    )


def summary_folded(block: str, summary: Names, voice: Voice) -> str:
    """The summary of ``block`` where its text is in the page's language: folded away."""
    text = _own(summary, voice)
    if not text:
        return ""
    head = element("summary", html_text(voice("summary_folded")))
    body = element("p", mixed(text, voice), [("data-summary", block)])
    return element("details", head + body, [("class", "cefu-translated cefu-summary-folded")])


def _own(summary: Names, voice: Voice) -> str:
    """The summary in the page's language, in whichever script it was written."""
    language = voice.lang.partition("-")[0]
    return voice.name({tag: text for tag, text in summary.items() if tag.startswith(language)})
