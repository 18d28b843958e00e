"""What a command tells while it works and when it is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from cefu.cli.edge import quiet, verbose


def to_stderr(words: str) -> None:
    """One line beside the command's own output, unless it was told to be quiet."""
    if not quiet():
        click.echo(words, err=True)


def _each_once() -> Callable[[str, int, int], None]:
    """Tells each thing that is being done on a line of its own, with the time since then."""
    begun, last = time.perf_counter(), ""

    def show(what: str, step: int, steps: int) -> None:
        nonlocal last
        if what != last:
            click.echo(f"{time.perf_counter() - begun:6.1f} s  {what}", err=True)
            last = what

    return show


@contextmanager
def showing() -> Iterator[Callable[[str, int, int], None]]:
    """A bar with an estimate on a terminal, nothing elsewhere.

    What is given back is told ``(what is being done, step, of how many)``.
    """
    if verbose():
        yield _each_once()
        return
    if quiet() or not sys.stderr.isatty():
        yield lambda what, step, steps: None
        return
    # Only a terminal needs the library, and it takes a while to load.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1)
        last = ""

        def show(what: str, step: int, steps: int) -> None:
            nonlocal last
            if what != last:
                bar.reset(task, description=what, total=steps)
                last = what
            bar.update(task, completed=step, total=steps)

        yield show


class Cost:
    """Time and memory since it was made: of this process and those it waited for."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()

    def figures(self) -> dict[str, float]:
        """``seconds`` on the clock, ``cpu_seconds``, ``peak_mib`` of the largest process."""
        found = {"seconds": round(time.perf_counter() - self._begun, 2)}
        try:
            import resource
        except ImportError:  # not a Unix
            return found
        uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        # Linux counts in KiB, macOS in bytes.
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        found["cpu_seconds"] = round(sum(use.ru_utime + use.ru_stime for use in uses), 2)
        found["peak_mib"] = round(max(use.ru_maxrss for use in uses) / unit)
        return found

    def __str__(self) -> str:
        told = self.figures()
        words = f"{told['seconds']:.1f} s"
        if "peak_mib" in told:
            words += f", {told['cpu_seconds']:.1f} s of processor, peak {told['peak_mib']:.0f} MiB"
        return words
