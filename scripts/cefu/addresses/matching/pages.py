"""Printed pages: the stretches of the text between their marks.

The lock remembers of a page how it begins.  What stood on it is told by the
blocks from there to the next page's beginning, and where these are now tells
which new page has most of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cefu.addresses.matching.likeness import common_text

#: So much of a page is remembered, in characters: enough to know how it begins.
BEGINNING = 256
#: A page of the same label with this share of the best page's text is the same page.
_NAMED = 0.8
#: A page of another label must have this share of the text.
_OTHER = 0.5
#: So many signs, or at least so few, tell where in a block a page began.
_MARKS = (24, 12, 6, 3)


@dataclass(frozen=True, slots=True)
class Text:
    """A block, heading or note, or the beginning of a page: its anchor and shadow.

    ``partly`` where less is known of it than is remembered now (a lock of schema 1).
    """

    id: str
    shadow: str
    inside: str = ""
    partly: bool = False


@dataclass(frozen=True, slots=True)
class OnPage:
    """The new page that keeps a published one, and the share of its text there."""

    page: str
    share: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The texts of a report in order and its pages, with the places where each begins."""

    texts: Sequence[Text]
    pages: Sequence[Text]
    #: where each text begins, counted over all of them, and where the last ends
    offsets: Sequence[int]
    starts: Sequence[int]

    @classmethod
    def of(cls, texts: Sequence[Text], pages: Sequence[Text]) -> Layout:
        """Find where in ``texts`` each of ``pages`` begins.

        >>> Layout.of([Text("p1", "ABCDEF"), Text("p2", "GHIJKL")],
        ...           [Text("page-1", "CDEFGHIJ"), Text("page-2", "KL", "p2")]).starts
        [2, 10]
        """
        offsets = [0]
        for text in texts:
            offsets.append(offsets[-1] + len(text.shadow))
        places = {text.id: k for k, text in enumerate(texts)}
        whole = "".join(text.shadow for text in texts)
        starts: list[int] = []
        at = 0
        for page in pages:
            if page.inside in places:
                k = places[page.inside]
                at = offsets[k] + max(_begins(page.shadow, texts[k].shadow, 0), 0)
            elif (found := _begins(page.shadow, whole, at)) >= 0:
                at = found
            starts.append(at)
        return cls(texts, pages, offsets, starts)

    def pieces(self, k: int) -> Iterator[tuple[int, int, int]]:
        """The pages on which text ``k`` stands: ``(page, from, to)`` in the text."""
        start, end = self.offsets[k], self.offsets[k + 1]
        page = bisect_right(self.starts, start) - 1
        while page < len(self.starts) and start < end:
            until = self.starts[page + 1] if page + 1 < len(self.starts) else self.offsets[-1]
            until = min(until, end)
            if page >= 0 and until > start:
                yield page, start - self.offsets[k], until - self.offsets[k]
            start = max(start, until)
            page += 1


def _begins(page: str, text: str, at: int) -> int:
    """Where in ``text``, from ``at`` on, a page begins; -1 if nowhere."""
    for size in _MARKS:
        if (found := text.find(page[:size], at)) >= 0:
            return found
    return -1


