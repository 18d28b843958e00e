"""Measure words: what shows that a number counts something and labels no note.

A measure word is often the first character of an ordinary word as well: 3國
counts, but 3國務卿 is a label and a word that opens with 國.
"""

from __future__ import annotations

import re

#: Measure word -> what may not follow it, because it is then part of a word.
_WORDS = {
    "個": "人別案體性",
    "名": "義單為稱古目",
    "人": "民權口類工士員選均道事才力為們造",
    "次": "日月級要年",
    "國": "家務防會際民內安王土人院產",
    "種": "族種",
    "項": "目",
    "條": "約件例款文",
    "年": "輕齡金底初中終末會",
    "月": "刊報",
    "日": "本報經圓方",
    "时": "任值至逢常",
    "時": "任值至逢常隔",
    "分": "析別階配裂散享擔",
    "元": "首旦",
    "美": "國方軍日韓中朝歐菲澳英印俄洲台臺「聯",
    "公": "布開約司告民眾報投共務",
    "架": "構設",
    "級": "",
    "輪": "值",
    "屆": "時滿",
    "位": "於居處",
    "大": "陸選使阪多約致法眾量幅",
    "方": "面案式能向才",
    "週": "邊刊報",
    "度": "過假",
    "期": "間望待中刊",
    "家": "庭長族",
    "成": "功立員果為效就長都本",
    "场": "域",
    "場": "域",
    "项": "目",
    "国": "家务防会际民内安王土人院",
    "级": "",
    "轮": "值",
    "届": "时满",
}
_ALONE = "點秒億萬千百兆噸里艘枚座倍歲份號辆輛亿万吨岁号种天个条"
_COUNTED = re.compile(
    "|".join(f"{word}(?![{no}])" if no else word for word, no in _WORDS.items()) + f"|[{_ALONE}]"
)


def counts(after: str) -> bool:
    """Whether ``after``, which follows a number, opens with a measure word.

    >>> [counts(t) for t in ("國元首", "國務卿", "日起", "日本", "美元", "美國", "艘巡邏船")]
    [True, False, True, False, True, False, True]
    """
    return _COUNTED.match(after) is not None
