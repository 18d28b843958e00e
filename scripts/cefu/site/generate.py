"""The preprocessing step: everything before the renderer, as one dict of files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.model.document import Report
from cefu.model.language import ORIGINAL, Lang
from cefu.outputs.cite import Templates
from cefu.outputs.data.addresses import report_url
from cefu.outputs.data.opendata import open_data
from cefu.outputs.forms.files import (
    ARCHIVE_FORMS,
    REPORT_FORMS,
    archive_forms,
    form_path,
    report_forms,
)
from cefu.outputs.html import page_assets
from cefu.outputs.html.actors.actors import actor_pages
from cefu.outputs.html.front.data import data_page
from cefu.outputs.html.front.home import home_page, reports_page
from cefu.outputs.html.front.renamed_reports import renamed_pages
from cefu.outputs.html.front.search import search_page
from cefu.outputs.html.page import Page
from cefu.outputs.html.report.actor_links import actor_links
from cefu.outputs.html.report.cards import report_cards
from cefu.outputs.html.report.cite import cite_box, cite_files, page_meta
from cefu.outputs.html.report.people_and_dates import people_and_dates
from cefu.outputs.html.report.processing_note import processing_note
from cefu.outputs.html.report.report import Apparatus, report_page
from cefu.outputs.html.timeline.timeline import timeline_page
from cefu.outputs.i18n.interface import Voice, strings, voice
from cefu.outputs.search import build_index, report_passages, variant_sets
from cefu.site.project import theme_folder
from cefu.site.script_bundle import served
from cefu.site.style_bundle import joined_sheets

#: Where the scripts are, and where ``search.js`` looks for its index.
SCRIPTS = "assets/cefu"
INDEX = f"{SCRIPTS}/index"
#: The words for the dates of reports.
_DATES = {f"date_{kind}" for kind in ("year", "month", "day", "circa")} | {
    f"month_{number}" for number in range(1, 13)
}
#: Modules that differ between languages: what scripts say, and where they stand.
_WORDS = "common/strings.js"
_SITE = "common/site.js"


def search_index(archive: Archive) -> dict[str, bytes]:
    """The index of all languages, by path below the original language's docs folder."""
    passages = report_passages(
        archive.reports, archive.statements, archive.authorities, archive.summaries
    )
    made = build_index(passages, variant_sets(archive.authorities))
    return {f"{INDEX}/{name}": data for name, data in made.items()}


def forms(archive: Archive, title: str, base: str) -> dict[str, bytes]:
    """The forms of every report and of the whole archive, which is called ``title``."""
    catalogue = Catalogue(archive)
    made = archive_forms(catalogue, title, base)
    for report in archive.reports:
        made.update(report_forms(catalogue, report, base))
    return made


def generated(
    archive: Archive,
    lang: Lang,
    shared: Mapping[str, bytes],
    cited: Mapping[str, Templates],
    base: str = "",
) -> dict[str, bytes]:
    """Every generated file of one language's docs folder, by relative path.

    ``shared`` are the files that lie at the root for all languages: what `search_index`
    and `forms` made.  ``cited`` has each report's citations, ``base`` is the site's address
    with a slash at its end, '' where it is not told.
    """
    catalogue = Catalogue(archive)
    data = open_data(catalogue, lang, base)
    made = pages(catalogue, data, lang, cited, base, shared)
    files = {page.path: page.markdown.encode("utf-8") for page in made}
    own = voice(lang)
    for report in archive.reports:
        files.update(cite_files(report, cited[report.id], own, _address(report, own, base)))
        files[f"reports/{report.id}/cards.json"] = report_cards(archive, report, own)
    files.update({f"data/{name}": content for name, content in data.items()})
    files.update(assets(lang))
    if lang == ORIGINAL:
        files.update(shared)
    return files


def _address(report: Report, own: Voice, base: str) -> str:
    """A report's permanent address, or its path below the site while that has none."""
    return base + own.prefix + quote(report_url(report.id))


def pages(
    catalogue: Catalogue,
    data: Mapping[str, bytes],
    lang: Lang,
    cited: Mapping[str, Templates],
    base: str,
    shared: Mapping[str, bytes],
) -> list[Page]:
    """Every generated page of one language; ``data`` are the downloads, ``shared`` the
    files at the site's root, of which pages tell where they are there."""
    own = voice(lang)
    to_root = "../" * own.prefix.count("/")
    archive = catalogue.archive
    result = [
        home_page(archive.reports, own),
        reports_page(archive.reports, own),
        data_page(data, own, _whole(shared, to_root)),
        search_page(own),
        timeline_page(catalogue, own),
        *actor_pages(catalogue, own),
    ]
    for report in archive.reports:
        links = actor_links(catalogue, report)
        translations = archive.translations.get(report.id, ())
        summaries = archive.summaries.get(report.id, {})
        aside = people_and_dates(catalogue, report, own)
        address, known = _address(report, own, base), bool(base)
        work = (base or f"../../{to_root}") + quote(report_url(report.id))
        meta = page_meta(report, own, address, known=known, identity=work)
        taken = _forms_of(report, own, shared, to_root)
        box = cite_box(report, cited[report.id], own, address, taken, known=known)
        result.append(
            report_page(report, own, Apparatus(links, meta, box, translations, aside, summaries))
        )
        result.append(processing_note(report, own))
    result.extend(renamed_pages(archive, own))
    return result


def _whole(shared: Mapping[str, bytes], to_root: str) -> dict[str, tuple[str, int]]:
    """The forms of the whole archive as the page of downloads tells of them."""
    return {
        (f"../{to_root}data/{name}" if to_root else name): (key, len(shared[f"data/{name}"]))
        for name, key in ARCHIVE_FORMS.items()
        if f"data/{name}" in shared
    }


def _forms_of(
    report: Report, own: Voice, shared: Mapping[str, bytes], to_root: str
) -> dict[str, str]:
    """The forms of one report: address from its page -> name."""
    return {
        f"../../{to_root}{quote(path)}": own(key)
        for suffix, key in REPORT_FORMS.items()
        if (path := form_path(report.id, suffix)) in shared
    }


def search_words(lang: Lang) -> dict[str, str]:
    """What the scripts of search say in ``lang``, with what they say dates in."""
    dates = {key: text for key, text in strings(lang).items() if key in _DATES}
    return strings(f"search.{lang}") | dates


def assets(lang: Lang) -> dict[str, bytes]:
    """The theme's style sheets, scripts and pictures, with the words that scripts say."""
    folder = theme_folder() / SCRIPTS
    modules = _texts(folder / "js")
    sheets = _texts(folder / "css")
    words = json.dumps(search_words(lang), ensure_ascii=False, indent=1)
    modules[_WORDS] = f"export const search = {words};\n"
    up = "../" * voice(lang).prefix.count("/")
    modules[_SITE] = modules[_SITE].replace('"../../"', f'"../../{up}"')
    texts = served(modules, page_assets.SCRIPTS) | joined_sheets(sheets, page_assets.STYLES)
    found = {f"{SCRIPTS}/{name}": text.encode() for name, text in texts.items()}
    pictures = sorted(folder.glob("*.svg"))
    return found | {f"{SCRIPTS}/{path.name}": path.read_bytes() for path in pictures}


def _texts(folder: Path) -> dict[str, str]:
    """Every file below ``folder``, by its path there."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}
