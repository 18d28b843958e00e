"""The edge of every command: what it says, and how it ends.

Exit codes: 0 done; 1 bad input, told in one paragraph; 2 wrong use of the command (click's own);
3 ``cefu check`` found what must be settled before publishing; 70 a defect of the program;
130 interrupted.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from cefu.model.errors import CefuError

BAD_INPUT, UNSETTLED, DEFECT, INTERRUPTED = 1, 3, 70, 130
_QUIET, _VERBOSE = "cefu.quiet", "cefu.verbose"

#: The archive's folder, as an argument and as an option.
DIR = click.argument(
    "folder", default=".", type=click.Path(file_okay=False, exists=True, path_type=Path)
)
IN = click.option(
    "--in",
    "folder",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The archive's folder (default: here).",
)
JSON = click.option("--json", "as_json", is_flag=True, help="The same as JSON, for programs.")


def _set(key: str) -> Callable[[click.Context, click.Parameter, bool], None]:
    def callback(context: click.Context, _: click.Parameter, value: bool) -> None:
        context.meta[key] = value

    return callback


def _is(key: str) -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(key))


def say(line: str) -> None:
    """One line of what a command tells, unless it was told to be quiet."""
    if not quiet():
        click.echo(line)


def quiet() -> bool:
    """Whether only errors are to be told."""
    return _is(_QUIET)


def verbose() -> bool:
    """Whether the keeper wants to see each step."""
    return _is(_VERBOSE)


def say_json(value: Any) -> None:
    """``value`` as JSON: asked for, and so said even where a command is quiet."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def told(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``-q`` and ``-v``, and its errors as one paragraph and an exit code."""

    @click.option(
        "-q",
        "--quiet",
        is_flag=True,
        expose_value=False,
        callback=_set(_QUIET),
        help="Say nothing but errors.",
    )
    @click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=_set(_VERBOSE),
        help="Show each step, and of a defect all of it.",
    )
    @wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except CefuError as error:
            click.echo(f"cefu: {error}", err=True)
            sys.exit(BAD_INPUT)
        except (KeyboardInterrupt, click.Abort):
            click.echo("cefu: interrupted", err=True)
            sys.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except Exception as error:
            if verbose():
                traceback.print_exc()
            click.echo(f"cefu: {_defect(error)}", err=True)
            sys.exit(DEFECT)

    return wrapper


def _defect(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"a defect of the program: {type(error).__name__}: {error} "
        f"({Path(last.filename).name}:{last.lineno}). Earlier output is as it was. "
        "Run the command again with -v, and report what it shows."
    )
