"""An authority record in schema.org's terms, as JSON-LD (https://schema.org/)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cefu.model.authority import Authority
from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.outputs.i18n.date_words import machine_date
from cefu.outputs.i18n.locale import Locale

#: Addresses of identifiers, by scheme.
SAME_AS = {
    "wikidata": "https://www.wikidata.org/entity/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
    "lcnaf": "https://id.loc.gov/authorities/names/{}",
    "geonames": "https://sws.geonames.org/{}/",
}
_TYPES = {
    "person": "Person",
    "state": "Country",
    "organisation": "Organization",
    "media": "NewsMediaOrganization",
    "agreement": "CreativeWork",
    "initiative": "DefinedTerm",
    "event": "Event",
    "exercise": "Event",
    "weapon": "Thing",
    "facility": "Place",
    "place": "Place",
    "concept": "DefinedTerm",
}

#: What can attend an event; a state takes part in one, which is then about it.
_AGENTS = {"Person", "Organization", "NewsMediaOrganization"}
_ROLES = {"attendee": True, "about": False}


def json_ld(record: Authority, records: Mapping[str, Authority], locale: Locale) -> str:
    """``record`` as JSON-LD text, safe inside a script element."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": _TYPES[record.type],
        "@id": _identity(record.id, locale),
        "name": locale.name(record.names),
    }
    others = [*record.names.values(), *(v.form for v in record.variants)]
    if alternate := [n for n in dict.fromkeys(others) if n != data["name"]]:
        data["alternateName"] = alternate
    if description := locale.name(record.description):
        data["description"] = description
    if same := [SAME_AS[s].format(v) for s, v in sorted(record.identifiers.items())]:
        data["sameAs"] = same
    if data["@type"] == "Event":
        data.update(_event(record, records, locale))
    elif record.type == "agreement" and (created := machine_date(record.date)):
        data["dateCreated"] = created
    dumped = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return dumped.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def known_elsewhere(report: Report, records: Mapping[str, Authority]) -> list[str]:
    """The addresses of a report's authors in authority files of the world."""
    authors = [records[a.id] for a in report.record.authors if a.id in records]
    return [SAME_AS[s].format(v) for r in authors for s, v in sorted(r.identifiers.items())]


def _event(
    record: Authority, records: Mapping[str, Authority], locale: Locale
) -> dict[str, object]:
    data: dict[str, object] = {}
    when = known(record.date)
    ends = [machine_date(str(end)) for end in (when.first, when.last)] if when else ["", ""]
    if ends[0]:
        data["startDate"] = ends[0]
        if ends[1]:
            data["endDate"] = ends[1]
    if record.place:
        data["location"] = {"@type": "Place", "name": locale.name(records[record.place].names)}
    taking_part = [records[ident] for ident in record.participants]
    for role, types in _ROLES.items():
        if told := [r for r in taking_part if (_TYPES[r.type] in _AGENTS) is types]:
            data[role] = [
                {
                    "@type": _TYPES[r.type],
                    "@id": _identity(r.id, locale),
                    "name": locale.name(r.names),
                }
                for r in told
            ]
    return data


def _identity(ident: str, locale: Locale) -> str:
    """The address of a record's page at the site's root, from a record's page: the same
    thing whatever language a page about it speaks."""
    return f"../../{'../' * locale.prefix.count('/')}actors/{ident}/"
