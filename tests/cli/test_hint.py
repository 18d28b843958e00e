"""``cefu hint``: what the reading desk says of a line, said by a command."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cefu.cli.commands import main

TEXT = """河務評析

背景

鷺洲水門每逢潮汐開閉三次，沿岸農戶據此排定灌溉，民國一百年起改由縣府管理。

下游各鄉宜於汛期之前完成清淤，並公布水位資料，供各界參考。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/river.txt").write_text(TEXT, "utf-8")
    (tmp_path / "sources/river.yml").write_text("issue: '3'  # mine\n", "utf-8")
    return tmp_path


def hint(folder: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["hint", "river", *words, "--in", str(folder)])
    return result.exit_code, result.output


def test_a_line_is_said_to_be_a_heading_and_not_any_more(folder: Path) -> None:
    sidecar = folder / "sources/river.yml"
    before = sidecar.read_text("utf-8")
    code, told = hint(folder, "3", "heading", "--level", "2", "--reason", "set apart")
    assert code == 0, told
    text = sidecar.read_text("utf-8")
    assert text.startswith(before)
    said = {"find": "背景", "verdict": "heading", "level": 2, "reason": "set apart"}
    assert yaml.safe_load(text)["hints"] == [said]
    assert hint(folder, "3", "none")[0] == 0
    assert sidecar.read_text("utf-8") == before
    result = CliRunner().invoke(main, ["undo", "--in", str(folder)])
    assert result.exit_code == 0
    assert sidecar.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("4", "heading"), "no line 4"),
        (("3", "chapter"), "no verdict"),
        (("3", "none"), "no hint on line 3"),
        (("5", "split", "--words", "漁船"), "split only within"),
    ],
)
def test_what_cannot_be_said_changes_nothing(
    folder: Path, words: tuple[str, ...], says: str
) -> None:
    before = (folder / "sources/river.yml").read_bytes()
    code, told = hint(folder, *words)
    assert code == 1
    assert says in told
    assert (folder / "sources/river.yml").read_bytes() == before
