"""A chain of builds after edits of every kind gives the bytes that a cold build gives."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cefu.archive.kept import Kept, digest
from cefu.archive.reading import read_archive
from cefu.cli.check import check
from cefu.model.document import Report
from cefu.model.errors import CefuError
from cefu.site.build import build
from cefu.site.project import Project
from cefu.site.running.exchange import alone, exchange, recover

pytestmark = pytest.mark.whole

TEXTS = {
    "north": "北地航運觀察\n\n王大明\n\n一、港口\n\n2018年6月12日，港務局在新港召開會議，北港公司表示將續約。\n\n"
    "二、船隊\n\n同年7月，新港與南港簽署協議；港務局表示歡迎。\n",
    "south": "南海漁業簡報\n\n李小華\n\n一、漁獲\n\n南港在2019年3月1日公布配額，港務局並未參與討論。\n\n"
    "二、展望\n\n2020年預計擴大範圍，新港亦將加入。\n",
    "east": "東岸能源短評\n\n一、背景\n\n風力發電在新港興起，2018年6月13日舉行啟用典禮。\n",
}
GIST = "p2-d1: {{date: {date}, zh-Hant: 港務局開會, en: The Port Office meets}}\n"
SIDECAR = "title: {{zh-Hant: {title}, en: Brief {name}}}\ndate: '2021-0{n}-01'\npublisher: {{zh-Hant: 港灣學會}}\n"
RECORDS = """\
- id: port-office
  type: organisation
  names: {zh-Hant: 港務局, zh-Hans: 港务局, en: Port Office}
  variants: [港務局]
  description: {zh-Hant: 管理港口的機關, en: The authority for ports}
- id: new-port
  type: place
  names: {zh-Hant: 新港, zh-Hans: 新港, en: New Port}
  variants: [新港]
  description: {zh-Hant: 港口, en: A port}
- id: south-port
  type: place
  names: {zh-Hant: 南港, zh-Hans: 南港, en: South Port}
  variants: [南港]
  broader: [new-port]
  description: {zh-Hant: 港口, en: Another port}
- id: port-talks
  type: event
  names: {zh-Hant: 新港會議, zh-Hans: 新港会议, en: New Port talks}
  variants: [新港會議]
  date: "2018-06-12"
  place: new-port
  participants: [port-office]
  cues: [[新港]]
  description: {zh-Hant: 會議, en: Talks}
"""


def archive(folder: Path, like: Path) -> Project:
    """A small archive with everything that can be edited in it."""
    sources = folder / "sources"
    (sources / "authorities").mkdir(parents=True)
    for n, (name, text) in enumerate(TEXTS.items(), 1):
        (sources / f"{name}.txt").write_text(text, encoding="utf-8")
        sidecar = SIDECAR.format(title=text.splitlines()[0], name=name, n=n)
        (sources / f"{name}.yml").write_text(sidecar, encoding="utf-8")
    (sources / "authorities/all.yml").write_text(RECORDS, encoding="utf-8")
    (sources / "gists").mkdir()
    (sources / "gists/north.yml").write_text(GIST.format(date="2018年6月12日"), encoding="utf-8")
    theme = "scripts/cefu/site/theme/overrides"
    shutil.copytree(like / theme, folder / "overrides")
    settings = (like / "mkdocs.yml").read_text("utf-8") + "theme: {custom_dir: overrides}\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/about.md").write_text(
        "# 關於\n\n見[首篇](reports/north/index.md#p1)。\n", "utf-8"
    )
    (folder / "docs/cite.md").write_text("# 如何引用\n\n引用網址。\n", encoding="utf-8")
    return Project.at(folder)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def accept(project: Project) -> None:
    """The keeper's word for changed sources."""
    check(project, update_checksums=True)


Edit = Callable[[Path, random.Random], None]


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new) if old in text else text.replace(new, old), "utf-8")


