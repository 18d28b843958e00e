"""The site opened from a folder, without a server: read, followed, and told what is not there."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from static_host import static_host


def test_pages_opened_from_a_folder_lead_on_and_say_what_needs_a_server(
    chromium: Browser, site: Path
) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    try:
        page.goto((site / "en/index.html").as_uri())
        expect(page.locator(".cefu-from-folder")).to_contain_text("python3 -m http.server")
        page.locator(".cefu-card-title a").first.click()
        page.wait_for_url("file://**/en/reports/*/index.html")
        expect(page.locator("h1")).to_be_visible()
        where = page.url
        page.locator("a[href*='/actors/'][href$='/index.html']").first.evaluate("a => a.click()")
        page.wait_for_url("file://**/en/actors/**/index.html")
        page.goto(where)
        page.locator("a[hreflang=zh-Hans]").first.evaluate("link => link.click()")
        page.wait_for_url("file://**/zh-Hans/reports/*/index.html")
    finally:
        page.close()


def test_a_served_page_does_not_speak_of_folders(site: Path, page: Page) -> None:
    with static_host(site) as host:
        page.goto(host.url)
        expect(page.locator("h1")).to_be_visible()
        assert page.locator(".cefu-from-folder").is_hidden()
        assert page.locator("a[href='reports/']").count()
