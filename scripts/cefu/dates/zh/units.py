"""The units of a date: how years, months, days and their parts are written.

All patterns are for folded text (``cefu.dates.reading``) and bounded: none can
take more than a fixed number of steps from where it is tried.  Words that merely
look like dates are kept out here, each beside the word it resembles: 此次日本 is
not 次日, 文明年代 is not 明年, 2018年中國大陸 is not 年中.
"""

from __future__ import annotations

import re

from cefu.dates.reading import compiled, han
from cefu.dates.zh.expressions import Part, Ref
from cefu.text.numerals import CHINESE, number

#: Numbers of a year in four digits, of a month, of a day.
AD = r"(?:1[0-9]|2[01])[0-9]{2}"
AD_HAN = r"[一二][〇零一二三四五六七八九]{3}"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)"
DAY = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?"
    r"|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
)
#: 2012年代表: the year, not the decade.
NOT_DECADE = r"(?!代(?![表理替言價號辦償]))"

#: What follows the day of a piece of news: 四日發布.
NEWS_AFTER = compiled(
    r"(?:晚間?|上午|下午|凌晨|清晨|中午|再度?|已|則|也|亦)?(?:發[布表]|宣[布佈]|公[布告]|表示|指出|強調|說|稱|批|在|於"
    r"|召開|舉行|抵達?|訪問?|會[見晤談]|赴|通過|簽署|報導|刊登|證實|透露|接受|召見|聲明|電|率|前往|開[幕始]|閉幕)"
)
#: Between the two ends of a range, and between items that share a unit.
TO = r"(?:[-─~]{1,2}|至|到|迄)"
AND = r"(?:、|(?<=[0-9]),(?=[0-9])|/|和|與|及|或|以及)"

#: Words that make a number of months or days a length of time.
LENGTH_BEFORE = compiled(
    r"(?:最[後初]|給予[^,。;:]{0,3}|延誤|延長|延[後遲緩]|推遲|縮短|停[留泊]|留置|拘留|隔離|等[待候]|航程|費時|需時?|須時?|花費|增加|減少|多出|提[前早]|存量僅?|為期|長達|歷時|耗時|[接將最逼]近|逾|短短|每|僅|這|首|滿|未來|過去|連續|達|經過|期限|數"
    r"|(?<!中)共|(?<![相邀])約|有期徒刑|刑|(?<![先之此以日目當年])前|頭)$"
)
#: A day of every year is no date.
RECURRING = compiled(r"(?:每|歷|往|多|逐|某|隔)年$")


def shared(number: str, unit: str) -> re.Pattern[str]:
    """Numbers in a list or range that share the ``unit`` behind the last of them."""
    link = rf"(?:{TO}|{AND})"
    return compiled(rf"(?P<numbers>{number}(?:{link}{number}){{0,7}}){unit}")


NUMBER_OR_LINK = compiled(rf"(?P<to>{TO})|(?P<and>{AND})|(?P<number>[0-9]+|[{CHINESE}元]+)")

# ---- years

