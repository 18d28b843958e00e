"""The page of downloads."""

from __future__ import annotations

from collections.abc import Mapping

from cefu.outputs.data.opendata import DESCRIBED, described
from cefu.outputs.html.markup import attribute, element, escape, html_text
from cefu.outputs.html.page import Page
from cefu.outputs.i18n.locale import Locale

#: Ledgers, one a report, that are listed one by one.
_LEDGERS = 50


def data_page(
    files: Mapping[str, bytes], locale: Locale, whole: Mapping[str, tuple[str, int]]
) -> Page:
    """Every file of ``data/`` with what it holds and its size, but for single tables of
    reports, which stand on the reports' own pages.

    ``whole`` are the forms of the whole archive, which only the root has: their address
    from this page -> the key of what they are, and their size in bytes.
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
    head = "".join(
        f"<th>{html_text(locale(key))}</th>" for key in ("data_file", "data_what", "data_size")
    )
    body = "\n\n".join(
        [
            f"# {escape(locale('data_title'))}",
            element("p", html_text(locale("data_lead")), [("class", "cefu-lead")]),
            f'<table class="cefu-table cefu-rows"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>',
        ]
    )
    return Page("data/index.md", locale("data_title"), body, locale("data_lead"))


def _many(name: str, what: str, size: int) -> str:
    """A row for files too many to be listed."""
    return (
        f"<tr><td>{html_text(name)}</td><td>{html_text(what)}</td>"
        f"<td class='cefu-number'>{(size + 1023) // 1024:,} KB</td></tr>"
    )


def _row(address: str, what: str, size: int) -> str:
    name = address.rpartition("/")[2] if address.startswith("../") else address
    return (
        f'<tr><td><a href="{attribute(address)}" download>{html_text(name)}</a></td>'
        f"<td>{html_text(what)}</td><td class='cefu-number'>{(size + 1023) // 1024:,} KB</td></tr>"
    )
