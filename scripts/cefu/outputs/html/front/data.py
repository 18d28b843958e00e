"""The page of downloads."""

from __future__ import annotations

from collections.abc import Mapping

from cefu.outputs.data.opendata import DESCRIBED, described
from cefu.outputs.html.front.linked_data import dataset
from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.locale import Locale

#: Ledgers, one a report, that are listed one by one.
_LEDGERS = 50


def data_page(
    files: Mapping[str, bytes],
    locale: Locale,
    whole: Mapping[str, tuple[str, int]],
    doi: str = "",
) -> Page:
    """Every file of ``data/`` with what it holds and its size, but for single tables of
    reports, which stand on the reports' own pages.

    ``whole`` are the forms of the whole archive, which only the root has: their address
    from this page -> the key of what they are, and their size in bytes; ``doi`` is the archive's own.
    """
    rows = []
    known = [name for name in DESCRIBED if name in files]
    ledgers = [name for name in files if name.startswith("ledger/")]
    if len(ledgers) > _LEDGERS:
        # Each is named on the page that tells how its report was made.
        size = sum(len(files[name]) for name in ledgers)
        known += ledgers
        rows.append(_many(f"ledger/*.json × {len(ledgers):,}", locale("data_ledger"), size))
    for name in [*(n for n in known if n in DESCRIBED), *sorted(set(files) - set(known))]:
        if name.startswith("tables/"):
            continue
        key, _ = described(name)
        rows.append(_row(name, locale(key), len(files[name])))
    rows += [_row(address, locale(key), size) for address, (key, size) in whole.items()]
    body = fill("front/data.md.j2", locale=locale, files=rows, doi=doi)
    sizes = {name: len(files[name]) for name in DESCRIBED if name in files}
    sizes |= {address: size for address, (_, size) in whole.items()}
    told = dataset(locale("data_title"), locale("data_lead"), sizes.items(), locale, doi)
    return Page("data/index.md", locale("data_title"), body, locale("data_lead"), {"json_ld": told})


def _many(name: str, what: str, size: int) -> dict[str, str]:
    """A row for files too many to be listed."""
    return {"href": "", "name": name, "what": what, "size": f"{(size + 1023) // 1024:,}"}


def _row(address: str, what: str, size: int) -> dict[str, str]:
    name = address.rpartition("/")[2] if address.startswith("../") else address
    return {**_many(name, what, size), "href": address}
