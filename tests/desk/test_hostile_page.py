"""A hostile page on another port of this machine, in the browser that has the desk open.

It is told what no page could know, the secret path of the desk, and still gets nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from cefu.desk.decisions.deciding import decided
from cefu.desk.decisions.journal import keep, last
from cefu.desk.decisions.sidecars import with_field
from try_desk import archive, opened

#: What a page can try: to read, to change something, to be told, to show the desk in itself.
TRIES = """async (root) => {
  const ws = root.replace("http:", "ws:");
  const body = "{}";
  const asJson = { "content-type": "application/json" };
  const tries = {
    read: () => fetch(root, { credentials: "include" }).then((r) => r.text()),
    readBlindly: () => fetch(root, { credentials: "include", mode: "no-cors" }).then((r) => r.text()),
    module: () => import(root + "assets/js/desk.js"),
    change: () => fetch(root + "undo", { method: "POST", credentials: "include", body, headers: asJson }),
    changeBlindly: () =>
      fetch(root + "undo", { method: "POST", credentials: "include", mode: "no-cors", body }).then((r) => r.text()),
    socket: () =>
      new Promise((done, lost) => {
        const socket = new WebSocket(ws + "state");
        socket.onopen = () => done("open");
        socket.onerror = () => lost(new Error("closed"));
      }),
  };
  const got = {};
  for (const [name, attempt] of Object.entries(tries)) {
    try {
      got[name] = String(await attempt());
    } catch {
      got[name] = "";
    }
  }
  for (const [tag, source] of [["iframe", ""], ["img", "assets/site/seal.svg"], ["script", "assets/js/desk.js"]]) {
    const part = document.createElement(tag);
    part.src = root + source;
    document.body.append(part);
  }
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: root + "undo", enctype: "text/plain", target: "there" });
  const frame = document.createElement("iframe");
  frame.name = "there";
  document.body.append(frame, form);
  form.submit();
  await new Promise((done) => setTimeout(done, 500));
  return got;
}"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """A page on another port."""
    (tmp_path / "evil.html").write_text("<!doctype html><title>Evil</title><body>", "utf-8")
    serve = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/evil.html"
        server.shutdown()


def test_a_page_on_another_port_gets_and_changes_nothing(
    page: Page,
    chromium: Browser,
    desk_at: Callable[[Path], str],
    elsewhere: str,
    tmp_path: Path,
) -> None:
    folder = archive(tmp_path / "archive")
    keep(folder, decided(folder, "n", {"sources/river.yml": lambda t: with_field(t, "issue", "1")}))
    address = desk_at(folder)
    root = opened(page, address, "")
    port = address.split(":")[2].partition("/")[0]
    asked: list[str] = []
    answers: list[Response] = []
    page.on("request", lambda r: asked.append(r.method) if f":{port}/" in r.url else None)
    page.on("response", lambda r: answers.append(r) if f":{port}/" in r.url else None)
    page.goto(elsewhere)
    got = page.evaluate(TRIES, root)
    assert set(got.values()) == {""}
    # Those that the browser itself keeps from the page have no answer here.
    assert len(asked) >= 6
    assert "POST" in asked
    assert answers
    assert {answer.status for answer in answers} <= {403, 404, 405}
    step = last(folder)
    assert step is not None
    assert step.decision.words == "n"
    # A foreign name that has been led to this machine (DNS rebinding); browsers know this one so.
    with chromium.new_context() as context:
        foreign = context.new_page()
        rebound = foreign.goto(root.replace("127.0.0.1", "evil.localhost"))
        assert rebound is not None
        assert rebound.status == 421
        assert "<main" not in foreign.content()
    # The keeper's own page is as it was.
    page.goto(root)
    assert page.locator("main").count() == 1
