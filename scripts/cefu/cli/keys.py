"""``cefu keys``: what can be written into sidecars, authority records and judgements.

The keys are those that the readers accept, in their order; the words beside them are here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cefu.inputs.authorities import DESCRIBED, RECORD_KEYS, REQUIRED_KEYS
from cefu.inputs.judgements import ADDRESS_KEYS, ADDRESSES, DATE_KEYS, DATES, FOLDER
from cefu.inputs.sidecar import KEYS, KINDS, ROLES
from cefu.model.authority import SCHEMES, TYPES, USAGES
from cefu.model.hints import LEVELS, VERDICTS
from cefu.model.judgements import VERDICTS as JUDGED
from cefu.model.language import LANGS

_PER_LANGUAGE = "per language"
SIDECAR: Mapping[str, str] = {
    "id": "the report's id, where it is not the file's name",
    "title": f"{_PER_LANGUAGE}; without the printed ordinal, which belongs to the volume",
    "short": f"{_PER_LANGUAGE}: what the report is called where there is no room for its title",
    "kind": f"one of {', '.join(KINDS)}",
    "authors": "a list, each with `name` and `affiliation` per language, `role` "
    f"({', '.join(ROLES)}), `id` (the authority record of the person)",
    "publisher": _PER_LANGUAGE,
    "series": _PER_LANGUAGE,
    "container": f"{_PER_LANGUAGE}: the journal or book that contains it",
    "issue": "text, in quotation marks",
    "pages": "text, in quotation marks",
    "date": 'EDTF, in quotation marks: `"2018-05"`, `"2019-03?"` uncertain, `"2019-03~"` about',
    "language": f"one of {', '.join(LANGS)}",
    "rights": f"{_PER_LANGUAGE}: whose the text is and by what leave it is shown",
    "identifiers": "`doi`, `ark`, `isbn`, `issn`, `url`",
    "original_file": "the name under which the document was received",
    "machine_read": 'mean confidence of recognition, `"0.93"`; written by `cefu add --ocr`',
    "facsimile": "`true`, where each page mark is to open the picture of its page, rights "
    "permitting; only of a PDF",
    "inferred": "for every value that the text does not print: its key, and the reason",
    "abstract": f"{_PER_LANGUAGE}, in the archive's own words",
    "headings": "English for each heading; the key is the heading as printed, without blanks",
    "hints": f"what single lines are, each with `find` (words of the line), `verdict` "
    f"({', '.join(VERDICTS)}), `reason`, of a heading `level` ({LEVELS[0]} to {LEVELS[-1]}), and "
    "`lines` (numbers, as `cefu explain` tells them) where the words stand in several",
    "emendations": "notes on printed errors, each with `find`, `context`, `note` per language, "
    "`reason`, and `replace` where extraction and not the author erred",
    "added": "when the report came into the archive (EDTF), for the feed; written by `cefu add`",
    "changed": "when the text was last changed (EDTF); readers of old addresses are told it",
    "former_ids": "ids under which the report was published before; written by `cefu rename`",
    "superseded_by": "the id of the report that has taken its place; written by `cefu supersede`",
    "withdrawn": "`date` (EDTF) and `reason` per language: the text was taken back; written by "
    "`cefu withdraw`",
}
AUTHORITY: Mapping[str, str] = {
    "id": "a–z, digits, hyphens; never changed once published",
    "type": f"one of {', '.join(TYPES)}",
    "names": f"the preferred name in {', '.join(LANGS)}",
    "variants": "every form that counts as a mention: text, or `form` with `usage` "
    f"({', '.join(USAGES)}), `after` (only behind these words), `near` (only near these records)",
    "not_in": "longer words inside which a form is no mention",
    "search_only": "forms that readers type and that are not counted in texts",
    "description": f"one sentence in {' and '.join(DESCRIBED)}, in the archive's own words",
    "identifiers": ", ".join(f"`{scheme}`" for scheme in SCHEMES),
    "broader": "ids of records that this one is a case of",
    "date": "of an event or agreement (EDTF)",
    "place": "the id of the place of an event",
    "participants": "ids of those who took part",
    "cues": "words by which dated statements are known to tell of the event",
    "dates": "the dates (EDTF) by which statements are known to tell of it",
    "disagreement": "per language: what the reports disagree on",
    "note": "for fellow keepers",
    "former_ids": "ids of records that were found to be this one; written by `cefu merge`",
}
DATE_JUDGEMENT: Mapping[str, str] = {
    "event": "the id of the event's authority record",
    "dates": "the dates (EDTF) that were judged; when others are told, it is asked again",
    "verdict": f"one of {', '.join(JUDGED)}: the reports really disagree, one contradicts itself, "
    "a date is only vaguer, or some are not about the event",
    "note": f"{_PER_LANGUAGE}, for readers",
    "reason": "for fellow keepers",
    "apart": "of `other-event`: each `statement` (its id in `timeline.json`) that is not about "
    "the event, with its printed `date`",
}
ADDRESS_JUDGEMENT: Mapping[str, str] = {
    "report": "the report's id",
    "address": "the published address, without `#`",
    "leads_to": "the address on the page that it is to lead to; itself, to confirm it",
    "was": "the first words of what stood there; when the text changes again, it is asked again",
    "reason": "for fellow keepers",
}


def tables() -> Iterator[str]:
    """The reference as Markdown, line by line: every key that the readers accept."""
    yield "## Sidecars: `sources/<id>.yml`"
    yield ""
    yield from _table(SIDECAR, KEYS, ())
    yield ""
    yield "## Authority records: `sources/authorities/*.yml`"
    yield ""
    yield from _table(AUTHORITY, RECORD_KEYS, REQUIRED_KEYS)
    yield ""
    yield f"## Judgements on dates: `sources/{FOLDER}/{DATES}`"
    yield ""
    yield from _table(DATE_JUDGEMENT, DATE_KEYS, ("event", "dates", "verdict"))
    yield ""
    yield f"## Judgements on addresses: `sources/{FOLDER}/{ADDRESSES}`"
    yield ""
    yield from _table(ADDRESS_JUDGEMENT, ADDRESS_KEYS, ("report", "address", "leads_to"))


def _table(
    words: Mapping[str, str], keys: tuple[str, ...], required: tuple[str, ...]
) -> Iterator[str]:
    yield "| key | |"
    yield "|---|---|"
    for key in keys:
        yield f"| `{key}` | {'**required**; ' if key in required else ''}{words[key]} |"
