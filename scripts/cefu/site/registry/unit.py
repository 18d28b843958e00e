"""Units: files that are made together, and the digest of what they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cefu.archive.kept import digest
from cefu.model.language import LANGS, Lang
from cefu.outputs.html.front.linked_data import placed
from cefu.outputs.html.page import Page
from cefu.outputs.i18n.locale import Locale

#: By language and path below the docs folder of that language.
Files = dict[tuple[Lang, str], bytes]


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are made together.

    ``name`` is the same in every build; ``made_of`` is the digest of all that ``make``
    reads; ``langs`` are the languages of its files.
    """

    name: str
    langs: tuple[Lang, ...]
    made_of: str
    make: Callable[[], Files]


def each_language(
    name: str, made_of: str, make: Callable[[Lang], Mapping[str, bytes]]
) -> Iterator[Unit]:
    """A unit for each language, of files by path."""
    for lang in LANGS:

        def files(lang: Lang = lang) -> Files:
            return {(lang, path): data for path, data in make(lang).items()}

        yield Unit(f"{name} {lang}", (lang,), digest(made_of, name, lang), files)


def pages_of(own: Locale, *pages: Page) -> dict[str, bytes]:
    """The files of ``pages``; each says where it stands in the site."""
    return {page.path: placed(page, own).markdown.encode("utf-8") for page in pages}
