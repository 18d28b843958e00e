"""Search in a real browser against a plain scan: not one miss, not one false hit."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opencc import OpenCC
from playwright.sync_api import Browser, Page

from cefu.outputs.search import Form, Passage, Piece, Source, VariantSet
from cefu.outputs.search.encoding.bloom import passes, sieve
from cefu.outputs.search.encoding.shards import spread
from cefu.outputs.search.english import loose, stem
from cefu.outputs.search.index import FORMAT
from cefu.outputs.search.sounds import sound_key
from cefu.text.fold import fold_key
from cefu.text.numerals import number
from search_archive import VARIANTS, PlainScan, passages, write_site
from static_host import StaticHost

DATA = Path(__file__).parents[1] / "data"
VECTORS = json.loads((DATA / "fold_vectors.json").read_text("utf-8"))
LOOSE = json.loads((DATA / "loose_english.json").read_text("utf-8"))
WORDS = json.loads((DATA / "english_words.json").read_text("utf-8"))
WIRE = json.loads((DATA / "wire_vectors.json").read_text("utf-8"))
TO_SIMPLIFIED = OpenCC("t2s").convert

RUN = """async ([queries, options]) => {
  const { search } = await import(new URL("assets/cefu/search.js", document.baseURI));
  const out = [];
  for (const query of queries) {
    const found = await search(query, { limit: 100000, ...options });
    out.push({ ...found, names: found.passages.map((one) => one.report + "#" + one.section) });
  }
  return out;
}"""


@dataclass
class Archive:
    """A served archive, a page that stands on it, and the truth about it."""

    host: StaticHost
    page: Page
    passages: Sequence[Passage]
    scan: PlainScan

    def search(self, *queries: str, **options: Any) -> list[dict[str, Any]]:
        """What ``search()`` gives for each query, all passages, with ``names`` beside."""
        found: list[dict[str, Any]] = self.page.evaluate(RUN, [list(queries), options])
        return found

    def names(self, *queries: str, **options: Any) -> list[set[str]]:
        """The passages found for each query, as typed."""
        out = []
        for query, found in zip(
            queries, self.search(*queries, **{"variants": False, **options}), strict=True
        ):
            assert len(set(found["names"])) == len(found["names"]), "one hit a passage"
            assert found["exact"], query
            assert found["total"] == len(found["names"]), query
            out.append(set(found["names"]))
        return out


@pytest.fixture(scope="module")
def archive(
    chromium: Browser,
    serve: Callable[..., StaticHost],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Archive]:
    found = passages()
    host = serve(write_site(tmp_path_factory.mktemp("site"), found), below="/some/path/")
    page = chromium.new_page()
    page.goto(host.url)
    yield Archive(host, page, found, PlainScan(found))
    page.close()


def substrings(
    found: Sequence[Passage], count: int, seed: int, sizes: Sequence[int] = range(1, 13)
) -> list[str]:
    """Random cuts of the texts, across words, digits, Latin and punctuation."""
    chance = random.Random(seed)
    pieces = [piece.text for passage in found for piece in passage.pieces]
    out = []
    while len(out) < count:
        text = chance.choices(pieces, [len(piece) for piece in pieces])[0]
        size, at = chance.choice(sizes), chance.randrange(len(text))
        cut = text[at : at + size]
        # Blanks, quotation marks, a minus or OR would be read as operators.
        if fold_key(cut) and not set(cut) & set(' "“”＂-－−|｜\u3000\xa0\t'):
            out.append(cut)
    return out


def full_width(text: str) -> str:
    """ASCII to its full-width forms, but for what would become an operator."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" < c < "\x7f" else c for c in text)


def test_folding_is_the_same_function(archive: Archive) -> None:
    for case in VECTORS["same"]:
        keys = archive.page.evaluate(
            """async (texts) => {
              const { folder } = await import(new URL("assets/cefu/js/common/fold.js", document.baseURI));
              const { open } = await import(new URL("assets/cefu/search.js", document.baseURI));
              return texts.map(folder((await open()).core.han).key);
            }""",
            case["texts"],
        )
        # The table has only what these texts can match; what is left over folds alike.
        assert [fold_key(key) for key in keys] == [case["key"]] * len(keys), case["comment"]


