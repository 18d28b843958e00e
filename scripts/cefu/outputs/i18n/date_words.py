"""EDTF in the words of a language: what a reader sees instead of ``2018-09-18/2018-09-20``.

The patterns are interface strings (``date_…``), so that each language orders day,
month and year as it does.  EDTF: https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

from cefu.model.edtf import Date, Edtf, known
from cefu.outputs.i18n.locale import Locale


def in_words(edtf: str, locale: Locale) -> str:
    """``edtf`` as ``locale`` says it; what is no EDTF of ours is given back as it is.

    >>> from cefu.outputs.i18n.locale import locale
    >>> zh = locale("zh-Hant")
    >>> [in_words(d, zh) for d in ("2018-06-12", "2018-01~", "197X", "../2018-05", "2018-12?")]
    ['2018年6月12日', '約2018年1月', '1970年代', '不晚於2018年5月', '2018年12月？']
    >>> in_words("2018-09-18/2018-09-20", zh), in_words("2018-11-30/2018-12-01", zh)
    ('2018年9月18日至20日', '2018年11月30日至12月1日')
    """
    when = known(edtf)
    if when is None:
        return edtf
    if when.first is None or when.last is None:
        key = "date_until" if when.first is None else "date_from"
        return locale(key, date=_one(when.ends[0], locale))
    return _range(when, locale) if when.is_interval else _one(when.first, locale)


def _one(date: Date, locale: Locale) -> str:
    """One date with its qualifier."""
    words = _unqualified(date, locale)
    if date.mark in ("~", "%"):
        words = locale("date_circa", date=words)
    if date.mark in ("?", "%"):
        words = locale("date_uncertain", date=words)
    return words


def _unqualified(date: Date, locale: Locale) -> str:
    if date.masked == 2:
        number = abs(date.year) // 100 + 1
        words = locale("date_century", number=number)
        return words if date.year >= 0 else locale("date_bce", year=words)
    if date.masked:
        return locale("date_decade", year=abs(date.year))
    year = _year(date.year, locale)
    if date.season:
        return locale("date_season", year=year, season=locale(f"season_{date.season}"))
    if not date.month:
        return locale("date_year", year=year)
    month, name = date.month, locale(f"month_{date.month}")
    if not date.day:
        return locale("date_month", year=year, month=month, month_name=name)
    return locale("date_day", year=year, month=month, month_name=name, day=date.day)


def _year(number: int, locale: Locale) -> str:
    return str(number) if number > 0 else locale("date_bce", year=1 - number)


def _range(when: Edtf, locale: Locale) -> str:
    a, b = when.ends
    alike = a.precision == b.precision and a.precision in ("month", "day")
    if alike and a.year == b.year and not when.is_qualified:
        values: dict[str, object] = {
            "year": _year(a.year, locale),
            "month": a.month,
            "month_name": locale(f"month_{a.month}"),
            "day": a.day,
            "month2": b.month,
            "month_name2": locale(f"month_{b.month}"),
            "day2": b.day,
        }
        if a.precision == "month":
            return locale("date_months", **values)
        return locale("date_days" if a.month == b.month else "date_days_over_months", **values)
    return locale("date_range", first=_one(a, locale), last=_one(b, locale))


def machine_date(edtf: str) -> str:
    """What HTML's ``datetime`` attribute can hold of ``edtf``, else ''.

    >>> machine_date("2018-06-12"), machine_date("2018-06"), machine_date("2018-06~")
    ('2018-06-12', '2018-06', '')
    """
    when = known(edtf)
    if when is None or when.is_interval or when.first is None:
        return ""
    told = when.first
    plain = told.precision in ("day", "month", "year") and not told.mark and told.year > 0
    return edtf if plain else ""


def in_figures(edtf: str, locale: Locale) -> str:
    """A date as records show it: in figures where these say all, else in words.

    >>> from cefu.outputs.i18n.locale import locale
    >>> [in_figures(d, locale("zh-Hant")) for d in ("2018-06-12", "2018-22", "201X", "")]
    ['2018-06-12', '2018年夏季', '2010年代', '']
    """
    return machine_date(edtf) or in_words(edtf, locale)
