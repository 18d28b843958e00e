"""The pages that people write below ``docs/``, and what becomes of them in each language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from cefu.model.errors import CefuError
from cefu.model.language import LANGS, ORIGINAL, SIMPLIFIED
from cefu.outputs.i18n.interface import Voice
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
    if not folder.is_dir() or project.bare:
        return {}
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        ours = any(name == part or name.startswith(part + "/") for part in GENERATED)
        if path.is_file() and not (ours and (name != "index.md" or not own_home(project))):
            found[name] = path.read_bytes()
            if path.suffix == ".md":
                _check_utf8(path, found[name])
    return found


def _check_utf8(path: Path, page: bytes) -> None:
    try:
        page.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CefuError(
            f"the page is not UTF-8 (byte {error.start})", file=path, remedy="Save it as UTF-8"
        ) from None


def in_language(pages: Mapping[str, bytes], own: Voice) -> dict[str, bytes]:
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