def test_english_is_loosened_alike(archive: Archive) -> None:
    made = archive.page.evaluate(
        """async (keys) => {
          const { loose } = await import(new URL("assets/cefu/js/search/engine/english.js", document.baseURI));
          return keys.map(loose);
        }""",
        [key for key, _ in LOOSE],
    )
    assert made == [form for _, form in LOOSE] == [loose(key) for key, _ in LOOSE]


def test_english_words_have_the_same_stems(archive: Archive) -> None:
    made = archive.page.evaluate(
        """async (words) => {
          const { stem } = await import(new URL("assets/cefu/js/search/engine/english.js", document.baseURI));
          return words.map(stem);
        }""",
        [word for word, _ in WORDS],
    )
    assert made == [form for _, form in WORDS] == [stem(word) for word, _ in WORDS]


def test_names_sound_alike_on_both_sides(archive: Archive) -> None:
    groups = json.loads((DATA / "sounds.json").read_text("utf-8"))
    made = archive.page.evaluate(
        """async (groups) => {
          const { soundKey } = await import(new URL("assets/cefu/js/search/engine/sounds.js", document.baseURI));
          return groups.map((names) => names.map(soundKey));
        }""",
        [[fold_key(name) for name in names] for names in groups],
    )
    for names, keys in zip(groups, made, strict=True):
        assert set(keys) == {sound_key(fold_key(names[0]))}, names
        assert [sound_key(fold_key(name)) for name in names] == keys
    assert len({keys[0] for keys in made}) == len(groups), "different people, different keys"


def test_a_person_is_found_by_any_romanisation(
    chromium: Browser, serve: Callable[..., StaticHost], tmp_path: Path
) -> None:
    source = Source("one", "reports/one/", {"zh-Hant": "甲"}, "2020", {"zh-Hant": "甲社"})
    texts = ["外務省副相崔善姬說明立場。", "崔成浩並未出席。"]
    found = [
        Passage(
            source, f"s{nth}", f"reports/one/#s{nth}", (), (Piece(f"p{nth}", "paragraph", text),)
        )
        for nth, text in enumerate(texts)
    ]
    person = VariantSet(
        "choe-son-hui",
        {"zh-Hant": "崔善姬", "en": "Choe Son-hui"},
        (Form("崔善姬"), Form("Choe Son-hui")),
        "actors/choe-son-hui/",
        sounds=("Choe Son-hui", "cui shan ji"),
    )
    host = serve(write_site(tmp_path, found, [person]))
    page = chromium.new_page()
    page.goto(host.url)
    archive = Archive(host, page, found, PlainScan(found))
    asked = ("Choi Sun-hee", "Ch'oe Sŏn-hŭi", "Cui Shanji", "ㄘㄨㄟ ㄕㄢˋ ㄐㄧ", "Choe Seon-hui")
    for query, result in zip(asked, archive.search(*asked), strict=True):
        assert result["names"] == ["one#s0"], query
        [strict] = archive.search(query, variants=False)
        assert strict["names"] == [], query
    page.close()


def test_the_wire_is_the_same_on_both_sides(archive: Archive) -> None:
    """Hashes, Bloom filter and format, by values written down once; and each on the other's work."""
    names = [form.text for variant in VARIANTS for form in variant.forms]
    bits = sieve(fold_key(name) for name in names)
    made = archive.page.evaluate(
        """async ([texts, bits, begins]) => {
          const { passes, spread, decodeStart } = await import(new URL("assets/cefu/js/search/index/bytes.js", document.baseURI));
          const { open } = await import(new URL("assets/cefu/search.js", document.baseURI));
          const own = Uint8Array.from(bits);
          return {
            spread: texts.map(spread),
            passes: begins.map((text) => passes(own, text)),
            format: (await open()).manifest.format,
          };
        }""",
        [list(WIRE["spread"]), list(bits), WIRE["beginnings"]],
    )
    assert made["spread"] == list(WIRE["spread"].values()) == [*map(spread, WIRE["spread"])]
    assert made["passes"] == [passes(bits, text) for text in WIRE["beginnings"]]
    assert made["passes"][: len(WIRE["named"])] == [True] * len(WIRE["named"])
    assert made["format"] == FORMAT == WIRE["format"]


