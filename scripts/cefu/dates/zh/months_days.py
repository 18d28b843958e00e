"""The units of a date below the year: months, days, dates in figures, and what limits them.

Made like `units`, on which they lean: patterns for folded text, bounded, with the words
that merely look like dates kept out beside those they resemble.
"""

from __future__ import annotations

import re

from cefu.dates.reading import compiled
from cefu.dates.zh.expressions import Part, Ref
from cefu.dates.zh.units import (
    AD,
    AND,
    DAY,
    MONTH,
    NOT_EARLY,
    NOT_LATE,
    NOT_MID,
    TO,
    TOGETHER,
    Table,
    shared,
)
from cefu.text.numerals import CHINESE

# ---- months and their parts

_NOT_MOON = r"(?![球餅]|薪(?!資)|亮(?!相)|經(?=[期血痛])|光(?![復州顧])|租(?![用借賃給予得讓下])|票(?![選決價房據])|刊(?![登出載發行])|革命|花號)"
MONTHS = shared(MONTH, rf"(?:[兩二三四]個?)?月{_NOT_MOON}(?:份(?!額))?")
MONTH_GLOSSED = compiled(
    rf"[本上下同當該次](?P<a>個?月?)\((?P<month>{MONTH})(?P<b>月?)\)(?P<c>月?)份?"
)
MONTH_WORDS = [
    (compiled(pattern + r"(?![球刊台餅薪亮經光報])"), Ref(base, shift))  # type: ignore[arg-type]
    for pattern, base, shift in [
        (r"(?<![日基資成根原])本月份?", "writing", 0),
        (r"上個?月份?", "writing", -1),
        (r"(?<![零年])下個?月份?", "writing", 1),
        (TOGETHER + r"同月份?", "context", 0),
        (r"[該當是]月份?", "context", 0),
        (r"(?<![此首本每上這那多數兩二三四五六七八九十0-9各])[次翌隔]月", "context", 1),
    ]
]
MONTH_PARTS: Table = [
    (compiled(r"上中旬|中上旬"), (1, 20)),
    (compiled(r"中下旬"), (11, 0)),
    (compiled(r"上旬"), (1, 10)),
    (compiled(r"中旬"), (11, 20)),
    (compiled(r"下旬"), (21, 0)),
    (compiled(r"上半月"), (1, 15)),
    (compiled(r"下半月"), (16, 0)),
    (compiled(rf"月?初{NOT_EARLY}"), Part.EARLY),
    (compiled(rf"月?{NOT_LATE}"), Part.LATE),
    (compiled(rf"月?中{NOT_MID}"), Part.MID),
]
BARE_MONTH_PARTS: Table = [
    (compiled(rf"(?<![0-9{CHINESE}月個本上中下當該同次每各兼])上旬(?!刊)"), (1, 10)),
    (compiled(rf"(?<![0-9{CHINESE}月個本上中下當該同次每各兼])中旬(?!刊)"), (11, 20)),
    (compiled(rf"(?<![0-9{CHINESE}月個本上中下當該同次每各兼])下旬(?!刊)"), (21, 0)),
    (compiled(rf"(?<![0-9{CHINESE}個本上下當該同次每])月初{NOT_EARLY}"), Part.EARLY),
    (compiled(rf"(?<![0-9{CHINESE}個本上下當該同次每])月{NOT_LATE}"), Part.LATE),
]

# ---- days

#: 號 for 日 marks a day only in a text that counts its days so.
HAO_DAY = compiled(r"月[0-9]{1,2}號")
HAO_BEFORE = compiled(r"(?:[,。;、(至到在於和與及]|^)$")
DAYS = shared(DAY, r"(?:[日號]|兩[日天])")
DAY_GLOSSED = compiled(
    rf"[今昨明本次翌同當前](?P<a>[日天]?)\((?P<day>{DAY})(?P<b>日?)\)(?P<c>[日天]?)"
)
#: After a day that stands alone: what makes it a length of time or another word.
NO_DAY_AFTER = compiled(
    r"圓(?![桌滿])|[間內遊游夜後前圜]|韓(?![美中國朝方])|元(?![朗首月])|[之以][內上]|時間|行程|來(?![訪到台華京電美函])|本(?!報)|之久|的?期限"
)
_NOT_JAPAN = r"(?![本圓元方韓朝俄美印益漸常而後]|[「『]|中(?![午方國共央]))"
DAY_WORDS = [
    (compiled(pattern), Ref("context", shift))
    for pattern, shift in [
        (r"翌[日天]", 1),
        (rf"(?<![此首本每上這那多數兩二三四五六七八九十0-9屢再各歷初幾某])次[日天]{_NOT_JAPAN}", 1),
        (rf"(?<![每相阻])隔[日天]{_NOT_JAPAN}", 1),
        (r"(?<![0-9一二三四五六七八九十最])後一[日天]|第二[日天]", 1),
        (r"(?<![0-9一二三四五六七八九十])前一[日天]", -1),
        (rf"(?<![每正])當[日天]{_NOT_JAPAN}", 0),
        (rf"{TOGETHER}同[日天]{_NOT_JAPAN}|同一[日天]", 0),
        (rf"(?<![應])[該是]日{_NOT_JAPAN}(?![報前])", 0),
    ]
]
WEEKDAY = compiled(r"\(?(?:星期|周|禮拜)[一二三四五六日天]\)?|\([一二三四五六日]\)")

