"""Measure a normalised report against its truth, block by block.

    python scripts/measure/structure.py SITE_DATA/reports.json TRUTH_DIR

A report is one entry of ``reports.json``; beside the published fields it may carry
``furniture``, the list of strings lifted out (without it, furniture is not
measured).  A truth is a JSON object with ``blocks``.  Reports and truths are
paired by id: the truth's ``source_file`` or ``doc``, else the truth file's name.

A truth block is *matched* when the report has a block of a compatible type with
the same text after all blanks are taken out.  One report block matches one
truth block.  Numbers and glyphs that open a list item, and the label of a note,
may stand in the text or not.  A title, byline, list of a series or furniture may be
cut into blocks in another way than in the truth.  Blocks marked ``optional``
count only when matched.  Two further shares are told: headings at a right level
(``level`` or ``depth``), and references to the right notes.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SAME = {"abstract_bullet": "abstract_point", "note": "footnote", "notes": "footnote"}
#: types whose truth may be part of a longer block of the report
PARTIAL = frozenset({"title", "byline", "furniture", "series_list"})
#: what may open a list item or a note without being part of its text
OPENER = re.compile(
    r"^(?:[\ue000-\uf8ff●◆◇■□▓▪•·‧・➢➤★*–—-]|[(（\[［]?[0-9一二三四五六七八九十a-zA-Z]{1,3}[)）\]］.．、]"
    r"|[①-⑳¹²³⁰⁴-⁹＊]+|[0-9]{1,3})"
)


def bare(text: str) -> str:
    """``text`` without any blank.

    >>> bare("於 2018 年　6月\\n")
    '於2018年6月'
    """
    return re.sub(r"[\s\u3000\ufeff\u200b]+", "", text)


def unopened(text: str) -> str:
    """``text`` without blanks and without what opens a list item or note.

    >>> [unopened(t) for t in ("● 甲", "(1) 甲", "¹ 甲", "甲")]
    ['甲', '甲', '甲', '甲']
    """
    return OPENER.sub("", bare(text), count=1)


@dataclass
class Piece:
    """A block of the report, made comparable: ``refs`` are texts of the notes it refers to."""

    type: str
    text: str
    level: int | None = None
    refs: tuple[str, ...] = ()
    used: bool = False


@dataclass
class Score:
    """What was found: counts, and for every miss a line that tells it."""

    name: str
    total: int = 0
    matched: int = 0
    headings: int = 0
    levels: int = 0
    referring: int = 0
    references: int = 0
    misses: list[str] = field(default_factory=list)
    by_type: dict[str, list[int]] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """Share of truth blocks matched, 0 to 1."""
        return self.matched / self.total if self.total else 1.0


def pieces(report: Mapping[str, Any]) -> list[Piece]:
    """Blocks, notes and furniture of ``report`` in one list."""
    notes = {note["id"]: unopened(note["text"]) for note in report.get("notes", ())}
    levels = {section["id"]: section.get("level") for section in report.get("sections", ())}
    found = [
        Piece(
            SAME.get(block["type"], block["type"]),
            bare(block["text"]),
            block.get("level") or levels.get(block.get("section")),
            tuple(notes.get(_note_id(ref), "?") for ref in block.get("notes", ())),
        )
        for block in report.get("blocks", ())
    ]
    found += [Piece("footnote", bare(note["text"])) for note in report.get("notes", ())]
    return found + [
        Piece("furniture", bare(text if isinstance(text, str) else text["text"]))
        for text in report.get("furniture", ())
    ]


def _note_id(ref: Any) -> str:
    return str(ref["note"] if isinstance(ref, Mapping) else ref)


def compatible(piece: Piece, truth: Mapping[str, Any]) -> bool:
    """Whether the types of both agree."""
    kind = SAME.get(truth["type"], truth["type"])
    return piece.type == kind or piece.type in truth.get("accept", ())


def find(truth: Mapping[str, Any], found: Sequence[Piece]) -> Piece | None:
    """The unused piece that matches ``truth``, if any."""
    wanted = bare(truth["text"])
    free = [piece for piece in found if not piece.used and compatible(piece, truth)]
    for piece in free:
        if piece.text == wanted:
            return piece
    opened = {wanted, unopened(wanted)}
    label = bare(str(truth.get("label") or truth.get("marker") or truth.get("number") or ""))
    opened.add(wanted.removeprefix(label))
    for piece in free:
        loose = piece.type in ("list_item", "footnote", "abstract_point")
        if loose and (piece.text in opened or unopened(piece.text) in opened):
            return piece
    if truth["type"] in PARTIAL:
        for piece in found:
            if piece.type in PARTIAL and compatible(piece, truth) and wanted in piece.text:
                return piece
        for i, piece in enumerate(found):
            if _spelled_out(wanted, found[i:], truth):
                return piece
    return None


def _spelled_out(wanted: str, run: Sequence[Piece], truth: Mapping[str, Any]) -> bool:
    """Whether the pieces at the start of ``run`` make up ``wanted``."""
    for piece in run:
        if not wanted:
            break
        if not piece.text or not compatible(piece, truth) or not wanted.startswith(piece.text):
            return False
        wanted = wanted.removeprefix(piece.text)
    return not wanted


def nearest(truth: Mapping[str, Any], found: Sequence[Piece]) -> str:
    """A short line that says how the best candidate differs from ``truth``."""
    wanted = bare(truth["text"])
    head = f"{truth['type']:14} {wanted[:28]}"
    for piece in found:
        if piece.text == wanted:
            return f"{head} | is a {piece.type}" + (" (used twice)" if piece.used else "")
    scored = [(_overlap(wanted, piece.text), piece) for piece in found if not piece.used]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or score < 0.3:
        return f"{head} | nothing like it"
    match = difflib.SequenceMatcher(None, wanted, best.text, autojunk=False)
    edits = [
        f"{op} {wanted[a:b][:16]!r}→{best.text[c:d][:16]!r}"
        for op, a, b, c, d in match.get_opcodes()
        if op != "equal"
    ]
    return f"{head} | {best.type}: " + "; ".join(edits[:3])


def _overlap(one: str, two: str) -> float:
    """Likeness of two texts by their bigrams, fast enough to try all pairs."""
    left = {one[i : i + 2] for i in range(len(one) - 1)}
    right = {two[i : i + 2] for i in range(len(two) - 1)}
    return 2 * len(left & right) / ((len(left) + len(right)) or 1)


def referred(truth: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]]) -> list[str] | None:
    """Texts of the notes that ``truth`` refers to; None where the truth does not tell."""
    labels = [str(label) for label in truth.get("notes", ())]
    if "note_blocks" in truth:
        return [unopened(blocks[n - 1]["text"]) for n in truth["note_blocks"]]
    notes = [b for b in blocks if SAME.get(b["type"], b["type"]) == "footnote"]
    by_label = {str(b.get("label") or b.get("number") or ""): unopened(b["text"]) for b in notes}
    return [by_label[x] for x in labels] if all(x in by_label for x in labels) else None


def compare(report: Mapping[str, Any], truth: Mapping[str, Any], name: str = "") -> Score:
    """Score ``report`` (see the module) against ``truth``.

    >>> truth = {"blocks": [{"type": "paragraph", "text": "甲乙"}, {"type": "title", "text": "題"}]}
    >>> report = {"blocks": [{"type": "paragraph", "text": "甲 乙"}]}
    >>> score = compare(report, truth)
    >>> score.matched, score.total, score.misses
    (1, 2, ['title          題 | nothing like it'])
    """
    found = pieces(report)
    score = Score(name)
    missed = []
    for block in truth["blocks"]:
        kind = SAME.get(block["type"], block["type"])
        if kind == "furniture" and "furniture" not in report and "accept" not in block:
            continue
        piece = find(block, found)
        if piece is None and block.get("optional"):
            continue
        tally = score.by_type.setdefault(kind, [0, 0])
        score.total += 1
        tally[1] += 1
        if piece is None:
            missed.append(block)
            continue
        piece.used = True
        score.matched += 1
        tally[0] += 1
        if kind == "heading" and piece.type == "heading" and piece.level is not None:
            right = {block.get("level"), block.get("depth")} - {None, 0}
            if right:
                score.headings += 1
                score.levels += piece.level in right
        wanted = referred(block, truth["blocks"]) if kind != "footnote" else None
        if wanted is not None and (wanted or piece.refs):
            score.referring += 1
            score.references += list(piece.refs) == wanted
    score.misses = [nearest(block, found) for block in missed]
    return score


def report_of(tree: Any, source: str) -> dict[str, Any]:
    """A report in the published shape from a ``cefu.structure.Normalised`` (or a ``Report``).

    ``source`` is the decoded text the ledger counts in; its furniture is told line by line.
    """
    levels = {section.id: section.level for section in tree.sections}
    lines: dict[int, str] = {}
    for entry in tree.ledger:
        if entry.fate == "furniture":
            for part in re.finditer(r"[^\n\f]+", source[entry.start : entry.end]):
                row = len(re.findall(r"[\n\f]", source[: entry.start + part.start()]))
                lines[row] = lines.get(row, "") + part[0]
    return {
        "sections": [{"id": key, "level": level} for key, level in levels.items()],
        "blocks": [
            {
                "type": block.type,
                "text": block.text,
                "section": block.section,
                "notes": [ref.note for ref in block.notes],
            }
            for block in tree.blocks
        ],
        "notes": [{"id": note.id, "text": note.text} for note in tree.notes],
        "furniture": [text for text in lines.values() if text.strip()],
    }


def tell(score: Score, misses: bool = True) -> str:
    """A few lines for people."""
    kinds = " ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(score.by_type.items()))
    rows = [
        f"{score.name}: {score.matched}/{score.total} = {score.share:.3f}"
        f"  levels {score.levels}/{score.headings}"
        f"  references {score.references}/{score.referring}",
        f"  {kinds}",
    ]
    return "\n".join(rows + [f"  - {miss}" for miss in score.misses if misses])


def paired(reports: Sequence[Mapping[str, Any]], folder: Path) -> Iterable[tuple[Any, Any, str]]:
    """Reports with their truths, by id."""
    by_file = {Path(r.get("source", {}).get("file", "")).stem: r for r in reports}
    by_id = {r["id"]: r for r in reports} | by_file
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        if not isinstance(truth, dict) or "blocks" not in truth:
            continue
        names = (Path(truth.get("source_file", "-")).stem, path.stem, truth.get("doc", "-"))
        report = next((by_id[name] for name in names if name in by_id), None)
        if report is not None:
            yield report, truth, path.stem


def main(arguments: Sequence[str]) -> int:
    """Print every score and the sum; 1 if no report has a truth."""
    reports = json.loads(Path(arguments[0]).read_text("utf-8"))["reports"]
    scores = [compare(*case) for case in paired(reports, Path(arguments[1]))]
    for score in scores:
        print(tell(score))
    matched, total = sum(s.matched for s in scores), sum(s.total for s in scores)
    print(
        f"all: {matched}/{total} = {matched / total if total else 0:.4f} in {len(scores)} reports"
    )
    return 0 if scores else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
