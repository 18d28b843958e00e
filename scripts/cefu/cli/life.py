"""Commands for the life of a report: another id, a better text, its place taken, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from cefu.cli.edge import IN, say, told
from cefu.model.language import ENGLISH, ORIGINAL

if TYPE_CHECKING:
    from cefu.archive.life.files import Plan

C = TypeVar("C", bound=Callable[..., object])


def _why_and_when(command: C) -> C:
    """The options ``--reason``, ``--reason-en`` and ``--date``."""
    for option in (
        click.option("--date", default="", help="When (EDTF; default: today)."),
        click.option("--reason-en", default="", help="The same in English."),
        click.option("--reason", required=True, help="Why, in words for readers (Chinese)."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("old")
@click.argument("new_id", metavar="NEW")
@IN
@told
def rename(old: str, new_id: str, folder: Path) -> None:
    """Give the report OLD the id NEW; links to the old address lead on.

    Renames its files in sources/ and writes the old id into its sidecar
    (`former_ids`).  The next build publishes it at its new address.
    """
    from cefu.archive.life.renaming import renamed

    _keep(folder, f"{old} is {new_id}", renamed(folder / "sources", old, new_id))


@click.command("merge-report")
@click.argument("old")
@click.argument("new_id", metavar="NEW")
@IN
@told
def merge_report(old: str, new_id: str, folder: Path) -> None:
    """OLD is the same document as NEW: OLD goes and its address leads to NEW.

    Its files are put aside in .cefu/desk/aside until 'cefu undo' brings them back.
    """
    from cefu.archive.life.renaming import joined

    _keep(folder, f"{old} is {new_id}", joined(folder / "sources", old, new_id))


@click.command()
@click.argument("old")
@click.argument("new_id", metavar="NEW")
@IN
@told
def supersede(old: str, new_id: str, folder: Path) -> None:
    """The report NEW has taken the place of OLD, which stays readable and says so."""
    from cefu.archive.life.renaming import superseded

    _keep(folder, f"{new_id} for {old}", superseded(folder / "sources", old, new_id))


@click.command()
@click.argument("report")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_why_and_when
@IN
@told
def replace(report: str, file: Path, reason: str, reason_en: str, date: str, folder: Path) -> None:
    """Put FILE, a better text, in the place of the document of REPORT.

    Addresses follow the text with the next build.  The text as it was stays
    readable at /reports/REPORT/versions/, with what has changed, when and why.
    """
    from cefu.archive.kept import Kept
    from cefu.archive.reading import read_archive
    from cefu.desk.decisions.deciding import replacement
    from cefu.desk.decisions.journal import keep
    from cefu.inputs.documents import read_document
    from cefu.model.errors import CefuError
    from cefu.site.project import Project

    project = Project.at(folder)
    read_document(file)
    archive = read_archive(project.sources, kept=Kept(project.work / "kept"))
    found = {each.id: each for each in archive.reports}
    if report not in found:
        raise CefuError(f"there is no report {report!r}", remedy=f"Known: {', '.join(found)}")
    why = _why(reason, reason_en)
    decision, lines = replacement(project.root, found[report], file, _day(date), why)
    keep(project.root, decision)
    for line in lines:
        say(line)


@click.command()
@click.argument("report")
@_why_and_when
@click.option(
    "--delete-document", is_flag=True, help="Take the document itself out of sources/ too."
)
@IN
@told
def withdraw(
    report: str, reason: str, reason_en: str, date: str, delete_document: bool, folder: Path
) -> None:
    """Take the text of REPORT back; its page keeps record, date and reason.

    Writes `withdrawn` into its sidecar, with what the text says of itself where
    the sidecar does not.  With the next build the text is gone from pages,
    older versions, search, data, forms and the lock; its address holds.
    """
    from cefu.archive.life.withdrawing import left_of, sums_without, withdrawn
    from cefu.inputs.sources import CHECKSUMS
    from cefu.site.writing import write_atomically

    sources = folder / "sources"
    left, sums = left_of(sources, report), sums_without(sources, report)
    plan = withdrawn(sources, report, _day(date), _why(reason, reason_en))
    # Who withdrew the text before may take the document out later.
    if not delete_document or any(_differs(sources / name, t) for name, t in plan.texts.items()):
        _keep(folder, f"{report}: withdrawn", plan)
    if delete_document:
        for path in left:
            path.unlink()
            say(f"{path.relative_to(sources)} is deleted")
        if sums is not None:
            write_atomically(sources / CHECKSUMS, sums)
    else:
        say(f"still in sources/, and not published: {', '.join(path.name for path in left)}")
        say("  whoever has the repository has them; --delete-document takes them out")
    say("run 'cefu build', publish, and commit sources/; git's history keeps what was committed")


def _keep(folder: Path, words: str, plan: Plan) -> None:
    from cefu.desk.decisions.deciding import planned
    from cefu.desk.decisions.journal import keep

    keep(folder, planned(folder, words, plan))
    for line in plan.told:
        say(line)


def _differs(path: Path, text: str | None) -> bool:
    held = path.read_bytes().decode("utf-8") if path.exists() else None
    return held != text


def _why(original: str, english: str) -> dict[str, str]:
    return {lang: words for lang, words in ((ORIGINAL, original), (ENGLISH, english)) if words}


def _day(date: str) -> str:
    from datetime import date as day

    return date or day.today().isoformat()
