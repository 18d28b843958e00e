"""Checks and explanations for keepers; nothing here writes a site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from cefu.addresses import current
from cefu.archive.concerns import Concern, Setting, concerns
from cefu.archive.concerns import suggestions as suggestions_in
from cefu.archive.kept import Kept
from cefu.archive.ledger_report import (
    fault_lines,
    lifted_lines,
    tally,
    unsure_lines,
    unsure_table,
)
from cefu.archive.reading import Archive, read_archive
from cefu.archive.report import make_report
from cefu.desk.words import words
from cefu.inputs.authorities import IGNORE_FILE, load_ignored
from cefu.inputs.sidecar import Sidecar, read_sidecar
from cefu.inputs.sources import (
    CHECKSUMS,
    checksums_bytes,
    is_document,
    read_checksums,
    read_sources,
    source_at,
)
from cefu.model.document import Report
from cefu.model.errors import CefuError
from cefu.names.suggest import Suggestion
from cefu.site.project import Project
from cefu.site.running import workers
from cefu.site.settings.hand_written import hand_written
from cefu.site.writing import write_atomically


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: each report's account, and what to look at, the gravest first.

    ``sound`` is false where something must be settled before publishing; ``unsure`` has every
    place where the reading was not sure.
    """

    accounts: tuple[dict[str, object], ...]
    concerns: tuple[Concern, ...]
    unsure: tuple[dict[str, object], ...]
    sound: bool

    @property
    def lines(self) -> Iterator[str]:
        """The same in words."""
        for account in self.accounts:
            yield (
                "{report}: {characters:,} characters accounted for, {blocks:,} blocks, "
                "{notes} notes".format_map(account)
            )
        for check, found in groupby(self.concerns, key=lambda concern: concern.check):
            yield ""
            yield f"{check}:"
            for remedy, alike in groupby(found, key=_ENGLISH.remedy):
                for concern in alike:
                    yield f"  {_ENGLISH.place(concern)}: {_ENGLISH.problem(concern)}"
                yield f"    → {remedy.rstrip('.')}."
        yield ""
        yield _summary(self.concerns, self.sound)

    @property
    def told(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "sound": self.sound,
            "reports": self.accounts,
            "concerns": [
                {
                    **asdict(concern),
                    "problem": _ENGLISH.problem(concern),
                    "todo": _ENGLISH.remedy(concern),
                }
                for concern in self.concerns
            ],
            "unsure": self.unsure,
        }


#: The words of the command.
_ENGLISH = words("en")


def _summary(found: Sequence[Concern], sound: bool) -> str:
    if not found:
        return "nothing to look at"
    end = "" if sound else "; what stands first must be settled before publishing"
    return f"{len(found)} things to look at, the gravest first{end}"


def check(project: Project, *, update_checksums: bool = False) -> Checked:
    """Read the whole archive and compare the lock file with what a build would write.

    Raises ``CefuError`` on bad input.  ``update_checksums`` first accepts the
    texts as they are.
    """
    if update_checksums:
        sums = {
            path.name: sha256(path.read_bytes()).hexdigest()
            for path in project.sources.glob("*")
            if path.is_file() and is_document(path)
        }
        listed = read_checksums(project.sources / CHECKSUMS)
        sums |= {name: sha for name, sha in listed.items() if not is_document(Path(name))}
        write_atomically(project.sources / CHECKSUMS, checksums_bytes(sums))
    archive = _read(project)
    looked = Kept(project.work / LOOKED)
    setting = Setting(
        ignored=_ignored(project),
        lock_is_current=current(project.sources, archive.lock),
        written=_written(project),
        kept=looked,
    )
    accounts = tuple(
        {
            "report": r.id,
            "characters": len(r.source_text),
            "blocks": len(r.blocks),
            "notes": len(r.notes),
        }
        for r in archive.reports
    )
    found = tuple(concerns(archive, setting))
    looked.forget_the_rest()
    return Checked(accounts, found, tuple(unsure_table(archive.reports)), setting.lock_is_current)


