"""MkDocs as a function from one page's Markdown to its HTML.

MkDocs builds a site from first page to last.  But its pages are independent of each
other, the navigation aside, which is always the same: so its settings, navigation and
templates are made ready once, and then asked for any page, in any process.  A plain
``mkdocs build`` over the same files gives the same articles.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cefu.model.errors import CefuError
from cefu.site.rendering.finished_html import pass_through

_MAP = re.compile(r"\.map$")
_THEME_SCRIPTS = re.compile(r"^assets/javascripts/bundle\b")
_THEME_SEARCH = re.compile(r"^assets/javascripts/(?:lunr|workers)/")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a renderer is made from: a settings file, an empty folder to stand for the
    pages' (they come from memory), and the files below it that people wrote, with their
    content for those that are pages."""

    config: Path
    empty: Path
    written: Mapping[str, bytes]
    in_navigation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Html:
    """A page as the templates give it.

    ``links`` are the anchors on other pages that it links to in Markdown: the other
    page's file, the anchor, the link as it is written.
    """

    text: str
    links: tuple[tuple[str, str, str], ...]


class Renderer:
    """Pages of one language; see `Settings`.  Raises ``CefuError`` for faulty settings."""

    def __init__(self, settings: Settings, everything: Iterator[str] | None = None) -> None:
        """``everything`` names all pages there are, for pages with links in Markdown."""
        from mkdocs.structure.files import File, Files, set_exclusions
        from mkdocs.structure.nav import get_navigation

        # Dates in the pages would make two builds of the same sources differ.
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
        self._settings = settings
        with _strictly(settings.config):
            config = _config(settings)
            named = [*settings.written, *settings.in_navigation, *(everything or ())]
            files = Files(
                [
                    File.generated(config, name, content=settings.written.get(name, b""))
                    for name in dict.fromkeys(named)
                ]
            )
            env = config.theme.get_env()
            files = config.plugins.on_files(files, config=config)
            set_exclusions(files, config)
            self._nav = config.plugins.on_nav(
                get_navigation(files, config), config=config, files=files
            )
            self._env = config.plugins.on_env(env, config=config, files=files)
        self._config, self._files = config, files
        self._markdown = _Markdown(config, files)

    def published(self) -> list[str]:
        """The files that people wrote and that are not left out."""
        return [
            file.src_uri
            for file in self._files
            if file.src_uri in self._settings.written and file.inclusion.is_included()
        ]

    def theme_files(self) -> dict[str, Path]:
        """The theme's own files that pages load, by path below the site.

        Maps to the theme's sources are for its makers.  Its search, with stemmers of thirty
        languages, and its scripts are off unless a keeper has put on one of its features.
        """
        from mkdocs.structure.files import Files

        files = Files([])
        files.add_files_from_theme(self._env, self._config)
        unused = [_MAP]
        if not self._searches():
            unused.append(_THEME_SEARCH)
        if not self._config.theme["features"]:
            unused.append(_THEME_SCRIPTS)
        return {
            file.dest_uri: Path(str(file.abs_src_path))
            for file in files
            if not any(pattern.search(file.dest_uri) for pattern in unused)
        }

    def _searches(self) -> bool:
        """Whether the theme's own search is on."""
        plugins = self._config.plugins
        return any(
            plugin.config.get("enabled", True)
            for name, plugin in plugins.items()
            if name.rpartition("/")[2] == "search"
        )

    def page(self, name: str, source: bytes, *, finished: bool) -> tuple[str, Html]:
        """The path and the HTML of the page ``name`` (``reports/a/index.md``).

        ``finished`` tells that its HTML is ours, so that it need not be parsed.
        Raises ``CefuError`` if the renderer fails or warns.
        """
        from mkdocs.structure.files import File
        from mkdocs.structure.pages import Page

        config, files, plugins = self._config, self._files, self._config.plugins
        file = files.get_file_from_path(name)
        if file is None:
            file = File.generated(config, name, content=source)
        file._content = source
        page = file.page or Page(None, file, config)
        config._current_page = page
        with _strictly(self._settings.config):
            page = plugins.on_pre_page(page, config=config, files=files)
            page.read_source(config)
            page.markdown = plugins.on_page_markdown(
                page.markdown, page=page, config=config, files=files
            )
            links = self._markdown.render(page, finished=finished)
            page.content = plugins.on_page_content(
                page.content, page=page, config=config, files=files
            )
            text = self._in_template(page)
        file.page = page if page in self._nav.pages else None
        return file.dest_uri, Html(text, links)

    def _in_template(self, page: Any) -> str:
        from mkdocs.commands.build import get_context

        config, plugins = self._config, self._config.plugins
        page.active = True
        try:
            context = get_context(self._nav, [], config, page)
            template = self._env.get_template(page.meta.get("template", "main.html"))
            context = plugins.on_page_context(context, page=page, config=config, nav=self._nav)
            output = template.render(context)
            return str(plugins.on_post_page(output, page=page, config=config))
        finally:
            page.active = False
            config._current_page = None

    def not_found(self) -> str:
        """The page shown at an address where there is nothing."""
        from mkdocs.commands.build import _build_template

        with _strictly(self._settings.config):
            template = self._env.get_template("404.html")
            return _build_template("404.html", template, self._files, self._config, self._nav)


