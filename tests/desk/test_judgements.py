"""What a keeper judges of dates and addresses holds, is shown, and ends when things change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cefu.addresses import reconcile_archive
from cefu.addresses.lock import Lock
from cefu.addresses.naming import Anchored
from cefu.addresses.proposals import Proposal, _told
from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive, read_archive
from cefu.inputs.judgements import read_address_judgements, read_date_judgements
from cefu.model.annotations import Statement
from cefu.model.authority import Authority, Variant
from cefu.model.errors import CefuError
from cefu.model.judgements import AddressJudgement, Apart, DateJudgement
from cefu.names.register import Authorities
from cefu.outputs.html.front.renamed_reports import merged_pages
from cefu.outputs.html.sayings import judgement_words
from cefu.outputs.i18n.locale import locale
from cefu.timeline.disagreements import dated
from cefu.timeline.judged import judged, outdated, set_apart

TALKS = Authority("talks", "event", {"zh-Hant": "會談"}, (Variant("會談"),), {"zh-Hant": ""})
REGISTER = Authorities((TALKS,))


def statement(report: str, edtf: str, **more: Any) -> Statement:
    given: dict[str, Any] = {"kind": "event", "planned": False, "resolution": "absolute"} | more
    return Statement(
        f"{report}-p1-d1", edtf, "某日", f"記事{edtf}", report=report, block="p1", start=0, end=2,
        event="talks", **given,
    )  # fmt: skip


TOLD = (statement("a", "2018-05-25"), statement("b", "2018-05-26"))
DAYS = ("2018-05-25", "2018-05-26")


def _archive(judgement: DateJudgement) -> Catalogue:
    told, _ = set_apart(TOLD, [judgement])
    return Catalogue(Archive((), REGISTER, statements=told, judgements=(judgement,)))


def test_only_vagueness_is_no_disagreement_any_more_and_is_said_to_readers() -> None:
    assert "talks" in Catalogue(Archive((), REGISTER, statements=TOLD)).disagreements
    catalogue = _archive(DateJudgement("talks", DAYS, "vagueness", {"en": "Local time."}))
    assert "talks" not in catalogue.disagreements
    shown = judgement_words(catalogue.dated["talks"], locale("en"))
    assert "keeper’s judgement" in shown
    assert "only vaguer" in shown
    assert "Local time." in shown


def test_what_is_about_another_event_leaves_the_event() -> None:
    judgement = DateJudgement("talks", DAYS, "other-event", apart=(Apart("b-p1-d1", "某日"),))
    catalogue = _archive(judgement)
    assert [s.report for s in catalogue.told_of("talks")] == ["a"]
    assert "talks" not in catalogue.disagreements
    assert catalogue.dated["talks"].judgement == judgement


def test_a_judgement_ends_with_the_dates_that_were_judged() -> None:
    judgement = DateJudgement("talks", DAYS, "vagueness", place="dates.yml:1")
    more = (*TOLD, statement("c", "2018-06-01"))
    found = dated(more, REGISTER)
    assert judged(found, [judgement]) == found
    assert outdated(found, [judgement]) == (
        "dates.yml:1: the dates of talks are no longer those judged: judge again",
    )
    apart = replace(judgement, verdict="other-event", apart=(Apart("b-p1-d1", "他日"),))
    kept, notices = set_apart(TOLD, [apart])
    assert kept == TOLD
    assert len(notices) == 1


def _settled(texts: dict[str, str], lock: Lock, *judgements: AddressJudgement) -> Any:
    pieces = [Anchored(ident, text) for ident, text in texts.items()]
    proposals = {"r": Proposal(str(sorted(texts.items())), pieces, "2020")}
    return reconcile_archive(lock, proposals, judgements={"r": judgements})


FIRST = {
    "p1": "第一段說明會談的背景與經過，各方立場不同。",
    "p2": "第二段討論港口設施的更新計畫與經費。",
    "p3": "第三段提出結論，並建議持續觀察。",
}


def test_a_redirect_leads_where_the_keeper_says() -> None:
    lock = _settled(FIRST, Lock()).lock
    then = {"p1": FIRST["p1"], "p2": FIRST["p3"]}
    program = _settled(then, lock).reports["r"]
    assert "p2" in program.redirects
    other = next(a for a in ("p1", "p3") if a != program.redirects["p2"])
    words = next(a for a in program.lock.anchors if a.id == "p2").past[-1].words
    said = AddressJudgement("r", "p2", other, was=words)
    outcome = _settled(then, lock, said).reports["r"]
    assert outcome.redirects["p2"] == other
    assert not any(change.anchor == "p2" for change in outcome.changes)
    assert _told(outcome)["p2"].fate == "gone"
    stays = _settled(then, lock, replace(said, was="別的字")).reports["r"]
    assert stays.redirects["p2"] == program.redirects["p2"]


@pytest.mark.parametrize(("address", "target"), [("p9", "p1"), ("p1", "p9")])
def test_an_unknown_address_is_refused_with_its_line(address: str, target: str) -> None:
    lock = _settled(FIRST, Lock()).lock
    said = AddressJudgement("r", address, target, place="sources/judgements/addresses.yml:4")
    with pytest.raises(CefuError, match=r"addresses\.yml:4: #p9 of r"):
        _settled(FIRST, lock, said)


def test_an_address_of_an_unknown_report_is_told(tmp_path: Path) -> None:
    (tmp_path / "judgements").mkdir()
    (tmp_path / "a.txt").write_text("題目\n\n一、前言\n\n航運仍具價值，應予維持。\n", "utf-8")
    written = "- {report: b, address: p1, leads_to: p1}\n"
    (tmp_path / "judgements/addresses.yml").write_text(written)
    with pytest.raises(CefuError, match=r"addresses\.yml:1: there is no report 'b'"):
        read_archive(tmp_path)


def test_a_merged_record_has_a_page_that_leads_to_the_other() -> None:
    record = replace(TALKS, former_ids=("old-talks",))
    catalogue = Catalogue(Archive((), Authorities((record,))))
    pages = merged_pages(catalogue, locale("en"))
    assert [page.path for page in pages] == ["actors/old-talks/index.md"]
    assert pages[0].meta["moved_to"] == "../talks/"
    assert "會談" in pages[0].markdown


def test_the_files_are_read_and_their_faults_told_with_lines(tmp_path: Path) -> None:
    (tmp_path / "dates.yml").write_text(
        "- event: talks\n  dates: ['2018-05-25', '2018-05-26']\n  verdict: disagreement\n"
        "  note: {en: Both hold.}\n"
    )
    (tmp_path / "addresses.yml").write_text("- {report: r, address: p1, leads_to: p1}\n")
    assert read_date_judgements(tmp_path)[0].note == {"en": "Both hold."}
    assert read_address_judgements(tmp_path)[0].leads_to == "p1"
    (tmp_path / "dates.yml").write_text("- event: talks\n  dates: []\n  verdict: maybe\n")
    with pytest.raises(CefuError, match=r"dates\.yml:3: verdict: unknown 'maybe'"):
        read_date_judgements(tmp_path)
