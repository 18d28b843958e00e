"""What the site offers to other programs, and what it lets a browser do."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from cefu.archive.reading import Archive
from cefu.model.errors import CefuError
from cefu.model.language import LANGS, Lang
from cefu.outputs.feeds.atom import atom, timestamp
from cefu.outputs.feeds.discovery import llms, opensearch, sitemap
from cefu.outputs.i18n.locale import locale
from cefu.site.finish import edges, notices, pages_of
from cefu.site.project import Project
from cefu.site.rendering.dressing import Facts, dressed
from cefu.site.rendering.language_links import SLOT
from cefu.site.rendering.made import MadeFile
from cefu.site.rendering.script_check import untouched
from cefu.site.rendering.security_policy import inline_scripts, policy, with_policy, without_policy
from cefu.site.settings import Identity, identity
from static_host import StaticHost

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
URL = "https://example.org/archive/"
REPORT = "reports/000_2b943de7af04142c/"
#: One of each kind of page.
KINDS = (
    "",
    "reports/",
    REPORT,
    f"{REPORT}made/",
    "actors/",
    "actors/kim-jong-un/",
    "timeline/",
    "search/",
    "data/",
    "about/",
    "404.html",
)


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    # At the host's root: a page for what is not found cannot know another place.
    return serve(site)


# --- feeds and maps -----------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("url", ["", URL])
def test_the_feed_is_atom(archive: Archive, lang: Lang, url: str) -> None:
    made = atom(archive.reports, locale(lang), url, "策府")
    assert made == atom(archive.reports, locale(lang), url, "策府")
    feed = ElementTree.fromstring(made)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(archive.reports)
    ids = [each.findtext(f"{ATOM}id") or "" for each in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(ident.startswith(("https://", "urn:uuid:")) for ident in ids)
    for entry in (feed, *entries):
        assert entry.findtext(f"{ATOM}title")
        updated = entry.findtext(f"{ATOM}updated") or ""
        assert datetime.fromisoformat(updated.replace("Z", "+00:00")).year >= 2018
    for entry in entries:
        assert entry.find(f"{ATOM}author/{ATOM}name") is not None
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert re.fullmatch(r".*reports/[^/]+/", link.get("href") or "")
    dates = [entry.findtext(f"{ATOM}published") or "" for entry in entries]
    assert dates == sorted(dates, reverse=True)


def test_an_old_brief_newly_added_and_a_correction_are_news(archive: Archive) -> None:
    old, corrected, *others = archive.reports
    told = [replace(old, added="2031-02-03"), replace(corrected, changed="2030-05"), *others]
    feed = ElementTree.fromstring(atom(told, locale("en"), URL, "策府"))
    entries = feed.findall(f"{ATOM}entry")
    dates = [[e.findtext(f"{ATOM}{what}") for what in ("published", "updated")] for e in entries]
    assert dates[0] == ["2031-02-03T00:00:00Z"] * 2
    assert dates[1][1] == "2030-05-01T00:00:00Z"
    assert dates[1][0] != dates[1][1]
    assert feed.findtext(f"{ATOM}updated") == "2031-02-03T00:00:00Z"
    assert f"reports/{old.id}/" in (entries[0].findtext(f"{ATOM}id") or "")


@pytest.mark.parametrize(
    ("edtf", "instant"),
    [
        ("2018-05-26", "2018-05-26T00:00:00Z"),
        ("2018", "2018-01-01T00:00:00Z"),
        ("201X", "2010-01-01T00:00:00Z"),
        ("2018-21", "2018-03-01T00:00:00Z"),
        ("2018-05/2018-06", "2018-05-01T00:00:00Z"),
        ("../2018", ""),
    ],
)
def test_dates_become_instants(edtf: str, instant: str) -> None:
    assert timestamp(edtf) == instant


def test_the_sitemap_tells_every_language() -> None:
    made = ElementTree.fromstring(sitemap({"": LANGS, "about/": ("zh-Hant", "en")}, URL))
    places = [each.findtext(f"{MAP}loc") for each in made.findall(f"{MAP}url")]
    assert places == [
        URL,
        f"{URL}zh-Hans/",
        f"{URL}en/",
        f"{URL}about/",
        f"{URL}en/about/",
    ]
    for page in made.findall(f"{MAP}url"):
        links = {link.get("hreflang"): link.get("href") for link in page.findall(f"{XHTML}link")}
        assert page.findtext(f"{MAP}loc") in links.values()
        assert links["x-default"] == links["zh-Hant"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_browser_can_search_the_site(lang: Lang) -> None:
    made = ElementTree.fromstring(
        opensearch(locale(lang), URL, "策府 <典藏> & 十六字以上的長名稱試驗")
    )
    assert len(made.findtext(f"{SEARCH}ShortName") or "") <= 16
    url = made.find(f"{SEARCH}Url")
    assert url is not None
    assert url.get("template") == f"{URL}{locale(lang).prefix}search/?q={{searchTerms}}"


def test_llms_names_every_report(archive: Archive) -> None:
    text = llms(archive.reports, URL, "Cefu").decode()
    assert text.startswith("# Cefu\n\n> ")
    assert all(f"({URL}reports/{report.id}/)" in text for report in archive.reports)


# --- the last pass ------------------------------------------------------------------------

PAGE = '<html><head><meta charset="utf-8"></head><body>{slot}</body></html>'


def test_hreflang_is_absolute_or_absent(archive: Archive) -> None:
    names = dict.fromkeys(LANGS, "策府")
    html, facts = PAGE.format(slot=SLOT), Facts(fed=True, translated=True)
    known = Identity(names, URL)
    home = dressed(html, "index.html", LANGS, locale("en"), known, facts)
    links = re.findall(r'<link rel="alternate " hreflang="([^"]+)" href="([^"]+)">', home)
    assert dict(links) == {
        "zh-Hant": URL,
        "zh-Hans": f"{URL}zh-Hans/",
        "en": f"{URL}en/",
        "x-default": URL,
    }
    about = dressed(html, "about/index.html", ("zh-Hant",), locale("zh-Hant"), known, facts)
    assert 'hreflang="en"' not in about
    made = [MadeFile(name, "") for name in ("index.html", "en/index.html", "about/index.html")]
    assert pages_of(made) == {"about/index.html": ("zh-Hant",), "index.html": ("zh-Hant", "en")}
    files = edges(archive, known, pages_of(made))
    assert "Sitemap: https://" in files["robots.txt"].decode()
    assert files["sitemap.xml"].count(b"<url>") == 3
    unknown = Identity(names)
    home = dressed(html, "index.html", LANGS, locale("en"), unknown, facts)
    assert '<link rel="alternate " hreflang' not in home
    assert 'href="../zh-Hans/"' in home
    assert "sitemap.xml" not in edges(archive, unknown, pages_of(made))
    assert any("SITE_URL" in notice for notice in notices(made, unknown))


def test_residue_is_told() -> None:
    html = '<html lang="zh-Hans"><head></head><body>发展關係<q lang="zh-Hant">發</q></body></html>'
    residue = tuple(f"index.html: {left.char} in {left.near}" for left in untouched(html))
    made = [MadeFile("zh-Hans/index.html", "", residue=residue)]
    told = notices(made, Identity(dict.fromkeys(LANGS, "策府"), URL))
    assert [n.split(": ", 1)[1] for n in told] == [
        "not Simplified on index.html: 關 in 发展關係",
        "not Simplified on index.html: 係 in 发展關係",
    ]


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nsite_url: example.org\n", encoding="utf-8")
    with pytest.raises(CefuError, match="no web address"):
        identity(Project.at(tmp_path))


def test_the_keeper_names_the_site(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    settings = "site_name: 國防文庫\nextra:\n  site_name_en: Defence Library\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert identity(Project.at(tmp_path)).names == {
        "zh-Hant": "國防文庫",
        "zh-Hans": "国防文库",
        "en": "Defence Library",
    }


@pytest.mark.parametrize("lang", LANGS)
def test_pages_carry_what_a_shared_link_shows(site: Path, lang: Lang) -> None:
    for name in ("index.html", f"{REPORT}index.html", "about/index.html", "timeline/index.html"):
        html = (site / locale(lang).prefix / name).read_text("utf-8")
        shown = dict(re.findall(r'<meta property="(og:\w+)" content="([^"]*)">', html))
        assert shown["og:title"]
        assert len(shown["og:description"]) > 10
        assert re.search(r'<meta name="description" content="[^"]{10,}">', html)


# --- the policy ---------------------------------------------------------------------------


def test_the_policy_admits_exactly_the_pages_own_scripts() -> None:
    html = '<head><meta charset="utf-8"><script>\r\na()</script><script src="b.js"></script>'
    digest = hashlib.sha256(b"\na()").digest()
    assert f"script-src 'self' 'sha256-{base64.b64encode(digest).decode()}';" in policy(html)
    assert with_policy(html).index("Content-Security-Policy") < with_policy(html).index("<script")
    assert inline_scripts('<script type="application/ld+json">{}</script>') == []


def test_every_page_has_a_strict_policy(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        found = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert len(found) == 1, path
        assert "unsafe" not in found[0]
        assert found[0].startswith("default-src 'none'; script-src 'self'")
        assert not re.search(r"<style|<[^>]+\sstyle=|<[^>]+\son[a-z]+=", html), path


@pytest.mark.parametrize("lang", get_args(Lang))
def test_nothing_a_page_does_breaks_its_policy(page: Page, host: StaticHost, lang: Lang) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("response", lambda r: said.append(f"{r.status} {r.url}") if r.status > 399 else None)
    for kind in KINDS:
        page.goto(f"{host.url}{locale(lang).prefix}{kind}")
        page.wait_for_load_state("networkidle")
    page.goto(f"{host.url}{locale(lang).prefix}{REPORT}")
    page.locator(".cefu-settings summary").click()
    page.locator(".cefu-settings input[value=slate]").check()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{host.url}{locale(lang).prefix}search/?q=無核化")
    expect(page.locator("#cefu-search a[href*='reports/']").first).to_be_visible()
    assert not said


def test_a_foreign_script_is_refused(page: Page, host: StaticHost) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{host.url}about/")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
        " document.head.append(s); }"
    )
    assert page.evaluate("() => window.bad") is None
    assert any("Content Security Policy" in text for text in refused)


def test_the_live_server_may_add_its_script() -> None:
    page = with_policy('<meta charset="utf-8"><body></body>').encode()
    assert b"Content-Security-Policy" not in without_policy(page)  # livereload is inline


def test_the_site_carries_nothing_that_no_page_loads(site: Path) -> None:
    files = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    assert [name for name in files if name.endswith(".map") or "/lunr/" in name] == []
    scripts = [path for path in site.rglob("*") if path.suffix in (".js", ".css")]
    assert [path.name for path in scripts if b"sourceMappingURL" in path.read_bytes()] == []
    # Papers for makers are no pages of an archive.
    assert not {"measures", "translate", "operate"} & {path.name for path in site.iterdir()}
