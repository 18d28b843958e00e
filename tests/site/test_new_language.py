"""Adding a language is one file of words and one line, as ``docs/dev/translate.md`` says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
LINE = 'Lang = Literal["zh-Hant", "zh-Hans", "en"]'
BRIEF = (
    "東亞能源合作之觀察\n\n王大明\n\n2019年3月\n\n壹、前言\n\n2018年6月12日川金會在新加坡舉行，各國調整政策。"
    "\n\n貳、結論\n\n本文認為各方宜持續對話，並於 2019 年 3 月前提出方案。\n"
)
RECORDS = """\
- id: summit
  type: event
  names: {zh-Hant: 川金會, zh-Hans: 特金会, en: Trump–Kim summit}
  variants: [川金會]
  description: {zh-Hant: 兩國領導人的會晤。, en: A meeting of two leaders.}
  date: "2018-06-12"
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with Japanese: the English words, marked, and the line that names them."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT / "scripts" / "cefu", folder / "cefu")
    languages = folder / "cefu" / "outputs" / "i18n" / "languages"
    words = yaml.safe_load((languages / "en.yml").read_text("utf-8"))
    for strings in (words, words["search_words"]):
        strings |= {key: f"{text}〔ja〕" for key, text in strings.items() if isinstance(text, str)}
    words |= {"language_name": "日本語", "theme_language": "ja", "fallback": "en, zh-Hant"}
    (languages / "ja.yml").write_text(yaml.safe_dump(words, allow_unicode=True), encoding="utf-8")
    module = folder / "cefu" / "model" / "language.py"
    text = module.read_text("utf-8")
    assert text.count(LINE) == 1
    module.write_text(text.replace(LINE, LINE[:-1] + ', "ja"]'), encoding="utf-8")
    return folder


@pytest.mark.whole
def test_a_new_language_is_one_file_and_one_line(package: Path, tmp_path: Path) -> None:
    for name, text in {"a.txt": BRIEF, "authorities/events.yml": RECORDS}.items():
        path = tmp_path / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "cefu", "build", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    site = tmp_path / "site"
    original = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    original = {name for name in original if not name.startswith(("en/", "zh-Hans/", "ja/"))}
    theirs = {path.relative_to(site / "ja").as_posix() for path in (site / "ja").rglob("*.html")}
    assert theirs == original
    report = (site / "ja/reports/a/index.html").read_text("utf-8")
    assert re.search(r'<html[^>]* lang="ja"', report)
    assert "〔ja〕" in report
    assert "Trump–Kim summit" in (site / "ja/actors/summit/index.html").read_text("utf-8")
    assert 'hreflang="ja"' in (site / "en/index.html").read_text("utf-8")
    scripts = "".join(path.read_text("utf-8") for path in (site / "ja/assets").rglob("*.js"))
    assert "〔ja〕" in scripts
