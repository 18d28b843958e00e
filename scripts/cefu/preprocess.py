"""The preprocessing step: everything before the renderer, as one dict of files."""

from __future__ import annotations

from cefu.archive import Archive
from cefu.model import Lang
from cefu.opendata import open_data
from cefu.pages.actors import actor_pages
from cefu.pages.data import data_page
from cefu.pages.home import home_page, reports_page
from cefu.pages.links import report_links
from cefu.pages.made import made_page
from cefu.pages.moved import moved_pages
from cefu.pages.page import Page
from cefu.pages.report import Apparatus, report_page
from cefu.pages.search import search_page
from cefu.pages.timeline import timeline_page
from cefu.project import theme_folder
from cefu.voice import voice


def generated(archive: Archive, lang: Lang) -> dict[str, bytes]:
    """Every generated file of one language's docs folder, by relative path."""
    files = {page.path: page.markdown.encode("utf-8") for page in pages(archive, lang)}
    for name, data in open_data(archive).items():
        files[f"data/{name}"] = data
    files.update(assets())
    return files


def pages(archive: Archive, lang: Lang) -> list[Page]:
    """Every generated page of one language."""
    own = voice(lang)
    result = [
        home_page(archive.reports, own),
        reports_page(archive.reports, own),
        data_page(open_data(archive), own),
        search_page(own),
        timeline_page(archive, own),
        *actor_pages(archive, own),
    ]
    for report in archive.reports:
        result.append(report_page(report, own, Apparatus(report_links(archive, report, own), {})))
        result.append(made_page(report, own))
    result.extend(moved_pages(archive, own))
    return result


def assets() -> dict[str, bytes]:
    """The theme's style sheets and scripts."""
    folder = theme_folder() / "assets"
    return {
        f"assets/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
