"""A small archive to try the desk on, and what its tests ask of a page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Error, Page

TEXT = (
    "河川航運政策之回顧\n\n林甲\n\n壹、前言\n\n河川航運於二十年前已有規模，各港口之設施亦逐漸完備，\n"
    "然而近年貨運量下降，主管機關遂於2018年5月提出新的方案。第二項工作是疏濬航道。\n\n"
    "各港概況\n\n甲港  120  15\n乙港  80  9\n\n第 3 頁\n\n貳、結論\n\n航運仍具價值，應予維持。\n\n"
    "第 4 頁\n\n各港展望\n\n資料來自各港務局之年報\n\n港務長（John Smith）表示平川港仍需整建。\n"
)
SIDECAR = "# checked\ntitle: {zh-Hant: 河川航運政策之回顧, en: River traffic}\ndate: '2018-06'\n"


def archive(folder: Path, **more: str) -> Path:
    """An archive with one report in ``folder``; ``more`` are further files of sources/."""
    (folder / "sources/authorities").mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "sources/river.txt").write_text(TEXT, "utf-8")
    (folder / "sources/river.yml").write_text(SIDECAR, "utf-8")
    for name, text in more.items():
        path = folder / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def opened(page: Page, address: str, path: str) -> str:
    """Open the desk at ``address`` and go to ``path`` below its root; the root's address."""
    page.goto(address)
    page.wait_for_selector(".desk-head")
    page.wait_for_load_state("networkidle")
    root = str(page.locator("body").get_attribute("data-root"))
    base = address.partition("/open")[0] + root
    for _ in range(100):
        if not page.request.get(base + "state").json()["behind"]:
            break
        page.wait_for_timeout(200)
    try:
        page.goto(base + path)
    except Error:  # the overview was just loading itself anew
        page.goto(base + path)
    page.wait_for_load_state("networkidle")
    return base


def in_scheme(page: Page, scheme: str) -> None:
    """Show the page in the colours ``scheme``."""
    with page.expect_navigation():
        page.select_option("#desk-scheme", scheme)
    page.wait_for_load_state("networkidle")
