"""A deposit for a repository or a national library: a BagIt bag that is an RO-Crate.

BagIt (RFC 8493) proves that nothing was lost on the way, RO-Crate says what everything is.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from cefu.archive.reading import Archive, read_archive
from cefu.inputs.sources import is_document
from cefu.model.errors import CefuError
from cefu.model.language import ORIGINAL
from cefu.outputs.deposit.citation_file import citation_file
from cefu.outputs.deposit.crate import NAME, crate
from cefu.outputs.i18n.locale import locale
from cefu.site.project import Project
from cefu.site.settings import Identity, called, identity, settings_of

_ALGORITHMS = ["sha256", "sha512"]


def deposit(project: Project, to: Path, date: str) -> Iterator[str]:
    """Make a bag in the new folder ``to``, dated ``date`` (ISO 8601); what was done, by lines.

    It holds the sources, the data and the forms of the site as it was last built.  Where
    texts may not be handed on (``extra: {forms: false}``) the documents stay out.  Raises
    ``CefuError``, with nothing left behind, where there is no site or ``to`` is not empty.
    """
    if find_spec("bagit") is None:
        raise CefuError("the library is not installed", remedy="pip install 'cefu[deposit]'")
    import bagit

    if not (project.site / "data").is_dir():
        raise CefuError("there is no site", file=project.site, remedy="Run 'cefu build' first")
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise CefuError(f"{to.name} is not an empty folder", file=to, remedy="Name a new one")
    named, archive = identity(project), read_archive(project.sources)
    to.mkdir(parents=True, exist_ok=True)
    try:
        yield from _filled(project, archive, named, to)
        about = {
            "Source-Organization": named.keeper or named.names[ORIGINAL],
            "External-Description": _described(project),
            "External-Identifier": f"https://doi.org/{named.doi}" if named.doi else named.url,
            "Bagging-Date": date,
        }
        bag = bagit.make_bag(str(to), {k: v for k, v in about.items() if v}, checksums=_ALGORITHMS)
        bag.validate()
    except BaseException:
        shutil.rmtree(to)
        raise
    count = len(bag.payload_entries())
    yield f"a bag of {count:,} files, checked by their checksums: {to}"
    yield "it is an RO-Crate too; pack the folder as ZIP or tar and deposit it as it is"


def _filled(project: Project, archive: Archive, named: Identity, to: Path) -> Iterator[str]:
    withdrawn = {report.stem for report in archive.withdrawn}
    for path in sorted(project.sources.rglob("*")):
        name = path.relative_to(project.sources)
        document = len(name.parts) == 1 and is_document(path)
        kept_back = document and (not named.forms or path.stem in withdrawn)
        scan = name.parts[0] == "originals" and (not named.forms or path.stem in withdrawn)
        if path.is_file() and not kept_back and not scan:
            _copy(path, to / "sources" / name)
        elif kept_back:
            yield f"left out, for its text may not be handed on: sources/{name}"
    for path in sorted((project.site / "data").rglob("*")):
        if path.is_file() and path.name != "index.html":
            _copy(path, to / "data" / path.relative_to(project.site / "data"))
    for report in archive.reports:
        for path in sorted((project.site / "reports" / report.id).glob(f"{report.id}.*")):
            _copy(path, to / "reports" / report.id / path.name)
    title, about = named.names[ORIGINAL], _described(project)
    shared = (named.keeper, named.url, named.doi)
    cited = citation_file(archive.reports, title, about, *shared)
    (to / "CITATION.cff").write_bytes(cited)
    files = {
        path.relative_to(to).as_posix(): path.stat().st_size
        for path in sorted(to.rglob("*"))
        if path.is_file()
    }
    (to / NAME).write_bytes(crate(files, archive.reports, title, about, *shared))


def _described(project: Project) -> str:
    return called(settings_of(project), "site_description", project, locale(ORIGINAL))


def _copy(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)