YEARS = shared(
    rf"(?:{AD}|{AD_HAN})",
    r"(?P<unit>年?會計年度|年?財政年度|財年|年度|學年度?|年)" + NOT_DECADE,
)
#: 2016-18年, 2017/18年度: the second year in two digits.
SHORT_RANGE = compiled(
    rf"(?P<first>{AD})(?:{TO}|/)(?P<last>[0-9]{{2}})(?P<unit>年?會計年度|年?財政年度|財年|年度|學年度?|年)"
    rf"|(?P<first_han>{AD_HAN})(?:{TO}|/)(?P<last_han>[一二三四五六七八九〇零]{{2}})(?P<unit_han>財政年度|年度|學年度?)"
)
#: 2020/21至2023/24年度
SPLIT_YEARS = compiled(
    rf"(?P<first>{AD}|{AD_HAN})[/-](?:[0-9]{{2}}|[一二三四五六七八九〇零]{{2}}){TO}"
    rf"(?P<last>{AD}|{AD_HAN})[/-](?:[0-9]{{2}}|[一二三四五六七八九〇零]{{2}})(?:財政年度|年度|學年度?)"
)
#: （2016-2020）: a range of years alone in brackets.
BRACKETED = compiled(rf"(?<=\()(?P<first>{AD})年?{TO}(?P<last>{AD})(?=\))")
#: 2018上半年, 2018Q1, 2018年底 without 年: a year that leans on what follows.
LEANING = compiled(rf"(?P<year>{AD})(?=[上下]半年|第?[一二三四1-4]季|q[1-4]|全年|年?[底初]前?)")
#: 中國製造2025, 2030議程: the year in the name of a programme.
PROGRAMME = compiled(
    r"(?:(?<=製造)|(?<=願景)|(?<=議程)|(?<=計[劃畫])|(?<=戰略))20[2-9][0-9](?![0-9年./-])"
    r"|20[2-9][0-9](?=中國製造|(?:永續|可持續)發展|議程|願景|遠景|淨零|碳中和)"
    r"|(?<=[《「])(?:19|20)[0-9]{2}(?![^》」]?[會財學年])(?=[^》」0-9./年~-][^》」]{0,20}(?:報告書?|[白藍]皮書|評估|展望|調查|指數|授權法)[》」])"
)
FISCAL = compiled(rf"fy ?(?P<year>{AD})")
ERA = compiled(
    rf"(?:中華)?民國(?P<year>[0-9]{{1,3}}|[{CHINESE}]{{1,5}}|元)(?:\({AD}\))?年度?" + NOT_DECADE
)
BEFORE_CHRIST = compiled(rf"[公西]元前(?P<year>[0-9]{{1,4}}|[{CHINESE}]{{1,6}})年")
CHRISTIAN = compiled(r"[公西]元|西曆")
ERA_NAME = compiled(r"(?:中華)?民國")
#: 107至110年, 民國107、108年度: years of the ROC that share their unit.
ERA_SHARED = shared(r"(?:(?<![0-9.])(?:1[0-9]{2}|[6-9][0-9]))", r"(?P<unit>學?年度?)" + NOT_DECADE)
#: 107年, 一○七年, 98年: an ROC year, or one in two digits, if the report speaks so.
BARE = compiled(
    rf"(?<![0-9./{CHINESE}])(?P<year>1[0-9]{{2}}|[0-9]{{2}}|一[〇零一二三][〇零一二三四五六七八九]"
    rf"|[一二三四五六七八九]?十[一二三四五六七八九]?)(?:\((?P<gloss>{AD})\))?(?P<unit>學?年度?)"
    + NOT_DECADE
)
#: 今（2018）年, 今年（2018年）, 今（107）年
GLOSSED = compiled(
    rf"(?P<word>[今本去明前後次翌隔同該上當])(?P<a>年?)\((?:民國)?"
    rf"(?P<year>[0-9]{{2,4}}|[{CHINESE}]{{3,4}})(?P<b>年?)\)(?P<c>年?度?)"
)
#: 2018（今）年
GLOSSED_BEHIND = compiled(rf"(?P<year>{AD})\([今去明前後本]\)年度?")
#: The same year said again in the other era: 民國107年（2018年）
YEAR_AGAIN = compiled(
    rf"\((?:[公西]元|(?:中華)?民國|即)?(?P<year>[0-9]{{2,4}}|[{CHINESE}]{{2,4}})年?\)"
)

