"""How a page writes a date, for whoever asks only whether one stands there.

What day it is, `cefu.dates` tells, by the same numerals.  The patterns are for text as it is
printed: ○ stands for a zero, blanks stand around figures.
"""

from __future__ import annotations

import re

from cefu.text.numerals import CHINESE

_NUMBER = rf"[\d○{CHINESE}]"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
#: With its units, to the year, month, day or season: 中華民國107年7月, 二○一八年春.
IN_UNITS = (
    r"(?:中華民國|中华民国|民國|民国|西元|公元)?\s*"
    rf"{_NUMBER}{{2,5}}\s*年(?:\s*{_NUMBER}{{1,3}}\s*月(?:\s*{_NUMBER}{{1,3}}\s*日)?|[春夏秋冬])?"
)
#: In figures: 2018-07-01, 2018.7.
IN_FIGURES = r"\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?"
#: In English: 12 June 2018, June 2018.
IN_ENGLISH = rf"(?:\d{{1,2}} )?{_MONTH}\.?(?: \d{{1,2}},)? (?:19|20)\d\d"
#: A date in any of these.
WRITTEN_DATE = re.compile(rf"{IN_UNITS}|{IN_FIGURES}|{IN_ENGLISH}")

_GAP = re.compile(r"(?<=\d)\s+(?=[年月日])|(?<=[年月日])\s+(?=\d)")


def closed_up(text: str) -> str:
    """``text`` without the blanks around the figures of dates.

    >>> closed_up("歐洲研究中心 2023 年 4 月")
    '歐洲研究中心 2023年4月'
    """
    return _GAP.sub("", text)
