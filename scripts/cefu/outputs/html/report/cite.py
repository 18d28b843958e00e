"""How to cite a report: the box on its page, and what citing a passage needs.

The reader's day of access, and the site's address where the build does not know
it, are filled in by ``cite.js``; without it the page shows what belongs there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from markupsafe import Markup

from cefu.model.document import Report
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED
from cefu.outputs.cite import (
    ACCESS_DATE,
    ACCESSED,
    STYLES,
    Templates,
    bibtex,
    csl_json,
    json_ld_text,
    meta_tags,
    ris,
)
from cefu.outputs.cite.short_names import short_name
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.locale import Locale

#: The files beside a report's page, and the names of their formats.
DOWNLOADS: Mapping[str, str] = {
    "cite.bib": "BibTeX",
    "cite.ris": "RIS",
    "cite.csl.json": "CSL-JSON",
}
#: Interface strings that the script needs, without the prefix ``cite_``.
_WORDS = (
    "copy", "copied", "copied_link", "copied_here", "copied_style", "copy_failed", "copy_link",
    "go_to", "menu", "dialog", "selected", "whole", "paragraph", "note", "on_page", "link",
    "cite_report", "cite_section", "cite_paragraph", "cite_note", "link_this", "cite_this",
    "toolbar", "close", "key_switch", "key_hint", "last_used", "told",
)  # fmt: skip
_URL, _PAGE, _PARAGRAPH = "\ue200", "\ue201", "\ue202"
_SLOT = re.compile(f"({_URL}|{_PAGE}|{_PARAGRAPH}|{re.escape(ACCESSED)})")
_SLOT_NAMES = {
    _URL: "{url}",
    _PAGE: "{page}",
    _PARAGRAPH: "{paragraph}",
    ACCESSED: "{accessed}",
}


def cite_box(
    report: Report,
    templates: Templates,
    locale: Locale,
    url: str,
    forms: Mapping[str, str],
    *,
    known: bool,
) -> Markup:
    """The box with the report's citation in every style, as HTML.

    ``forms`` maps the address of each form of the whole text, from this page, to its
    name.  ``url`` is the report's permanent address; where only its path below the site
    is known to the build (``known`` false), the script makes it whole.
    """
    texts = templates.citations(_URL, hans=locale.script)
    words = {key: locale(f"cite_{key}") for key in _WORDS}
    return macro(
        "report/cite.html.j2",
        "box",
        locale,
        data={
            "data-url": url if known else "",
            "data-path": "" if known else url,
            "data-words": json.dumps(words, ensure_ascii=False, separators=(",", ":")),
        },
        styles=[_style(name, texts[name][locale.lang], locale, url) for name in STYLES],
        url=url,
        records=[
            (name, report.id + name.removeprefix("cite"), kind) for name, kind in DOWNLOADS.items()
        ],
        forms=forms,
    )


def _style(name: str, text: str, locale: Locale, url: str) -> dict[str, object]:
    """One style: its name, the language it writes in where that is not the page's, and the
    citation in parts: words, and slots that the script fills."""
    own = _lang(name, locale)
    parts = [_part(part, name, locale, url) for part in _SLOT.split(text)]
    return {"name": name, "lang": own if own != locale.lang else "", "parts": parts}


def _part(part: str, style: str, locale: Locale, url: str) -> dict[str, str]:
    if part == _URL:
        return {"slot": "url", "words": url, "pattern": ""}
    if part == ACCESSED:
        words = locale("cite_accessed")
        return {"slot": "accessed", "words": words, "pattern": ACCESS_DATE[style]}
    return {"slot": "", "words": part}


def _lang(name: str, locale: Locale) -> str:
    """The language a style writes in: readers of Simplified cite GB/T in it."""
    if name == "gbt7714" and locale.lang == SIMPLIFIED:
        return SIMPLIFIED
    return ORIGINAL if name in ("gbt7714", "taiwan") else ENGLISH


def cite_json(report: Report, templates: Templates, locale: Locale, url: str) -> bytes:
    """What citing any passage of the report needs, as JSON, in one language.

    For each style: ``date``, the pattern of the day of access (UTS 35); ``lang``;
    ``italics``, the words that the style sets in italics; and four texts: ``report`` for the whole, ``passage`` for a passage, ``page``
    for one whose page is known, ``paragraph`` for a paragraph whose page is not.
    ``{url}``, ``{page}``, ``{paragraph}`` and ``{accessed}`` stand in
    them for what differs; braces of their own are doubled, as for ``str.format``.
    ``pages`` has the label of the page on which each block begins; ``url`` the
    report's permanent address, or its path below the site; ``name`` its short name.
    """
    whole = templates.citations(_URL, hans=locale.script)
    passage = templates.citations(_URL, passage=True, hans=locale.script)
    on_page = templates.citations(_URL, passage=True, page=_PAGE, hans=locale.script)
    numbered = templates.citations(_URL, passage=True, paragraph=_PARAGRAPH, hans=locale.script)
    data = {
        "report": report.id,
        "name": short_name(report.record, locale),
        "title": locale.name(report.record.title),
        "url": url,
        "lang": locale.lang,
        "styles": {
            name: {
                "name": locale(f"cite_style_{name}"),
                "lang": _lang(name, locale),
                "date": ACCESS_DATE[name],
                "italics": templates.styles[name].italics,
                "report": _template(whole[name][locale.lang]),
                "passage": _template(passage[name][locale.lang]),
                "page": _template(on_page[name][locale.lang]),
                "paragraph": _template(numbered[name][locale.lang]),
            }
            for name in STYLES
        },
        "pages": {block.id: block.page for block in report.blocks if block.page},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _template(text: str) -> str:
    return "".join(
        _SLOT_NAMES.get(part) or part.replace("{", "{{").replace("}", "}}")
        for part in _SLOT.split(text)
    )


def page_meta(
    report: Report, locale: Locale, url: str, *, known: bool, identity: str = "", pdf: str = ""
) -> dict[str, object]:
    """Front matter for the head of the report's page: ``head_meta``, name and content of
    each ``meta``; ``json_ld``, the text of a script element.

    ``identity`` is the address of the work, whatever language a page about it speaks;
    ``pdf`` that of its PDF, '' where there is none.
    """
    address = url if known else ""
    return {
        "head_meta": [list(tag) for tag in meta_tags(report, address, locale.lang, pdf)],
        "json_ld": json_ld_text(report, address, locale.lang, identity),
    }


def cite_files(report: Report, templates: Templates, locale: Locale, url: str) -> dict[str, bytes]:
    """The files beside the report's page, by path below the docs folder."""
    urls = {report.id: url}
    made = {
        "cite.bib": bibtex([report], urls, locale.lang),
        "cite.ris": ris([report], urls, locale.lang),
        "cite.csl.json": csl_json([report], urls, locale.lang),
        "cite.json": cite_json(report, templates, locale, url),
    }
    return {f"reports/{report.id}/{name}": data for name, data in made.items()}
