"""A deposit: a bag that its own validator accepts, and records that say what lies in it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import bagit
import pytest
import yaml
from click.testing import CliRunner
from lxml import etree

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.cli import main
from cefu.model.document import Report
from cefu.model.record import Agent, Record
from cefu.outputs.cite import json_ld
from cefu.outputs.data.opendata import open_data
from cefu.outputs.deposit.citation_file import citation_file
from cefu.outputs.deposit.datacite import datacite
from cefu.outputs.deposit.dublin_core import dublin_core
from cefu.outputs.feeds.signposts import signposts
from cefu.outputs.forms.files import archive_forms, report_forms
from cefu.outputs.html.front.data import data_page
from cefu.outputs.i18n.locale import locale

URL = "https://a.example/reports/r/"
REPORT = Report(
    "r",
    Record(
        {"zh-Hant": "航道 <b>治理</b> & 港口", "en": "Waterways"},
        (Agent({"zh-Hant": "王大明", "en": "Wang Da-ming"}, affiliation={"zh-Hant": "某大學"}),),
        publisher={"zh-Hant": "某研究院"},
        date="2018-05",
        identifiers={"ark": "ark:/12345/x6np1wh8k"},
        rights={"zh-Hant": "著作權屬作者。"},
        abstract={"zh-Hant": "本文談航道。"},
    ),
    "r.txt", "0" * 64, "utf-8", "", (), (), (), (), keywords=("航道", "港口"),
)  # fmt: skip


def values(data: bytes) -> dict[str, list[str]]:
    """The texts of an XML record by the names of their elements."""
    found: dict[str, list[str]] = {}
    for element in etree.parse(io.BytesIO(data)).getroot().iter():
        if element.text and element.text.strip():
            found.setdefault(etree.QName(element).localname, []).append(element.text)
    return found


def test_datacite_has_what_it_demands_of_all() -> None:
    told = values(datacite(REPORT, URL))
    assert told["identifier"] == [URL]
    assert told["creatorName"] == ["王, 大明"] or told["creatorName"] == ["王大明"]
    assert told["title"] == ["航道 <b>治理</b> & 港口", "Waterways"]
    assert told["publisher"] == ["某研究院"]
    assert told["publicationYear"] == ["2018"]
    assert told["alternateIdentifier"] == ["ark:/12345/x6np1wh8k"]
    assert told["subject"] == ["航道", "港口"]
    kind = re.search(rb'resourceTypeGeneral="(\w+)"', datacite(REPORT, URL))
    assert kind is not None
    assert kind[1] == b"Report"
    # The order of the children is that of the schema's examples, which it does not demand.
    undated = Report("u", Record({"zh-Hant": "題"}), "u.txt", "", "", "", (), (), (), ())
    assert datacite(undated, URL) == b""


def test_dublin_core_keeps_to_the_fifteen_elements() -> None:
    fifteen = {
        "contributor", "coverage", "creator", "date", "description", "format", "identifier",
        "language", "publisher", "relation", "rights", "source", "subject", "title", "type",
    }  # fmt: skip
    told = values(dublin_core(REPORT, URL))
    assert set(told) <= fifteen
    assert told["creator"] == ["王大明"]
    assert URL in told["identifier"]
    assert "航道 <b>治理</b> & 港口" in told["title"]


def test_the_citation_file_has_what_the_format_demands() -> None:
    data = yaml.safe_load(citation_file([REPORT], "典藏", "說明", "某館", "https://a.example/"))
    assert {"cff-version", "message", "title", "authors"} <= set(data)
    assert data["authors"] == [{"name": "某館"}]
    (reference,) = data["references"]
    assert {"type", "title", "authors"} <= set(reference)
    assert reference["authors"] == [{"family-names": "王", "given-names": "大明"}]
    assert reference["year"] == 2018
    assert "doi" not in data


@pytest.fixture(scope="module")
def bag(archive_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("deposit") / "bag"
    arguments = ["deposit", str(archive_folder), "--to", str(to), "--date", "2031-02-03"]
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 0, run.output
    return to


def test_the_bag_is_valid_and_notices_a_changed_file(bag: Path, archive: Archive) -> None:
    packed = bagit.Bag(str(bag))
    packed.validate()
    assert packed.info["Bagging-Date"] == "2031-02-03"
    names = set(packed.payload_entries())
    for report in archive.reports:
        assert f"data/sources/{report.source_file}" in names
        for suffix in (".epub", ".tei.xml", ".txt", ".datacite.xml", ".dc.xml"):
            assert f"data/reports/{report.id}/{report.id}{suffix}" in names
    assert {"data/CITATION.cff", "data/data/archive.sqlite", "data/sources/SHA256SUMS"} <= names
    victim = bag / "data" / "CITATION.cff"
    before = victim.read_bytes()
    victim.write_bytes(before.replace(b"cff", b"cfg", 1))
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()
    victim.write_bytes(before)


def test_the_crate_describes_every_file_and_nests_nothing(bag: Path, archive: Archive) -> None:
    graph = json.loads((bag / "data" / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    by_id = {entity["@id"]: entity for entity in graph}
    assert len(by_id) == len(graph)
    root = by_id["./"]
    assert {"name", "description", "datePublished", "license"} <= set(root)
    inside = {p.relative_to(bag / "data").as_posix() for p in bag.rglob("data/**/*") if p.is_file()}
    listed = {part["@id"] for part in root["hasPart"]}
    assert listed == inside - {"ro-crate-metadata.json"}
    for name in listed:
        assert by_id[name]["contentSize"] == str((bag / "data" / name).stat().st_size)
    works = [each for each in graph if each["@type"] in ("Report", "ScholarlyArticle", "Chapter")]
    assert len(works) == len(archive.reports)

    def leads(value: object) -> None:
        if isinstance(value, list):
            for each in value:
                leads(each)
        elif isinstance(value, dict):
            assert set(value) == {"@id"}, value
            known = value["@id"] in by_id or value["@id"].startswith("https://")
            assert known, value

    for entity in graph:
        for value in entity.values():
            leads(value)


def test_texts_that_may_not_be_handed_on_stay_out(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(
        "航道治理之觀察\n\n壹、前言\n\n近年來航運情勢多變，各國紛紛調整政策。\n", encoding="utf-8"
    )
    (tmp_path / "sources" / "a.yml").write_text("date: '2018'\n", encoding="utf-8")
    settings = "site_name: 典藏\nextra: {forms: false}\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (tmp_path / "site" / "data").mkdir(parents=True)
    to = tmp_path / "bag"
    run = CliRunner().invoke(main, ["deposit", str(tmp_path), "--to", str(to)])
    assert run.exit_code == 0, run.output
    assert "left out, for its text may not be handed on: sources/a.txt" in run.output
    names = set(bagit.Bag(str(to)).payload_entries())
    assert "data/sources/a.yml" in names
    assert "data/sources/a.txt" not in names
    again = CliRunner().invoke(main, ["deposit", str(tmp_path), "--to", str(to)])
    assert again.exit_code == 1
    assert "not an empty folder" in again.output


def test_a_page_shows_programs_the_way_to_its_work_files_and_records(
    site: Path, archive: Archive
) -> None:
    for report in archive.reports:
        for folder in ("", "en/"):
            page = site / folder / "reports" / report.id / "index.html"
            links: dict[str, list[tuple[str, str]]] = {}
            for tag in re.findall(r"<link\b[^>]*>", page.read_text("utf-8")):
                told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
                links.setdefault(told["rel"], []).append((told["href"], told.get("type", "")))
            assert ("https://schema.org/AboutPage", "") in links["type"]
            described = dict(links["describedby"])
            assert "application/vnd.datacite.datacite+xml" in described.values()
            items = dict(links["item"])
            assert {"application/epub+zip", "application/tei+xml"} <= set(items.values())
            for address in (*described, *items):
                assert (page.parent / address).resolve().is_file(), address
            # This site does not know its own address.
            doi = report.record.identifiers.get("doi")
            assert links.get("cite-as") == ([(f"https://doi.org/{doi}", "")] if doi else None)


def test_a_persistent_identifier_is_what_is_cited() -> None:
    links = signposts(REPORT, URL, ["r.epub"])
    assert ("cite-as", "https://n2t.net/ark:/12345/x6np1wh8k", "") in links
    assert ("item", "r.epub", "application/epub+zip") in links
    assert "https://n2t.net/ark:/12345/x6np1wh8k" in json_ld(REPORT, URL)["sameAs"]


def linked(page: Path) -> list[dict[str, object]]:
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.DOTALL
    )
    return [json.loads(text) for text in found]


def test_the_site_and_its_data_are_told_in_terms_of_schema_org(site: Path) -> None:
    for folder in ("", "zh-Hans/", "en/"):
        (home,) = linked(site / folder / "index.html")
        assert home["@type"] == "WebSite"
        assert home["name"]
        data, trail = linked(site / folder / "data" / "index.html")
        assert data["@type"] == "Dataset"
        addresses = [each["contentUrl"] for each in data["distribution"]]  # type: ignore[index, attr-defined]
        assert any(address.endswith("archive.sqlite") for address in addresses)
        for address in addresses:
            assert (site / folder / "data" / address).is_file(), address
        assert trail["@type"] == "BreadcrumbList"


def test_every_step_of_a_trail_leads_to_a_page(site: Path) -> None:
    for name in (
        "en/actors/china/2",
        "reports/003_a1a3a9df684f4396/made",
        "zh-Hans/timeline/drawn",
    ):
        *_, trail = linked(site / name / "index.html")
        steps: list[dict[str, str]] = trail["itemListElement"]  # type: ignore[assignment]
        assert len(steps) == 3
        for step in steps:
            assert step["name"]
            assert (site / name / step["item"] / "index.html").is_file(), step


def test_the_archives_doi_goes_wherever_the_archive_is_described(archive: Archive) -> None:
    catalogue, doi = Catalogue(archive), "10.5281/zenodo.1234567"
    whole = "https://doi.org/" + doi
    assert json.loads(open_data(catalogue, doi=doi)["datapackage.json"])["id"] == whole
    page = data_page({}, locale("en"), {}, doi)
    told = json.loads(str(page.meta["json_ld"]))
    assert told["identifier"] == told["sameAs"] == whole
    assert f'href="{whole}"' in page.body
    book = archive_forms(catalogue, "T", "https://a.org/", doi)["data/archive.epub"]
    with zipfile.ZipFile(io.BytesIO(book)) as files:
        assert whole in files.read("OEBPS/book.opf").decode()
    assert doi in values(datacite(REPORT, URL, doi))["relatedIdentifier"]


def test_a_reports_doi_is_in_its_book_and_its_tei(archive: Archive) -> None:
    record = replace(REPORT.record, identifiers={"doi": "10.1234/abc"})
    made = report_forms(Catalogue(archive), replace(REPORT, record=record), "https://a.org/")
    with zipfile.ZipFile(io.BytesIO(made["reports/r/r.epub"])) as files:
        assert "https://doi.org/10.1234/abc" in files.read("OEBPS/book.opf").decode()
        assert "DOI 10.1234/abc" in files.read("OEBPS/r1.xhtml").decode()
    assert "10.1234/abc" in values(made["reports/r/r.tei.xml"])["idno"]
    assert "10.1234/abc" in made["reports/r/r.txt"].decode()
