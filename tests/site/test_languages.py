"""Three languages: nothing missing, script converted and words kept, the same addresses,
a switch that stays on the passage."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

import cefu
from cefu.archive.reading import Archive
from cefu.inputs.translations import read_translations
from cefu.model.document import Block, Report, Section
from cefu.model.errors import CefuError
from cefu.model.language import LANGS, ORIGINAL, Lang
from cefu.model.record import Record
from cefu.outputs.i18n.locale import locale, missing_strings, strings
from cefu.site.rendering.script_check import untouched
from cefu.text.script import residue, to_simplified
from static_host import StaticHost

CASES = json.loads((Path(__file__).parents[1] / "data/script/cases.json").read_text("utf-8"))
#: The parts of a language's file.
PARTS = ["{}", "search.{}", "notebook.{}", "compare.{}"]
OTHERS = [lang for lang in LANGS if lang != ORIGINAL]
REPORT = "reports/000_2b943de7af04142c/"


# --- the interface ------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("part", PARTS)
def test_no_string_is_missing_or_left_over(lang: Lang, part: str) -> None:
    original, own = strings(part.format(ORIGINAL)), strings(part.format(lang))
    assert set(own) == set(original)
    for key, text in original.items():
        assert bool(own[key]) == bool(text), key


def test_missing_strings_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(missing_strings(lang) == [] for lang in LANGS)


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("part", PARTS)
def test_the_same_values_are_put_into_each_string(lang: Lang, part: str) -> None:
    def names(text: str) -> set[str]:
        found = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        # A month is a number in one language and a name in another.
        return {name.replace("month_name", "month") for name in found}

    own = strings(part.format(lang))
    for key, text in strings(part.format(ORIGINAL)).items():
        assert names(own[key]) == names(text), key


def test_every_string_is_said_somewhere() -> None:
    """By its key, by a key put together (``type_`` and a kind), or in a number's form."""
    package = Path(cefu.__file__).parent
    files = [p for p in package.rglob("*") if p.suffix in {".py", ".js", ".html", ".j2"}]
    code = "\n".join(path.read_text("utf-8") for path in files)
    whole = set(re.findall(r"[\"'`.]([a-z]\w*)\b", code))
    begun = tuple(re.findall(r"[\"'`]([a-z]\w*?_?)(?:\$?\{|[\"'] ?[~+])", code))
    ended = tuple(re.findall(r"\{\w+\}(_[a-z]\w*)", code))
    for part in PARTS:
        for key in strings(part.format(ORIGINAL)):
            stem = re.sub(r"_(one|other)$", "", key)
            said = stem in whole or key.startswith(begun) or key.endswith(ended)
            assert said, f"{key} is never said"


@pytest.mark.parametrize("part", [part.format("zh-Hans") for part in PARTS])
def test_the_simplified_interface_is_simplified(part: str) -> None:
    left = {key: left for key, text in strings(part).items() if (left := residue(text))}
    assert not left


@pytest.mark.parametrize("part", ["en", "search.en"])
def test_the_english_interface_is_english(part: str) -> None:
    han = {k: t for k, t in strings(part).items() if re.search(r"[\u3400-\u9fff]", t)}
    assert not han


# --- script -------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["comment"]))
def test_script_is_converted_by_the_word(case: dict[str, str]) -> None:
    assert to_simplified(case["text"]) == case["simplified"]
    assert residue(case["simplified"]) == []


@given(st.text(st.one_of(st.characters(), st.sampled_from("著藉覆瞭徵乾於夥餘畫作名隆解北韓"))))
def test_conversion_keeps_offsets_and_settles(text: str) -> None:
    once = to_simplified(text)
    assert len(once) == len(text)
    assert len(to_simplified(once)) == len(text)


def test_the_corpus_is_simplified_without_residue(archive: Archive) -> None:
    for report in archive.reports:
        texts = [*(b.text for b in report.blocks), *(n.text for n in report.notes)]
        for text in texts:
            simple = to_simplified(text)
            assert residue(simple) == [], (report.id, text)
            assert to_simplified(simple) == simple


