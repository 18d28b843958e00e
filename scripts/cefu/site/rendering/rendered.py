"""One page from its Markdown to the file that readers get, and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cefu.model.language import LANGS, SIMPLIFIED, Lang
from cefu.outputs.i18n.locale import locale
from cefu.site.rendering.dressing import Facts, dressed
from cefu.site.rendering.renderer import Renderer, Settings
from cefu.site.rendering.script_check import untouched
from cefu.site.settings import Identity


@dataclass(frozen=True, slots=True)
class Look:
    """How the pages of one language come to look as they do.

    ``made_of`` is the digest of it all; ``langs`` has the pages that do not exist in
    every language, each with those in which it does.
    """

    settings: Settings
    made_of: str
    identity: Identity
    facts: Facts
    langs: Mapping[str, tuple[Lang, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """The page of the file ``name``: at ``path`` below its language's folder.

    ``residue`` is what on it is not Simplified where it should be; ``links`` are the anchors
    on other pages that it links to.
    """

    name: str
    path: str
    html: bytes
    residue: tuple[str, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()


class Rendering:
    """Pages of one language.  Raises ``CefuError`` if the renderer fails or warns."""

    def __init__(self, look: Look, lang: Lang) -> None:
        self.look, self.lang = look, lang
        self.renderer = Renderer(look.settings)

    def page(self, name: str, data: bytes) -> Rendered:
        """A page of ours."""
        return finished(self.renderer, self.look, self.lang, name, data, ours=True)


def finished(
    renderer: Renderer, look: Look, lang: Lang, name: str, data: bytes, *, ours: bool
) -> Rendered:
    """The page ``name``; ``ours`` tells that its HTML was written by us."""
    path, html = renderer.page(name, data, finished=ours)
    residue: tuple[str, ...] = ()
    if lang == SIMPLIFIED:
        residue = tuple(f"{path}: {left.char} in {left.near}" for left in untouched(html.text))
    langs = look.langs.get(name, LANGS)
    text = dressed(html.text, path, langs, locale(lang), look.identity, look.facts)
    return Rendered(name, path, text.encode("utf-8"), residue, html.links)
