"""Where a name may stand: one decision for mentions, suggestions and the search index.

Han text parts no words, so a form can be found across two of them (近日｜本會 has 日本)
or inside a longer name (韓國瑜).  Two kinds of evidence are weighed:

- **Words across the border.**  The text about the form is cut into words twice, by the
  frequencies of jieba's dictionary: once so that words end at both borders of the form,
  once so that a word crosses one of them.  Words that contain the whole form (日本人)
  are left out of both.  Where crossing is the likelier by more than ``MARGIN``, the form
  is no name there.
- **A name that goes on.**  One more character that is no word by itself, and then a
  title (王毅夫博士, 韓國瑜市長), belong to a longer name.

Latin letters and digits at a form's ends must not run on (``LG`` is not in ``ALGOL``).

`crossing` gives the longer string that the form is only part of; a keeper's ``not_in``
says the same by hand, and search takes both alike.
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

from cefu.text.fold import fold_key
from cefu.text.words import LONGEST, Cut, lexicon, likeliest, lines

#: Natural logarithm of how much likelier the cut across a border must be.
MARGIN = 1.0
#: How much more is asked where the other reading leaves one character of the form by
#: itself (北｜韓軍), unless a word of the dictionary holds the whole form (東｜海岸).
LEFT_OVER = 2.0
#: How far (characters) the text is cut into words to either side of a form.
REACH = 6

_HAN = re.compile(r"[\u3400-\u9fff〇]+")


@cache
def _titles() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(fold_key, lines("titles.txt")), key=len, reverse=True)))


def may_be_name(key: str, start: int, end: int) -> bool:
    """Whether the form at ``start:end`` of a folded text may be a name there.

    >>> may_be_name("algol lg", 1, 3), may_be_name("algol lg", 6, 8)
    (False, True)
    """
    return not (runs_on(key, start) or runs_on(key, end) or crossing(key, start, end))


def runs_on(key: str, at: int) -> bool:
    """Whether a Latin word or number goes on over the border at ``at``.

    >>> [runs_on("g20 in 2018年", at) for at in (1, 3, 11)]
    [True, False, False]
    """
    return 0 < at < len(key) and _is_joined(key[at - 1]) and _is_joined(key[at])


def _is_joined(char: str) -> bool:
    return char.isascii() and char.isalnum()


def crossing(key: str, start: int, end: int) -> str:
    """The longer string of which the form at ``start:end`` of a folded text is only
    part; '' where it may be a name.

    >>> text = fold_key("近日本會召開會議")
    >>> crossing(text, 1, 3)
    '近日本会'
    >>> text = fold_key("近日日本政府、王毅夫博士、王毅夫婦")
    >>> [crossing(text, at, at + 2) for at in (2, 7, 13)]
    ['', '王毅夫博士', '']
    """
    if not _HAN.fullmatch(key, start, end):
        return ""
    first, last = _run(key, start, end)
    return _crossing(key[first:last], start - first, end - first)


def stands_in(key: str, start: int, form: str, longer: str) -> bool:
    """Whether ``form``, found at ``start`` of a folded text, is part of ``longer`` there.

    >>> stands_in("朝鲜半岛与朝鲜", 0, "朝鲜", "朝鲜半岛"), stands_in("朝鲜半岛与朝鲜", 5, "朝鲜", "朝鲜半岛")
    (True, False)
    """
    at = longer.find(form)
    while at >= 0:
        if at <= start and key.startswith(longer, start - at):
            return True
        at = longer.find(form, at + 1)
    return False


def _run(key: str, start: int, end: int) -> tuple[int, int]:
    """The run of letters about a form that words may be cut from, cut to `REACH`."""
    first, last = start, end
    while first > 0 and start - first < REACH and _is_letter(key[first - 1]):
        first -= 1
    while last < len(key) and last - end < REACH and _is_letter(key[last]):
        last += 1
    return first, last


def _is_letter(char: str) -> bool:
    return char.isdigit() or _HAN.match(char) is not None


# The same words stand about a name over and over.
@lru_cache(maxsize=1 << 16)
def _crossing(text: str, start: int, end: int) -> str:
    if longer := _longer_name(text, start, end):
        return longer
    return "" if _ends_in_meeting(text, end) else _across(text, start, end)


def _ends_in_meeting(text: str, end: int) -> bool:
    """Whether a form that ends in 會 goes on to 會議, which says the same at length.

    >>> _ends_in_meeting(fold_key("高峰會議"), 3), _ends_in_meeting(fold_key("高峰會場"), 3)
    (True, False)
    """
    return text.startswith(fold_key("會議"), end - 1)


def _longer_name(text: str, start: int, end: int) -> str:
    """The name with a title that a form begins: 王毅夫博士; '' if it does not go on.

    >>> text = fold_key("韓國瑜市長")
    >>> _longer_name(text, 0, 2), _longer_name(fold_key("王毅外長"), 0, 2)
    ('韩国瑜市长', '')
    """
    title = _titles().match(text, end + 1)
    if title is None:
        return ""
    known = lexicon()
    more = text[end]
    # A word that stands often by itself (的, 與, 前) is no part of a name.
    if (known.weight(more) or known.unknown) > _COMMON or not _HAN.match(more):
        return ""
    # 王毅/外長: the character begins a word of its own.
    begins = any(text[end:at] in known.words for at in range(end + 2, title.end() + 1))
    return "" if begins else text[start : title.end()]


#: The logarithm of the frequency from which a single character is a word of its own.
_COMMON = math.log(2e-4)


def _across(text: str, start: int, end: int) -> str:
    """The words that cross a border of the form, where they are the likelier reading."""
    known = lexicon()
    words = [
        (i, j, text[i:j], weight)
        for i in range(len(text))
        for j in range(i + 1, min(i + LONGEST, len(text)) + 1)
        if (weight := known.weight(text[i:j])) is not None
        # Neither reading has a word that contains the whole form and more.
        and not (i <= start and end <= j and j - i > end - start)
    ]
    if not any(_crosses(i, j, start, end) for i, j, _, _ in words):
        return ""
    form = max(known.words.get(text[start:end], -math.inf), known.counted(_RARE))
    bounded = likeliest(
        [
            *(w for w in words if not _crosses(w[0], w[1], start, end)),
            (start, end, text[start:end], form),
        ],
        len(text),
    )
    best = likeliest(words, len(text))
    margin = MARGIN
    if _leaves_one_over(best, start, end) and not _is_in_a_word(text, start, end):
        margin += LEFT_OVER
    if best.score - bounded.score <= margin:
        return ""
    cut = [(i, j) for i, j, _ in best.words if i < end + 1 and j > start - 1]
    touching = [
        (i, j) for i, j in cut if _crosses(i, j, start, end) or start <= i < end or start < j <= end
    ]
    return text[min(i for i, _ in touching) : max(j for _, j in touching)]


def _leaves_one_over(cut: Cut, start: int, end: int) -> bool:
    """Whether a cut leaves a character of the form that is a word by itself."""
    return any(j - i == 1 and start <= i < end for i, j, _ in cut.words)


def _is_in_a_word(text: str, start: int, end: int) -> bool:
    """Whether the form stands inside a longer word of the dictionary."""
    words = lexicon().words
    return any(
        text[i:j] in words
        for i in range(max(0, end - LONGEST), start + 1)
        for j in range(end, min(i + LONGEST, len(text)) + 1)
        if j - i > end - start
    )


#: A form that no dictionary has is as frequent as a word counted so often.
_RARE = 3000


def _crosses(i: int, j: int, start: int, end: int) -> bool:
    return i < start < j or i < end < j