#: 會同 and the like; but a parliament may do something 同日.
TOGETHER = r"(?<![共相不])(?:(?<!會)|(?<=[國議員協理事]會))"
_NOT_YOUTH = r"(?![輕齡紀級代幼])"
#: Words for a year, with what they mean; ``(?<!…)`` keeps out words they end.
YEAR_WORDS = [
    (compiled(pattern + _NOT_YOUTH), Ref(base, shift))  # type: ignore[arg-type]
    for pattern, base, shift in [
        (r"(?<![現當而古])今年度?", "writing", 0),
        (r"(?<![日基資成根原])本年度?", "writing", 0),
        (r"(?<![失離死逝])(?:(?<!過)|(?<=超過))去年度?", "writing", -1),
        (r"(?<![聲說證文發表透光分英黎])明年度?", "writing", 1),
        (r"(?<![目以之日先此當生空史從提幾多數])大前年", "writing", -3),
        (r"(?<![目以之日先此當生空史從提大幾多數年])前年(?!度)", "writing", -2),
        (r"(?<![戰之以此今日先前落隨大])後年(?!度)", "writing", 2),
        (
            r"(?<![馬以晚早])上年(?:度|(?=同期|末|底|初|增|減|下|上|同|的|成|提|多|少|為|相|持))",
            "context",
            -1,
        ),
        (TOGETHER + r"(?<!贊)同年", "context", 0),
        (r"(?<![應])該年", "context", 0),
        (r"(?<![每正])當年", "context", 0),
        (r"翌年度?", "context", 1),
        (r"(?<![此首本每上這那多數兩二三四五六七八九十0-9屢再各歷初幾某])次年度?", "context", 1),
        (r"(?<![每間相阻])隔年", "context", 1),
        (r"(?<![0-9一二三四五六七八九十提])前一年度?", "context", -1),
    ]
]
BOTH_YEARS = compiled(r"今明[兩二]年")

#: 去年的5月: what may stand between a year and its month.
OF = compiled(rf"的(?={MONTH}月)")

#: 1970年代, 七十年代, 90年代, 1950、60年代, 20世紀六七十年代
DECADE_NUMBER = rf"(?:(?:1[0-9]|2[01])[0-9]0|{AD_HAN}|[2-9]0|[二三四五六七八九][十〇零])"
CENTURY = r"(?:(?P<era>[公西]元前|紀元前|[公西]元|西曆)?(?P<century>[0-9]{1,2}|(?<=元)一|(?!一世)[一二三四五六七八九十]{1,3})世紀|(?P<word>[上本])個?世紀)"
_DECADE_PART = r"(?:年代(?![表理替言價號辦償]))(?:初期?|中期?|末期?|後期|前期|中葉|早期)?"
DECADES = compiled(
    rf"(?:{CENTURY})?(?P<numbers>{DECADE_NUMBER}(?:(?:{TO}|{AND}){DECADE_NUMBER}){{0,4}}"
    rf"|[二三四五六七八九]{{2}}十){_DECADE_PART}"
)
CENTURIES = compiled(
    CENTURY + r"(?P<part>初期?|中葉|中期|末葉?|後期|前期|前半葉?|後半葉?)?(?!海上)"
)

# ---- parts of a year

NOT_MID = r"(?=$|[,。、;:?!)」』》]|[的時前後起以開舉再已將曾就即至到為是在於由因經對與和及或仍也亦還又更遭被宣召公發達完預推會抵返赴]|訪(?!問?團|客))"
NOT_EARLY = (
    r"(?![步次選審始衷估稿值戰創試訪登具見心診夏春秋冬]"
    r"|[一二三四五六七八九十](?![輪次度個場項名國位方者艘架枚]))"
)
NOT_LATE = r"(?:底(?![特線層定下格部蘊])|末(?![代日端])|終(?![記總檢考聚報結止於戰點身究審場極局生端年了])|尾(?![隨聲端]))"

_SEASON = (
    r"[初仲盛暮晚深早]?(?P<season>[春夏秋冬])(?:季(?![奧運帕賽])|天)?(?![節奧運令威假遊訓晚季帕賽])"
)
_SEASONS = dict(
    zip(han("春夏秋冬"), (Part.SPRING, Part.SUMMER, Part.AUTUMN, Part.WINTER), strict=True)
)

#: 第一、二季
_QUARTERS = r"第?(?P<quarter>[一二三1-3])季?(?:、|至|到|和|與|及|[-─~])第?(?P<last_quarter>[二三四2-4])[兩二三]?季度?"

Table = list[tuple[re.Pattern[str], Part | tuple[int, int] | None]]