def test_records_have_simplified_names(archive: Archive) -> None:
    own = locale("zh-Hans")
    for record in archive.authorities.records:
        for text in (own.full_name(record.names), own.name(record.description)):
            assert residue(text) == [], record.id
        if record.type == "person" and "zh-Hans" not in record.names:
            assert own.name(record.names) == to_simplified(record.names["zh-Hant"])


def test_words_are_never_replaced(archive: Archive) -> None:
    """What differs between the scripts differs character by character, never in terms."""
    texts = [b.text for r in archive.reports for b in r.blocks]
    for word, simple in (("北韓", "北韩"), ("川普", "川普"), ("飛彈", "飞弹"), ("中共", "中共")):
        before = sum(text.count(word) for text in texts)
        after = sum(to_simplified(text).count(simple) for text in texts)
        assert before == after > 0


def test_simplified_pages_say_nothing_in_traditional(site: Path) -> None:
    left = {
        path.relative_to(site).as_posix(): [each.near for each in found[:3]]
        for path in sorted((site / "zh-Hans").rglob("*.html"))
        if (found := untouched(path.read_text("utf-8")))
    }
    assert not left


# --- addresses ----------------------------------------------------------------------------


def pages_of(site: Path, lang: Lang) -> set[str]:
    folder = site / locale(lang).prefix
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    return {n for n in names if lang != ORIGINAL or n.split("/")[0] not in LANGS}


