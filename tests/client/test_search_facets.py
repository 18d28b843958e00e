"""Search narrowed by the sections of a report and by the years of which dates are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from static_host import StaticHost


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/some/where/")


def counts(page: Page, name: str) -> dict[str, int]:
    labels = page.locator(f'[data-name="{name}"] label')
    return {
        str(label.locator("span").first.text_content()): int(
            label.locator(".cs-count").text_content() or 0
        )
        for label in labels.all()
    }


def test_by_the_sections_of_one_report(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}search/?q=無核化&report=003_a1a3a9df684f4396")
    page.wait_for_selector('[data-name="section"] label')
    found = counts(page, "section")
    assert len(found) > 2
    assert all("、" in name or name for name in found)
    name, count = max(found.items(), key=lambda one: one[1])
    page.locator('[data-name="section"]').get_by_label(name).check()
    expect(page.locator(".cs-status")).to_contain_text(f"共 {count} 段")
    for path in page.locator(".cs-path").all_text_contents():
        assert path.startswith(name)
    page.reload()
    expect(page.locator(".cs-status")).to_contain_text(f"共 {count} 段")


def test_sections_of_several_reports_are_no_choice(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}search/?q=無核化")
    page.wait_for_selector('[data-name="period"] label')
    assert page.locator('[data-name="section"]').count() == 0


def test_by_the_years_told_of(page: Page, host: StaticHost, site: Path) -> None:
    page.goto(f"{host.url}search/?q=北韓")
    page.wait_for_selector('[data-name="period"] label')
    found = counts(page, "period")
    statements = json.loads((site / "data/timeline.json").read_text("utf-8"))["statements"]
    told = {s["edtf"][:4] for s in statements if len(s["edtf"].rstrip("~?%")) >= 7}
    assert set(found) <= told
    assert len(found) > 3
    page.locator('[data-name="period"]').get_by_label("2013").check()
    expect(page.locator(".cs-status")).to_contain_text(f"共 {found['2013']} 段")
    assert "period=2013" in page.url
