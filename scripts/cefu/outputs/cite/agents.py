"""Family and given names of the people who write such reports.

Chinese names are printed without a mark between family and given name, and their
romanised forms come in either order.  A name is divided only where its family
name is a known one; any other name, a body's above all, stays whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cefu.model.record import Agent

# The surnames borne by more than nine in ten people in Taiwan and China, and those
# of Korea, in Traditional and Simplified form.
_SINGLE = frozenset(
    "王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭何高林羅罗鄭郑梁謝谢宋唐許许韓韩馮冯鄧邓"
    "曹彭曾蕭肖萧田董袁潘於于蔣蒋蔡余杜葉叶程蘇苏魏呂吕丁任沈姚盧卢姜崔鍾钟譚谭陸陆汪范金石廖"
    "賈贾夏韋韦傅方白鄒邹孟熊秦邱江尹薛閻阎段雷侯龍龙史陶黎賀贺顧顾毛郝龔龚邵萬万錢钱嚴严覃武"
    "戴莫孔向湯汤施洪柯翁賴赖詹簡简游連连阮童溫温紀纪古巫卓涂塗歐欧祝左管甘章符辛倪樊喬乔殷齊"
    "齐梅盛康安常嵇藍蓝饒饶駱骆曲申朴河權权裴南文趙成車车具禹閔闵愼慎辜鄔邬粘房花包牛臧費费岑"
    "滕鮑鲍柳岳伍卞皮湛米貝贝明計计伏談谈茅龐庞項项應应耿蒲焦牟農农尚單单冷畢毕"
)
_DOUBLE = frozenset(
    map(
        "".join,
        zip(
            *[iter("歐陽欧阳司馬司马諸葛诸葛上官司徒夏侯皇甫尉遲尉迟公孫公孙慕容令狐鍾離南宮"
                   "東方范姜張簡司空端木獨孤西門東郭")] * 2,
            strict=True,
        ),
    )
)  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LATIN = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]*)*")
#: A word that only the name of a body has.
_BODY = re.compile(
    r"\b(?:council|cent(?:er|re)|foundation|institute|university|ministry|department|bureau|"
    r"office|committee|association|society|academy|government|agency|commission|group|of|the|for)\b",
    re.IGNORECASE,
)
_BODY_ENDS = "會会部院所處处署局室館馆社組组司廳厅黨党團团府"


@dataclass(frozen=True, slots=True)
class Name:
    """A divided name; a name that is not divided has ``family`` only."""

    family: str
    given: str = ""

    @property
    def csl(self) -> dict[str, str]:
        """The name as CSL-JSON has it."""
        if not self.given:
            return {"literal": self.family}
        return {"family": self.family, "given": self.given}

    @property
    def inverted(self) -> str:
        """``Family, Given``, as BibTeX and RIS have it."""
        return f"{self.family}, {self.given}" if self.given else self.family


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
    if len(name) > 2 and name[:2] in _DOUBLE:
        return Name(name[:2], name[2:])
    ends_as_body = len(name) > 2 and name[-1] in _BODY_ENDS
    if name[0] in _SINGLE and len(name) <= 3 and not ends_as_body:
        return Name(name[0], name[1:])
    return Name(name)


def latin_name(name: str, chinese: str = "") -> Name:
    """A romanised name, whichever of its parts comes first.

    A comma decides; else the hyphen, which only a given name has (``Liu Te-hai``,
    ``Te-hai Liu``); else, for the name of a person whose Chinese name is known,
    the family name is the first part, as romanisations print it; else the last.

    >>> [latin_name(n).inverted for n in ("Liu Te-hai", "Te-hai Liu", "Liu, Te-hai")]
    ['Liu, Te-hai', 'Liu, Te-hai', 'Liu, Te-hai']
    >>> latin_name("Ding Lei", "丁磊").inverted, latin_name("Jane Q. Public").inverted
    ('Ding, Lei', 'Public, Jane Q.')
    >>> latin_name("Mainland Affairs Council", "大陸委員會")
    Name(family='Mainland Affairs Council', given='')
    """
    name = " ".join(name.split())
    if chinese and _HAN.search(chinese) and not chinese_name(chinese).given:
        return Name(name)
    if _BODY.search(name):
        return Name(name)
    family, comma, given = name.partition(",")
    if comma:
        return Name(family.strip(), given.strip())
    parts = name.split()
    if not 2 <= len(parts) <= 4 or not all(_LATIN.fullmatch(part) for part in parts):
        return Name(name)
    hyphened = ["-" in part for part in parts]
    if not hyphened[0] and (hyphened[-1] or chinese):
        return Name(parts[0], " ".join(parts[1:]))
    return Name(parts[-1], " ".join(parts[:-1]))


def name_of(agent: Agent, lang: str) -> Name:
    """The agent's name divided, in English where ``lang`` is ``en`` and it is known.

    >>> name_of(Agent({"zh-Hant": "河凡植", "en": "Ha Beom-sik"}), "en").inverted
    'Ha, Beom-sik'
    """
    original = agent.name.get("zh-Hant") or next(iter(agent.name.values()), "")
    if lang == "en" and agent.name.get("en"):
        return latin_name(agent.name["en"], original)
    chosen = agent.name.get(lang) or original
    return chinese_name(chosen) if _HAN.search(chosen) else latin_name(chosen)