def one_character(folder: Path, chance: random.Random) -> None:
    replaced(folder / f"sources/{chance.choice(['north', 'south'])}.txt", "表示", "表明")


def a_paragraph_more(folder: Path, chance: random.Random) -> None:
    path = folder / "sources/south.txt"
    text = f"\n第{chance.randrange(9)}點是2017年{chance.randrange(1, 12)}月新港的協議。\n"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def a_report_more_or_less(folder: Path, chance: random.Random) -> None:
    path = folder / "sources/west.txt"
    if path.exists():
        path.unlink()
        sums = folder / "sources/SHA256SUMS"
        kept = [line for line in sums.read_text().splitlines(True) if "west" not in line]
        sums.write_text("".join(kept))
    else:
        path.write_text("西岸道路紀要\n\n一、路網\n\n港務局於2018年6月12日在新港通車。\n", "utf-8")


def a_sidecar(folder: Path, chance: random.Random) -> None:
    replaced(folder / "sources/east.yml", "港灣學會", "海洋學會")


def a_date_of_issue(folder: Path, chance: random.Random) -> None:
    replaced(folder / "sources/north.yml", "2021-01-01", "2022-05-01")


def a_description(folder: Path, chance: random.Random) -> None:
    replaced(folder / "sources/authorities/all.yml", "管理港口", "掌管港口")


def a_variant(folder: Path, chance: random.Random) -> None:
    replaced(folder / "sources/authorities/all.yml", "variants: [新港]", "variants: [新港, 東岸]")


def an_event(folder: Path, chance: random.Random) -> None:
    replaced(folder / "sources/authorities/all.yml", '"2018-06-12"', '"2018-06-13"')


def a_name(folder: Path, chance: random.Random) -> None:
    replaced(folder / "sources/authorities/all.yml", "en: South Port", "en: Southport")


def a_gist(folder: Path, chance: random.Random) -> None:
    replaced(folder / "sources/gists/north.yml", "港務局開會", "港務局集會")


def a_short_name(folder: Path, chance: random.Random) -> None:
    more_or_less(folder / "sources/north.yml", "short: {zh-Hant: 北地, en: North}\n")


def an_author(folder: Path, chance: random.Random) -> None:
    more_or_less(
        folder / "sources/south.yml", "authors: [{name: {zh-Hant: 林美華, en: Lin Mei-hua}}]\n"
    )


def a_summary(folder: Path, chance: random.Random) -> None:
    path = folder / "sources/summaries/east.yml"
    path.parent.mkdir(exist_ok=True)
    if path.exists():
        path.unlink()
    else:
        text = "風力發電在新港興起，2018年6月13日舉行啟用典禮。"
        path.write_text(f"p1:\n  text: {text}\n  en: Wind power rises.\n", "utf-8")


def more_or_less(path: Path, lines: str) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace(lines, "") if lines in text else text + lines, "utf-8")


def a_page(folder: Path, chance: random.Random) -> None:
    replaced(folder / "docs/about.md", "首篇", "第一篇")


def a_page_more_or_less(folder: Path, chance: random.Random) -> None:
    path = folder / "docs/notes.md"
    if path.exists():
        path.unlink()
    else:
        path.write_text("# 附記\n\n見[關於](about.md)。\n", "utf-8")


def a_setting(folder: Path, chance: random.Random) -> None:
    replaced(folder / "mkdocs.yml", "site_name: 策府", "site_name: 港府")


def a_template(folder: Path, chance: random.Random) -> None:
    path = folder / "overrides/partials/footer.html"
    replaced(path, "cefu-foot md-grid", "cefu-foot  md-grid")


def nothing(folder: Path, chance: random.Random) -> None:
    pass


def spoilt_site(folder: Path, chance: random.Random) -> None:
    pages = sorted((folder / "site").rglob("*.html"))
    page = chance.choice(pages)
    page.write_bytes(page.read_bytes()[: chance.randrange(500)])
    chance.choice([p for p in pages if p != page]).unlink()