#: The time of a day, between it and the end of a range.
CLOCK = compiled(
    r"(?:凌晨|清晨|[上下中]午|傍晚|晚間?|深夜|午夜)?(?:(?:[0-9]{1,2}|[一二三四五六七八九十零]{1,3})(?:[時點](?:[0-9]{1,2}分|半)?|:[0-9]{2}))?"
)
#: 2024財年第一季, 2024年度末: part of a budget year, which may not be that of the calendar.
FISCAL_PART = compiled(r"第?[一二三四1-4]季度?|[上下]半年?|[末底初]")
#: 去年同月
SAME_MONTH = compiled(r"同月份?")

#: 一個月後, 20天後: so long after the date just spoken of.
LAPSE = compiled(
    r"(?P<number>[1-9][0-9]?|[一二兩三四五六七八九]?十?[一二兩三四五六七八九]|十|[二三四五六七八九]十)"
    r"(?P<unit>個月|年|天)[之以]?後(?![續來者半期方勤任果座悔])"
)
#: 一年後的5月15日: the year is so many after that of the date spoken of.
YEARS_ON = compiled(r"(?P<number>[1-9]|[一二兩三四五六七八九])年[之以]?後的?(?=(?:1[0-2]|[1-9])月)")
#: 三日後: in Chinese numerals only, since 15日後 is after the 15th.
LAPSE_DAYS = compiled(r"(?P<number>[一二兩三四五六七八九十])(?P<unit>日)[之以]?後(?![續來者])")
#: The second number of a range that was found to be no date: 需3至5日.
RANGE_BEFORE = compiled(rf"[0-9{CHINESE}]{TO}$")
#: Two small numbers of days, as a length of time is given: 三至五日.
FEW_DAYS = compiled(rf"[一二三四五六七八九十](?:{TO}|{AND})[一二三四五六七八九十][日號]")

# ---- whole dates in figures

_UNIT_BEHIND = (
    r"(?![0-9%億萬兆千百元倍噸秒米度歲級個次a-z]|[./-][0-9]|美元|公[里尺斤噸頓升分]|人[次民]?|點)"
)
FIGURES = re.compile(
    rf"(?<![0-9a-z./])(?<![a-z]-)(?P<year>{AD}|1[0-3][0-9])(?P<sign>[./-])"
    r"(?P<month>1[0-2]|0?[1-9])(?:(?P=sign)(?P<day>3[01]|[12][0-9]|0?[1-9]))?(?![0-9年])"
)
FIGURES_END = compiled(_UNIT_BEHIND)
#: The other end of a range of figures: 2018.9.18-20, 2018.9.18-9.20
FIGURES_TO = compiled(
    rf"{TO}(?:(?P<month>1[0-2]|0?[1-9])(?P<sign>[./]))?(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9.%])"
)
#: The next of a list of figures: 2018.4.27、5.26
FIGURES_NEXT = compiled(
    r"[、和與及](?P<month>1[0-2]|0?[1-9])(?P<sign>[./])(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9.%])"
)
#: （6/12）: month and day in brackets; only where it cannot be a fraction or a page.
FIGURES_IN_BRACKETS = compiled(
    rf"(?:(?<=\()|(?<=/[0-9]{{2}}、))(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12][0-9]|0[1-9])"
    rf"(?:{TO}(?P<last>3[01]|[12][0-9]|0?[1-9]))?(?=\)|、(?:1[0-2]|0?[1-9])/[0-9]{{2}}[)、])"
)

# ---- what limits a date

WITHIN = compiled(r"[之以]?內(?![部政蒙外地閣需戰容在陸線湖亂鬥務向銷設塔賈])")
AROUND = compiled(r"前後|左右|上下(?!半)")
AFTER = compiled(r"[以之過]後|後(?![續來者半期方勤任果座悔援備盾院代世市設輩盤冷疫現殖真工年人])")
BEFORE_PLAIN = compiled(
    r"[以之]前|前(?=$|[,。;、:)」與由將向對在於完須必應要需可能不未就即已仍再達實舉召建提宣簽把使讓的])"
)
#: 前 that begins a word (前往, 前總統, 前三季) does not limit the date before it.
BEFORE = compiled(
    rf"前(?![往進來赴夕述景沿瞻所線鋒任總駐身者揭方途程車半導提後期置例綴哨0-9{CHINESE}兩])"
    r"(?![^,。;:、!?()「」]{0,8}?(?:總統|總理|首相|主席|部長|國務卿|議員|大使|委員|司令|律師"
    r"|院長|局長|顧問|書記|主任|官員|議長|秘書長|行長|會長|國王|領導人|領袖|代表|校長|發言人|教授))"
)
