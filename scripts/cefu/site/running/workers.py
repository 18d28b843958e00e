"""Work dealt to processes that begin with all that this one has in memory.

Where the system can fork, the workers see the archive without its being sent to them;
elsewhere the work is done here, one piece after the other, with the same outcome.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from typing import Any, TypeVar

T = TypeVar("T")
_PR_SET_PDEATHSIG = 1
#: Fewer pieces than this are done here: a worker costs more than it saves.
_FEW = 4
_task: Callable[[int], Any] | None = None


def cores() -> int:
    """How many processes may run at once: the processors that this one may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def pool(workers: int = 0) -> Executor:
    """Worker processes that end with this one, be it killed."""
    return ProcessPoolExecutor(
        workers or cores(), mp_context=_context(), initializer=_begin, initargs=(os.getpid(),)
    )


def _context() -> Any:
    forks = sys.platform.startswith("linux") and "fork" in multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if forks else "spawn")


def _begin(parent: int) -> None:
    """In a worker: leave interrupting to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def each(task: Callable[[int], T], count: int) -> Iterator[tuple[int, T]]:
    """``(n, task(n))`` for every ``n`` below ``count``, in the order in which they are done.

    The task runs in forked workers and sees this process's memory as it is now; what it
    gives is sent back.  Raises what the task raises.
    """
    context = _context()
    if count < _FEW or cores() == 1 or context.get_start_method() != "fork":
        yield from ((n, task(n)) for n in range(count))
        return
    global _task
    _task = task
    # Objects that are never freed are not touched, so their pages stay shared.
    gc.collect()
    gc.freeze()
    workers = pool()
    try:
        size = max(1, min(16, count // (cores() * 8)))
        batches = [range(at, min(at + size, count)) for at in range(0, count, size)]
        for future in as_completed([workers.submit(_run, batch) for batch in batches]):
            yield from future.result()
    finally:
        workers.shutdown(cancel_futures=True)
        gc.unfreeze()
        _task = None


def _run(batch: Sequence[int]) -> list[tuple[int, Any]]:
    assert _task is not None
    return [(n, _task(n)) for n in batch]
