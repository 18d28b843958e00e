"""Texts as they go to the reader: in small chunks, in an alphabet of the archive's own.

Chinese in UTF-8 takes three bytes a character and gives DEFLATE little to hold
on to in a chunk of 1,500 characters.  Numbering the characters, so that the 224
commonest take one byte and the rest two, makes the
deflated chunk a third smaller (measured: 1.09 bytes a character against 1.61).

The code of character number n is the byte n for n < 224, else the bytes
``224 + (n - 224) // 256`` and ``(n - 224) % 256`` as long as the first stays
below 255; a character without a number is 255 and its code point in three bytes.
Among the commonest as among the rest the order is that of Unicode, not of how common
they are: so a word changed in one text hardly ever changes the codes of the others.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from cefu.model.language import ORIGINAL
from cefu.outputs.search.encoding.postings import varint
from cefu.outputs.search.encoding.squeeze import deflate
from cefu.outputs.search.passage import Passage, Piece, Source
from cefu.outputs.search.simplified import exceptions, with_simplified

SINGLES = 224
NUMBERED = SINGLES + 31 * 256
#: Passages looked at before characters are numbered and chunks written.
SAMPLE = 2_000


#: In an archive of so few passages a search reads all that may answer.
SMALL = 128


def chunk_size(passages: int) -> int:
    """How many passages share a chunk where there are so many in all.

    Two, about 1,500 characters and two kilobytes; in a small archive, of which a search
    reads most anyhow (``engine/verify.js``), more, so that it asks for fewer files.

    >>> chunk_size(90), chunk_size(200)
    (16, 2)
    """
    return 16 if passages <= SMALL else 2


class Texts:
    """Chunks of passages in the archive's alphabet.

    ``chunks`` are the deflated files in order, each of ``per_chunk`` passages;
    ``alphabet`` is complete once all passages have been added and `finish` called.
    """

    def __init__(self) -> None:
        self.per_chunk = 0
        self._waiting: list[Passage] | None = []
        self._pending: list[Passage] = []
        self._codes: dict[int, str] = {}
        self.alphabet: list[str] = []
        self.chunks: list[bytes] = []

    def add(self, passage: Passage) -> None:
        """Take in the next passage."""
        if self._waiting is None:
            self._pending.append(passage)
            if len(self._pending) == self.per_chunk:
                self._write(_packed(self._pending))
                self._pending = []
            return
        self._waiting.append(passage)
        if len(self._waiting) == SAMPLE:
            self._begin(self._waiting)

    def finish(self) -> None:
        """Write what is still waiting."""
        if self._waiting is not None:
            self._begin(self._waiting)
        if self._pending:
            self._write(_packed(self._pending))

    def _begin(self, waiting: list[Passage]) -> None:
        """Number the characters of ``waiting``, the commonest first, and write it."""
        self._waiting = None
        self.per_chunk = size = chunk_size(len(waiting))
        texts = [_packed(waiting[at : at + size]) for at in range(0, len(waiting), size)]
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(text)
        common = sorted(counts, key=lambda char: (-counts[char], char))[:SINGLES]
        self._learn([*sorted(common), *sorted(set(counts).difference(common))])
        for text in texts:
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


def _packed(passages: Sequence[Passage]) -> str:
    """``[reports, passages]`` of a chunk as JSON, see ``format.md``."""
    reports: list[Source] = []
    rows: list[object] = []
    for passage in passages:
        if not reports or reports[-1].id != passage.report.id:
            reports.append(passage.report)
        path = [with_simplified(names) for names in passage.path]
        pieces = [_piece(piece) for piece in passage.pieces]
        rows.append([len(reports) - 1, passage.section, passage.url, path, pieces])
    heads = [
        [
            source.id,
            source.url,
            with_simplified(source.title),
            source.date,
            with_simplified(source.publisher),
        ]
        for source in reports
    ]
    return json.dumps([heads, rows], ensure_ascii=False, separators=(",", ":"))


def _piece(piece: Piece) -> list[object]:
    row: list[object] = [piece.id, piece.type, piece.text]
    if piece.lang != ORIGINAL:
        return [*row, piece.lang]
    told = exceptions(piece.text)
    return [*row, piece.lang, told] if told else row
