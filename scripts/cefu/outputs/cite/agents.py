"""Family and given names of the people who write such reports.

Chinese names are printed without a mark between family and given name, and their
romanised forms come in either order.  A name is divided only where its family
name is a known one; any other name, a body's above all, stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cefu.model.language import ENGLISH, ORIGINAL
from cefu.model.record import Agent
from cefu.text.surnames import known

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LATIN = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]*)*")
#: What parts the names of a person from elsewhere: 約翰·史密斯.
_DOT = re.compile("[·‧・•]")
#: Syllables as pinyin, Wade-Giles and the ways of Korean write them.
_SYLLABLE = (
    r"(?:zh|ch'?|sh|ts'?|tz'?|hs|ss|sz|kk|tt|pp|jj|[bpmfdtnlgkhjqxrzcsyw]'?)?"
    r"[yw]?(?:[aeiouü]{1,4}|ê|yeo|[iu]?eh|ih)(?:ng|n|rk?|h(?![aeiou])|[klmptw](?![aeiouy]))?"
)
_SYLLABLES = re.compile(rf"(?:{_SYLLABLE}-?){{1,3}}", re.IGNORECASE)
#: A word that only the name of a body has.
_BODY = re.compile(
    r"\b(?:council|cent(?:er|re)|foundation|institute|university|ministry|department|bureau|"
    r"office|committee|association|society|academy|government|agency|commission|group|of|the|for)\b",
    re.IGNORECASE,
)
_BODY_ENDS = "會会部院所處处署局室館馆社組组司廳厅黨党團团府"


@dataclass(frozen=True, slots=True)
class Name:
    """A divided name; a name that is not divided has ``family`` only.

    ``particle`` is what stands before the family name and does not sort it: van der.
    """

    family: str
    given: str = ""
    particle: str = field(default="", repr=False)

    @property
    def csl(self) -> dict[str, str]:
        """The name as CSL-JSON has it."""
        if not self.given:
            return {"literal": self.family}
        name = {"family": self.family, "given": self.given}
        return name | ({"non-dropping-particle": self.particle} if self.particle else {})

    @property
    def inverted(self) -> str:
        """``Family, Given``, as BibTeX and RIS have it."""
        family = f"{self.particle} {self.family}".strip()
        return f"{family}, {self.given}" if self.given else family


def is_han(text: str) -> bool:
    """Whether ``text`` is written in Han characters only."""
    return _HAN.fullmatch(text) is not None


def chinese_name(name: str) -> Name:
    """A name in Han characters, divided where its family name is a known one.

    >>> chinese_name("張登及"), chinese_name("歐陽文忠")
    (Name(family='張', given='登及'), Name(family='歐陽', given='文忠'))
    >>> chinese_name("大陸委員會"), chinese_name("文化部")
    (Name(family='大陸委員會', given=''), Name(family='文化部', given=''))
    """
    name = "".join(name.split()) if _HAN.search(name) else name.strip()
    if not _HAN.fullmatch(name) or not 2 <= len(name) <= 4:
        return Name(name)
    if len(name) > 2 and name[:2] in known().double:
        return Name(name[:2], name[2:])
    ends_as_body = len(name) > 2 and name[-1] in _BODY_ENDS
    if name[0] in known().single and len(name) <= 3 and not ends_as_body:
        return Name(name[0], name[1:])
    return Name(name)


def latin_name(name: str, chinese: str = "") -> Name:
    """A romanised name, whichever of its parts comes first.

    A comma decides; else a particle, which the family name begins (``Anna van der
    Berg``); else, for the name of a person whose Chinese name is known, how its
    characters are romanised (``Te-hai Liu``, ``Ou-yang Ming``); a name that does not
    spell them (約翰·史密斯, 馬凱碩 for Kishore Mahbubani) is a Western one, whose family
    name is the last part, as is that of a name without characters.

    >>> [latin_name(n).inverted for n in ("Liu Te-hai", "Te-hai Liu", "Liu, Te-hai")]
    ['Liu, Te-hai', 'Liu, Te-hai', 'Liu, Te-hai']
    >>> latin_name("Ding Lei", "丁磊").inverted, latin_name("Jane Q. Public").inverted
    ('Ding, Lei', 'Public, Jane Q.')
    >>> latin_name("Ou-yang Ming", "歐陽明").inverted, latin_name("Ming Ou-yang", "歐陽明").inverted
    ('Ou-yang, Ming', 'Ou-yang, Ming')
    >>> latin_name("Anna van der Berg").inverted, latin_name("John Smith", "約翰·史密斯").inverted
    ('van der Berg, Anna', 'Smith, John')
    >>> latin_name("Kishore Mahbubani", "馬凱碩").inverted
    'Mahbubani, Kishore'
    >>> latin_name("Mainland Affairs Council", "大陸委員會")
    Name(family='Mainland Affairs Council', given='')
    """
    name = " ".join(name.split())
    if _BODY.search(name) or _is_body(chinese):
        return Name(name)
    family, comma, given = name.partition(",")
    if comma:
        return Name(family.strip(), given.strip())
    parts = name.split()
    if not 2 <= len(parts) <= 4 or not all(_LATIN.fullmatch(part) for part in parts):
        return Name(name)
    particle = next((n for n, part in enumerate(parts[:-1]) if n and part.islower()), 0)
    if particle:
        return Name(parts[-1], " ".join(parts[:particle]), " ".join(parts[particle:-1]))
    han = "".join(_HAN.findall(chinese)) if _HAN.fullmatch(chinese) else ""
    if han and not _spells(parts, han):
        return Name(parts[-1], " ".join(parts[:-1]))
    return _romanised(parts, han)


def _is_body(chinese: str) -> bool:
    """Whether a name in characters is that of a body: long, or ending as theirs do.

    >>> [_is_body(name) for name in ("大陸委員會", "約翰·史密斯", "季辛吉", "")]
    [True, False, False, False]
    """
    if not _HAN.search(chinese) or _DOT.search(chinese) or chinese_name(chinese).given:
        return False
    return len(chinese) > 4 or chinese[-1] in _BODY_ENDS


def _romanised(parts: Sequence[str], han: str) -> Name:
    """A romanised name of ``han`` ('' if not known), by where its hyphens stand."""
    double = len(chinese_name(han).family) == 2 if han else False
    hyphened = ["-" in part for part in parts]
    if double and len(parts) > 2:  # Chang Chien Ta-ming, Ta-ming Chang Chien
        at = 1 if hyphened[0] else 2
        family, given = (parts[at:], parts[:at]) if at == 1 else (parts[:at], parts[at:])
        return Name(" ".join(family), " ".join(given))
    # The family name is hyphened if it has two characters, else the given name is.
    first = hyphened[0] or not hyphened[-1] if double else not hyphened[0]
    if first and (double or han or hyphened[-1]):
        return Name(parts[0], " ".join(parts[1:]))
    return Name(parts[-1], " ".join(parts[:-1]))


def _spells(parts: Sequence[str], han: str) -> bool:
    """Whether the Latin ``parts`` are as many syllables of Chinese or Korean as ``han``.

    >>> _spells(["Ou-yang", "Ming"], "歐陽明"), _spells(["Ha", "Beom-sik"], "河凡植")
    (True, True)
    >>> _spells(["Kishore", "Mahbubani"], "馬凱碩")
    False
    """
    if not all(_SYLLABLES.fullmatch(part) for part in parts):
        return False
    syllables = sum(len(re.findall(r"[aeiouü]+", part, re.IGNORECASE)) for part in parts)
    # Two syllables may meet in their vowels: Xi'an, printed Xian.
    return len(han) in (syllables, syllables + 1)


def name_of(agent: Agent, lang: str) -> Name:
    """The agent's name divided, in English where ``lang`` is ``en`` and it is known.

    >>> name_of(Agent({"zh-Hant": "河凡植", "en": "Ha Beom-sik"}), "en").inverted
    'Ha, Beom-sik'
    """
    original = agent.name.get(ORIGINAL) or next(iter(agent.name.values()), "")
    if lang == ENGLISH and agent.name.get(ENGLISH):
        return latin_name(agent.name[ENGLISH], original)
    chosen = agent.name.get(lang) or original
    return chinese_name(chosen) if _HAN.search(chosen) else latin_name(chosen)