def match_pages(old: Layout, new: Layout, homes: Mapping[str, str]) -> dict[str, OnPage]:
    """Which new page keeps which published one; ``homes`` has new texts by old ones.

    >>> a, b = Text("p1", "ABCDEF"), Text("p2", "GHIJKL")
    >>> old = Layout.of([a, b], [Text("page-3", "ABCDEF"), Text("page-4", "GHIJKL")])
    >>> new = Layout.of([b], [Text("page-4", "GHIJKL")])
    >>> match_pages(old, new, {"p2": "p2"})
    {'page-4': OnPage(page='page-4', share=1.0)}
    """
    amounts, sizes = _overlaps(old, new, homes)
    best: defaultdict[int, float] = defaultdict(float)
    for (p, _), amount in amounts.items():
        best[p] = max(best[p], amount)
    labels = {page.id: q for q, page in enumerate(new.pages)}
    named = {p: labels[page.id] for p, page in enumerate(old.pages) if page.id in labels}
    ranked = sorted(amounts, key=lambda pq: (-amounts[pq], pq))
    equal = {(p, q) for p, q in named.items() if _begin_alike(old.pages[p], new.pages[q])}
    same = [
        (p, q)
        for p, q in named.items()
        if (p, q) in equal or amounts.get((p, q), 0) >= _NAMED * best[p] > 0
    ]
    most = [(p, q) for p, q in ranked if amounts[p, q] >= _OTHER * sizes.get(p, 0)]
    # A page of which nothing is left elsewhere is still the page of that label.
    rest = [(p, q) for p, q in named.items() if best[p] <= _OTHER * sizes.get(p, 0)]
    keeps: dict[int, int] = {}
    taken: set[int] = set()
    for p, q in (*same, *most, *rest):
        if p not in keeps and q not in taken:
            keeps[p] = q
            taken.add(q)
    shares = {
        p: min(1.0, amounts.get((p, q), 0) / max(sizes.get(p, 0), 1)) for p, q in keeps.items()
    }
    return {
        old.pages[p].id: OnPage(new.pages[q].id, 1.0 if (p, q) in equal else shares[p])
        for p, q in sorted(keeps.items())
    }


def _begin_alike(old: Text, new: Text) -> bool:
    """Whether the new page begins with all that is known of the old one, which is little."""
    return old.partly and len(old.shadow) >= _MARKS[-1] and new.shadow.startswith(old.shadow)


def _overlaps(
    old: Layout, new: Layout, homes: Mapping[str, str]
) -> tuple[dict[tuple[int, int], float], dict[int, float]]:
    """How much of each old page is on each new one, and how long the old pages are."""
    places = {text.id: k for k, text in enumerate(new.texts)}
    amounts: defaultdict[tuple[int, int], float] = defaultdict(float)
    sizes: defaultdict[int, float] = defaultdict(float)
    for k, text in enumerate(old.texts):
        home = places.get(homes.get(text.id, ""))
        # A page without a sign of text still has a beginning.
        for page, start, end in old.pieces(k):
            sizes[page] += end - start
            if home is None:
                continue
            scale = len(new.texts[home].shadow) / len(text.shadow)
            for other, begin, until in new.pieces(home):
                shared = min(end * scale, until) - max(start * scale, begin)
                if shared > 0:
                    amounts[page, other] += shared / scale
    return dict(amounts), dict(sizes)


def page_begun(layout: Layout, page: str, new: Layout, homes: Mapping[str, str]) -> str:
    """The new text in which a published page began, or the first of the page that is
    still there; '' where all of it is gone.

    >>> old = Layout.of([Text("p1", "ABCDEF"), Text("p2", "GHIJKL")], [Text("page-3", "ABCDEF")])
    >>> page_begun(old, "page-3", Layout.of([Text("p9", "GHIJKL")], []), {"p2": "p9"})
    'p9'
    """
    p = next(k for k, text in enumerate(layout.pages) if text.id == page)
    start, mark = layout.starts[p], layout.pages[p].shadow[: _MARKS[0]]
    end = layout.starts[p + 1] if p + 1 < len(layout.starts) else layout.offsets[-1]
    places = {text.id: k for k, text in enumerate(new.texts)}
    first = max(min(bisect_right(layout.offsets, start), len(layout.texts)) - 1, 0)
    for k in range(first, len(layout.texts)):
        if layout.offsets[k] >= end > start:
            break
        home = places.get(homes.get(layout.texts[k].id, ""))
        if home is None or new.texts[home].id == "s0":
            continue
        if k > first:
            return new.texts[home].id
        # Where the block was cut in two, the page may begin in the next piece.
        mark = mark[: layout.offsets[k + 1] - start]
        near = [n for n in (home, home + 1, home + 2, home - 1) if 0 <= n < len(new.texts)]
        best = max(near, key=lambda n: common_text(mark, new.texts[n].shadow))
        certain = 2 * common_text(mark, new.texts[best].shadow) >= len(mark)
        return new.texts[best if certain else home].id
    return ""


def beginning(text: str) -> str:
    """What is remembered of a page's text.

    >>> len(beginning("頁" * 300))
    256
    """
    return text[:BEGINNING]
