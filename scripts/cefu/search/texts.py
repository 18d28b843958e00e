"""Texts as they go to the reader: in small chunks, in an alphabet of the archive's own.

Chinese in UTF-8 takes three bytes a character and gives DEFLATE little to hold
on to in a chunk of 1,500 characters.  Numbering the characters by how common
they are, so that the 224 commonest take one byte and the rest two, makes the
deflated chunk a third smaller (measured: 1.09 bytes a character against 1.61).

The code of character number n is the byte n for n < 224, else the bytes
``224 + (n - 224) // 256`` and ``(n - 224) % 256`` as long as the first stays
below 255; a character without a number is 255 and its code point in three bytes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from cefu.search.passage import Passage, Piece, Source
from cefu.search.postings import varint
from cefu.search.squeeze import deflate

SINGLES = 224
NUMBERED = SINGLES + 31 * 256
#: Chunks looked at before characters are numbered.
SAMPLE = 1_000


class Texts:
    """Chunks of passages in the archive's alphabet.

    ``chunks`` are the deflated files in order; ``alphabet`` is complete once all
    passages have been added and `finish` called.
    """

    def __init__(self, per_chunk: int) -> None:
        self._per_chunk = per_chunk
        self._pending: list[Passage] = []
        self._waiting: list[str] | None = []
        self._codes: dict[int, str] = {}
        self.alphabet: list[str] = []
        self.chunks: list[bytes] = []

    def add(self, passage: Passage) -> None:
        """Take in the next passage."""
        self._pending.append(passage)
        if len(self._pending) == self._per_chunk:
            self._close()

    def finish(self) -> None:
        """Write what is still waiting."""
        if self._pending:
            self._close()
        self._number()

    def _close(self) -> None:
        text = json.dumps(_rows(self._pending), ensure_ascii=False, separators=(",", ":"))
        self._pending = []
        if self._waiting is None:
            self._write(text)
            return
        self._waiting.append(text)
        if len(self._waiting) == SAMPLE:
            self._number()

    def _number(self) -> None:
        if self._waiting is None:
            return
        counts: Counter[str] = Counter()
        for text in self._waiting:
            counts.update(text)
        common = sorted(counts, key=lambda char: (-counts[char], char))[:SINGLES]
        self._learn([*common, *sorted(set(counts).difference(common))])
        waiting, self._waiting = self._waiting, None
        for text in waiting:
            self._write(text)

    def _learn(self, chars: Iterable[str]) -> None:
        for char in chars:
            number = len(self.alphabet)
            if number < SINGLES:
                code = bytes([number])
            elif number < NUMBERED:
                code = bytes([SINGLES + (number - SINGLES) // 256, (number - SINGLES) % 256])
            else:
                self._codes[ord(char)] = (b"\xff" + ord(char).to_bytes(3, "big")).decode("latin-1")
                continue
            self._codes[ord(char)] = code.decode("latin-1")
            self.alphabet.append(char)

    def _write(self, text: str) -> None:
        self._learn(sorted({char for char in set(text) if ord(char) not in self._codes}))
        self.chunks.append(deflate(text.translate(self._codes).encode("latin-1")))

    def alphabet_file(self) -> bytes:
        """The alphabet: for each character the step from the one before, zigzag, as varint."""
        out, last = bytearray(), 0
        for char in self.alphabet:
            step = ord(char) - last
            last = ord(char)
            out += varint(step * 2 if step >= 0 else -step * 2 - 1)
        return bytes(out)


def _rows(passages: list[Passage]) -> list[object]:
    """``[reports, passages]`` of a chunk, see ``format.md``."""
    reports: list[Source] = []
    rows: list[object] = []
    for passage in passages:
        if not reports or reports[-1].id != passage.report.id:
            reports.append(passage.report)
        path = [dict(names) for names in passage.path]
        pieces = [_piece(piece) for piece in passage.pieces]
        rows.append([len(reports) - 1, passage.section, passage.url, path, pieces])
    heads = [
        [source.id, source.url, dict(source.title), source.date, dict(source.publisher)]
        for source in reports
    ]
    return [heads, rows]


def _piece(piece: Piece) -> list[str]:
    row = [piece.id, piece.type, piece.text]
    return row if piece.lang == "zh-Hant" else [*row, piece.lang]
