"""Older versions of reports: the texts as published, in ``sources/versions/<id>.<number>.json``.

They are written when a text is replaced and never read from a document again, so that what a
reader once cited stays as it was, whatever later reads documents better.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from cefu.inputs.files import MOST_TEXT, fault_of
from cefu.model.edtf import EdtfError, parse
from cefu.model.errors import CefuError, raise_all
from cefu.model.language import LANGS
from cefu.model.version import Passage, Version

FOLDER = "versions"
_NAME = re.compile(r"(?P<report>.+)\.(?P<number>[1-9]\d{0,5})\.json")
#: What an address may be written with, as `cefu.addresses` gives them.
_ID = re.compile(r"[a-z][\w.-]*")


def version_file(report: str, number: int) -> str:
    """The name of a version's file below ``sources/``.

    >>> version_file("river", 2)
    'versions/river.2.json'
    """
    return f"{FOLDER}/{report}.{number}.json"


def version_text(version: Version) -> str:
    """What the file of ``version`` holds: one passage a line, so that changes show."""
    told = asdict(version)
    passages = [json.dumps(each, ensure_ascii=False) for each in told.pop("passages")]
    told.pop("number")
    head = json.dumps(told, ensure_ascii=False, indent=1)[:-2]
    return f'{head},\n "passages": [\n' + ",\n".join(f"  {each}" for each in passages) + "\n ]\n}\n"


def read_versions(
    folder: Path, reports: Collection[str], silent: Collection[str] = ()
) -> dict[str, tuple[Version, ...]]:
    """The older versions in ``folder`` by report, each report's oldest first.

    Those of ``silent`` reports are passed over, and so is what a system hides (``.DS_Store``).  Raises ``CefuError`` where a file cannot be
    read or is of none of ``reports``.
    """
    found: dict[str, list[Version]] = {}
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        named = _NAME.fullmatch(path.name)
        report = named["report"] if named else ""
        if report in silent or path.name.startswith("."):
            continue
        if named is None or report not in reports:
            raise CefuError(
                "this is no older version of a report of the archive",
                file=path,
                remedy=f"Name it after its report, as in {version_file('river', 1)}, or remove it",
            )
        found.setdefault(report, []).append(_read(path, int(named["number"])))
    return {
        report: tuple(sorted(versions, key=lambda version: version.number))
        for report, versions in found.items()
    }


def version_sums(sources: Path) -> dict[str, str]:
    """The SHA-256 of each older version, by its name below ``sources``."""
    paths = sorted((sources / FOLDER).glob("[!.]*.json"))
    return {f"{FOLDER}/{path.name}": sha256(path.read_bytes()).hexdigest() for path in paths}


def check_versions(sources: Path, sums: Mapping[str, str]) -> None:
    """Raise ``CefuError`` for every older version that ``sums`` fixes and that is gone or another:
    what was published under its address is to stay."""
    now = version_sums(sources)
    raise_all(
        [
            CefuError(
                f"the older version {name} is {'not what it was' if name in now else 'gone'}",
                file=sources / name,
                remedy="Restore the committed file; or, if it is meant to go, take its line out of "
                "SHA256SUMS",
            )
            for name, digest in sums.items()
            if name.startswith(f"{FOLDER}/") and now.get(name) != digest
        ]
    )


def _read(path: Path, number: int) -> Version:
    if fault := fault_of(path, MOST_TEXT):
        raise CefuError(f"it {fault}", file=path, remedy="Remove or replace it")
    try:
        return _version(json.loads(path.read_bytes()), number)
    except (ValueError, KeyError, TypeError, EdtfError) as error:
        raise CefuError(
            f"it does not hold an older version as it was written ({error})",
            file=path,
            remedy="Take it from the history of sources/ again: it is never edited by hand",
        ) from None


def _version(told: Mapping[str, Any], number: int) -> Version:
    parse(told["until"])
    passages = tuple(
        Passage(
            _fit(_ID, each["id"]), _fit(_ID, each["kind"]), _text(each["text"]), int(each["level"])
        )
        for each in told["passages"]
    )
    if len({each.id for each in passages}) < len(passages):
        raise ValueError("two passages have one address")
    reason: dict[str, str] = {
        lang: _text(told["reason"][lang]) for lang in LANGS if lang in told["reason"]
    }
    return Version(
        number, told["until"], reason, _text(told["source_file"]), _text(told["sha256"]), passages
    )


def _fit(pattern: re.Pattern[str], value: object) -> str:
    text = _text(value)
    if not pattern.fullmatch(text):
        raise ValueError(f"{text!r} cannot stand there")
    return text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
