"""What readers of Simplified Chinese see of texts that are in Traditional.

The reader's script turns characters one by one; where a character has several forms, the
page has the one that its word asks for (`cefu.text.script`).  What differs is told with
the text, so that page, snippet, title and heading are the same.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from cefu.model.language import ORIGINAL, SIMPLIFIED, Names
from cefu.text.script import to_simplified


@cache
def _by_code_point() -> dict[int, str]:
    return {ord(char): simple for char, simple in one_by_one().items()}


@cache
def one_by_one() -> dict[str, str]:
    """Every Traditional character and its first Simplified form, by OpenCC's table."""
    path = resources.files("opencc") / "dictionary" / "TSCharacters.txt"
    return {
        line.split("\t")[0]: line.split("\t")[1].split()[0]
        for line in path.read_text("utf-8").splitlines()
        if "\t" in line
    }


def exceptions(text: str) -> list[int | str]:
    """Where the characters of ``text``, turned one by one, are not those of the page:
    place (in UTF-16 units), character, place, character …

    >>> exceptions("隨著著作權"), exceptions("北韓")
    ([1, '着'], [])
    """
    wanted = to_simplified(text)
    turned = text.translate(_by_code_point())
    if turned == wanted:
        return []
    found: list[int | str] = []
    at = 0
    for char, plain, right in zip(text, turned, wanted, strict=True):
        if plain != right:
            found += [at, right]
        at += 2 if ord(char) > 0xFFFF else 1
    return found


def with_simplified(names: Names) -> dict[str, str]:
    """``names`` with the name in Simplified, where one by one would give another.

    >>> with_simplified({"zh-Hant": "沿著邊界", "en": "Along the border"})["zh-Hans"]
    '沿着边界'
    >>> with_simplified({"zh-Hant": "北韓"})
    {'zh-Hant': '北韓'}
    """
    made = dict(names)
    traditional = made.get(ORIGINAL, "")
    if SIMPLIFIED not in made and exceptions(traditional):
        made[SIMPLIFIED] = to_simplified(traditional)
    return made
