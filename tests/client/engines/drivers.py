"""Gecko and WebKit under one hood, by the protocols they bring along.

Playwright drives its own builds of these engines only; these drivers take the ones of
the system, Debian's ``firefox-esr`` and ``webkit2gtk-driver``.  Firefox speaks
Marionette (length, colon, JSON), WebKit's driver W3C WebDriver over HTTP:
https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html,
https://www.w3.org/TR/webdriver2/.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

#: Seconds within which a browser has to start, and a page to answer.
PATIENCE = 20
_SCRIPT = """
const done = arguments[arguments.length - 1];
Promise.resolve((%s)(...[...arguments].slice(0, -1)))
  .then((value) => done(JSON.stringify({ value: value ?? null })),
        (error) => done(JSON.stringify({ error: `${error}\\n${error?.stack}` })));
"""
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Engine(ABC):
    """A running browser with one page."""

    name: str

    @abstractmethod
    def goto(self, url: str) -> None:
        """Go to ``url`` and wait until it is loaded."""

    @abstractmethod
    def _execute(self, script: str, args: list[Any]) -> str: ...

    @abstractmethod
    def type(self, selector: str, text: str) -> None:
        """Type into the first element of ``selector`` as by keyboard."""

    @abstractmethod
    def screenshot(self, path: Path) -> None:
        """Write what is to be seen to ``path``, a PNG."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def run(self, function: str, *args: Any) -> Any:
        """What a JavaScript function, which may be async, gives for ``args``.

        Raises `AssertionError` with the script's own error.
        """
        answer = json.loads(self._execute(_SCRIPT % function, list(args)))
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def until(self, function: str, *args: Any) -> Any:
        """What ``function`` gives once that is true; fails when it takes too long."""
        return until(lambda: self.run(function, *args), f"{self.name}: never true: {function}")


def until(ask: Callable[[], Any], complaint: str) -> Any:
    """What ``ask`` gives once it is true, within `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := ask():
            return found
        time.sleep(0.1)
    raise AssertionError(complaint)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Gecko(Engine):
    """Firefox without a window, by Marionette."""

    name = "gecko"

    def __init__(self) -> None:
        port, self._home = free_port(), mkdtemp()
        Path(self._home, "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        command = ["firefox-esr", "--headless", "--no-remote", "--marionette"]
        self._process = subprocess.Popen(
            [*command, "--profile", self._home, "about:blank"],
            env={**os.environ, "HOME": self._home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

        def connect() -> socket.socket | None:
            try:
                return socket.create_connection(("127.0.0.1", port), PATIENCE)
            except OSError:
                return None

        self._socket: socket.socket = until(connect, "Firefox does not answer")
        self._stream = self._socket.makefile("rb")
        self._read()
        self._number = 0
        self._ask("WebDriver:NewSession", {})
        self._ask("WebDriver:SetTimeouts", {"script": PATIENCE * 1000})
        self._ask("WebDriver:SetWindowRect", {"width": 1280, "height": 900})

    def _read(self) -> Any:
        length = b""
        while (byte := self._stream.read(1)) != b":":
            length += byte
        return json.loads(self._stream.read(int(length)))

    def _ask(self, command: str, values: dict[str, Any]) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, command, values]).encode()
        self._socket.sendall(b"%d:%b" % (len(text), text))
        _, _, error, result = self._read()
        assert not error, error
        return result

    def goto(self, url: str) -> None:
        self._ask("WebDriver:Navigate", {"url": url})

    def _execute(self, script: str, args: list[Any]) -> str:
        values = {"script": script, "args": args}
        return str(self._ask("WebDriver:ExecuteAsyncScript", values)["value"])

    def type(self, selector: str, text: str) -> None:
        found = self._ask("WebDriver:FindElement", {"using": "css selector", "value": selector})
        element = found["value"][_ELEMENT]
        self._ask("WebDriver:ElementSendKeys", {"id": element, "text": text})

    def screenshot(self, path: Path) -> None:
        shot = self._ask("WebDriver:TakeScreenshot", {"full": False})["value"]
        path.write_bytes(base64.b64decode(shot))

    def close(self) -> None:
        self._socket.close()
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._home, ignore_errors=True)


class WebKit(Engine):
    """WebKitGTK's small browser on a screen of its own, by WebDriver."""

    name = "webkit"

    def __init__(self) -> None:
        display, self._port = f":{free_port()}", free_port()
        screen = ["Xvfb", display, "-screen", "0", "1280x1000x24"]
        self._processes = [subprocess.Popen(screen, stderr=subprocess.DEVNULL)]
        environment = {
            **os.environ,
            "DISPLAY": display,
            "LIBGL_ALWAYS_SOFTWARE": "1",
            # Containers run as root, where it cannot shut itself in.
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        driver = ["WebKitWebDriver", f"--port={self._port}"]
        self._processes.append(subprocess.Popen(driver, env=environment, stderr=subprocess.DEVNULL))
        browser = next(Path("/usr/lib").glob("**/webkit2gtk-4.*/MiniBrowser"))
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}

        def begin() -> Any:
            try:
                return self._ask("POST", "/session", wanted)
            except OSError:
                return None

        self._session = f"/session/{until(begin, 'WebKit does not answer')['sessionId']}"
        self._ask("POST", f"{self._session}/timeouts", {"script": PATIENCE * 1000})

    def _ask(self, method: str, path: str, values: dict[str, Any] | None = None) -> Any:
        request = Request(
            f"http://127.0.0.1:{self._port}{path}",
            json.dumps(values).encode() if values is not None else None,
            {"Content-Type": "application/json"},
            method=method,
        )
        try:
            with urlopen(request, timeout=2 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise AssertionError(error.read().decode()) from error

    def goto(self, url: str) -> None:
        self._ask("POST", f"{self._session}/url", {"url": url})

    def _execute(self, script: str, args: list[Any]) -> str:
        values = {"script": script, "args": args}
        return str(self._ask("POST", f"{self._session}/execute/async", values))

    def type(self, selector: str, text: str) -> None:
        by = {"using": "css selector", "value": selector}
        element = self._ask("POST", f"{self._session}/element", by)[_ELEMENT]
        self._ask("POST", f"{self._session}/element/{element}/value", {"text": text})

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._ask("GET", f"{self._session}/screenshot")))

    def close(self) -> None:
        try:
            self._ask("DELETE", self._session)
        finally:
            for process in reversed(self._processes):
                process.kill()
                process.wait()
