"""The setup of Node.js for the checks of scripts, on machines that are played."""

from __future__ import annotations

from pathlib import Path

import pytest

import check_client


def play(folder: Path, version: str) -> None:
    for name in ("node", "npm"):
        file = folder / name
        file.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
        file.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing but a virtual environment, whose pip installs nothing."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "path").mkdir()
    python = tmp_path / "bin" / "python"
    python.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(check_client.sys, "executable", str(python))
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    return tmp_path


def test_node_on_the_path_is_taken(bare: Path) -> None:
    play(bare / "path", "v22.4.1")
    assert check_client.ensure_node() == bare / "path"


def test_node_too_old_is_not_taken(bare: Path) -> None:
    play(bare / "path", "v18.20.0")
    assert check_client.find_node() is None


def test_the_wheel_brings_node_where_there_is_none(bare: Path) -> None:
    wheel = (
        "#!/bin/sh\nfor name in node npm; do\n printf '#!/bin/sh\\necho v24.1.0\\n' > {0}/$name\n"
    )
    python = bare / "bin" / "python"
    python.write_text(wheel.format(bare / "bin") + f" /bin/chmod +x {bare}/bin/$name\ndone\n")
    assert check_client.ensure_node() == bare / "bin"


def test_where_node_cannot_be_had_the_message_says_how(bare: Path) -> None:
    with pytest.raises(check_client.SetupError, match=r"apt install nodejs npm"):
        check_client.ensure_node()