def spoilt_cache(folder: Path, chance: random.Random) -> None:
    for path in chance.sample(sorted((folder / ".cefu/kept").glob("*/*")), 4):
        data = bytearray(path.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data[: chance.randrange(1, len(data) * 2)])


def clock_set_back(folder: Path, chance: random.Random) -> None:
    for path in (folder / "sources").rglob("*"):
        os.utime(path, (10**9, 10**9))
    one_character(folder, chance)


EDITS: tuple[Edit, ...] = (
    one_character, a_paragraph_more, a_report_more_or_less, a_sidecar, a_date_of_issue,
    a_description, a_variant, an_event, a_name, a_gist, a_short_name, an_author,
    a_summary, a_page, a_page_more_or_less, a_setting, a_template, nothing, spoilt_site, spoilt_cache, clock_set_back,
)  # fmt: skip


@pytest.mark.parametrize("seed", [1])
def test_a_chain_of_edits_gives_what_a_cold_build_gives(
    seed: int, tmp_path: Path, root: Path
) -> None:
    chance = random.Random(seed)
    project = archive(tmp_path / "warm", root)
    build(project)
    chain = list(EDITS)
    chance.shuffle(chain)
    chain = chain[: len(chain) // 2 + 1]
    for step, edit in enumerate(chain, 1):
        edit(project.root, chance)
        accept(project)
        # A cold build for each takes minutes; what a warm one gets wrong the next mostly hand on.
        if step % 3 and step < len(chain):
            build(project)
            continue
        cold = tmp_path / f"cold-{step}"
        shutil.copytree(project.root, cold, ignore=shutil.ignore_patterns(".cefu", "site"))
        told = build(project)
        anew = build(Project.at(cold))
        edits = [edit.__name__ for edit in chain[max(0, step - 3) : step]]
        assert set(told.notices) >= set(anew.notices), edits
        for part in ("site", "sources"):
            warm, fresh = tree(project.root / part), tree(cold / part)
            assert warm.keys() == fresh.keys(), edits
            different = [name for name in warm if warm[name] != fresh[name]]
            assert different == [], edits
        shutil.rmtree(cold)


def test_a_report_that_cannot_be_kept_or_read_again_is_made_again(tmp_path: Path) -> None:
    class Full(Kept):
        """Keeps nothing but small things, as a disk that is nearly full."""

        def put(self, key: str, result: object) -> bool:
            return not isinstance(result, Report) and super().put(key, result)

    sources = tmp_path / "sources"
    sources.mkdir()
    for name, text in TEXTS.items():
        (sources / f"{name}.txt").write_text(text, encoding="utf-8")
    whole = read_archive(sources)
    assert read_archive(sources, None, Full(tmp_path / "full")) == whole
    kept = Kept(tmp_path / "kept")
    assert read_archive(sources, None, kept) == whole
    for path in (tmp_path / "kept").glob("*/*"):
        if path.stat().st_size % 2:
            path.unlink()
        else:
            path.write_bytes(b"spoilt")
    assert read_archive(sources, None, Kept(tmp_path / "kept")) == whole


def test_nothing_changed_makes_nothing(tmp_path: Path, root: Path) -> None:
    project = archive(tmp_path, root)
    first = build(project)
    before = {p: p.stat().st_mtime_ns for p in project.site.rglob("*")}
    again = build(project)
    assert (again.made, again.reused) == (0, first.made)
    assert {p: p.stat().st_mtime_ns for p in project.site.rglob("*")} == before
    cold = build(project, cold=True)
    assert cold.reused == 0


def test_a_changed_description_leaves_other_pages_alone(tmp_path: Path, root: Path) -> None:
    project = archive(tmp_path, root)
    build(project)
    before = {p: p.stat().st_ino for p in project.site.rglob("*.html")}
    a_description(project.root, random.Random(1))
    build(project)
    changed = {
        p.relative_to(project.site).as_posix()
        for p in project.site.rglob("*.html")
        if before[p] != p.stat().st_ino
    }
    assert "actors/port-office/index.html" in changed
    assert not {"reports/east/index.html", "timeline/index.html", "about/index.html"} & changed


def test_what_others_put_into_the_cache_is_not_trusted(tmp_path: Path) -> None:
    mine = Kept(tmp_path / "mine")
    key = digest("a")
    mine.put(key, "right")
    assert Kept(tmp_path / "mine").get(key) == "right"
    (path,) = (tmp_path / "mine").glob("*/*")
    moved = tmp_path / "mine" / key[:2] / digest("b")[2:]
    shutil.copy(path, moved)
    assert Kept(tmp_path / "mine").get(key[:2] + digest("b")[2:]) is None
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "other")}
    script = (
        "import sys; from pathlib import Path; from cefu.archive.kept import Kept;"
        "print(Kept(Path(sys.argv[1])).get(sys.argv[2]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "mine"), key],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "None"


@pytest.mark.parametrize("share", [0.5, 0.95])
def test_killed_at_any_moment_the_site_stays_and_the_next_build_is_right(
    share: float, tmp_path: Path, root: Path
) -> None:
    project = archive(tmp_path / "a", root)
    begun = time.perf_counter()
    command = [sys.executable, "-m", "cefu", "build", str(project.root)]
    subprocess.run(command, check=True, capture_output=True)
    took = time.perf_counter() - begun
    before = tree(project.site)
    a_paragraph_more(project.root, random.Random(1))
    a_setting(project.root, random.Random(1))
    accept(project)
    running = subprocess.Popen(command, start_new_session=True)
    time.sleep(took * share)
    running.send_signal(signal.SIGKILL)
    running.wait()
    left = tree(project.site)
    cold = tmp_path / "cold"
    shutil.copytree(project.root, cold, ignore=shutil.ignore_patterns(".cefu", "site"))
    build(project)
    build(Project.at(cold))
    after = tree(project.site)
    assert left in (before, after)
    assert after == tree(cold / "site")
    assert not [p for p in project.work.glob("*-*") if p.is_dir()]


def test_a_second_build_waits_and_says_for_whom(tmp_path: Path, root: Path) -> None:
    project = archive(tmp_path, root)
    told: list[str] = []
    with alone(project, told.append):
        command = [sys.executable, "-m", "cefu", "build", str(project.root)]
        second = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        line = second.stderr.readline()
        assert f"process {os.getpid()}" in line
        assert not project.site.exists()
    second.communicate()
    assert second.returncode == 0
    assert project.site.exists()


def test_a_site_between_two_steps_is_put_back(tmp_path: Path) -> None:
    old, new = tmp_path / "site", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "name").write_text(folder.name)
    exchange(new, old)
    assert ((old / "name").read_text(), (new / "name").read_text()) == ("new", "site")
    old.rename(tmp_path / ".site-aside")
    recover(old)
    assert (old / "name").read_text() == "new"


def test_a_full_disk_leaves_the_last_site(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = archive(tmp_path, root)
    build(project)
    before = tree(project.site)
    a_setting(project.root, random.Random(1))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cefu.site.rendering.making.Maker.put", full)
    with pytest.raises(CefuError, match="No space left"):
        build(project)
    monkeypatch.undo()
    assert tree(project.site) == before
    build(project)
    assert tree(project.site) != before


def test_a_build_is_told_in_json(tmp_path: Path, root: Path) -> None:
    project = archive(tmp_path, root)
    command = [sys.executable, "-m", "cefu", "build", "--json", str(project.root)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(run.stdout)
    assert told["reports"] == 3
    assert told["made"] > 50
    assert {"seconds", "peak_mib", "notices", "reused"} <= told.keys()
