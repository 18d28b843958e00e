"""Chromium and Chinese fonts for the tests: find them, or install what is missing.

``make test`` runs this file first; the tests take :data:`CHROMIUM_FLAGS` and
:func:`find_chromium` from it, so what was checked here is what runs there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

#: Flags every browser of ours starts with: no window, no sandbox (containers run as root),
#: no talk of its own on the network.
CHROMIUM_FLAGS: tuple[str, ...] = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

CHROMIUM_COMMANDS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

#: Beginnings of file names of common fonts with Traditional Chinese, for systems without fc-list.
CJK_FONT_FILES = ("NotoSansCJK", "NotoSerifCJK", "SourceHan", "PingFang", "Songti", "wqy", "uming")
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "/System/Library/AssetsV2",
)

DEBIAN_CHROMIUM = "chromium"
#: The engines of Firefox and Safari, with a screen for the one that needs it.
DEBIAN_ENGINES = {
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
}
DEBIAN_FONTS = "fonts-noto-cjk"


class SetupError(Exception):
    """Something is missing that this file cannot install; the message says what to do."""


def find_chromium() -> Path | None:
    """Return a Chromium that starts: ``$CEFU_CHROMIUM``, one on the path, or Playwright's own."""
    named = os.environ.get("CEFU_CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in CHROMIUM_COMMANDS]
    for candidate in candidates:
        if candidate and starts(Path(candidate)):
            return Path(candidate)
    own = playwright_chromium()
    return own if not named and own.exists() and starts(own) else None


def starts(browser: Path) -> bool:
    """Whether the browser draws an empty page: a Snap stub or a missing library shows here."""
    command = [str(browser), *CHROMIUM_FLAGS, "--dump-dom", "data:text/html,<p>ready"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"<p>ready" in done.stdout


def playwright_chromium() -> Path:
    """Return where Playwright keeps, or would keep, the Chromium of its own version."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def has_cjk_font() -> bool:
    """Whether a font with Traditional Chinese is installed."""
    if shutil.which("fc-list"):
        listed = subprocess.run(
            ["fc-list", ":lang=zh-tw", "family"], capture_output=True, text=True, check=False
        )
        return bool(listed.stdout.strip())
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(
        file.name.startswith(CJK_FONT_FILES)
        for folder in folders
        if folder.is_dir()
        for file in folder.rglob("*.[ot]t[cf]")
    )


def can_install_packages() -> bool:
    """Whether Debian packages can be installed: apt-get is there and we are root."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(names: Sequence[str]) -> bool:
    """Install Debian packages, asking nothing; return whether all of it worked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    patience = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *names]):
        command = ["apt-get", "--quiet", "--quiet", *patience, *step]
        print("+", *command, flush=True)
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL).returncode:
            return False
    return True


def download_chromium() -> None:
    """Let Playwright fetch its own Chromium, and as root the libraries it needs."""
    libraries = ["--with-deps"] if can_install_packages() else []
    command = [sys.executable, "-m", "playwright", "install", *libraries, "chromium"]
    print("+", *command[1:], flush=True)
    subprocess.run(command, stdin=subprocess.DEVNULL, check=False)


def ensure_chromium() -> Path:
    """Return a Chromium that starts, installed now if need be.

    Raises:
        SetupError: there is none and none could be installed.
    """
    if named := os.environ.get("CEFU_CHROMIUM"):
        if not starts(Path(named)):
            raise SetupError(f"CEFU_CHROMIUM names {named}, which does not start.")
        return Path(named)
    attempts: list[Callable[[], object]] = [download_chromium]
    if can_install_packages():
        attempts.insert(0, lambda: install_packages([DEBIAN_CHROMIUM]))
    found = find_chromium()
    for attempt in attempts:
        if found is None:
            attempt()
            found = find_chromium()
    if found is None:
        raise SetupError(
            "The tests need Chromium, and it could not be installed. Install it (Debian: "
            f"sudo apt install {DEBIAN_CHROMIUM}; elsewhere: python -m playwright install "
            "--with-deps chromium), or name one: CEFU_CHROMIUM=/path/to/chromium make test"
        )
    return found


def ensure_cjk_font() -> None:
    """Install a Chinese font where there is none.

    Raises:
        SetupError: there is none and none could be installed.
    """
    if has_cjk_font():
        return
    if can_install_packages():
        install_packages([DEBIAN_FONTS])
    if not has_cjk_font():
        raise SetupError(
            "The tests look at Chinese pages and need a font for them. Install Noto CJK (Debian, "
            f"Ubuntu: sudo apt install {DEBIAN_FONTS}; Fedora: dnf install google-noto-sans-cjk-"
            "fonts google-noto-serif-cjk-fonts; else unpack it below ~/.local/share/fonts)."
        )


def ensure_engines() -> None:
    """Install the engines of Firefox and Safari where they are missing.

    Raises:
        SetupError: some are missing and could not be installed.
    """
    missing = [name for name in DEBIAN_ENGINES if shutil.which(name) is None]
    if missing and can_install_packages():
        install_packages([DEBIAN_ENGINES[name] for name in missing])
        missing = [name for name in missing if shutil.which(name) is None]
    if missing:
        raise SetupError(
            f"These checks need {', '.join(missing)}, which could not be installed. On Debian: "
            f"sudo apt install {' '.join(DEBIAN_ENGINES.values())}"
        )


def main() -> int:
    """Make all ready, with ``--engines`` the other engines too; return the exit status."""
    try:
        browser = ensure_chromium()
        ensure_cjk_font()
        if "--engines" in sys.argv[1:]:
            ensure_engines()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Chromium: {browser}; Chinese fonts: found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