YEAR_PARTS: Table = [
    (compiled(_SEASON), None),
    (compiled(r"年?上半年?(?![葉場])"), (1, 6)),
    (compiled(r"年?下半年?(?![葉場])"), (7, 12)),
    (compiled(_QUARTERS), None),
    (compiled(r"第?(?P<quarter>[一二三四1-4])季度?"), None),
    (compiled(r"q(?P<quarter>[1-4])(?![0-9])"), None),
    (compiled(r"首季度?"), (1, 3)),
    (compiled(r"[末尾]季"), (10, 12)),
    (compiled(r"[前首頭](?P<quarters>[二兩三23])個?季度?"), None),
    (compiled(rf"[前首頭](?P<months>{MONTH})個?月(?![初中底])"), None),
    (compiled(r"元旦|新年(?!度)"), Part.NEW_YEAR),
    (compiled(rf"年?初{NOT_EARLY}期?"), Part.EARLY),
    (compiled(rf"年?{NOT_LATE}"), Part.LATE),
    (compiled(rf"年?中{NOT_MID}"), Part.MID),
]
#: 年內 without a year before it: that of writing.
BARE_YEAR = compiled(
    rf"(?<![0-9{CHINESE}個今去明前後本每多新同該當次翌隔上數近幾全歷往百千兩半])年(?=[之以]?內(?![部政蒙外地閣需戰容在陸線湖亂鬥務向銷設塔賈]))"
)
#: The same without a year before them.
BARE_PARTS: Table = [
    (
        compiled(
            rf"(?<![0-9{CHINESE}個今去明前後本每多新同該當次翌隔上數近幾全歷往百千])年初{NOT_EARLY}"
        ),
        Part.EARLY,
    ),
    (
        compiled(
            rf"(?<![0-9{CHINESE}個今去明前後本每多新同該當次翌隔上數近幾全歷往百千])年{NOT_LATE}(?!獎)"
        ),
        Part.LATE,
    ),
    (
        compiled(
            rf"(?<![0-9{CHINESE}個今去明前後本每多新同該當次翌隔上數近幾全歷往百千青少中老成壯晚學常])年中{NOT_MID}"
        ),
        Part.MID,
    ),
    (compiled(r"(?<![0-9年大小])上半年"), (1, 6)),
    (compiled(r"(?<![0-9年大小])下半年"), (7, 12)),
    (compiled(rf"(?:(?<=第)|(?=第)|(?<![0-9年第前首{CHINESE}])){_QUARTERS}(?![節集])"), None),
    (compiled(r"第(?P<quarter>[一二三四1-4])季度?(?![0-9節集])"), None),
    (compiled(rf"(?<![0-9年第前首{CHINESE}])(?P<quarter>[一二三四])季度"), None),
    (compiled(r"(?<![0-9年提])[前首](?P<quarters>[二兩三23])個?季度?(?![節賽])"), None),
    (
        compiled(
            r"(?<![0-9年先此日以目提])[前首頭](?P<months>[4-9]|1[01]|[四五六七八九]|十一?)個月(?![內後來])"
        ),
        None,
    ),
    (compiled(r"(?:新年|元旦)(?=賀[詞辭]|[演致講獻談祝][說詞辭話講]|文告)"), Part.NEW_YEAR),
]
#: 今夏, 去冬: a season of the year of writing or the one before or after.
SEASON_WORDS = compiled(rf"(?<![現當如迄至古過失])(?P<word>[今去明]){_SEASON}(?!明)")


def part_of(
    match: re.Match[str], meaning: Part | tuple[int, int] | None
) -> tuple[Part, tuple[int, int]]:
    """What a matched part of a year means: the part, and its months if it is a run."""
    if isinstance(meaning, Part):
        return meaning, (0, 0)
    if meaning is not None:
        return Part.MONTHS, meaning
    groups = match.groupdict()
    if groups.get("season"):
        return _SEASONS[groups["season"]], (0, 0)
    if groups.get("quarter"):
        quarter = number(groups["quarter"]) or 1
        last = number(groups.get("last_quarter") or "") or quarter
        return Part.MONTHS, (3 * quarter - 2, 3 * last)
    if groups.get("quarters"):
        return Part.MONTHS, (1, 3 * (number(groups["quarters"]) or 1))
    return Part.MONTHS, (1, number(groups["months"]) or 1)
