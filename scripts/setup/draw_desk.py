"""Make the pictures of the desk in ``docs/images`` anew: ``make pictures``.

The desk is opened on a new archive of the tutorial's two documents, so that the pictures show what
a reader of the tutorial sees, and nobody's rights are touched.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from install_browser import CHROMIUM_FLAGS, find_chromium

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [
    ROOT / "docs" / "dev" / "tutorial" / f"{name}.pdf" for name in ("irrigation", "punctuality")
]
IMAGES = ROOT / "docs" / "images"
#: A picture has at most so many bytes: it is read on a page, not printed.
MOST = 120_000
FOLDER = "2 reports in papers"
WIDE, HIGH = 1280, 800


def inbox(page: Page, root: str) -> None:
    """Both papers dropped and read."""
    page.goto(f"{root}inbox/")
    page.set_input_files("input[type=file]", [str(paper) for paper in PAPERS])
    page.locator("article.card form.fields").nth(len(PAPERS) - 1).wait_for()
    page.wait_for_load_state("networkidle")


def accepted(page: Page, root: str) -> None:
    """Both accepted, and the overview when all is read and looked through."""
    page.click("#inbox-all button")
    page.locator(".card-done").nth(len(PAPERS) - 1).wait_for()
    page.goto(root)
    page.locator("#home-reports tr").nth(len(PAPERS) - 1).wait_for()
    page.locator("details.concerns").first.wait_for()
    # Where the archive lies for the picture's sake is nobody's folder.
    page.locator(".lead").evaluate("(lead, words) => { lead.textContent = words; }", FOLDER)


def reading(page: Page, root: str) -> None:
    """The first paper at the reading desk."""
    page.goto(f"{root}reading/{PAPERS[0].stem}")
    page.wait_for_load_state("networkidle")


def record(page: Page, root: str) -> None:
    """The form of the first paper's record."""
    page.goto(f"{root}record/{PAPERS[0].stem}")
    page.locator("[data-evidence=title] q").wait_for()


#: What each picture shows, in the order in which one leads to the next.
PICTURES: dict[str, Callable[[Page, str], None]] = {
    "desk-inbox": inbox,
    "desk-home": accepted,
    "desk-reading": reading,
    "desk-record": record,
}


def small(png: bytes) -> bytes:
    """A picture with as many colours as fit into ``MOST`` bytes."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    made = b""
    for colours in (256, 128, 64, 32, 16):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        made = out.getvalue()
        if len(made) <= MOST:
            break
    return made


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """The address of a desk on a new archive in ``folder``."""
    cefu = [sys.executable, "-m", "cefu"]
    name = ["--name", "交通與水利文獻", "--name-en", "Transport and Water Papers", "--no-questions"]
    subprocess.run([*cefu, "new", str(folder), *name], check=True, stdout=subprocess.DEVNULL)
    command = [*cefu, "desk", str(folder), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


def main() -> None:
    chromium = find_chromium()
    if chromium is None:
        sys.exit("no Chromium was found: run scripts/setup/install_browser.py first")
    with (
        tempfile.TemporaryDirectory(prefix="cefu-pictures-") as folder,
        desk(Path(folder, "archive")) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=[*CHROMIUM_FLAGS])
        page = browser.new_page(viewport={"width": WIDE, "height": HIGH}, locale="en")
        page.set_default_timeout(120_000)
        page.goto(address)
        page.wait_for_selector(".desk-head")
        page.wait_for_load_state("networkidle")
        root = address.partition("/open")[0] + page.evaluate("document.body.dataset.root")
        for name, lead in PICTURES.items():
            lead(page, root)
            picture = small(page.screenshot())
            (IMAGES / f"{name}.png").write_bytes(picture)
            print(f"{name}.png: {len(picture) // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main()
