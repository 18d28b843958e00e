"""A keeper's judgements: what the dates of an event tell, and where old addresses lead.

``sources/judgements/dates.yml`` is a list, each item about one event::

    - event: second-summit
      dates: ["2018-05-25", "2018-05-26"]   # the dates judged; with others it is asked again
      verdict: disagreement                  # self, vagueness, other-event
      note: {zh-Hant: …, en: …}              # for readers
      reason: …                              # for fellow keepers
      apart: [{statement: r2-p9-d1, date: 5月26日}]   # of other-event: what is not about it

``sources/judgements/addresses.yml`` is a list, each item about one published address::

    - {report: r2, address: p9, leads_to: p12, was: 南北韓於, reason: …}

``leads_to`` is the address itself where the program is right; ``was`` repeats the words
that stood there, so that the judgement ends when the text changes again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from cefu.inputs.files import kept_files, read_kept
from cefu.inputs.yamlfile import Reader, compose
from cefu.model.errors import CefuError
from cefu.model.judgements import VERDICTS, AddressJudgement, Apart, DateJudgement
from cefu.model.language import LANGS

FOLDER = "judgements"
DATES, ADDRESSES = "dates.yml", "addresses.yml"
DATE_KEYS = ("event", "dates", "verdict", "note", "reason", "apart")
ADDRESS_KEYS = ("report", "address", "leads_to", "was", "reason")


def read_date_judgements(folder: Path) -> tuple[DateJudgement, ...]:
    """The judgements on dates in ``folder``; () where there are none.

    Raises ``CefuError`` naming every fault with its line.
    """
    reader = Reader(str(folder / DATES))
    read = tuple(_date(reader, node) for node in _items(folder, DATES, reader))
    _raise(reader)
    return read


def read_address_judgements(folder: Path) -> tuple[AddressJudgement, ...]:
    """The judgements on addresses in ``folder``; () where there are none.

    Raises ``CefuError`` naming every fault with its line.
    """
    reader = Reader(str(folder / ADDRESSES))
    read = tuple(_address(reader, node) for node in _items(folder, ADDRESSES, reader))
    _raise(reader)
    return read


def _items(folder: Path, name: str, reader: Reader) -> Iterator[yaml.Node]:
    for path in kept_files(folder):
        if path.name not in (DATES, ADDRESSES):
            remedy = f"Judgements stand in {DATES} and {ADDRESSES}; remove or rename it"
            raise CefuError(f"{path.name} would not be read", file=path, remedy=remedy)
        if path.name == name:
            node, faults = compose(read_kept(path), str(path))
            reader.faults += faults
            yield from reader.items(node, "file")


def _raise(reader: Reader) -> None:
    if reader.faults:
        raise CefuError("\n".join(str(fault) for fault in sorted(set(reader.faults))))


def _needed(reader: Reader, node: yaml.Node, found: dict[str, yaml.Node], *keys: str) -> None:
    for key in keys:
        if isinstance(node, yaml.MappingNode) and key not in found:
            reader.fault(node, key, "is missing", f"Add {key}.")


def _date(reader: Reader, node: yaml.Node) -> DateJudgement:
    found = reader.entries(node, "judgement", DATE_KEYS)
    _needed(reader, node, found, "event", "dates", "verdict")
    dates = (reader.date(each, "dates") for each in reader.items(found.get("dates"), "dates"))
    apart = [_apart(reader, each) for each in reader.items(found.get("apart"), "apart")]
    verdict = reader.choice(found.get("verdict"), "verdict", VERDICTS)
    if (verdict == "other-event") != bool(apart) and not reader.faults:
        remedy = "Name the statements that are not about the event, with other-event only."
        reader.fault(node, "apart", "does not go with the verdict", remedy)
    return DateJudgement(
        event=reader.string(found.get("event"), "event"),
        dates=tuple(sorted(date for date in dates if date)),
        verdict=verdict,
        note=reader.texts(found.get("note"), "note", LANGS),
        reason=reader.string(found.get("reason"), "reason"),
        apart=tuple(apart),
        place=f"{reader.file}:{node.start_mark.line + 1}",
    )


def _apart(reader: Reader, node: yaml.Node) -> Apart:
    found = reader.entries(node, "apart", ("statement", "date"))
    _needed(reader, node, found, "statement")
    statement = reader.string(found.get("statement"), "apart.statement")
    return Apart(statement, reader.string(found.get("date"), "apart.date"))


def _address(reader: Reader, node: yaml.Node) -> AddressJudgement:
    found = reader.entries(node, "judgement", ADDRESS_KEYS)
    _needed(reader, node, found, "report", "address", "leads_to")
    texts = {key: reader.string(found.get(key), key) for key in ADDRESS_KEYS}
    return AddressJudgement(**texts, place=f"{reader.file}:{node.start_mark.line + 1}")
