"""How a report's script was converted: on its Simplified pages only."""

from __future__ import annotations

from collections import Counter

from cefu.model.document import Report
from cefu.model.language import ORIGINAL, SIMPLIFIED
from cefu.outputs.html.markup import element, escape, html_text
from cefu.outputs.i18n.locale import Locale
from cefu.text.script import decisions, residue, to_simplified


def conversion(report: Report, locale: Locale) -> list[str]:
    """Markdown: which forms were chosen where there was a choice, and what is left."""
    if locale.lang != SIMPLIFIED or report.record.language != ORIGINAL:
        return []
    texts = [*(b.text for b in report.blocks), *(n.text for n in report.notes)]
    chosen = Counter((d.char, d.form) for text in texts for d in decisions(text))
    left = sorted({r.char for text in texts for r in residue(to_simplified(text))})
    rows = "".join(
        f'<tr><td lang="zh-Hant">{char}</td>'
        # A form that stays is Traditional by itself: only its word makes it right.
        + element("td", form, [("lang", ORIGINAL if form == char else "")])
        + f'<td class="cefu-number">{count:,}</td></tr>'
        for (char, form), count in sorted(chosen.items())
    )
    head = "".join(
        f"<th>{html_text(locale(f'conversion_{key}'))}</th>" for key in ("char", "form", "count")
    )
    told = (
        html_text(locale("conversion_residue"))
        + element("span", " ".join(map(html_text, left)), [("lang", ORIGINAL)])
        if left
        else html_text(locale("conversion_clean"))
    )
    return [
        f"## {escape(locale('conversion'))} {{: #conversion }}",
        element("p", html_text(locale("conversion_lead"))),
        f'<table class="cefu-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>',
        element("p", told),
    ]
