"""The last pass over the rendered site."""

from __future__ import annotations

from pathlib import Path

#: What renderers leave behind and no page uses.
_LEFTOVERS = ("sitemap.xml.gz", "search.json")


def finish(site: Path) -> None:
    """Take out what no reader needs."""
    for name in _LEFTOVERS:
        for path in site.rglob(name):
            path.unlink()
