"""The pages of the timeline: one, or, where that would be too long, an overview and its parts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import groupby

from markupsafe import Markup

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Statement
from cefu.outputs.html.markup import escape
from cefu.outputs.html.page import Page
from cefu.outputs.html.template import macro
from cefu.outputs.html.timeline.density import picture
from cefu.outputs.html.timeline.parts import Part, moments_of, parts, places
from cefu.outputs.html.timeline.timeline import PATH, TEMPLATE, Writer, timeline_page
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale

#: With more statements than these the timeline has a page for each year.
ONE_PAGE = 600


class Timeline:
    """Which pages the timeline of an archive has."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The pages beside the first; none where one page holds all."""
        if len(self.catalogue.archive.statements) <= ONE_PAGE:
            return ()
        return parts(self.catalogue.years)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Anchor -> the part that holds it."""
        return places(self.parts, lambda event: self.catalogue.homes[event])

    def statements(self, part: Part) -> list[Statement]:
        """All statements of a part, in its order."""
        return [
            statement
            for moment in moments_of(part.year)
            for cluster in moment.clusters
            for saying in cluster.sayings
            for statement in saying.statements
        ]

    def first_page(self, locale: Locale) -> dict[str, bytes]:
        """``timeline/index.md``, and where each anchor is, where there are parts."""
        if not self.parts:
            return {PATH: timeline_page(self.catalogue, locale).markdown.encode()}
        told = json.dumps(self.places, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        page = self._overview(locale)
        return {PATH: page.markdown.encode(), "timeline/places.json": told.encode()}

    def _overview(self, locale: Locale) -> Page:
        statements = self.catalogue.archive.statements
        writer = Writer(self.catalogue, locale, statements, place=self._from(""))
        lead = locale("timeline_lead", count=len(statements))
        body = "\n\n".join(
            part
            for part in (
                f"# {escape(locale('timeline'))}",
                macro(TEMPLATE, "lead", locale, lead, calendar=True),
                picture(statements, locale, self._from("")),
                f"## {escape(locale('timeline_years'))} {{: #years }}",
                self._years(locale),
                writer.disagreements(),
                writer.events(),
            )
            if part
        )
        return Page(PATH, locale("timeline"), body, lead, {"hide": ["navigation"]})

    def _years(self, locale: Locale) -> Markup:
        """Every year and decade, and the months of those that have more than a page."""
        listed = []
        for year, parts_of_year in groupby(self.parts, lambda part: part.year.anchor):
            own = list(parts_of_year)
            total = sum(len(self.statements(part)) for part in own)
            months = [
                (f"{part.name}/", in_words(part.anchor, locale))
                for part in own
                if part.number == 1 and part.anchor != year
            ]
            count = locale("timeline_times", count=total)
            listed.append((f"{own[0].name}/", in_words(year, locale), count, months))
        return macro(TEMPLATE, "years", listed)

    def part_page(self, nth: int, locale: Locale) -> Page:
        """The page of one part: ``timeline/2018/index.md``."""
        part = self.parts[nth]
        path = f"timeline/{part.name}/index.md"
        statements = self.statements(part)
        writer = Writer(self.catalogue, locale, statements, path, self._from(part.name))
        date = in_words(part.anchor, locale)
        title = (
            f"{locale('timeline')}：{date}"
            if locale.lang.startswith("zh")
            else f"{locale('timeline')}: {date}"
        )
        if part.pages > 1:
            title += f" ({part.number}/{part.pages})"
        lead = locale("timeline_lead", count=len(statements))
        way = self._way(nth, locale)
        body = "\n\n".join(
            [f"# {escape(title)}", macro(TEMPLATE, "lead", locale, lead, calendar=False), way, writer.filters(),
             *writer.year(part.year), way]
        )  # fmt: skip
        return Page(path, title, body, lead, {"hide": ["navigation"]})

    def _way(self, nth: int, locale: Locale) -> Markup:
        """To the page before, to the overview, to the page after."""
        before = self.parts[nth - 1] if nth else None
        after = self.parts[nth + 1] if nth + 1 < len(self.parts) else None
        return macro(TEMPLATE, "way", locale, _step(before, locale), _step(after, locale))

    def _from(self, here: str) -> Callable[[str], str]:
        """The address of an anchor from the overview (``here`` '') or from a part."""

        def place(anchor: str) -> str:
            target = self.places.get(anchor, "")
            if not target or target == here:
                return f"#{anchor}" if target else f"{'../' if here else ''}#years"
            return f"{'../' if here else ''}{target}/#{anchor}"

        return place


def _step(part: Part | None, locale: Locale) -> dict[str, str] | None:
    """The address and name of a page beside another."""
    if part is None:
        return None
    words = in_words(part.anchor, locale)
    if part.pages > 1:
        words = f"{words} ({part.number})"
    return {"href": f"../{part.name}/", "words": words}
