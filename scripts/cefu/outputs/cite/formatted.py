"""Citations to copy: a report, section or paragraph in five styles.

Chicago (18th edition, notes and bibliography), APA (7th) and MLA (9th) are
written in English: romanised names, the title as printed with its translation in
brackets.  GB/T 7714-2015 and the Taiwanese notes are written in Chinese, with
names whole.  In every style the permanent address is given; where the work has a
DOI it comes first, and in APA, which takes one or the other, it stands alone but for
passages, whose address follows the reference in the text.  The day of access is the reader's: ``{accessed}`` stands for
it, in the form that ``ACCESS_DATE`` tells.  APA gives it only where the work has
no date of its own.

A report is cited by its entry in a list of works.  A section or paragraph is
cited at its page: by the note where the style has notes, else by the entry and,
on a line of its own, the reference in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.model.language import ENGLISH, LANGS, ORIGINAL, SIMPLIFIED
from cefu.model.record import Agent
from cefu.outputs.cite.agents import chinese_name, is_han
from cefu.outputs.cite.item import Item, bilingual, csl_item, issue_number, pick
from cefu.outputs.cite.processor import Formatted, format_items, nested
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import locale

Style = str
#: Filled in by the reader's browser.
ACCESSED = "{accessed}"


@dataclass(frozen=True, slots=True)
class _Style:
    csl: str
    locale: str
    notes: bool
    #: What stands between a DOI and the permanent address; empty where the style does both.
    joint: str = ""


STYLES: Mapping[Style, _Style] = {
    "gbt7714": _Style("china-national-standard-gb-t-7714-2015-note", "zh-TW", True),
    "taiwan": _Style("taiwan-policy-note", "zh-TW", True),
    "chicago": _Style("chicago-notes-bibliography-access-dates", "en-US", True, ", "),
    "apa": _Style("apa", "en-US", False),
    "mla": _Style("modern-language-association", "en-US", False, ", "),
}

#: How each style writes the day of access, as Unicode date patterns (UTS 35).
ACCESS_DATE: Mapping[Style, str] = {
    "gbt7714": "yyyy-MM-dd",
    "taiwan": "y年M月d日",
    "chicago": "MMMM d, y",
    "apa": "MMMM d, y",
    "mla": "d MMM y",
}

# Stand-ins for what differs from one use of a citation to the next.
_URL = "https://permanent.invalid/address"
_PAGE = "98765"
_NUMBER = "97531"
_INFERRED_PAGES = "86421-86429"
_PAGES = re.compile("86421([-–])(?:86)?4?29")
_ACCESSED = {"date-parts": [[9876, 11, 29]]}
_ACCESS = re.compile(r"9876-11-29|9876年11月29日|November 29, 9876|29 Nov\. 9876")
_OPEN, _CLOSE = "\ue100", "\ue101"
#: A list of works in GB/T is numbered; a citation by itself is not.
_LABEL = re.compile(r"^\[\d+\]\s*")
_TRANSLATED = re.compile(f"{_OPEN}(.*?){_CLOSE}([.,]?[”’]?)")


@dataclass(frozen=True, slots=True)
class Templates:
    """The citations of one report in every style, with stand-ins for page and address."""

    styles: Mapping[Style, Formatted]

    def citations(
        self,
        url: str,
        *,
        passage: bool = False,
        page: str | None = None,
        paragraph: str | None = None,
        hans: Callable[[str], str] | None = None,
    ) -> dict[Style, dict[str, str]]:
        """Style → language of the page → citation.

        ``url`` is the permanent address of the report or passage, ``page`` the
        label of the page a passage stands on, ``paragraph`` its number where no page
        is known, ``hans`` turns Traditional into
        Simplified characters: readers of Simplified pages cite GB/T in them.
        """
        texts: dict[Style, dict[str, str]] = {}
        for style, formatted in self.styles.items():
            told = page
            if page is None and paragraph is not None and style in _PARAGRAPH:
                formatted, told = _by_paragraph(formatted, style), paragraph
            text = _fill(formatted, STYLES[style].notes, passage, told).replace(_URL, url)
            simplified = _around(text, url, hans) if hans and style == "gbt7714" else text
            texts[style] = {tag: simplified if tag == SIMPLIFIED else text for tag in LANGS}
        return texts


def templates(reports: Sequence[Report]) -> dict[str, Templates]:
    """The citations of many reports by report id; the processor runs once per style."""
    formatted: dict[str, dict[Style, Formatted]] = {report.id: {} for report in reports}
    for name, style in STYLES.items():
        items = [_item(report, style) for report in reports]
        done = format_items(items, style.csl, style.locale, _PAGE)
        for report, each in zip(reports, done, strict=True):
            formatted[report.id][name] = Formatted(
                _tidy(each.entry, name, report),
                _tidy(each.cited, name, report),
                tuple(_upright(each.italics)),
            )
    return {id: Templates(styles) for id, styles in formatted.items()}


def citations(
    report: Report,
    url: str,
    *,
    section: str | None = None,
    block: str | None = None,
    page: str | None = None,
    hans: Callable[[str], str] | None = None,
) -> dict[Style, dict[str, str]]:
    """The citations of one report, or of a section or block of it (by anchor).

    ``url`` is the report's permanent address; the anchor is added to it.  For
    many passages take ``templates`` once instead.
    """
    anchor = block or section
    return templates([report])[report.id].citations(
        f"{url}#{anchor}" if anchor else url, passage=anchor is not None, page=page, hans=hans
    )


def _item(report: Report, style: _Style) -> Item:
    lang = ENGLISH if style.locale.startswith("en") else ORIGINAL
    item = csl_item(report, _URL, lang)
    record = report.record
    if lang == ENGLISH:
        item["title"] = bilingual(record.title, _OPEN, _CLOSE)
        for key, names in (
            ("container-title", record.container),
            ("collection-title", record.series),
        ):
            if key in item:
                item[key] = bilingual(names)
    # Chinese styles print a name whole, and a language other than theirs as it is;
    # English ones do so where no romanised name is known, which could be inverted.
    for role in ("author", "editor"):
        if role in item:
            own = [a for a in record.authors if (a.role == "editor") is (role == "editor")]
            item[role] = [
                _styled(agent, divided, style, lang)
                for agent, divided in zip(own, item[role], strict=True)
            ]
    if "page" in item and "pages" in record.inferred:
        item["page"] = _INFERRED_PAGES
    if words := _date_in_words(record.date, style):
        item["issued"] = {"literal": words}
    # A style words a number by whether it is one: 2018.5 is, to a reader.
    if "number" in item:
        item["number"] = _NUMBER if lang == ENGLISH else record.issue
    if style.joint:
        item.pop("DOI", None)
    for key in ("abstract", "note", "annote", "keyword", "ISBN", "ISSN"):
        item.pop(key, None)
    item["accessed"] = _ACCESSED
    return item


def _date_in_words(edtf: str, style: _Style) -> str:
    """A date that ``style`` cannot word (a decade, a Chinese season or range), else ''.

    >>> dates = ("2018-22", "2018-12/2019-01", "201X", "2018-05", "")
    >>> [_date_in_words(d, STYLES["taiwan"]) for d in dates]
    ['2018年夏季', '2018年12月–2019年1月', '2010年代', '', '']
    >>> [_date_in_words(d, STYLES["apa"]) for d in dates]
    ['', '', '2010s', '', '']
    """
    when = known(edtf)
    if when is None:
        return ""
    own = locale(ENGLISH if style.locale.startswith("en") else ORIGINAL)
    # MLA asks for a short word, and the processor has none for a season.
    short_season = style is STYLES["mla"] and when.precision == "season"
    if when.is_open or short_season or any(end.masked for end in when.ends):
        return in_words(edtf, own)
    if own.lang == ENGLISH or not (when.is_interval or when.precision == "season"):
        return ""
    # GB/T 7714 writes dates in figures, and so their ranges.
    if style is STYLES["gbt7714"] and when.precision != "season":
        return ""
    return "–".join(in_words(str(end), own) for end in when.ends)


def _styled(agent: Agent, divided: dict[str, str], style: _Style, lang: str) -> dict[str, str]:
    """One name as ``style`` wants it.

    Chicago leaves a name that is used family name first as it is, without a comma
    (CMOS 18, 13.78), which CSL can only be told by giving it whole.
    """
    name = pick(agent.name, lang)
    if lang != ENGLISH or is_han(name):
        return {"literal": name}
    family_first = bool(chinese_name(pick(agent.name, ORIGINAL)).given)
    if style.csl.startswith("chicago") and family_first and "given" in divided:
        return {"literal": f"{divided['family']} {divided['given']}"}
    return divided


def _tidy(text: str, style: Style, report: Report) -> str:
    """``text`` with the stand-ins for date, translation and DOI resolved."""
    # A translated title stands after the quotation marks of the printed one.
    text = _TRANSLATED.sub(_translation, text)
    text = _ACCESS.sub(ACCESSED, _LABEL.sub("", text))
    # What is given but not printed stands in brackets, in every style.
    pages = report.record.pages
    text = _PAGES.sub(lambda found: f"[{pages.replace('–', found[1])}]", text)
    text = text.replace(_NUMBER, issue_number(report.record.issue))
    doi = report.record.identifiers.get("doi", "")
    if doi and STYLES[style].joint:
        text = text.replace(_URL, f"https://doi.org/{doi}{STYLES[style].joint}{_URL}")
    if STYLES[style].locale == "en-US":
        text = nested(text)
    if style == "chicago":
        text = _two_names(text, report)
    # The style's own words on access stand only where the work has no date.
    if style == "mla" and _URL in text and ACCESSED not in text:
        text = f"{text.rstrip('.')}. Accessed {ACCESSED}."
    return text


def _upright(italics: Sequence[str]) -> Iterator[str]:
    """What stays in italics: not a translation of a title, which stands in brackets.

    >>> [*_upright([f"題{_OPEN}Title{_CLOSE}", "Orbis"])]
    ['題', 'Orbis']
    """
    for words in italics:
        yield from filter(None, (part.strip() for part in _TRANSLATED.split(words)[::3]))


def _two_names(text: str, report: Report) -> str:
    """A comma before the second of two names is for a first one that is inverted."""
    record = report.record
    if len(record.authors) == 2 and (pick(record.authors[0].name, ENGLISH) + ", and ") in text:
        return text.replace(", and ", " and ", 1)
    return text


def _translation(found: re.Match[str]) -> str:
    stop, quote = found[2].rstrip("”’"), found[2].lstrip(".,")
    return f"{quote} [{found[1]}]{stop}"


def _fill(formatted: Formatted, notes: bool, passage: bool, page: str | None) -> str:
    if not passage:
        return formatted.entry
    if page is None:
        # Without a page the address alone tells the passage.
        told = notes or _URL in formatted.entry
        return formatted.entry if told else f"{formatted.entry}\n{_URL}"
    cited = formatted.cited.replace(_PAGE, page)
    if notes:
        return cited
    address = "" if _URL in formatted.entry else f" {_URL}"
    return f"{formatted.entry}\n{cited}{address}"


#: The page in a citation, and what stands in its place where only the paragraph is known:
#: CMOS 18, 14.53; APA 7, 8.28; MLA 9, 6.18.  GB/T 7714 has no words for it.
_PARAGRAPH: Mapping[Style, tuple[str, str]] = {
    "taiwan": (f"頁{_PAGE}", f"第{_PAGE}段"),
    "chicago": (_PAGE, f"para. {_PAGE}"),
    "apa": (rf"pp?\. {_PAGE}", f"para. {_PAGE}"),
    "mla": (rf",? {_PAGE}", f", par. {_PAGE}"),
}


def _by_paragraph(formatted: Formatted, style: Style) -> Formatted:
    """The citation with a paragraph's number where it has a page's.

    >>> _by_paragraph(Formatted("", f"(Ha 2019, p. {_PAGE})"), "apa").cited
    '(Ha 2019, para. 98765)'
    """
    page, paragraph = _PARAGRAPH[style]
    return replace(formatted, cited=re.sub(page, paragraph, formatted.cited, count=1))


def _around(text: str, url: str, change: Callable[[str], str]) -> str:
    """``text`` with everything but the address changed."""
    return url.join(change(part) for part in text.split(url))
