"""The bibliographic record on the page: byline, and the panel of facts."""

from __future__ import annotations

from cefu.model.document import Report
from cefu.model.language import Names
from cefu.model.record import Record
from cefu.outputs.html.markup import attribute, element, html_text
from cefu.outputs.i18n.date_words import in_figures
from cefu.outputs.i18n.interface import Voice


def byline(record: Record, voice: Voice) -> str:
    """Who wrote it, with affiliations; empty where the record names nobody."""
    if not record.authors:
        return ""
    people = []
    for agent in record.authors:
        lang = voice.name_lang(agent.name)
        name = element(
            "span", html_text(voice.name(agent.name)), [("class", "cefu-name"), ("lang", lang)]
        )
        role = voice(f"role_{agent.role}")
        where = voice.name(agent.affiliation)
        tail = (
            element("small", html_text(where), [("lang", voice.name_lang(agent.affiliation))])
            if where
            else ""
        )
        people.append(
            element(
                "span",
                name + (f" {html_text(role)}" if role else "") + tail,
                [("class", "cefu-author")],
            )
        )
    return element("p", "".join(people), [("class", "cefu-authors")])


def record_panel(report: Report, voice: Voice, root: str) -> str:
    """Publisher, date, rights, source and checksum, inferred values marked as such."""
    record = report.record
    rows: list[tuple[str, str, str]] = [
        ("publisher", "publisher", _name(voice, record.publisher)),
        ("series", "series", _name(voice, record.series)),
        ("container", "container", _name(voice, record.container)),
        ("issue", "issue", html_text(record.issue)),
        ("pages", "pages", html_text(record.pages)),
        ("date", "date", html_text(in_figures(record.date, voice) or voice("unknown"))),
        ("identifiers", "identifiers", _identifiers(record)),
        (
            "keywords",
            "keywords",
            html_text(voice("name_joiner").join(voice.script(k) for k in report.keywords)),
        ),
        ("rights", "rights", _name(voice, record.rights) or html_text(voice("no_rights"))),
        ("source", "source_file", _source(report, voice, root)),
    ]
    if not record.publisher:
        rows[0] = ("publisher", "publisher", html_text(voice("unknown")))
    body = "".join(
        f"<dt>{html_text(voice(label))}</dt><dd>{value}{_inferred(record, key, voice)}</dd>"
        for key, label, value in rows
        if value
    )
    brief = " · ".join(
        part
        for part in (
            voice.name(record.publisher),
            voice.name(record.container) or voice.name(record.series),
            record.issue,
            in_figures(record.date, voice),
        )
        if part
    )
    summary = element("summary", html_text(brief or voice("record")))
    return element("details", f"{summary}<dl>{body}</dl>", [("class", "cefu-record")])


def colophon(report: Report, voice: Voice, root: str) -> str:
    """The foot of a report's page: whose it is, since when, made from which bytes."""
    record = report.record
    who = [
        voice.name(record.publisher) or voice("unknown"),
        in_figures(record.date, voice) or voice("unknown"),
    ]
    rights = voice.name(record.rights) or voice("no_rights")
    source = voice("footer_source", file=report.source_file, sha=report.sha256)
    made = f'<a href="{root}reports/{report.id}/made/">{html_text(voice("made_link"))}</a>'
    cite = f'<a href="#cite">{html_text(voice("cite"))}</a>'
    lines = [
        html_text(" · ".join(who)),
        html_text(rights),
        f'<span class="cefu-sha">{html_text(source)}</span>',
        f"{made} · {cite}",
    ]
    *facts, links = lines
    body = "".join(element("p", line) for line in facts)
    body += element("p", links, [("class", "cefu-colophon-links")])
    return element("footer", body, [("class", "cefu-colophon"), ("aria-label", voice("record"))])


def _name(voice: Voice, names: Names) -> str:
    text = voice.name(names)
    lang = voice.name_lang(names)
    return element("span", html_text(text), [("lang", lang)]) if lang else html_text(text)


def _identifiers(record: Record) -> str:
    parts = []
    for scheme, value in sorted(record.identifiers.items()):
        if scheme == "doi":
            parts.append(
                f'<a href="https://doi.org/{attribute(value)}" rel="noopener">doi:{html_text(value)}</a>'
            )
        else:
            parts.append(f"{html_text(scheme.upper())} {html_text(value)}")
    return " · ".join(parts)


def _source(report: Report, voice: Voice, root: str) -> str:
    made = f'<a href="{root}reports/{report.id}/made/">{html_text(voice("made_link"))}</a>'
    checksum = f'<code class="cefu-sha">{report.sha256}</code>'
    return f"<code>{html_text(report.source_file)}</code> · SHA-256 {checksum} · {made}"


def _inferred(record: Record, key: str, voice: Voice) -> str:
    """A visible mark on what the text does not print, with the reason."""
    reason = record.inferred.get(key)
    if not reason:
        return ""
    zh, _, en = reason.partition(" / ")
    own = (en or zh) if voice.lang == "en" else voice.script(zh)
    return (
        f' <span class="cefu-inferred">{html_text(voice("inferred"))}</span>'
        f'<span class="cefu-why">{html_text(own)}</span>'
    )