class Seen(HTMLParser):
    """The language, the ids and the language links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lang = ""
        self.ids: list[str] = []
        self.links: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.lang = given.get("lang") or ""
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag == "a" and given.get("hreflang"):
            self.links[given["hreflang"] or ""] = given.get("href") or ""


@pytest.mark.parametrize("lang", OTHERS)
def test_every_page_and_anchor_is_in_every_language(site: Path, lang: Lang) -> None:
    names = pages_of(site, ORIGINAL)
    assert pages_of(site, lang) == names
    for name in names:
        if not re.fullmatch(r"reports/[^/]+/index\.html", name):
            continue
        anchors = re.compile(r"s\d|p\d|n\d|page-|title")
        original = Seen((site / name).read_text("utf-8"))
        other = Seen((site / lang / name).read_text("utf-8"))
        wanted = [ident for ident in original.ids if anchors.match(ident)]
        assert [ident for ident in other.ids if anchors.match(ident)] == wanted, name


@pytest.mark.parametrize("lang", LANGS)
def test_each_page_tells_its_language_and_leads_to_the_others(site: Path, lang: Lang) -> None:
    folder = site / locale(lang).prefix
    for name in pages_of(site, lang):
        page = Seen((folder / name).read_text("utf-8"))
        assert page.lang == lang, name
        if name == "404.html":
            continue
        assert list(page.links) == list(LANGS), name
        for other, href in page.links.items():
            target = (folder / name).parent / href / "index.html"
            wanted = site / locale(other).prefix / name  # type: ignore[arg-type]
            assert target.resolve() == wanted.resolve(), (name, other)


# --- reading ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, "/archive/")


def test_the_switch_stays_on_the_passage(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}{REPORT}")
    page.evaluate("document.getElementById('p9').scrollIntoView()")
    page.evaluate("window.scrollBy(0, -60)")
    page.locator(".cefu-languages summary").click()
    page.locator(".cefu-languages a[hreflang=en]").click()
    page.wait_for_url(f"{host.url}en/{REPORT}#p*")
    ident = page.url.partition("#")[2]
    assert ident in ("p8", "p9")
    expect(page.locator(f"#{ident}")).to_be_in_viewport()
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_switch_works_by_keyboard_and_keeps_a_query(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}search/?q=THAAD")
    page.locator(".cefu-languages summary").focus()
    page.keyboard.press("Enter")
    page.locator(".cefu-languages a[hreflang=zh-Hans]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{host.url}zh-Hans/search/?q=THAAD*")


def test_the_browsers_language_is_offered_once_and_not_forced(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}en/{REPORT}")
    offer = page.locator(".cefu-offer")
    expect(offer).to_have_attribute("lang", "zh-Hant")
    assert page.url.endswith(f"/en/{REPORT}")
    offer.get_by_role("button").click()
    expect(offer).to_have_count(0)
    page.reload()
    expect(page.locator(".cefu-languages")).to_be_visible()
    expect(offer).to_have_count(0)


def test_settings_go_along(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}{REPORT}")
    page.locator(".cefu-settings summary").click()
    page.locator(".cefu-settings input[value=l]").check()
    page.locator(".cefu-languages summary").click()
    page.locator(".cefu-languages a[hreflang=en]").click()
    page.wait_for_url(f"{host.url}en/**")
    expect(page.locator("html")).to_have_attribute("data-cefu-size", "l")
    expect(page.locator(".cefu-offer")).to_have_count(0)


def test_both_scripts_side_by_side_and_kept(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}{REPORT}")
    page.locator(".cefu-languages summary").click()
    page.locator(".cefu-parallel-button").click()
    beside = page.locator("#p5 + .cefu-other-script")
    expect(beside).to_have_attribute("lang", "zh-Hans")
    expect(beside).to_contain_text("南韩")
    assert page.locator("[id=p5]").count() == 1
    page.reload()
    expect(beside).to_contain_text("南韩")
    page.locator(".cefu-languages summary").click()
    page.locator(".cefu-parallel-button").click()
    expect(beside).to_have_count(0)
    expect(page.locator("#p5")).to_be_visible()


# --- translations -------------------------------------------------------------------------


def test_a_translation_stands_beside_its_paragraphs(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}en/{REPORT}")
    pairs = page.locator(".cefu-parallel")
    assert pairs.count() >= 2
    first = pairs.first
    expect(first.locator("[lang=zh-Hant]").first).to_have_attribute("id", re.compile("^p"))
    left = first.locator(".cefu-translation").bounding_box()
    right = first.locator("[lang=zh-Hant]").first.bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] <= right["x"]
    assert abs(left["y"] - right["y"]) < 4
    page.set_viewport_size({"width": 390, "height": 800})
    left = first.locator(".cefu-translation").bounding_box()
    right = first.locator("[lang=zh-Hant]").first.bounding_box()
    assert left
    assert right
    assert left["y"] + left["height"] <= right["y"]


def test_chinese_pages_offer_the_translation(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}{REPORT}")
    folded = page.locator("details.cefu-translated").first
    expect(folded.locator(".cefu-translation")).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator(".cefu-translation")).to_be_visible()
    expect(folded.locator(".cefu-translation")).to_have_attribute("lang", "en")


def report() -> Report:
    blocks = (
        Block("s1", "s1", "heading", "一、前言"),
        Block("p1", "s1", "paragraph", "甲。"),
        Block("p2", "s1", "paragraph", "乙。"),
    )
    sections = (Section("s1", None, 1, "一、", {"zh-Hant": "前言"}),)
    return Report("a", Record({}), "a.txt", "", "utf-8", "", sections, blocks, (), ())


def test_a_translation_is_aligned_by_paragraph(tmp_path: Path) -> None:
    text = "sections:\n  - heading: 一、前言\n    paragraphs: [One., Two.]\n"
    (tmp_path / "a.en.yml").write_text(text, encoding="utf-8")
    found = read_translations(tmp_path, [report()])
    assert found["a"][0].blocks == {"p1": "One.", "p2": "Two."}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("b.en.yml", "sections: []", "belongs to no report"),
        ("a.xx.yml", "sections: []", "languages"),
        ("a.en.yml", "sections:\n  - heading: 二、\n    paragraphs: [One.]", ":2:"),
        ("a.en.yml", "sections:\n  - heading: 一、前言\n    paragraphs: [One.]", "which has 2"),
        ("a.en.yml", "sektions: []", "unknown key"),
        ("a.en.yml", "sections: [*x]", "aliases are not allowed"),
    ],
)
def test_faults_of_a_translation_are_told(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CefuError, match=re.escape(says)):
        read_translations(tmp_path, [report()])
