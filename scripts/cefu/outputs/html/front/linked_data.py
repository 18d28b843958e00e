"""The open data in schema.org's terms, as JSON-LD (https://schema.org/Dataset)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from cefu.outputs.deposit.crate import media_type
from cefu.outputs.html.page import Page
from cefu.outputs.i18n.locale import Locale

#: Folder of the pages below another -> key of what that is called.
_SECTIONS = {"reports": "reports", "actors": "actors", "timeline": "timeline"}


def dataset(
    name: str,
    description: str,
    files: Iterable[tuple[str, int]],
    locale: Locale,
    doi: str = "",
) -> str:
    """The data called ``name``, for the page that lists them; nothing in the text can close a
    script element.

    ``files`` are addresses from that page, and sizes in bytes; ``doi`` is the archive's own.
    """
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{'../' * locale.prefix.count('/')}../data/",
        "url": "./",
        "name": name,
        "description": description,
        "inLanguage": locale.lang,
        "isAccessibleForFree": True,
        **(
            {"identifier": f"https://doi.org/{doi}", "sameAs": f"https://doi.org/{doi}"}
            if doi
            else {}
        ),
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": address,
                "encodingFormat": media_type(address),
                "contentSize": f"{size} B",
            }
            for address, size in files
        ],
    }
    return _dumped(data)


def placed(page: Page, locale: Locale) -> Page:
    """The page with its place in the site among what it tells machines."""
    trail = breadcrumbs(page.path, page.title, locale)
    return replace(page, meta={**page.meta, "breadcrumbs": trail}) if trail else page


def breadcrumbs(path: str, title: str, locale: Locale) -> str:
    """Where the page at ``path`` stands, from the home page down, as JSON-LD text
    (https://schema.org/BreadcrumbList); '' for the home page.

    >>> from cefu.outputs.i18n.locale import locale
    >>> [i["name"] for i in json.loads(breadcrumbs("actors/kim/2/index.md", "Kim, 2",
    ...     locale("en")))["itemListElement"]]
    ['Home', 'Names', 'Kim, 2']
    """
    folders = path.removesuffix("index.md").strip("/").split("/")
    if folders == [""]:
        return ""
    up = len(folders)
    trail = [(locale("home"), "../" * up)]
    if up > 1:
        trail.append((locale(_SECTIONS[folders[0]]), "../" * (up - 1)))
    trail.append((title, "./"))
    places = [
        {"@type": "ListItem", "position": nth, "name": name, "item": address}
        for nth, (name, address) in enumerate(trail, 1)
    ]
    return _dumped(
        {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": places}
    )


def _dumped(data: Mapping[str, object]) -> str:
    """``data`` as text that cannot close a script element."""
    dumped = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return dumped.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
