"""The pages of a report's older versions: their list, each text, and what changed after each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cefu.archive.life.replacing import version_of
from cefu.model.document import Report
from cefu.model.version import Passage, Version
from cefu.outputs.html.page import Page
from cefu.outputs.html.report.versions.difference import differences
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale

_TEMPLATES = "report/versions/"


def version_names(report: str, versions: Sequence[Version]) -> list[str]:
    """The files of a report's pages of older versions, below the docs folder.

    >>> from cefu.model.version import Version
    >>> version_names("r", [Version(1, "2024", {}, "r.txt", "", ())])
    ['reports/r/versions/index.md', 'reports/r/versions/1/index.md', \
'reports/r/versions/1/changes/index.md']
    """
    if not versions:
        return []
    folder = f"reports/{report}/versions"
    names = [f"{folder}/index.md"]
    for version in versions:
        names += [f"{folder}/{version.number}/{page}index.md" for page in ("", "changes/")]
    return names


def version_pages(report: Report, versions: Sequence[Version], locale: Locale) -> list[Page]:
    """All pages of the older ``versions`` of ``report``; none where there are none."""
    if not versions:
        return []
    listed, *rest = version_names(report.id, versions)
    title = locale.name(report.record.title)
    language = report.record.language
    known = {
        "locale": locale,
        "title": title,
        "foreign": "" if locale.lang.startswith(language[:2]) else language,
    }
    told = [
        {
            "number": version.number,
            "until": in_words(version.until, locale),
            "reason": locale.name(version.reason),
            "reason_lang": locale.name_lang(version.reason),
            "file": version.source_file,
            "sha256": version.sha256,
        }
        for version in versions
    ]
    heading, colon = locale("versions_title"), locale("colon")
    pages = [
        _page(
            listed, f"{heading}{colon}{title}", fill(_TEMPLATES + "list.md.j2", **known, told=told)
        )
    ]
    now = version_of(report, 0, "2000", {}).passages
    # Each with the text that took its place, and the way there from its page of changes.
    after = [(each.passages, f"../../{each.number}/") for each in versions[1:]]
    after.append((now, "../../../"))
    named = zip(rest[::2], rest[1::2], strict=True)
    for version, (new, newer), here, names in zip(versions, after, told, named, strict=True):
        text = fill(
            _TEMPLATES + "text.md.j2", **known, here=here, passages=_shown(version, report, locale)
        )
        head = locale("version_title", number=version.number)
        pages.append(_page(names[0], f"{head}{colon}{title}", text))
        old = _script(version.passages, report, locale)
        changed = differences(old, _script(new, report, locale))
        body = fill(
            _TEMPLATES + "changes.md.j2",
            **known,
            here=here,
            changed=changed,
            same=len({p.id for p in old} - {d.id for d in changed}),
            newer=newer,
        )
        head = locale("version_changes", number=version.number)
        pages.append(_page(names[1], f"{head}{colon}{title}", body))
    return pages


def _page(path: str, title: str, body: str) -> Page:
    meta: dict[str, object] = {
        "hide": ["navigation", "toc"],
        "robots": "noindex",
        "style_sheets": ["assets/cefu/versions.css"],
    }
    return Page(path, title, body, "", meta)


def _script(passages: Sequence[Passage], report: Report, locale: Locale) -> list[Passage]:
    """The passages in the page's script."""
    language = report.record.language
    return [replace(each, text=locale.script(each.text, language)) for each in passages]


def _shown(version: Version, report: Report, locale: Locale) -> list[dict[str, object]]:
    """The passages with the element that each is."""
    return [
        {
            "id": each.id,
            "tag": f"h{min(each.level + 1, 6)}" if each.kind == "heading" else "p",
            "kind": f"cefu-{each.kind.replace('_', '-')}",
            "lines": each.text.split("\n"),
        }
        for each in _script(version.passages, report, locale)
    ]
