"""How a report's script was converted: on its Simplified pages only."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from cefu.model.document import Report
from cefu.model.language import ORIGINAL, SIMPLIFIED
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.locale import Locale
from cefu.text.script import decisions, residue, to_simplified


def conversion(report: Report, locale: Locale) -> Markup:
    """Markdown: which forms were chosen where there was a choice, and what is left; '' where
    nothing was converted."""
    if locale.lang != SIMPLIFIED or report.record.language != ORIGINAL:
        return Markup()
    texts = [*(b.text for b in report.blocks), *(n.text for n in report.notes)]
    chosen = Counter((d.char, d.form) for text in texts for d in decisions(text))
    return fill(
        "report/conversion.md.j2",
        locale=locale,
        original=ORIGINAL,
        chosen=[(char, form, count) for (char, form), count in sorted(chosen.items())],
        left=sorted({r.char for text in texts for r in residue(to_simplified(text))}),
    )
