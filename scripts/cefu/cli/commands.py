"""The command ``cefu``: a thin edge over the library."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from cefu import __version__
from cefu.cli.desk import desk
from cefu.cli.edge import DIR, IN, JSON, UNSETTLED, say, say_json, told
from cefu.cli.keeping import hint, keys, merge, new, undo
from cefu.cli.life import merge_report, rename, replace, supersede, withdraw


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cefu")
def main() -> None:
    """Build and keep a research archive of Chinese policy briefs.

    An archive is a folder with documents in its sources/: PDF, Word, web page,
    Markdown or text, one file a report.  Beside each may lie a sidecar <name>.yml with its
    bibliographic record.  Start with:

        cefu new DIR       make an archive in an empty folder

        cefu add FILE      put documents into it

        cefu build DIR     make the site in DIR/site

        cefu check DIR     find out whether all is well, change nothing

    Ends with 0 when done, 1 on bad input, 2 on wrong use of a command, 3 where
    'check' found what must be settled before publishing, 70 on a defect.
    """


@main.command()
@DIR
@click.option("--cold", is_flag=True, help="Make everything anew, whatever earlier builds left.")
@JSON
@click.option("--scheduler", default="", help="Work on the Dask cluster at this address.")
@click.option("--workers", default=0, help="Work on a local Dask cluster of so many processes.")
@told
def build(folder: Path, cold: bool, as_json: bool, scheduler: str, workers: int) -> None:
    """Make the whole site of the archive in FOLDER (default: here).

    Checks the sources against their checksums, normalises them, writes the pages
    in every language, and renders them into FOLDER/site.  What has not changed
    since the last build is taken over from it.  If anything is wrong, the site of
    the last build stays as it was.
    """
    from cefu.cli.telling import Cost, showing, to_stderr
    from cefu.site.build import build as run
    from cefu.site.project import Project

    project, cost = Project.at(folder), Cost()
    with _executor(scheduler, workers) as executor, showing() as progress:
        built = run(project, progress, executor, cold=cold, tell=to_stderr)
    if as_json:
        done = {
            "reports": built.reports,
            "site": str(project.site),
            "made": built.made,
            "reused": built.reused,
            "notices": list(built.notices),
            **cost.figures(),
        }
        say_json(done)
        return
    _report(built.reports, built.notices, f"site in {_shown(project.site)}")
    say(f"{built.made:,} files made, {built.reused:,} taken over; {cost}")


@main.command()
@DIR
@told
def preprocess(folder: Path) -> None:
    """Write the Markdown pages and data of FOLDER, without rendering them.

    For those who then call 'mkdocs build' or 'zensical build' themselves.
    """
    from cefu.cli.telling import showing, to_stderr
    from cefu.site.build import preprocess as run
    from cefu.site.project import Project

    project = Project.at(folder)
    with showing() as progress:
        built = run(project, progress, tell=to_stderr)
    reports = len(built.archive.reports)
    _report(reports, built.notices, f"pages in {_shown(project.docs)}")


@main.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--id", "ident", default="", help="The report's id (default: after the file's name).")
@click.option("--ocr", is_flag=True, help="Recognise the text of a scan (needs Tesseract).")
@IN
@told
def add(files: tuple[Path, ...], ident: str, ocr: bool, folder: Path) -> None:
    """Add FILES (PDF, Word, web page, Markdown, text) to the archive.

    Checks each document, copies it into sources/ byte for byte, fixes its
    checksum, and writes a sidecar with what the document says of itself.
    """
    from cefu.cli.add import add as run

    for line in run(files, folder / "sources", ident=ident, ocr=ocr):
        say(line)


@main.command()
@DIR
@click.option(
    "--to", type=click.Path(path_type=Path), required=True, help="The folder to make; new or empty."
)
@click.option("--date", default="", help="The day of the deposit (default: today).")
@told
def deposit(folder: Path, to: Path, date: str) -> None:
    """Make a deposit of FOLDER for a repository or a national library.

    A BagIt bag that is an RO-Crate: the sources (where their texts may be handed
    on), the data and the forms of the site as last built, and CITATION.cff.
    """
    from datetime import date as day

    from cefu.cli.deposit import deposit as run
    from cefu.site.project import Project

    for line in run(Project.at(folder), to, date or day.today().isoformat()):
        say(line)


@main.command()
@DIR
@click.option(
    "--update-checksums",
    is_flag=True,
    help="Accept changed source texts: write their new checksums.",
)
@JSON
@told
def check(folder: Path, update_checksums: bool, as_json: bool) -> None:
    """Tell what to look at in FOLDER before publishing, the gravest first.

    Verifies checksums, sidecars and authority files and accounts for every
    character of every source.  Then: published addresses that changed, faults of
    documents, places where the reading was not sure, gaps in records, odd dates,
    links that lead to nothing, missing rights, missing English, names without a
    record, what stays Traditional on Simplified pages.  Writes no site.  Ends with
    3 if the addresses on disk are not those that a build would publish.
    """
    from cefu.cli.check import check as run
    from cefu.site.project import Project

    result = run(Project.at(folder), update_checksums=update_checksums)
    if as_json:
        say_json(result.told)
    for line in () if as_json else result.lines:
        say(line)
    if not result.sound:
        sys.exit(UNSETTLED)


@main.command()
@click.argument("report")
@IN
@click.option("--all", "everything", is_flag=True, help="Every ledger entry, not only the account.")
@JSON
@told
def explain(report: str, folder: Path, everything: bool, as_json: bool) -> None:
    """Tell what normalisation did to REPORT, rule by rule.

    REPORT is a report's id or the path of its text.  Shows where every source
    character went, how sure each line was that was lifted out, and where the reading was
    not sure: what was decided, what else it may be, and the features that decided; with
    --all, each stretch with its offsets and words.
    """
    from cefu.cli.check import explain as run
    from cefu.cli.check import explained

    if as_json:
        say_json(explained(report, folder))
        return
    for line in run(report, folder, everything=everything):
        say(line)


@main.command()
@DIR
@JSON
@told
def suggest(folder: Path, as_json: bool) -> None:
    """List names in the texts of FOLDER that no authority record covers."""
    from dataclasses import asdict

    from cefu.cli.check import suggestion_lines, suggestions
    from cefu.site.project import Project

    found = suggestions(Project.at(folder))
    if as_json:
        say_json([asdict(item) for item in found])
    for line in () if as_json else suggestion_lines(found):
        say(line)


@main.command()
@DIR
@click.option("--addr", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@told
def serve(folder: Path, addr: str) -> None:
    """Build the archive in FOLDER and show it, following changes to its files.

    A change in sources/ or docs/ builds again; if the change is faulty, the
    last good site stays up and the fault is told here.
    """
    from cefu.site.project import Project
    from cefu.site.serve import serve as run

    run(Project.at(folder), addr, say)


def _executor(scheduler: str, workers: int) -> AbstractContextManager[Executor | None]:
    """The cluster that is asked for; none by default."""
    if not scheduler and not workers:
        return nullcontext(None)
    from cefu.site.rendering.cluster import cluster

    return cluster(scheduler, workers)


def _report(reports: int, notices: Sequence[str], where: str) -> None:
    """What the keeper should know of a build, and where its result lies."""
    for notice in notices:
        say(f"note: {notice}")
    say(f"{reports} reports, {where}")


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


for command in (
    new,
    desk,
    rename,
    replace,
    supersede,
    withdraw,
    merge,
    merge_report,
    hint,
    undo,
    keys,
):
    main.add_command(command)
