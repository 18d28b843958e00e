"""Measure search: bytes, requests, latency, memory, index; and two peers on the same corpus.

    python tests/bench/bench_search.py --sizes 5 1000
    python tests/bench/bench_search.py --sizes 10000 --peers none
    python tests/bench/bench_search.py --sizes 1000 --peers pagefind material

Corpora are recombined from ``sources/`` (see ``corpora.py``).  Everything is
served on the loopback by a plain static host that gzips what static hosts gzip
(HTML, CSS, JavaScript, JSON) and counts what it sends.  Pagefind gets Han bigrams
and quoted queries, without which it is not exact; it is installed into a folder
of its own.  The table goes to ``bench-out/search.md`` (or ``--out``).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from shutil import rmtree
from threading import Thread
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [
    str(ROOT / "tests" / "support"),
    str(ROOT / "tests" / "bench"),
    str(ROOT / "scripts" / "setup"),
]

import corpora  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from cefu.outputs.search import Passage  # noqa: E402
from cefu.text.fold import fold_key  # noqa: E402
from install_browser import CHROMIUM_FLAGS, find_chromium  # noqa: E402
from static_host import Server, StaticHandler  # noqa: E402

QUERIES = 200
FIRSTS = 12
GZIPPED = {".html", ".css", ".js", ".json"}


# --- The corpus and what is asked of it -------------------------------------------


def corpus(count: int) -> Iterator[Passage]:
    """The passages of ``count`` reports, the same in every run."""
    folder = ROOT / "sources"
    return corpora.passages(count, corpora.sentences(folder), corpora.headings(folder))


def queries() -> list[str]:
    """Mixed frequency and length: cuts of the texts, two terms, names, both scripts."""
    from opencc import OpenCC

    simplified = OpenCC("t2s").convert
    chance = random.Random(7)
    text = "".join(corpora.sentences(ROOT / "sources"))
    names = [
        "川普",
        "無核化",
        "北韓 飛彈",
        "THAAD",
        "朝鮮半島 川普",
        "試射",
        "板門店宣言",
        "金正恩",
    ]
    out: list[str] = []

    def cut(size: int) -> str:
        while True:
            at = chance.randrange(len(text) - size)
            found = text[at : at + size]
            if fold_key(found) and not set(found) & set(' "“”-－−|｜'):
                return found

    while len(out) < QUERIES:
        kind = chance.random()
        if kind < 0.15:
            out.append(chance.choice(names))
        elif kind < 0.35:
            out.append(f"{cut(chance.choice((2, 2, 3)))} {cut(2)}")
        else:
            size = chance.choice((1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 8))
            out.append(cut(size) if chance.random() < 0.8 else simplified(cut(size)))
    return out


# --- A static host that counts ------------------------------------------------------


@dataclass
class Traffic:
    """What a host has sent: requests and bytes of bodies."""

    requests: int = 0
    bytes: int = 0

    def clear(self) -> None:
        self.requests = self.bytes = 0


class CountingHandler(StaticHandler):
    """Gzips as static hosts do, and counts."""

    traffic: Traffic
    kept: dict[str, bytes]

    def __init__(self, *args: Any, traffic: Traffic, kept: dict[str, bytes], **rest: Any) -> None:
        self.traffic, self.kept = traffic, kept
        super().__init__(*args, **rest)

    def do_GET(self) -> None:  # noqa: N802 (the standard library's name)
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.suffix in GZIPPED
        body = self.kept.get(str(path)) or path.read_bytes()
        if packed and str(path) not in self.kept:
            body = self.kept[str(path)] = gzip.compress(body, 9)
        self.traffic.requests += 1
        self.traffic.bytes += len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def counting_host(folder: Path) -> Iterator[tuple[str, Traffic]]:
    traffic = Traffic()
    handler = partial(
        CountingHandler, directory=str(folder), below="/", requests=[], traffic=traffic, kept={}
    )
    server = Server(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", traffic
    finally:
        server.shutdown()
        server.server_close()


# --- One tool on one corpus -----------------------------------------------------------


@dataclass
class Measured:
    """One row of the table; bytes, milliseconds, seconds and mebibytes as named.

    ``first_requests`` and ``query_ms`` have only the queries for which something was found.
    """

    tool: str
    reports: int
    build_s: float = 0.0
    build_peak_mib: float = 0.0
    index_mb: float = 0.0
    files: int = 0
    first_kb: list[float] = field(default_factory=list)
    first_requests: list[int] = field(default_factory=list)
    first_ms: list[float] = field(default_factory=list)
    query_ms: list[float] = field(default_factory=list)
    renderer_mib: float = 0.0
    wrong: str = "–"


@dataclass(frozen=True)
class Tool:
    """How to build a tool's index (in a process of its own) and how to ask it.

    ``start`` and ``ask`` are JavaScript functions: ``start()`` loads what the tool
    needs, ``ask(query)`` resolves to ``[total or null, shown]`` with snippets had.
    """

    name: str
    build: Callable[[int, Path], None]
    start: str
    ask: str
    index: tuple[str, ...]


def build_cefu(count: int, site: Path) -> None:
    from search_archive import write_search

    write_search(site, corpus(count))


CEFU = Tool(
    "Cefu",
    build_cefu,
    """async () => {
      const { search } = await import(new URL("assets/cefu/search.js", document.baseURI));
      window.ask = async (query) => {
        const found = await search(query, { variants: false });
        return [found.exact ? found.total : null, found.passages.length];
      };
    }""",
    "(query) => window.ask(query)",
    ("assets/cefu/index",),
)


def bigrams(text: str) -> str:
    """Han in overlapping pairs, so that a tool that cuts at blanks finds any two."""
    out: list[str] = []
    for run in re.findall(r"[\u3400-\u9fff]+|[^\u3400-\u9fff\s]+", text):
        han = "\u3400" <= run[0] <= "\u9fff"
        out += [run[i : i + 2] for i in range(max(1, len(run) - 1))] if han else [run]
    return " ".join(out)


def build_pagefind(count: int, site: Path) -> None:
    for passage in corpus(count):
        folder = site / passage.report.id / passage.section
        folder.mkdir(parents=True)
        body = "".join(f"<p>{escape(bigrams(piece.text))}</p>" for piece in passage.pieces)
        (folder / "index.html").write_text(
            f'<!doctype html><html lang="und"><title>{escape(passage.report.title["zh-Hant"])}'
            f"</title><main data-pagefind-body>{body}</main></html>",
            encoding="utf-8",
        )
    (site / "index.html").write_text("<!doctype html><title>pagefind</title>")
    subprocess.run(
        [pagefind_python(), "-m", "pagefind", "--site", str(site)], check=True, capture_output=True
    )


def pagefind_python() -> str:
    """The Python of an environment that has Pagefind, made when first asked for."""
    home = ROOT / ".cache" / "pagefind"
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "-q", "pagefind[extended]"], check=True
        )
    return str(python)


PAGEFIND = Tool(
    "Pagefind (bigrams)",
    build_pagefind,
    """async () => {
      const pagefind = await import(new URL("pagefind/pagefind.js", document.baseURI));
      await pagefind.init();
      const pairs = (text) => (text.match(/[\\u3400-\\u9fff]+|[^\\u3400-\\u9fff\\s]+/g) ?? [])
        .flatMap((run) => run.length > 1 && run >= "\\u3400" && run[0] <= "\\u9fff"
          ? [...Array(run.length - 1).keys()].map((at) => run.slice(at, at + 2)) : [run]).join(" ");
      window.ask = async (query) => {
        const found = await pagefind.search(query.split(" ").map((term) => `"${pairs(term)}"`).join(" "));
        const shown = await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
        return [found.results.length, shown.length];
      };
    }""",
    "(query) => window.ask(query)",
    ("pagefind",),
)


def build_material(count: int, site: Path) -> None:
    work = site.with_name(site.name + "-docs")
    rmtree(work, ignore_errors=True)
    docs = work / "docs"
    pages: dict[str, list[str]] = {}
    for passage in corpus(count):
        page = pages.setdefault(passage.report.id, [f"# {passage.report.title['zh-Hant']}"])
        page += [f"## {p.text}" if p.type == "heading" else p.text for p in passage.pieces]
    docs.mkdir(parents=True)
    for name, lines in pages.items():
        (docs / f"{name}.md").write_text("\n\n".join(lines), encoding="utf-8")
    (docs / "index.md").write_text("# Material\n")
    (work / "mkdocs.yml").write_text(
        "site_name: bench\nsite_dir: " + json.dumps(str(site)) + "\n"
        "theme: {name: material, language: zh-TW, font: false}\n"
        "plugins: [{search: {lang: [zh, en]}}]\n"
    )
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(work / "mkdocs.yml")],
        check=True,
        capture_output=True,
    )


MATERIAL = Tool(
    "Material",
    build_material,
    """async () => {
      const config = JSON.parse(document.getElementById("__config").textContent);
      const worker = new Worker(new URL(config.search, location.href));
      const next = (type) => new Promise((resolve) => {
        const listen = ({ data }) => {
          if (data.type === type) { worker.removeEventListener("message", listen); resolve(data.data); }
        };
        worker.addEventListener("message", listen);
      });
      const index = await (await fetch(new URL("search/search_index.json", document.baseURI))).json();
      const ready = next(1);
      worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
      await ready;
      window.ask = async (query) => {
        const answer = next(3);
        worker.postMessage({ type: 2, data: query });
        const { items } = await answer;
        return [items.reduce((sum, group) => sum + group.length, 0), Math.min(10, items.length)];
      };
    }""",
    "(query) => window.ask(query)",
    ("search",),
)

TOOLS = {"cefu": CEFU, "pagefind": PAGEFIND, "material": MATERIAL}


def measure(tool: Tool, count: int, folder: Path, asked: Sequence[str]) -> Measured:
    """Build a corpus with one tool and search it in a fresh browser."""
    row = Measured(tool.name, count)
    site = folder / f"{tool.name.split()[0].lower()}-{count}"
    rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    row.build_s, row.build_peak_mib = build_apart(tool, count, site)
    files = [path for part in tool.index for path in (site / part).rglob("*") if path.is_file()]
    row.files = len(files)
    row.index_mb = sum(packed_size(path) for path in files) / 1e6
    with counting_host(site) as (url, traffic), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=CHROMIUM_FLAGS, chromium_sandbox=False
        )
        for query in asked[:FIRSTS]:
            context = browser.new_context()
            page = context.new_page()
            page.goto(url)
            traffic.clear()
            begin = time.perf_counter()
            page.evaluate(tool.start)
            _, shown = page.evaluate(tool.ask, query)
            row.first_ms.append((time.perf_counter() - begin) * 1000)
            row.first_kb.append(traffic.bytes / 1000)
            # A tool that finds nothing has nothing to fetch, which is no merit.
            if shown:
                row.first_requests.append(traffic.requests)
            context.close()
        page = browser.new_page()
        page.goto(url)
        page.evaluate(tool.start)
        page.evaluate(tool.ask, "啟動")
        totals = []
        for query in asked:
            total, shown, spent = page.evaluate(
                "async (query) => { const begin = performance.now();"
                " const [total, shown] = await window.ask(query);"
                " return [total, shown, performance.now() - begin]; }",
                query,
            )
            totals.append(total)
            if shown:
                row.query_ms.append(spent)
        row.renderer_mib = renderer_memory(page)
        browser.close()
    row.wrong = wrong_totals(count, asked, totals)
    return row


def build_apart(tool: Tool, count: int, site: Path) -> tuple[float, float]:
    """Seconds and peak resident mebibytes of building in a process of its own.

    Children of that process (Pagefind's binary) count with it.
    """
    key = next(key for key, each in TOOLS.items() if each is tool)
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, __file__, "--build", key, str(count), str(site)])
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(resident(pid) for pid in family(process.pid)))
        time.sleep(0.05)
    if process.returncode:
        raise SystemExit(f"{tool.name} did not build at {count} reports")
    return time.perf_counter() - begin, peak


def family(pid: int) -> Iterator[int]:
    """A process and all its children."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def resident(pid: int) -> float:
    """Resident mebibytes of a process, 0 once it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def packed_size(path: Path) -> int:
    """A file's bytes as a static host sends them."""
    data = path.read_bytes()
    return len(gzip.compress(data, 6)) if path.suffix in GZIPPED else len(data)


def renderer_memory(page: Page) -> float:
    """Resident mebibytes of the largest renderer process."""
    browser = page.context.browser
    assert browser is not None
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return max(resident(one["id"]) for one in processes if one["type"] == "renderer")


def wrong_totals(count: int, asked: Sequence[str], totals: Sequence[int | None]) -> str:
    """``wrong/checked``: totals that differ from a plain scan, of those called exact."""
    texts = [[fold_key(piece.text) for piece in passage.pieces] for passage in corpus(count)]
    checked = wrong = 0
    for query, total in list(zip(asked, totals, strict=True))[:60]:
        if total is None:
            continue
        keys = [fold_key(term) for term in query.split()]
        truth = sum(all(any(key in text for text in each) for key in keys) for each in texts)
        checked += 1
        wrong += truth != total
    return f"{wrong}/{checked}"


# --- The table -------------------------------------------------------------------------

HEAD = (
    "| reports | tool | build s | peak MiB | index MB (files) | first result kB (worst) | requests "
    "| first ms | query ms median / p95 | renderer MiB | wrong totals |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|\n"
)


def table(rows: Sequence[Measured]) -> str:
    """The rows as Markdown, peers with their ratio to Cefu at the same size."""
    ours = {row.reports: row for row in rows if row.tool == CEFU.name}
    return HEAD + "".join(line(row, ours.get(row.reports, row)) for row in rows)


def line(row: Measured, ours: Measured) -> str:
    def with_ratio(value: float, own: float, digits: int = 1) -> str:
        text = f"{value:,.{digits}f}"
        return text if row is ours or not own else f"{text} (×{value / own:.1f})"

    def p95(values: Sequence[float]) -> float:
        return sorted(values)[int(len(values) * 0.95)] if values else 0.0

    median = statistics.median
    cells = [
        f"{row.reports:,}",
        row.tool,
        with_ratio(row.build_s, ours.build_s),
        with_ratio(row.build_peak_mib, ours.build_peak_mib, 0),
        f"{with_ratio(row.index_mb, ours.index_mb)} ({row.files:,})",
        f"{with_ratio(median(row.first_kb), median(ours.first_kb), 0)} ({max(row.first_kb):.0f})",
        f"{median(row.first_requests or [0]):.0f}",
        with_ratio(median(row.first_ms), median(ours.first_ms), 0),
        f"{with_ratio(median(row.query_ms), median(ours.query_ms))} / "
        f"{with_ratio(p95(row.query_ms), p95(ours.query_ms))}",
        with_ratio(row.renderer_mib, ours.renderer_mib, 0),
        row.wrong,
    ]
    return "| " + " | ".join(cells) + " |\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 1_000, 10_000])
    parser.add_argument("--peers", nargs="*", default=["pagefind", "material"])
    parser.add_argument("--largest-peer", type=int, default=1_000, help="reports peers must bear")
    parser.add_argument("--folder", type=Path, default=ROOT / "bench-out" / "search")
    parser.add_argument("--out", type=Path, default=ROOT / "bench-out" / "search.md")
    parser.add_argument("--build", nargs=3, metavar=("TOOL", "REPORTS", "FOLDER"))
    options = parser.parse_args()
    if options.build:
        name, count, folder = options.build
        TOOLS[name].build(int(count), Path(folder))
        return
    asked = queries()
    rows: list[Measured] = []
    for count in options.sizes:
        names = [
            "cefu",
            *(n for n in options.peers if n in TOOLS and count <= options.largest_peer),
        ]
        for name in names:
            rows.append(measure(TOOLS[name], count, options.folder, asked))
            print(table(rows[-1:]).removeprefix(HEAD), end="", flush=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(table(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
