"""``cefu new``: the files of an archive that builds at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from cefu import __version__
from cefu.model.errors import CefuError
from cefu.site.writing import write_atomically

#: Where each file of the package's ``starter`` folder goes.
_PLACES = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "pages.yml": ".github/workflows/pages.yml",
    "about.md": "docs/about.md",
    "about.en.md": "docs/about.en.md",
    "sources-README.md": "sources/README.md",
}
#: Files whose placeholders are values of YAML.
_YAML = ("mkdocs.yml",)
#: Files that are copied: their ``$`` is another program's.
_AS_THEY_ARE = ("pages.yml",)
#: What may lie in a folder that counts as empty.
_UNSEEN = {".git", ".DS_Store", ".venv"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a keeper says of a new archive; the defaults can be corrected later."""

    name: str = "新典藏"
    name_en: str = "A new archive"
    description: str = "文獻全文典藏：逐字保存，逐段可引"
    description_en: str = "Documents in full text: every word kept, every paragraph citable"
    keeper: str = "〔維護者 keeper〕"
    contact: str = "〔電子郵件 e-mail〕"
    url: str = ""


def starter_files(answers: Answers) -> dict[str, bytes]:
    """The files of a new archive, by path.

    >>> made = starter_files(Answers(name="航道: 文獻"))
    >>> [line for line in made["mkdocs.yml"].decode().splitlines() if "航道" in line]
    ['site_name: "航道: 文獻"']
    """
    folder = files("cefu.cli").joinpath("starter")
    plain = {key: getattr(answers, key) for key in Answers.__slots__} | {"version": __version__}
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in plain.items()}
    made = {}
    for name, place in _PLACES.items():
        text = folder.joinpath(name).read_text("utf-8")
        if name not in _AS_THEY_ARE:
            text = Template(text).substitute(quoted if name in _YAML else plain)
        made[place] = text.encode()
    return made


def check_empty(folder: Path) -> None:
    """Raise ``CefuError`` where ``folder`` is no place for a new archive."""
    if folder.exists() and not folder.is_dir():
        raise CefuError("this is a file", file=folder, remedy="Name a folder")
    found = (
        sorted(p.name for p in folder.iterdir() if p.name not in _UNSEEN) if folder.exists() else []
    )
    if found:
        raise CefuError(
            f"the folder is not empty: it holds {', '.join(found[:3])}"
            + (" …" if len(found) > 3 else ""),
            file=folder,
            remedy="Name a new or an empty folder; nothing was written",
        )


def new(folder: Path, answers: Answers) -> Iterator[str]:
    """Write a new archive into ``folder``; what to do next, line by line.

    Raises ``CefuError`` where the folder is not empty or an answer is wrong.
    """
    check_empty(folder)
    if answers.url and not re.fullmatch(r"https?://[^\s<>\"']+/", answers.url):
        raise CefuError(
            f"{answers.url!r} is no address of a site",
            remedy="Write it whole, such as https://example.org/archive/",
        )
    for place, data in starter_files(answers).items():
        write_atomically(folder / place, data)
    yield f"a new archive is in {folder}"
    yield "next:"
    yield f"  cd {folder}"
    yield "  cefu desk         all of the following by hand, on a page on this machine"
    yield "  cefu add FILE…    documents into sources/"
    yield "  cefu check        what to look at before publishing"
    yield "  cefu build        the site, in site/"
    yield "and fill in docs/about.md and docs/about.en.md; README.md tells the next keeper the rest"
