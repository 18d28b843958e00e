"""Git, where the archive is kept in it: what would be committed, and committing that.

Nothing is ever pushed but on the keeper's word.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cefu.model.errors import CefuError

#: Seconds that git may take: hooks of a keeper's own may run, and a push goes far.
_PATIENCE = 120
#: The archive's own files: not what can be made again.
_OWN = ("--", ".", ":(exclude,glob)**/.cefu/**")


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that an archive lies in.

    ``files`` are those of the archive that differ from the last commit, with git's two letters;
    ``remote`` is where the branch is pushed to, '' where nowhere; ``ahead`` commits are not
    pushed yet.
    """

    branch: str
    files: tuple[tuple[str, str], ...] = ()
    remote: str = ""
    ahead: int = 0


def repository(root: Path) -> Repository | None:
    """The repository of the archive at ``root``; None where it is in none, or git is not there."""
    if shutil.which("git") is None:
        return None
    try:
        _git(root, "rev-parse", "--git-dir")
    except CefuError:
        return None
    branch = _quiet(root, "symbolic-ref", "--short", "HEAD") or "HEAD"
    listed = _git(root, "status", "--porcelain=v1", "-z", "--untracked-files=all", *_OWN)
    remote = (
        _quiet(root, "config", f"branch.{branch}.remote")
        or _quiet(root, "remote").partition("\n")[0]
    )
    ahead = _quiet(root, "rev-list", "--count", "@{upstream}..HEAD") if remote else ""
    return Repository(branch, tuple(entries(listed)), remote, int(ahead or 0))


def entries(listed: str) -> list[tuple[str, str]]:
    r"""What ``git status --porcelain=v1 -z`` lists: letters and path; of a renamed file its new path.

    >>> entries(" M a.yml\0R  new.yml\0old.yml\0?? b c.txt\0")
    [('M', 'a.yml'), ('R', 'new.yml'), ('??', 'b c.txt')]
    """
    found = []
    parts = iter(listed.split("\0"))
    for part in parts:
        if not part:
            continue
        letters, path = part[:2], part[3:]
        if "R" in letters or "C" in letters:
            next(parts, "")
        found.append((letters.strip(), path))
    return found


def commit(root: Path, message: str) -> str:
    """Commit all of the archive's files that differ; the new commit's short name.

    What else was staged stays as it was.  Raises ``CefuError`` with what git says.
    """
    if not message.strip():
        raise CefuError("the commit has no message", remedy="Say what was done")
    _git(root, "add", "--all", *_OWN)
    _git(root, "commit", "--message", message.strip(), *_OWN)
    return _git(root, "rev-parse", "--short", "HEAD").strip()


def push(root: Path) -> str:
    """Push the branch to where it is pushed; what git says.  Raises ``CefuError``."""
    found = repository(root)
    if found is None or not found.remote:
        raise CefuError("there is nowhere to push to", remedy="'git remote add' names a place")
    return _git(root, "push", "--set-upstream", found.remote, found.branch)


def _quiet(root: Path, *words: str) -> str:
    """What git answers; '' where it has no answer."""
    try:
        return _git(root, *words).strip()
    except CefuError:
        return ""


def _git(root: Path, *words: str) -> str:
    # Git must never wait for somebody to type a password into a terminal that nobody watches.
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"}
    command: Sequence[str] = ["git", "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(
            command,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CefuError(
            f"git {words[0]} takes longer than {_PATIENCE} seconds", remedy="Try it on a terminal"
        ) from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise CefuError(
            f"git {words[0]}: {said[-600:]}", remedy="Settle it with git, then try again"
        )
    return done.stdout
