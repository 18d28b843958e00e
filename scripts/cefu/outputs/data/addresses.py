"""Addresses below the site's root, as the open data give them."""

from __future__ import annotations

from cefu.archive.catalogue import Catalogue


def report_url(report: str, anchor: str = "") -> str:
    """The page of a report, or a place on it.

    >>> report_url("a", "p3")
    'reports/a/#p3'
    """
    return f"reports/{report}/" + (f"#{anchor}" if anchor else "")


def picture_path(report: str, name: str) -> str:
    """Where the picture of a figure lies, below the site's root.

    >>> picture_path("a", "1f.webp")
    'assets/reports/a/1f.webp'
    """
    return f"assets/reports/{report}/{name}"


def table_path(report: str, block: str) -> str:
    """Where a table of a report lies as CSV, below ``data/``.

    >>> table_path("a", "t1")
    'tables/a-t1.csv'
    """
    return f"tables/{report}-{block}.csv"


def actor_url(catalogue: Catalogue, ident: str) -> str | None:
    """The page of an authority record; None for vocabulary, which has no page."""
    return f"actors/{ident}/" if ident in catalogue.listed_ids else None
