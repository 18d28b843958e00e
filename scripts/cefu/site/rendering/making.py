"""Units into files of the new site: written, rendered where they are pages, and dressed.

What a unit writes may be the same as in the last build although what it is made of is
not; then its pages are not rendered again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from cefu.archive.kept import digest
from cefu.model.language import LANGS, Lang
from cefu.outputs.i18n.locale import locale
from cefu.site.registry.unit import Unit
from cefu.site.rendering.dressing import NOT_FOUND, dressed
from cefu.site.rendering.made import MadeFile, MadeUnit, Manifest, seen, take_over
from cefu.site.rendering.rendered import Look, Rendered, Rendering, finished
from cefu.site.rendering.renderer import Renderer

#: Renders one page of a language, by its file's name.
Render = Callable[[Lang, str, bytes], Rendered]
_MAPPED = re.compile(rb"\n?(?://|/\*)# sourceMappingURL=[^\n*]*(?:\*/)?\s*$")


class Maker:
    """Makes units in the folder ``new``, out of the site ``old`` where that serves."""

    def __init__(self, looks: Mapping[Lang, Look], new: Path, old: Path, last: Manifest) -> None:
        self._looks, self._new, self._old = looks, new, old
        self._last = {file.path: file for file in last.files()}
        self._renderings: dict[Lang, Rendering] = {}

    def _rendering(self, lang: Lang) -> Rendering:
        if lang not in self._renderings:
            self._renderings[lang] = Rendering(self._looks[lang], lang)
        return self._renderings[lang]

    def here(self, lang: Lang, name: str, data: bytes) -> Rendered:
        """One page, rendered in this process."""
        return self._rendering(lang).page(name, data)

    def make(self, unit: Unit, render: Render | None = None) -> MadeUnit:
        """All files of ``unit`` but what people wrote themselves; ``render`` makes its pages,
        by default in this process.  Raises ``CefuError`` if that fails or warns."""
        files = []
        for (lang, name), data in unit.make().items():
            if name in self._looks[lang].settings.written:
                continue
            if not name.endswith(".md"):
                files.append(self.put(locale(lang).prefix + name, data, digest(data)))
                continue
            made_of = self._page_made_of(lang, name, data)
            taken = self._taken_over(lang, name, made_of)
            files.append(
                taken or self._put_page(lang, (render or self.here)(lang, name, data), made_of)
            )
        return MadeUnit(unit.made_of, tuple(files))

    def unrendered(self, unit: Unit) -> Iterator[tuple[Lang, str, bytes]]:
        """The pages of ``unit`` that have to be rendered: not people's own, nor as before."""
        for (lang, name), data in unit.make().items():
            if name.endswith(".md") and name not in self._looks[lang].settings.written:
                last = self._last_page(lang, name)
                made_of = self._page_made_of(lang, name, data)
                if not (
                    last and last.made_of == made_of and seen(self._old / last.path) == last.seen
                ):
                    yield lang, name, data

    def written(self, lang: Lang, everything: list[str], made_of: str) -> MadeUnit:
        """The pages and files that people wrote; ``everything`` names all pages."""
        look = self._looks[lang]
        renderer = Renderer(look.settings, iter(everything))
        files = []
        for name in renderer.published():
            data = look.settings.written[name]
            if name.endswith(".md"):
                page = finished(renderer, look, lang, name, data, ours=False)
                files.append(self._put_page(lang, page, made_of))
            else:
                files.append(self.put(locale(lang).prefix + name, data, digest(data)))
        return MadeUnit(made_of, tuple(files))

    def theme(self, lang: Lang, made_of: str) -> MadeUnit:
        """The theme's own files, and the page shown where there is nothing."""
        renderer, look = self._rendering(lang).renderer, self._looks[lang]
        prefix = locale(lang).prefix
        files = []
        for name, path in renderer.theme_files().items():
            if name in look.settings.written:
                continue
            # The maps that these lines name are not served.
            data = _MAPPED.sub(b"", path.read_bytes())
            files.append(self.put(prefix + name, data, digest(data)))
        html = dressed(
            renderer.not_found(), NOT_FOUND, LANGS, locale(lang), look.identity, look.facts
        )
        files.append(self.put(prefix + NOT_FOUND, html.encode(), digest(html)))
        return MadeUnit(made_of, tuple(files))

    def _page_made_of(self, lang: Lang, name: str, data: bytes) -> str:
        return digest(self._looks[lang].made_of, name, data)

    def _last_page(self, lang: Lang, name: str) -> MadeFile | None:
        """The last build's page of the file ``name``, where that is an ``index.md``."""
        stem = name.removesuffix("index.md")
        return None if stem == name else self._last.get(f"{locale(lang).prefix}{stem}index.html")

    def _taken_over(self, lang: Lang, name: str, made_of: str) -> MadeFile | None:
        last = self._last_page(lang, name)
        if last and last.made_of == made_of and take_over(last, self._old, self._new):
            return last
        return None

    def _put_page(self, lang: Lang, page: Rendered, made_of: str) -> MadeFile:
        made = self.put(locale(lang).prefix + page.path, page.html, made_of)
        return replace(made, residue=page.residue, links=page.links)

    def put(self, path: str, data: bytes, made_of: str) -> MadeFile:
        """Write one file of the new site, unless the old one has the very same."""
        last = self._last.get(path)
        if last and last.made_of == made_of and take_over(last, self._old, self._new):
            return last
        target = self._new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        # A new file always: what is there already may be the old site's too.
        with target.open("xb") as file:
            file.write(data)
        return MadeFile(path, made_of, seen(target))
