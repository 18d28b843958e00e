"""The open data in schema.org's terms, as JSON-LD (https://schema.org/Dataset)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cefu.outputs.deposit.crate import media_type
from cefu.outputs.i18n.locale import Locale


def dataset(name: str, description: str, files: Iterable[tuple[str, int]], locale: Locale) -> str:
    """The data called ``name``, for the page that lists them; nothing in the text can close a
    script element.

    ``files`` are addresses from that page, and sizes in bytes.
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
    dumped = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return dumped.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
