"""Draw the pictures of the keeper's desk in ``docs/images``: the archive of this repository at work.

Needs the browser of the tests (`install_browser.py`).  The desk is that of a copy, so that nothing
here is touched.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from cefu.desk.decisions.sidecars import without_field
from install_browser import CHROMIUM_FLAGS, find_chromium

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
#: The report whose record is shown.
REPORT = "001_b381afec6ca0a10f"
SIZE = {"width": 1280, "height": 860}


def draw(page: Page, address: str) -> None:
    """Open the desk at ``address`` and draw its overview and a record."""
    page.goto(address)
    page.wait_for_selector("#home-reports")
    page.wait_for_selector("body[data-behind=no]", timeout=120_000)
    page.wait_for_selector("#home-waiting", state="detached", timeout=120_000)
    page.screenshot(path=IMAGES / "desk-home.png")
    root = page.evaluate("document.body.dataset.root")
    page.goto(address.partition("/open")[0] + root + f"record/{REPORT}")
    page.wait_for_selector("[data-evidence=title]:not(:empty)", timeout=120_000)
    page.screenshot(path=IMAGES / "desk-record.png")


def main() -> int:
    """Draw all; return the exit status."""
    browser = find_chromium()
    if browser is None:
        print("no Chromium starts here: run scripts/setup/install_browser.py", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "archive"
        shutil.copytree(ROOT / "sources", folder / "sources")
        shutil.copy(ROOT / "mkdocs.yml", folder)
        # Something is left to do in the picture.
        for sidecar in sorted((folder / "sources").glob("00[23]*.yml")):
            sidecar.write_text(without_field(sidecar.read_text("utf-8"), "rights"), "utf-8")
        command = [sys.executable, "-m", "cefu", "desk", str(folder), "--no-browser"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
            try:
                assert desk.stdout is not None
                address = desk.stdout.readline().split()[-1]
                with sync_playwright() as playwright:
                    chromium = playwright.chromium.launch(
                        executable_path=browser, args=[*CHROMIUM_FLAGS], chromium_sandbox=False
                    )
                    page = chromium.new_page(viewport=SIZE, locale="en-GB")  # type: ignore[arg-type]
                    draw(page, address)
            finally:
                desk.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