def _config(settings: Settings) -> Any:
    from mkdocs.config import load_config

    settings.empty.mkdir(parents=True, exist_ok=True)
    config = load_config(
        config_file=str(settings.config),
        docs_dir=str(settings.empty),
        site_dir=str(settings.empty.parent / "nowhere"),
        strict=True,
    )
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    return config


class _Markdown:
    """MkDocs' Markdown, made once; `render` does what its ``Page.render`` does."""

    def __init__(self, config: Any, files: Any) -> None:
        self._config, self._files = config, files
        self._made: dict[bool, tuple[Any, Any, Any]] = {}

    def _for(self, finished: bool, file: Any) -> tuple[Any, Any, Any]:
        import markdown
        from mkdocs.structure.pages import _ExtractTitleTreeprocessor, _RelativePathTreeprocessor

        if finished not in self._made:
            md = markdown.Markdown(
                extensions=self._config["markdown_extensions"],
                extension_configs=self._config["mdx_configs"] or {},
            )
            if finished:
                pass_through(md)
            paths = _RelativePathTreeprocessor(file, self._files, self._config)
            paths._register(md)
            title = _ExtractTitleTreeprocessor()
            title._register(md)
            self._made[finished] = md, paths, title
        return self._made[finished]

    def render(self, page: Any, *, finished: bool) -> tuple[tuple[str, str, str], ...]:
        from mkdocs.structure.toc import get_toc

        md, paths, title = self._for(finished, page.file)
        paths.file, paths.links_to_anchors, title.title = page.file, {}, None
        page.content = md.reset().convert(page.markdown)
        page.toc = get_toc(getattr(md, "toc_tokens", []))
        page._title_from_render = title.title
        return tuple(
            (target.src_uri, anchor, link)
            for target, links in paths.links_to_anchors.items()
            for anchor, link in links.items()
        )


#: What a keeper can do about a setting that the renderer does not take.
_MADE = "The file is made of your mkdocs.yml: correct it there"


class _Keeper(logging.Handler):
    """Keeps what the renderer warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _strictly(config: Path) -> Iterator[None]:
    """The renderer's warnings are errors: a broken link would reach readers."""
    from jinja2 import TemplateError
    from mkdocs.exceptions import MkDocsException

    log = logging.getLogger("mkdocs")
    keeper = _Keeper()
    log.addHandler(keeper)
    propagate, log.propagate = log.propagate, False
    try:
        yield
    except (MkDocsException, SystemExit) as error:
        words = keeper.messages[0] if keeper.messages else str(error)
        told = words.strip().splitlines()
        # Of an extension's failure MkDocs gives the whole traceback; its last line says why.
        why = told[0] if len(told) == 1 else f"{told[0].partition('  File')[0].strip()} {told[-1]}"
        raise CefuError(f"the renderer stopped: {why}", file=config, remedy=_MADE) from None
    except TemplateError as error:
        problem = f"a template cannot be used: {error.message or type(error).__name__}"
        raise CefuError(problem, file=config, remedy="Correct it, or the name of it") from None
    finally:
        log.removeHandler(keeper)
        log.propagate = propagate
    if keeper.messages:
        raise CefuError(f"the renderer warned: {keeper.messages[0]}", file=config, remedy=_MADE)
