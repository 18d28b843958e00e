"""How a text was made: the ledger of a report, for readers."""

from __future__ import annotations

from collections import Counter

from cefu.archive.ledger_report import furniture_lines, tally
from cefu.model.document import Report
from cefu.outputs.html.markup import element, escape, html_text
from cefu.outputs.html.page import Page
from cefu.outputs.html.report.conversion import conversion
from cefu.outputs.i18n.locale import Locale


def processing_note(report: Report, locale: Locale) -> Page:
    """The ledger's account, the furniture, and the structure found."""
    path = f"reports/{report.id}/made.md"
    title = locale.name(report.record.title)
    rows = "".join(
        f"<tr><td>{html_text(locale('fate_' + fate))}</td><td><code>{html_text(rule)}</code></td>"
        f'<td class="cefu-number">{count:,}</td></tr>'
        for fate, rule, _, count in tally(report.ledger)
    )
    language = report.record.language
    foreign = "" if language == locale.lang else language
    total = len(report.source_text)
    account = (
        f'<table class="cefu-table"><thead><tr><th>{html_text(locale("made_fate"))}</th>'
        f"<th>{html_text(locale('made_rule'))}</th>"
        f'<th class="cefu-number">{html_text(locale("made_count"))}</th></tr></thead>'
        f'<tbody>{rows}</tbody><tfoot><tr><th colspan="2">{html_text(locale("made_total"))}</th>'
        f'<td class="cefu-number">{total:,}</td></tr></tfoot></table>'
    )
    lifted = "".join(
        f"<tr><td>{number}</td><td><code>{html_text(rule)}</code></td>"
        f"{element('td', html_text(piece), [('lang', foreign)])}</tr>"
        for number, rule, piece in furniture_lines(report)
    )
    furniture = (
        f'<table class="cefu-table cefu-rows"><thead><tr><th>{html_text(locale("made_line"))}</th>'
        f"<th>{html_text(locale('made_rule'))}</th><th>{html_text(locale('made_text'))}</th></tr></thead>"
        f"<tbody>{lifted}</tbody></table>"
        if lifted
        else element("p", html_text(locale("made_no_hints")))
    )
    kinds = Counter(b.type for b in report.blocks)
    structure = "".join(
        f'<tr><td><code>{html_text(kind)}</code></td><td class="cefu-number">{count:,}</td></tr>'
        for kind, count in sorted(kinds.items())
    )
    body = "\n\n".join(
        [
            f"# {escape(locale('made_title'))}",
            element("p", f'<a href="../">{html_text(title)}</a>', [("class", "cefu-lead")]),
            element("p", html_text(locale("made_lead"))),
            element(
                "p",
                f"<code>{html_text(report.source_file)}</code> · {html_text(locale('made_encoding'))} "
                f"{html_text(report.encoding)} · SHA-256 <code class='cefu-sha'>{report.sha256}</code>",
            ),
            account,
            f"## {escape(locale('made_furniture'))} {{: #furniture }}",
            furniture,
            f"## {escape(locale('made_structure'))} {{: #structure }}",
            f'<table class="cefu-table"><tbody>{structure}</tbody></table>',
            *conversion(report, locale),
        ]
    )
    return Page(path, f"{locale('made_title')}：{title}", body, locale("made_lead"))
