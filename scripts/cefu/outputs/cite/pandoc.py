"""Pandoc as the CSL processor: items and a style in, formatted citations out.

Pandoc carries citeproc, the CSL processor in Haskell kept up with the CSL
specification and its test suite.  It is run once for many items.  Each item is
formatted as if it stood alone: whatever in a style tells one item from another
(year suffixes, added given names, a dash for the author before) is switched off,
since each citation is copied by itself.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cefu.model.errors import CefuError

_TIMEOUT = 600  # seconds, for an archive of many thousand reports
_BETWEEN_ITEMS = re.compile(
    r"\s(?:disambiguate-add-(?:names|givenname|year-suffix)|subsequent-author-substitute)"
    r'="[^"]*"'
)
# A test for ambiguity becomes a test that no report passes.
_AMBIGUOUS = re.compile(r'\sdisambiguate="true"')
_NEVER = ' is-numeric="dimensions"'
# Pandoc reads markup in the fields of an item; these stand in for its characters.
_MARKUP = str.maketrans({"<": "\ue010", ">": "\ue011", "&": "\ue012", "$": "\ue013"})
_PLAIN = str.maketrans({"\ue010": "<", "\ue011": ">", "\ue012": "&", "\ue013": "$"})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue010-\ue013]")


@dataclass(frozen=True, slots=True)
class Formatted:
    """One item in one style: its entry in a list of works, and its citation in the text.

    ``cited`` is the note where the style works with notes.
    """

    entry: str
    cited: str


def style_path(name: str) -> Path:
    """The CSL file ``name``: our own, or one of the CSL project's (see ``styles/README.txt``)."""
    return Path(__file__).parent / "styles" / f"{name}.csl"


def format_items(
    items: Sequence[Mapping[str, Any]], style: str, locale: str, locator: str
) -> list[Formatted]:
    """The ``items`` (CSL-JSON) in ``style``, each cited at page ``locator`` (digits)."""
    if not items:
        return []
    keyed = [{**_clean(dict(item)), "id": f"r{i}"} for i, item in enumerate(items)]
    text = "\n\n".join(f"[@r{i}, {locator}]" for i in range(len(items)))
    with tempfile.TemporaryDirectory(prefix="cefu-cite-") as folder:
        csl, bibliography = Path(folder, "style.csl"), Path(folder, "items.json")
        source = style_path(style).read_text(encoding="utf-8")
        alone = _AMBIGUOUS.sub(_NEVER, _BETWEEN_ITEMS.sub("", source))
        csl.write_text(alone, encoding="utf-8")
        bibliography.write_text(json.dumps(keyed), encoding="utf-8")
        tree = json.loads(
            _run(
                ["--from=markdown", "--to=json", "--citeproc", f"--metadata=lang:{locale}",
                 f"--csl={csl}", f"--bibliography={bibliography}"],
                text,
            )
        )  # fmt: skip
    entries: dict[str, str] = {}
    cited: list[str] = []
    for block in tree["blocks"]:
        if block["t"] == "Para":
            cited.append(_text(block["c"]))
        elif block["t"] == "Div":
            for entry in block["c"][1]:
                entries[entry["c"][0][0]] = _text(entry["c"][1])
    return [Formatted(entries[f"ref-r{i}"], cited[i]) for i in range(len(items))]


def convert(text: str, source: str, target: str) -> str:
    """``text`` from one of pandoc's formats to another (``bibtex`` to ``csljson``)."""
    return _run([f"--from={source}", f"--to={target}"], text).decode()


def _run(options: Sequence[str], text: str) -> bytes:
    spec = find_spec("pypandoc")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    program = Path(spec.origin).parent / "files" / name if spec and spec.origin else None
    if program is None or not program.exists():
        raise CefuError(
            "pandoc, which formats the citations, is missing",
            remedy="Run: pip install pypandoc_binary",
        )
    try:
        done = subprocess.run(
            [program, *options], input=text.encode(), capture_output=True, timeout=_TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CefuError(f"pandoc could not format the citations ({error})") from error
    if done.returncode:
        message = done.stderr.decode(errors="replace").strip()
        raise CefuError(f"pandoc could not format the citations ({message})")
    return done.stdout


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _CONTROL.sub("", value).translate(_MARKUP)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    return value


def _text(node: Any) -> str:
    """The text of a piece of pandoc's document tree."""
    if isinstance(node, list):
        return "".join(_text(each) for each in node)
    if not isinstance(node, dict) or "t" not in node:
        return ""
    kind = node["t"]
    content: Any = node.get("c")
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Str":
        return str(content).translate(_PLAIN)
    if kind == "Quoted":
        opening, closing = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return f"{opening}{_text(content[1])}{closing}"
    if kind in ("Span", "Link", "Cite", "Div"):
        return _text(content[1])
    return _text(content)
