"""Rendering: Markdown to a site, by MkDocs in this process, strictly.

The renderer's warnings are errors: a broken link would reach readers.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from cefu.model.errors import CefuError


class _Keeper(logging.Handler):
    """Keeps what the renderer warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def render(config: Path, site: Path) -> None:
    """Build the site that ``config`` describes into ``site`` (emptied first).

    Raises ``CefuError`` with the renderer's first words if it fails or warns.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    # Dates in the sitemap would make two builds of the same sources differ.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    log = logging.getLogger("mkdocs")
    keeper = _Keeper()
    log.addHandler(keeper)
    propagate, log.propagate = log.propagate, False
    try:
        settings = load_config(config_file=str(config), site_dir=str(site), strict=True)
        settings.plugins.on_startup(command="build", dirty=False)
        build(settings)
        settings.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        words = keeper.messages[0] if keeper.messages else str(error)
        raise CefuError(f"the renderer stopped: {words}", file=config) from None
    finally:
        log.removeHandler(keeper)
        log.propagate = propagate
    if keeper.messages:
        raise CefuError(f"the renderer warned: {keeper.messages[0]}", file=config)