def test_numerals_are_read_alike(archive: Archive) -> None:
    """What the dates read as a number, search writes in figures."""
    numerals = WIRE["numerals"]
    made = archive.page.evaluate(
        """async (keys) => {
          const { otherNumbers } = await import(new URL("assets/cefu/js/search/engine/numbers.js", document.baseURI));
          return keys.map((key) => otherNumbers(`${key}人`).map((one) => one.key));
        }""",
        list(numerals),
    )
    for (text, value), keys in zip(numerals.items(), made, strict=True):
        assert number(text) == value, text
        assert f"{value}人" in keys, text


def test_folding_with_the_whole_table(archive: Archive) -> None:
    from cefu.text.fold import han_table

    texts = [text for case in VECTORS["same"] for text in case["texts"]]
    keys = [case["key"] for case in VECTORS["same"] for _ in case["texts"]]
    fold = """async ([table, texts]) => {
      const { folder } = await import(new URL("assets/cefu/js/common/fold.js", document.baseURI));
      return texts.map(folder(new Map(table)).fold);
    }"""
    folded = archive.page.evaluate(fold, [list(han_table().items()), texts])
    assert [one["text"] for one in folded] == keys
    cases = VECTORS["offsets"]
    folded = archive.page.evaluate(
        fold, [list(han_table().items()), [case["text"] for case in cases]]
    )
    for case, one in zip(cases, folded, strict=True):
        assert one["text"] == case["folded"]
        if all(char < "\U00010000" for char in case["text"]):
            assert (one["starts"], one["ends"]) == (case["starts"], case["ends"])


def test_every_substring_in_every_script(archive: Archive) -> None:
    cuts = substrings(archive.passages, 150, seed=20)
    for write in (str, TO_SIMPLIFIED, full_width, str.upper):
        queries = [write(cut) for cut in cuts]
        for query, names in zip(queries, archive.names(*queries), strict=True):
            assert names == archive.scan.having(query), query


def test_blanks_between_han_are_and(archive: Archive) -> None:
    queries = ["9月 18日", "無核化　川普", "朝鮮 半島\t無核化", "Kim Jong"]
    for query, names in zip(queries, archive.names(*queries), strict=True):
        assert names == set.intersection(*map(archive.scan.having, query.split())), query


def test_operators(archive: Archive) -> None:
    having = archive.scan.having
    cuts = substrings(archive.passages, 60, seed=5, sizes=range(2, 6))
    triples = list(zip(cuts[::3], cuts[1::3], cuts[2::3], strict=True))
    queries, truths = [], []
    for a, b, c in triples:
        for query, truth in (
            (f"{a} {b}", having(a) & having(b)),
            (f"{a} OR {b}", having(a) | having(b)),
            (f"{a} {b} OR {c}", having(a) & (having(b) | having(c))),
            (f'"{a}" -{b}', having(a) - having(b)),
            (f"{a} -“{b}” -{c}", having(a) - having(b) - having(c)),
            (f"{a} | {b} | {c}", having(a) | having(b) | having(c)),
        ):
            queries.append(query)
            truths.append(truth)
    for query, names, truth in zip(queries, archive.names(*queries), truths, strict=True):
        assert names == truth, query


@pytest.mark.parametrize(
    "query", ["-", "--", '"', '"無核化', "OR", "OR 無核化", "-無核化", "。", "　", ""]
)
def test_odd_queries_are_text(archive: Archive, query: str) -> None:
    [names] = archive.names(query)
    terms = [term for term in query.split() if fold_key(term)]
    truth = set.intersection(*map(archive.scan.having, terms)) if terms else set()
    assert names == truth


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.text('朝鮮鲜無无核化 OR-"“”川普Trump１2。，', max_size=12))
def test_any_query_is_answered(archive: Archive, query: str) -> None:
    [found] = archive.search(query)
    assert found["total"] >= 0


def test_words_only(archive: Archive) -> None:
    [loose], [words] = archive.names("US"), archive.names("US", words=True)
    assert words < loose == archive.scan.having("US")


def test_names_find_each_other(archive: Archive) -> None:
    having = archive.scan.having
    for query in ("川普", "特朗普", "trump", "Donald Trump"):
        [found] = archive.search(query)
        assert set(found["names"]) >= having("川普") | having("特朗普")
        assert found["variants"][0]["id"] == "trump"
        assert found["exact"]
        assert found["total"] == len(found["names"])
    [typed] = archive.names("特朗普")
    assert typed == having("特朗普")


