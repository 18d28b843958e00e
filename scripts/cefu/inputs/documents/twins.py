"""A plain text that lies beside a document of the same report: what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from unicodedata import normalize

from cefu.model.line import BLANKS
from cefu.model.received import Document, Fault

#: Texts are compared by their runs of this many characters, whatever the order.
_RUN = 6


def twin_faults(document: Document, text: str, name: str) -> Iterator[Fault]:
    """What only one of the two has: ``text`` is that of the file ``name``.

    >>> [f.sample for f in twin_faults(Document("pdf", "甲乙丙丁戊己庚辛"), "甲乙丙丁戊己庚壬", "a.txt")]
    ['丙丁戊己庚壬', '丙丁戊己庚辛']
    """
    ours, theirs = _plain(document.text), _plain(text)
    for one, other, where in ((theirs, ours, name), (ours, theirs, f"the {document.kind}")):
        known = Counter(other[i : i + _RUN] for i in range(len(other) - _RUN + 1))
        places = []
        for i in range(len(one) - _RUN + 1):
            run = one[i : i + _RUN]
            if known[run] > 0:
                known[run] -= 1
            else:
                places.append(i)
        if places:
            last = next((p for k, p in enumerate(places[1:]) if p > places[k] + 1), places[-1] + 1)
            end = max(places[0] + 1, min(last, places[0] + 30))
            yield Fault(
                "differs",
                0,
                0,
                sum(1 for k, p in enumerate(places) if not k or p > places[k - 1] + 1),
                f"{where} has words that the other text of this report has not",
                "Compare the two at the words shown; the document is what is published",
                one[places[0] : end + _RUN - 1],
            )


def _plain(text: str) -> str:
    return normalize("NFKC", text).translate(dict.fromkeys(map(ord, BLANKS)))
