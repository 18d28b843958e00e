"""``cefu desk``: the keeper's desk, a page on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from cefu.cli.edge import DIR, say, told


@click.command()
@DIR
@click.option("--port", default=0, help="Where to listen (default: any port that is free).")
@click.option("--no-browser", is_flag=True, help="Only tell the address; open no browser.")
@told
def desk(folder: Path, port: int, no_browser: bool) -> None:
    """Open the keeper's desk of the archive in FOLDER (default: here).

    A page on this machine, and for this machine only: take documents in, see what
    was made of them, settle what is unsure, describe, build and publish.  It writes
    the same plain files in sources/ that can be edited by hand.
    """
    from cefu.desk.serving.running import run
    from cefu.site.project import Project

    run(Project.at(folder), port, browser=not no_browser, tell=say)
