"""Commands that begin an archive and change what stands in it."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path

import click

from cefu.cli.edge import IN, say, told

#: What `cefu new` asks, in order; each is an option too.
_QUESTIONS = {
    "name": "The archive's name in Traditional Chinese",
    "name_en": "Its name in English",
    "description": "What it collects, in one sentence of Chinese",
    "description_en": "The same in English",
    "keeper": "Who keeps it (a name to be shown)",
    "contact": "Where a rights holder can write to",
    "url": "The address the site will have (empty: not known yet)",
}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="Name in Traditional Chinese.")
@click.option("--name-en", help="Name in English.")
@click.option("--description", help="What it collects, in one sentence of Chinese.")
@click.option("--description-en", help="The same in English.")
@click.option("--keeper", help="Who keeps it.")
@click.option("--contact", help="Where a rights holder can write to.")
@click.option("--url", help="The address the site will have.")
@click.option(
    "--no-questions", is_flag=True, help="Ask nothing; what is not given can be filled in later."
)
@told
def new(folder: Path, no_questions: bool, **given: str | None) -> None:
    """Make a new archive in FOLDER, which must be new or empty.

    It builds at once: settings with every line explained, an about page to fill
    in, a workflow that publishes the site on GitHub Pages, a README for its next
    keeper.  On a terminal it asks what is not given as an option.
    """
    from cefu.cli.new import Answers, check_empty
    from cefu.cli.new import new as run

    check_empty(folder)
    asks = on_a_terminal() and not no_questions
    answers = {}
    for field in fields(Answers):
        value = given[field.name]
        if value is None and asks:
            value = str(click.prompt(_QUESTIONS[field.name], default=field.default))
        if value is not None:
            answers[field.name] = value.strip()
    for line in run(folder, Answers(**answers)):
        say(line)


@click.command()
@click.argument("old")
@click.argument("new_id", metavar="NEW")
@IN
@told
def merge(old: str, new_id: str, folder: Path) -> None:
    """Make the authority record OLD a part of the record NEW: they are the same.

    NEW gets the forms, exclusions and identifiers of OLD; whatever names OLD names
    NEW; the page of OLD leads to that of NEW (`former_ids`).
    """
    from cefu.desk.decisions.deciding import merge as run
    from cefu.desk.decisions.journal import keep

    for change in keep(folder, run(folder, old, new_id)).decision.changes:
        say(f"{change.file} written")
    say(f"/actors/{old}/ will lead to /actors/{new_id}/: run 'cefu build' and commit sources/")


@click.command()
@IN
@told
def undo(folder: Path) -> None:
    """Take the last decision back that was made at the desk or by a command.

    Its files become what they were, to the byte.  Refused where one of them was
    changed since.
    """
    from cefu.desk.decisions.journal import undo as run

    step = run(folder)
    say(f"taken back: {step.decision.words}")
    for change in step.decision.changes:
        say(f"{change.file} is as it was")


@click.command()
@click.argument("report")
@click.argument("line", type=int)
@click.argument("verdict")
@click.option("--level", default=0, help="Of a heading: how deep it stands (1 to 6).")
@click.option("--words", default="", help="Of 'split': the words with which the next block begins.")
@click.option("--reason", default="", help="Why; default: compared with the document.")
@IN
@told
def hint(
    report: str, line: int, verdict: str, level: int, words: str, reason: str, folder: Path
) -> None:
    """Say what LINE of REPORT is: VERDICT is heading, paragraph, join, furniture …

    Lines are numbered as 'cefu explain' tells them; 'cefu keys' lists the verdicts.
    Writes a hint into the sidecar, as the reading desk does; 'none' takes it away.
    """
    from cefu.cli.hint import hint as run

    why = reason or "compared with the document"
    for told_line in run(folder, report, line, verdict, why, level, words):
        say(told_line)


@click.command()
@told
def keys() -> None:
    """List every key of sidecars and authority records, in Markdown."""
    from cefu.cli.keys import tables

    for line in tables():
        say(line)


def on_a_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()