#: The folder, below the scratch space, of what was found in reports that are the same since.
LOOKED = "looked"
#: From so many documents on it pays to read them in several processes.
_PARALLEL_FROM = 8


def _read(project: Project) -> Archive:
    """The archive; what builds made of the same is not made again."""
    kept = Kept(project.work / "kept")
    many = sum(1 for path in project.sources.glob("*") if is_document(path)) >= _PARALLEL_FROM
    with workers.pool() if many else nullcontext() as executor:
        return read_archive(project.sources, executor, kept)


def _written(project: Project) -> dict[str, str]:
    """The pages that people wrote, by their name below the archive's folder."""
    pages = hand_written(project).items()
    return {f"docs/{name}": data.decode() for name, data in pages if name.endswith(".md")}


def _ignored(project: Project) -> dict[str, str]:
    path = project.sources / "authorities" / IGNORE_FILE
    return load_ignored(path) if path.exists() else {}


def explain(name: str, folder: Path, *, everything: bool) -> Iterator[str]:
    """Lines that tell what normalisation did to one report."""
    report = _one(name, folder)
    yield f"{report.source_file}: {len(report.source_text):,} characters, {report.encoding}"
    yield from (f"  {line}" for line in fault_lines(report))
    for fate, rule, places, count in tally(report.ledger):
        yield f"  {fate:<10} {rule:<22} {count:>8,} characters in {places:,} places"
    for lifted in lifted_lines(report):
        sure = "for certain" if lifted["margin"] is None else f"sure by {lifted['margin']}"
        yield f"  line {lifted['line']}: {lifted['rule']} ({sure}): {lifted['text']}"
    yield from (f"  unsure, {line}" for line in unsure_lines(report))
    if everything:
        for entry in report.ledger:
            words = report.source_text[entry.start : entry.end]
            shown = words if len(words) <= 40 else f"{words[:28]}…{words[-10:]}"
            where = f" in {entry.where}" if entry.where else ""
            yield f"  {entry.start}-{entry.end} {entry.fate} ({entry.rule}){where}: {shown!r}"


def _one(name: str, folder: Path) -> Report:
    path = Path(name)
    if not path.is_file() or not is_document(path):
        found = [p for p in sorted((folder / "sources").glob(f"{name}.*")) if is_document(p)]
        # A text beside a document of the same report is not what is read.
        path = next((p for p in found if p.suffix != ".txt"), found[0] if found else path)
    if not path.is_file():
        known = ", ".join(s.id for s in read_sources(folder / "sources"))
        raise CefuError(f"there is no report {name!r}", remedy=f"Known: {known or 'none'}.")
    sidecar_path = path.with_suffix(".yml")
    sidecar = read_sidecar(sidecar_path) if sidecar_path.exists() else Sidecar()
    return make_report(source_at(path), sidecar)


def suggestions(project: Project) -> list[Suggestion]:
    """Names without a record, most frequent first, each with its first place."""
    return suggestions_in(_read(project), _ignored(project), Kept(project.work / LOOKED))


def suggestion_lines(found: Sequence[Suggestion]) -> Iterator[str]:
    """The same in words."""
    for item in found:
        gloss = f" ({item.latin})" if item.latin else ""
        yield f"{item.form}{gloss}: {item.evidence}, {item.count}×, {item.report}#{item.block}: {item.context}"
    if not found:
        yield "every name has a record or a reason to be ignored"


def explained(name: str, folder: Path) -> dict[str, object]:
    """What normalisation did to one report, for programs."""
    report = _one(name, folder)
    return {
        "report": report.id,
        "source": report.source_file,
        "characters": len(report.source_text),
        "account": [
            {"fate": fate, "rule": rule, "places": places, "characters": count}
            for fate, rule, places, count in tally(report.ledger)
        ],
        "furniture": lifted_lines(report),
        "faults": [asdict(fault) for fault in report.faults],
        "unsure": unsure_table([report]),
    }
