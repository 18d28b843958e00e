"""One short name for a report, by which readers can say it: 劉德海 2018.5, Liu 2018.5.

The keeper may give it (``short`` in the sidecar); else it is made of who is responsible
and when, as author-date citations are.
"""

from __future__ import annotations

from cefu.model.edtf import known
from cefu.model.language import ENGLISH
from cefu.model.record import Agent, Record
from cefu.outputs.cite.agents import name_of
from cefu.outputs.i18n.locale import Locale

#: So many characters of a title stand for it where nobody is named.
_TITLE = 12


def short_name(record: Record, locale: Locale) -> str:
    """The short name of the report with ``record`` in the language of ``locale``.

    >>> from cefu.outputs.i18n.locale import locale
    >>> one = Agent({"zh-Hant": "甲乙丙", "en": "Chia Yi-ping"})
    >>> record = Record({"zh-Hant": "題目"}, (one,), date="2018-05?")
    >>> short_name(record, locale("zh-Hant")), short_name(record, locale("en"))
    ('甲乙丙 2018.5', 'Chia 2018.5')
    >>> short_name(Record({"zh-Hant": "題目"}, (one,) * 3, short={"en": "Outlook"}), locale("en"))
    'Outlook'
    >>> short_name(Record({"zh-Hant": "題目"}, (one,) * 3), locale("zh-Hant"))
    '甲乙丙等'
    """
    if given := locale.name(record.short):
        return given
    return " ".join(part for part in (_who(record, locale), _when(record.date)) if part)


def named_and_titled(record: Record, locale: Locale) -> str:
    """Who wrote it and what it is called, for the head of its page: in sight all along.

    >>> from cefu.outputs.i18n.locale import locale
    >>> named_and_titled(Record({"zh-Hant": "題目"}, (Agent({"zh-Hant": "甲乙丙"}),)), locale("zh-Hant"))
    '甲乙丙 · 題目'
    """
    title = locale.name(record.title)
    return f"{short_name(record, locale)} · {title}" if record.authors else title


def _who(record: Record, locale: Locale) -> str:
    authors = record.authors
    if not authors:
        return locale.name(record.publisher) or locale.name(record.title)[:_TITLE]
    first = _person(authors[0], locale)
    if len(authors) > 2:
        return locale("short_and_others", name=first)
    return locale("name_joiner").join([first, *(_person(each, locale) for each in authors[1:])])


def _person(agent: Agent, locale: Locale) -> str:
    """A name in Han characters whole, of a romanised one the family name."""
    if locale.lang == ENGLISH and agent.name.get(ENGLISH):
        return name_of(agent, ENGLISH).family
    return locale.name(agent.name)


def _when(edtf: str) -> str:
    """Year and month of a date.

    >>> _when("2018-05~"), _when("2018"), _when("")
    ('2018.5', '2018', '')
    """
    when = known(edtf)
    first = when.first or when.last if when else None
    if first is None:
        return ""
    return f"{first.year}.{first.month}" if first.month else str(first.year)
