"""The desk's server: on this machine only, until it is interrupted."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from cefu.desk.holding import Held
from cefu.desk.page import Desk
from cefu.desk.serving.app import ByPort, ShownSite, application
from cefu.desk.serving.security import Secrets
from cefu.desk.views import VIEWS
from cefu.model.errors import CefuError
from cefu.site.project import Project
from cefu.site.running import workers

HOST = "127.0.0.1"


def run(project: Project, port: int, *, browser: bool, tell: Callable[[str], object]) -> None:
    """Serve the desk of ``project`` on ``port`` (0: any that is free) until interrupted.

    ``tell`` gets its address; ``browser`` opens it.  Raises ``CefuError`` where the port is taken.
    """
    with _listening(port) as own, _listening(0) as other, workers.pool() as executor:
        # The workers are begun before there are threads that a fork would cut short.
        executor.submit(int).result()
        known, shown = Secrets(), Secrets()
        site_port = other.getsockname()[1]
        preview = f"http://{HOST}:{site_port}/{shown.path}/"
        desk = Desk(project, Held(project, executor), known.root, known.token, VIEWS, preview)
        app = ByPort(application(desk, known), ShownSite(project.site, shown.path), site_port)
        address = f"http://{HOST}:{own.getsockname()[1]}/open?key={known.key}"
        tell(f"the desk is at {address}")
        tell("keep this address to yourself; Ctrl-C ends")
        desk.held.now(0)
        if browser:
            webbrowser.open(address)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, ws="none"
        )
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(uvicorn.Server(config).serve(sockets=[own, other]))
        tell("ended")


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as found:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOST, port))
            # From here on a browser that is quicker than the server waits for it.
            found.listen(128)
        except (OSError, OverflowError) as error:
            raise CefuError(
                f"cannot listen on port {port}: {error}",
                remedy="Choose another with --port, or leave the choice to the desk",
            ) from None
        yield found
