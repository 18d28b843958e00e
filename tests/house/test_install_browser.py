"""The setup of Chromium and fonts, on machines that are played: nothing is really installed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import install_browser

WORKING_BROWSER = "#!/bin/sh\necho '<html><body><p>ready</p></body></html>'\n"
BROKEN_BROWSER = "#!/bin/sh\necho 'install the snap' >&2\nexit 1\n"
FONT_LIST = "#!/bin/sh\ncat '{folder}/fonts' 2>/dev/null\n"
#: Installs what it is asked for: a browser where Chromium is asked for, fonts for fonts.
PACKAGE_MANAGER = """#!/bin/sh
echo "$*" >> '{folder}/asked'
case "$*" in
*install*chromium*) printf '%s' "$BROWSER" > '{folder}/chromium'; chmod +x '{folder}/chromium';;
*install*fonts-noto-cjk*) echo 'Noto Serif CJK TC' > '{folder}/fonts';;
esac
"""


class Machine:
    """A folder that is the whole path, and what apt-get was asked there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, name: str, script: str) -> Path:
        file = self.folder / name
        file.write_text(script.replace("{folder}", str(self.folder)), encoding="utf-8")
        file.chmod(0o755)
        return file

    def asked(self) -> list[str]:
        """Return the words of each apt-get call that are no options."""
        log = self.folder / "asked"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [
            " ".join(word for word in line.split() if not word.startswith("-") and "::" not in word)
            for line in lines
        ]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A bare machine: no browser, no fonts, no downloads; commands of the system still work."""
    monkeypatch.setenv("BROWSER", WORKING_BROWSER)
    monkeypatch.delenv("CEFU_CHROMIUM", raising=False)
    # /bin for cat and chmod; names of browsers and of apt-get are looked up in the folder alone.
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(
        install_browser.shutil,
        "which",
        lambda name: str(tmp_path / name) if (tmp_path / name).exists() else None,
    )
    monkeypatch.setattr(install_browser, "playwright_chromium", lambda: tmp_path / "playwright")
    monkeypatch.setattr(install_browser, "download_chromium", lambda: None)
    machine = Machine(tmp_path)
    machine.add("fc-list", FONT_LIST)
    return machine


def play_root(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install_browser.os, "geteuid", lambda: 0)
    machine.add("apt-get", PACKAGE_MANAGER)


def test_root_on_debian_gets_both_from_packages(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_root(machine, monkeypatch)
    assert install_browser.main() == 0
    assert machine.asked() == [
        "update",
        "install chromium",
        "update",
        "install fonts-noto-cjk",
    ]


def test_nothing_is_installed_where_both_are_there(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_root(machine, monkeypatch)
    machine.add("google-chrome", WORKING_BROWSER)
    (machine.folder / "fonts").write_text("PingFang TC")
    assert install_browser.main() == 0
    assert machine.asked() == []


def test_a_browser_that_does_not_start_is_passed_over(machine: Machine) -> None:
    machine.add("chromium", BROKEN_BROWSER)
    assert install_browser.find_chromium() is None
    chrome = machine.add("google-chrome", WORKING_BROWSER)
    assert install_browser.find_chromium() == chrome


def test_playwright_downloads_where_packages_fail(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_root(machine, monkeypatch)
    monkeypatch.setenv("BROWSER", BROKEN_BROWSER)
    monkeypatch.setattr(
        install_browser,
        "download_chromium",
        lambda: machine.add("playwright", WORKING_BROWSER),
    )
    assert install_browser.ensure_chromium() == machine.folder / "playwright"


def test_who_may_not_install_is_told_what_to_do(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install_browser.os, "geteuid", lambda: 1000)
    assert install_browser.main() == 1
    assert "apt install chromium" in capsys.readouterr().err
    machine.add("chromium", WORKING_BROWSER)
    assert install_browser.main() == 1
    assert "apt install fonts-noto-cjk" in capsys.readouterr().err


def test_a_named_browser_is_taken_or_refused_by_name(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.add("chromium", WORKING_BROWSER)
    monkeypatch.setenv("CEFU_CHROMIUM", str(machine.add("mine", WORKING_BROWSER)))
    assert install_browser.ensure_chromium() == machine.folder / "mine"
    monkeypatch.setenv("CEFU_CHROMIUM", str(machine.folder / "gone"))
    with pytest.raises(install_browser.SetupError, match="gone, which does not start"):
        install_browser.ensure_chromium()
