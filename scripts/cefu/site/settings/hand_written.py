"""The pages that people write below ``docs/``, and what becomes of them in each language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from cefu.inputs.files import fault_of
from cefu.model.errors import CefuError
from cefu.model.language import LANGS, ORIGINAL, SIMPLIFIED
from cefu.outputs.i18n.locale import Locale
from cefu.site.project import GENERATED, Project
from cefu.text.script import to_simplified


def own_home(project: Project) -> bool:
    """Whether the keeper wrote a home page: one without our mark."""
    home = project.docs / "index.md"
    return home.exists() and b"generated: true" not in home.read_bytes()


def hand_written(project: Project) -> dict[str, bytes]:
    """What people wrote below ``docs/``, by relative path.

    Raises ``CefuError`` naming a page that is not UTF-8.
    """
    folder = project.root / "docs"
    if folder.exists() and not folder.is_dir():
        raise CefuError("docs must be a folder", file=folder, remedy="Make it one, or remove it")
    if not folder.is_dir() or project.bare:
        return {}
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        ours = any(name == part or name.startswith(part + "/") for part in GENERATED)
        if not ours and not path.is_dir() and (fault := fault_of(path)):
            raise CefuError(f"{name!r} {fault}", file=path, remedy="Remove or replace it")
        if path.suffix == ".md" and path.is_dir():
            raise CefuError(f"{name!r} is a folder, not a page", file=path, remedy="Rename it")
        if path.is_file() and not (ours and (name != "index.md" or not own_home(project))):
            found[name] = path.read_bytes()
            if path.suffix == ".md":
                _check_utf8(path, found[name])
                _check_front_matter(path, found[name].decode("utf-8-sig"))
    return found


def _check_utf8(path: Path, page: bytes) -> None:
    try:
        page.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CefuError(
            f"the page is not UTF-8 (byte {error.start})", file=path, remedy="Save it as UTF-8"
        ) from None


def _check_front_matter(path: Path, page: str) -> None:
    """Raise ``CefuError`` where what stands between two ``---`` is no front matter.

    The renderer takes such lines for text, or stops at a value of another kind.
    """
    front = _FRONT.match(page)
    if not front:
        return
    remedy = "Write key: value on each line between the two ---, or take them out"
    try:
        values = yaml.safe_load(front[1])
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        problem = f"the front matter cannot be read: {error.problem}"
        raise CefuError(problem, file=path, line=line, remedy=remedy) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        problem = f"the front matter cannot be read: {str(error).splitlines()[0]}"
        raise CefuError(problem, file=path, line=1, remedy=remedy) from None
    if not isinstance(values, dict | None):
        raise CefuError("the front matter is no mapping", file=path, line=1, remedy=remedy)
    for key, value in (values or {}).items():
        kind = _FRONT_KINDS.get(key)
        if kind and value is not None and not isinstance(value, kind):
            wanted = "text" if kind is str else "a list"
            raise CefuError(
                f"the front matter's {key} must be {wanted}", file=path, line=1, remedy=remedy
            )


#: Front matter as the renderer finds it, and what kind of value its keys have.
_FRONT = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)
_FRONT_KINDS: dict[object, type] = {
    "title": str,
    "description": str,
    "template": str,
    "hide": list,
    "tags": list,
}


def in_language(pages: Mapping[str, bytes], own: Locale) -> dict[str, bytes]:
    """Hand-written pages in one language: a translation ``about.en.md`` stands for
    ``about.md``; Simplified is converted; what has neither stays in the original
    language, marked so, that its address holds in every language."""
    result = {}
    for name, data in pages.items():
        stem, _, suffix = name.rpartition(".")
        if suffix != "md":
            result[name] = data
        elif not stem.endswith(tuple(f".{lang}" for lang in LANGS)):
            translated = pages.get(f"{stem}.{own.lang}.md")
            if translated is not None:
                result[name] = _TO_TRANSLATION.sub(b".md", translated)
            elif own.lang == SIMPLIFIED:
                result[name] = to_simplified(data.decode("utf-8")).encode("utf-8")
            else:
                result[name] = data if own.lang == ORIGINAL else _untranslated(data)
    return result


def _untranslated(page: bytes) -> bytes:
    """A page in the original language as a page of another one."""
    front = re.match(rb"---\n.*?\n---\n", page, re.DOTALL)
    head, body = (front.group(), page[front.end() :]) if front else (b"", page)
    opening = f'<div lang="{ORIGINAL}" class="cefu-untranslated" markdown="1">'
    return head + opening.encode() + b"\n\n" + body.rstrip() + b"\n\n</div>\n"


#: Translations name each other as files (``cite.en.md``); in their own folder they
#: bear the original's name.
_TO_TRANSLATION = re.compile(rb"(?<=[^\s(])\.(?:" + "|".join(LANGS).encode() + rb")\.md(?=[)#])")
