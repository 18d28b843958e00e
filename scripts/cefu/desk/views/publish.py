"""Publishing: what has changed, the checks, the build, a look at it, a commit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cefu.desk.page import Desk, View, desk_of, does, page, shows, words_of
from cefu.desk.publishing.building import Builder
from cefu.desk.publishing.changes import Change, changes, published
from cefu.desk.publishing.git import commit, push, repository
from cefu.desk.words import Words
from cefu.inputs.sources import is_document
from cefu.model.errors import CefuError
from cefu.model.language import ENGLISH

#: So many changes are told one by one.
_SHOWN = 100
#: So many reports are named in the message of a commit.
_NAMED = 4
SOURCES = "sources"


def publish(request: Request) -> Response:
    """The state of the site, and what publishing would change."""
    desk, say = desk_of(request), words_of(request)
    reading = desk.held.now()
    before = published(desk.project.site)
    found = changes(reading.archive, before)
    kept = repository(desk.project.root)
    index = desk.project.site / "index.html"
    checks = Counter(concern.check for concern in reading.concerns or ())
    return page(
        request,
        "publish.j2",
        built=datetime.fromtimestamp(index.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
        if index.exists()
        else "",
        in_site=len(before),
        changes=[in_words(change, say) for change in found[:_SHOWN]],
        more=max(0, len(found) - _SHOWN),
        addresses=reading.archive.changes,
        waiting=reading.concerns is None,
        concerns=sum(checks.values()) - checks["lock-behind"],
        new_addresses=bool(checks["lock-behind"]),
        kept=kept,
        message=message_of(kept.files if kept else ()),
        running=not _builder(desk).progress.over,
    )


def in_words(change: Change, say: Words) -> str:
    """A change as one sentence."""
    fields = [say(f"publish.field_{name}") for name in change.fields]
    return say(
        f"publish.change_{change.kind}",
        report=change.report,
        title=change.title,
        now=change.now,
        fields=say("record.comma").join(fields),
    )


def message_of(files: Sequence[tuple[str, str]]) -> str:
    """A proposal for the message of a commit, from git's letters and names of files.

    >>> message_of([("??", "sources/a.pdf"), ("??", "sources/a.yml"), ("M", "sources/b.yml")])
    'Add a; describe b'
    >>> message_of([("M", "mkdocs.yml")])
    'Keep what was changed'
    """
    paths = [(letters, PurePosixPath(name)) for letters, name in files]
    own = [(letters, path) for letters, path in paths if path.parent.name == SOURCES]
    added = [p.stem for letters, p in own if letters in ("??", "A") and is_document(Path(p))]
    replaced = [p.stem for letters, p in own if letters == "M" and is_document(Path(p))]
    gone = [p.stem for letters, p in own if letters == "D" and is_document(Path(p))]
    described = [p.stem for _, p in own if p.suffix == ".yml" and p.stem not in [*added, *gone]]
    verbs = {
        "add": added,
        "change the text of": replaced,
        "take out": gone,
        "describe": described,
    }
    said = "; ".join(f"{verb} {_some(names)}" for verb, names in verbs.items() if names)
    said = said or "keep what was changed"
    return said[0].upper() + said[1:]


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _builder(desk: Desk) -> Builder:
    builder: Builder = desk.memory.setdefault("builder", Builder(desk.project))
    return builder


def build(request: Request, said: Mapping[str, Any]) -> None:
    """Begin a build; what becomes of it is asked for."""
    desk = desk_of(request)
    if fault := desk.held.now().fault:
        raise CefuError(fault.problem, file=fault.file, line=fault.line, remedy=fault.remedy)
    _builder(desk).begin()


def progress(request: Request) -> Response:
    """How far the build is."""
    told = asdict(_builder(desk_of(request)).progress)
    return JSONResponse({**told, "result": _told(told["result"], words_of(request))})


def _told(result: Mapping[str, Any], say: Words) -> Mapping[str, Any]:
    """What a build told at its end, each notice with the language that it is in."""
    if "done" not in result:
        return result
    notices = [
        {"words": words, "lang": ENGLISH if words == english else say.lang}
        for english in result["done"]["notices"]
        for words in [say.told(english)]
    ]
    return {"done": {**result["done"], "notices": notices}}


def keep(request: Request, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Commit what has changed."""
    return {"commit": commit(desk_of(request).project.root, str(said.get("message", "")))}


def send(request: Request, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Push, because the keeper has asked for it."""
    return {"said": push(desk_of(request).project.root)}


VIEW = View(
    "publish",
    "publish/",
    "p",
    (
        shows("/publish/", publish),
        does("/publish/build", build),
        Route("/publish/progress", progress, methods=["GET"]),
        does("/publish/commit", keep),
        does("/publish/push", send),
    ),
)
