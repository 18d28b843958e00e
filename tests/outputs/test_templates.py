"""Templates: whatever a value holds appears as text, and nothing but markup of ours is an element."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.model.authority import Authority, Variant
from cefu.model.document import Block, EditorialNote, Note, NoteRef, Report, Section
from cefu.model.record import Agent, Record
from cefu.names.register import Authorities
from cefu.outputs.html.actors.actor import actor_page
from cefu.outputs.html.report.report import Apparatus, report_page
from cefu.outputs.html.template import attributes, fill
from cefu.outputs.i18n.locale import locale

FOLDER = Path(__file__).resolve().parents[2] / "scripts/cefu/outputs/html/templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.j2"))
EVIL = (
    "甲\"'><img src=x onerror=alert(1)><script>x</script> {{ y }} {% z %} [l](javascript:x) {: #h }"
)
NAMES = {"zh-Hant": EVIL, "zh-Hans": EVIL, "en": EVIL}
TAGS = (
    "p span a dl dt dd ul ol li small h3 table thead tbody tr th td svg rect details summary "
    "section mark code footer strong em sup q br aside cite"
)
ALLOWED = frozenset(TAGS.split())


class Elements(HTMLParser):
    """The elements of a page's Markdown, and whatever could run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.runs: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.runs += [name for name, _ in attrs if name.startswith("on")]
        self.runs += [v for n, v in attrs if n in ("href", "src") and v and ":" in v.split("/")[0]]


@pytest.mark.parametrize("name", TEMPLATES)
def test_values_become_attributes_by_the_filter_only(name: str) -> None:
    """Content is escaped without its quotation marks, so no value may stand between any."""
    text = (FOLDER / name).read_text("utf-8")
    outside = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "\0", text, flags=re.DOTALL)
    assert not re.search(r"""=\s*(?:"[^"\n]*\0|'[^'\n]*\0|\0)""", outside)
    assert not re.search(r"\|\s*safe\b|autoescape", text)


def test_what_nobody_gives_is_told() -> None:
    with pytest.raises(UndefinedError):
        fill("actors/actor_more.md.j2", title="甲")


def test_text_stays_text_and_markup_markup() -> None:
    page = fill("actors/actor_more.md.j2", title="*甲* <b>", mentions=Markup("<p>乙</p>"))
    assert page == "# \\*甲\\* &lt;b&gt;\n\n<p>乙</p>"
    assert attributes({"title": EVIL}).count('"') == 2


def record() -> Authority:
    return Authority(
        id="a",
        type="event",
        names=NAMES,
        variants=(Variant(EVIL + "一"), Variant(EVIL + "二", usage="taiwan")),
        description=NAMES,
        identifiers={"wikidata": EVIL},
        disagreement=NAMES,
    )


def report() -> Report:
    blocks = (
        Block("s1", "s1", "heading", EVIL, level=1),
        Block("p1", "s1", "paragraph", EVIL, notes=(NoteRef("n1", 3),)),
    )
    return Report(
        id="r",
        record=Record(
            title=NAMES,
            authors=(Agent(NAMES, affiliation=NAMES),),
            publisher=NAMES,
            issue=EVIL,
            rights=NAMES,
            identifiers={"doi": EVIL, "isbn": EVIL},
            abstract=NAMES,
            inferred={"publisher": EVIL},
        ),
        source_file="r.txt",
        sha256="0" * 64,
        encoding="utf-8",
        source_text="",
        sections=(Section("s1", None, 1, "", {"zh-Hant": EVIL}),),
        blocks=blocks,
        notes=(Note("n1", EVIL, EVIL, refs=("p1",)), Note("n2", "2", EVIL)),
        ledger=(),
        editorial=(
            EditorialNote("e1", "p1", 1, 2, NAMES, "r"),
            EditorialNote("e2", "n2", 0, 2, NAMES, "r"),
        ),
        keywords=(EVIL,),
    )


@pytest.mark.parametrize("lang", ["zh-Hant", "zh-Hans", "en"])
def test_no_value_of_an_archive_becomes_markup(lang: str) -> None:
    own = locale(lang)  # type: ignore[arg-type]
    catalogue = Catalogue(Archive(reports=(report(),), authorities=Authorities((record(),))))
    pages = [
        *actor_page(catalogue, record(), own),
        report_page(report(), own, Apparatus({}, {})),
    ]
    for page in pages:
        found = Elements(page.body)
        assert found.tags <= ALLOWED, page.path
        assert [run for run in found.runs if not run.startswith("https")] == [], page.path