def test_a_name_inside_a_term(archive: Archive) -> None:
    [found] = archive.search("导弹试射")
    assert set(found["names"]) >= archive.scan.having("飛彈試射")
    assert found["variants"][0]["id"] == "missile"


def test_a_name_is_none_inside_what_it_is_not(archive: Archive) -> None:
    [found] = archive.search("DPRK")
    elsewhere = archive.scan.where(
        lambda texts: (
            not any(
                form in text.replace("朝鲜半岛", "").replace("朝鲜战争", "")
                for text in texts
                for form in ("北韩", "朝鲜", "dprk", "north korea")
            )
        )
    )
    assert not set(found["names"]) & elsewhere


def marking(archive: Archive, query: str, **asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = archive.page.evaluate(
        """async (asked) => {
          const { marking } = await import(new URL("assets/cefu/search.js", document.baseURI));
          return (await marking(new URLSearchParams(asked))).flatMap((group) => group.patterns);
        }""",
        {"q": query, **asked},
    )
    return found


def test_what_is_marked_on_a_page_is_what_was_found(archive: Archive) -> None:
    [found] = archive.search("朝鮮 無核化")
    assert all(hit["asked"] == {"q": "朝鮮 無核化"} for hit in found["passages"])
    patterns = {one["key"]: one for one in marking(archive, "朝鮮 無核化")}
    assert {"朝鲜", "北韩", "无核化"} <= set(patterns)
    assert patterns["朝鲜"]["notIn"] or any(one["notIn"] for one in patterns.values())
    literal = marking(archive, "朝鮮 無核化", variants="0")
    assert {one["key"] for one in literal} == {"朝鲜", "无核化"}
    [hit, *_] = archive.search("朝鮮 無核化", variants=False)[0]["passages"]
    assert hit["asked"] == {"q": "朝鮮 無核化", "variants": "0"}
    [apart] = archive.search("無核化板門店")
    assert {hit["asked"]["q"] for hit in apart["passages"]} == {"無核化 板門店"}


def test_a_latin_name_is_a_whole_word(archive: Archive) -> None:
    [found] = archive.search("US")
    patterns = marking(archive, "US")
    assert {one["shown"] for one in patterns} <= {"美國", "US", "U.S."}
    assert all(one["word"] for one in patterns)
    russian = archive.scan.having("Russia") - archive.scan.having("美國")
    assert not any(one["report"] + "#" + one["section"] in russian for one in found["passages"])


def test_most_of_the_terms_when_none_has_all(archive: Archive) -> None:
    [found] = archive.search("無核化 板門店 斑馬線")
    assert found["total"] == 0
    assert (found["relaxed"]["have"], found["relaxed"]["of"]) == (2, 3)
    assert found["relaxed"]["missing"] == ["斑馬線"]
    having = archive.scan.having
    assert set(found["names"]) == having("無核化") & having("板門店")
    [strict] = archive.search("無核化 板門店 斑馬線", variants=False)
    assert strict["passages"] == []
    assert strict["relaxed"] is None


@pytest.mark.parametrize(
    ("query", "apart"),
    [
        ("無核化板門店", "無核化 板門店"),
        ("无核化板门店", "无核化 板门店"),
        ("THAAD板門店", "THAAD 板門店"),
        ("板門店的無核化", "板門店 無核化"),
        ("川普為什麼無核化板門店", "川普 無核化 板門店"),
    ],
)
def test_what_was_typed_without_blanks_is_read_word_by_word(
    archive: Archive, query: str, apart: str
) -> None:
    [found] = archive.search(query)
    [same] = archive.search(apart)
    assert (found["total"], found["exact"], found["reports"]) == (0, True, 0)
    assert found["relaxed"]["cut"] == apart
    assert found["names"] == same["names"] != []
    if not same["relaxed"]:
        assert found["relaxed"]["total"] == same["total"]
    [strict] = archive.search(query, variants=False)
    assert (strict["passages"], strict["relaxed"]) == ([], None)


def test_what_is_found_as_typed_is_not_taken_apart(archive: Archive) -> None:
    for query in ("朝鮮半島無核化", '"無核化板門店"', "斑馬線"):
        [found] = archive.search(query)
        assert "cut" not in (found["relaxed"] or {}), query


def test_numbers_are_read_in_either_writing(archive: Archive) -> None:
    other = """async (keys) => {
      const { otherNumbers } = await import(new URL("assets/cefu/js/search/engine/numbers.js", document.baseURI));
      return keys.map((key) => otherNumbers(key).map((one) => one.key));
    }"""
    cases = yaml.safe_load((DATA / "numbers.yml").read_text("utf-8"))
    found = archive.page.evaluate(other, [case["key"] for case in cases])
    for case, made in zip(cases, found, strict=True):
        assert set(case["also"]) <= set(made), case["key"]
        assert not set(case.get("never", [])) & set(made), case["key"]
    for query, as_printed in (("二〇一八年", "2018年"), ("六月十二日", "6月12日")):
        truth = archive.scan.having(as_printed)
        [read] = archive.search(query)
        assert truth <= set(read["names"]), query
        [strict] = archive.search(query, variants=False)
        assert set(strict["names"]) == archive.scan.having(query)


def test_headings_come_first_and_marks_are_right(archive: Archive) -> None:
    [found] = archive.search("無核化")
    heads = ["無核化" in one["path"][-1] for one in found["passages"]]
    assert heads[0]
    for one in found["passages"]:
        assert one["url"].startswith(archive.host.url)
        assert one["url"].endswith("#" + one["block"])
        assert one["marks"]
        for start, end in one["marks"]:
            assert one["snippet"][start:end] == "無核化"


def test_snippets_in_the_script_being_read(archive: Archive) -> None:
    [found] = archive.search("無核化", lang="zh-Hans")
    one = found["passages"][0]
    start, end = one["marks"][0]
    assert one["snippet"][start:end] == "无核化"
    assert "/zh-Hans/reports/" in one["url"]


def test_facets_and_filters(archive: Archive) -> None:
    [found] = archive.search("無核化")
    facets = archive.page.evaluate(
        """async (query) => {
          const { search } = await import(new URL("assets/cefu/search.js", document.baseURI));
          return await (await search(query)).facets();
        }""",
        "無核化",
    )
    assert sum(one["count"] for one in facets["report"]) == found["total"]
    assert sum(one["count"] for one in facets["year"]) == found["total"]
    assert sum(one["count"] for one in facets["publisher"]) == found["total"]
    for dimension in ("report", "year", "publisher", "author", "actor"):
        for facet in facets[dimension][:2]:
            [some] = archive.search("無核化", filters={dimension: [facet["value"]]})
            assert some["total"] == facet["count"], (dimension, facet)
    [two] = archive.search("無核化", filters={"year": ["2018"], "actor": ["trump"]})
    truth = archive.scan.having("無核化") & archive.scan.having("川普")
    assert set(two["names"]) <= truth


def test_sorting_by_date(archive: Archive) -> None:
    for sort, reverse in (("newest", True), ("oldest", False)):
        [found] = archive.search("無核化", sort=sort)
        dates = [one["date"] for one in found["passages"]]
        assert dates == sorted(dates, reverse=reverse)
    [found] = archive.search("無核化")
    assert set(found["names"]) == archive.scan.having("無核化")


def test_a_page_of_results_is_the_beginning_of_all(archive: Archive) -> None:
    [few] = archive.search("美國", limit=3, variants=False)
    assert len(few["passages"]) == 3
    assert few["total"] == len(archive.scan.having("美國"))
    assert few["exact"]


def test_english_headings_are_found(archive: Archive) -> None:
    [names] = archive.names('"Heading 13"')
    assert names == archive.scan.having("Heading 13") != set()


def test_snippets_are_cut_at_the_ends_of_sentences(archive: Archive) -> None:
    cases = yaml.safe_load((DATA / "snippets.yml").read_text("utf-8"))
    cut = archive.page.evaluate(
        """async (cases) => {
          const { snippet } = await import(new URL("assets/cefu/js/search/engine/text.js", document.baseURI));
          return cases.map(({ text, mark }) => {
            const at = text.indexOf(mark);
            const { text: cut, marks } = snippet(text, [[at, at + mark.length]]);
            return [cut.trim(), marks.map(([from, to]) => cut.slice(from, to))];
          });
        }""",
        cases,
    )
    for case, (text, marks) in zip(cases, cut, strict=True):
        assert text == case["shown"], case["comment"]
        assert marks == [case["mark"]], case["comment"]


@dataclass
class Told:
    """A small archive that is told of in English."""

    page: Page

    def __call__(self, query: str, **options: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(
            """async ([query, options]) => {
              const { search } = await import(new URL("assets/cefu/search.js", document.baseURI));
              const found = await search(query, options);
              return { ...found, described: await found.described() };
            }""",
            [query, options],
        )
        return found


@pytest.fixture(scope="module")
def told(
    chromium: Browser,
    serve: Callable[..., StaticHost],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Told]:
    report = Source("r", "reports/r/", {"zh-Hant": "簡報", "en": "A brief"})
    found = [
        Passage(
            report,
            f"s{nth}",
            f"reports/r/#s{nth}",
            ({"zh-Hant": "節"},),
            (Piece(f"p{nth}", "paragraph", text), Piece(f"p{nth}", "gist", gist, "en")),
        )
        for nth, (text, gist) in enumerate(
            [
                ("川普宣布停止演習。", "Trump suspends the exercises, Seoul is told later"),
                ("首爾表示意外。", "Seoul voices surprise"),
            ]
        )
    ]
    names = [
        VariantSet("trump", {"en": "Trump"}, (Form("川普"), Form("Trump")), "actors/trump/"),
        VariantSet(
            "moon",
            {"zh-Hant": "文在寅", "en": "Moon Jae-in"},
            (Form("文在寅"), Form("Moon Jae-in")),
            "actors/moon/",
            described="President of South Korea, whom Trump met",
        ),
    ]
    host = serve(write_site(tmp_path_factory.mktemp("told"), found, names), below="/told/")
    page = chromium.new_page()
    page.goto(host.url)
    yield Told(page)
    page.close()


@pytest.mark.parametrize(
    ("query", "sections"),
    [
        ("suspended", {"s0"}),
        ("suspending exercise", {"s0"}),
        ("Trump suspended", {"s0"}),
        ("seoul", {"s0", "s1"}),
        ("surprised -Trump", {"s1"}),
        ("exercises OR surprises", {"s0", "s1"}),
        # What speaks against a passage is its text, not what is told of it.
        ("seoul -exercises", {"s0", "s1"}),
    ],
)
def test_what_is_told_in_english_is_found_by_its_words(
    told: Told, query: str, sections: set[str]
) -> None:
    found = told(query)
    assert {one["section"] for one in found["passages"]} == sections
    assert (found["total"], found["exact"]) == (len(sections), True)


def test_what_is_told_is_no_text(told: Told) -> None:
    for query in ("exercises", "suspends", "Seoul", "the", "xercise"):
        assert told(query, variants=False)["total"] == 0, query
    assert told('"Seoul voices"')["total"] == 0
    assert told("xercise")["total"] == 0


def test_a_gist_is_shown_as_one(told: Told) -> None:
    [hit] = told("suspended", lang="en")["passages"]
    assert (hit["type"], hit["block"]) == ("gist", "p0")
    [[start, end]] = hit["marks"]
    assert hit["snippet"][start:end] == "suspends"


def test_a_record_is_found_by_its_description(told: Told) -> None:
    for query in ("president of South Korea", "presidents whom Trump met"):
        assert [one["name"] for one in told(query, lang="en")["described"]] == ["Moon Jae-in"]
    for query in ("president of Japan", "Trump", "文在寅"):
        assert told(query)["described"] == [], query


def test_names_are_told_as_they_were_typed(archive: Archive) -> None:
    for query, term in (("特朗普與無核化", "特朗普"), ("ＴＨＡＡＤ部署", "ＴＨＡＡＤ")):
        [found] = archive.search(query)
        assert term in [one["term"] for one in found["variants"]], query


def test_names_are_shown_in_the_script_being_read(archive: Archive) -> None:
    [hant], [hans] = (archive.search("missile", lang=lang) for lang in ("zh-Hant", "zh-Hans"))
    assert "飛彈" in hant["variants"][0]["forms"]
    assert "飞弹" in hans["variants"][0]["forms"]


QUOTES = ["「」", "『』", "“”", "‘’", "《》", "〈〉", '""', "＂＂"]


@pytest.mark.parametrize("marks", QUOTES)
def test_all_marks_by_which_writers_quote_do_so(archive: Archive, marks: str) -> None:
    """Two words with a blank between them are one string in marks, and two terms without."""
    opens, closes = marks
    a, b = "無核化", "板門店"
    having = archive.scan.having
    assert having(a) & having(b) > having(a + b), "the words must tell the two apart"
    queries = {
        f"{opens}{a}{closes}": having(a),
        f"{opens}{a}{b}{closes}": having(a + b),
        f"{opens}{a}{closes}{opens}{b}{closes}": having(a) & having(b),
        f"{opens}{a}{closes} -{opens}{b}{closes}": having(a) - having(b),
        f"{opens}{a}{closes} OR {opens}{b}{closes}": having(a) | having(b),
    }
    assert archive.names(*queries) == list(queries.values())


def test_marks_within_a_pasted_text_are_part_of_it(archive: Archive) -> None:
    texts = [piece.text for passage in archive.passages for piece in passage.pieces]
    cuts = [text[at - 2 : at + 9] for text in texts for at in [text.find("「")] if at > 2]
    cuts = [cut for cut in cuts if "」" in cut[3:-1] and not re.search(r"[ \-\"“”|]", cut)][:20]
    assert cuts
    for cut, found in zip(cuts, archive.names(*cuts), strict=True):
        assert found == archive.scan.having(cut), cut


def test_what_brackets_hold_is_offered(archive: Archive) -> None:
    texts = (piece.text for passage in archive.passages for piece in passage.pieces)
    remark = next(
        match for match in map(re.compile("（([^（）\\s-]{3,9})）").search, texts) if match
    )
    [found] = archive.search(remark[0])
    assert set(found["names"]) == archive.scan.having(remark[0])
    assert found["suggestions"] == [remark[1]]


#: As one text has a number, and as a reader asks for it.
NUMBERS = {
    "35%": "經費上升了百分之三十五。",
    "2億元": "預算是兩億元整。",
    "200名": "代表兩百名到場。",
    "25名": "其中廿五名是學者。",
    "第23條": "依第廿三條辦理。",
    "1,500元": "每人補助一千五百元。",
    "1.5倍": "成為原先的一點五倍。",
    "22000人": "共有二萬二千人參加。",
    "2008年": "早在二千零八年便已如此。",
    "2/3": "以三分之二多數通過。",
    "五百六十七元": "合計567元，另有8,567元未付。",
}


def test_numbers_are_found_however_they_are_written(
    chromium: Browser, serve: Callable[..., StaticHost], tmp_path: Path
) -> None:
    source = Source("one", "reports/one/", {"zh-Hant": "數字"}, "2020", {"zh-Hant": "甲社"})
    found = [
        Passage(
            source, f"s{nth}", f"reports/one/#s{nth}", (), (Piece(f"p{nth}", "paragraph", text),)
        )
        for nth, text in enumerate([*NUMBERS.values(), "只有8,567元一處。"])
    ]
    host = serve(write_site(tmp_path, found, ()))
    page = chromium.new_page()
    page.goto(host.url)
    archive = Archive(host, page, found, PlainScan(found))
    for nth, (asked, result) in enumerate(zip(NUMBERS, archive.search(*NUMBERS), strict=True)):
        assert result["names"] == [f"one#s{nth}"], asked
        [strict] = archive.search(asked, variants=False)
        assert set(strict["names"]) == archive.scan.having(asked), asked
    page.close()


def test_near_names_are_offered_if_they_are_found(archive: Archive) -> None:
    for query, near in (("特郎普", "特朗普"), ("Donald Tramp", "Donald Trump"), ("THAAF", "THAAD")):
        [found] = archive.search(query)
        offered = found["suggestions"]
        for one in offered:
            assert archive.search(one)[0]["total"], one
        [known] = archive.search(near)
        assert (near in offered) == bool(known["total"]), query


def test_a_hit_counts_what_is_to_be_seen(archive: Archive) -> None:
    [found] = archive.search("川普")
    for hit in found["passages"]:
        report, section = hit["report"], hit["section"]
        [passage] = [p for p in archive.passages if (p.report.id, p.section) == (report, section)]
        text = "\n".join(fold_key(p.text) for p in passage.pieces if p.lang != "en")
        # Trump inside Donald Trump is one name, not two.
        seen = re.findall(r"川普|特朗普|donald trump|\btrump\b", text.replace("\n", "|"))
        assert hit["hits"] == max(1, len(seen)), section
