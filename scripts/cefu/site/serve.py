"""The site on this machine, built again when its files change."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.livereload import LiveReloadServer

from cefu.model.errors import CefuError
from cefu.site.build import build
from cefu.site.project import GENERATED, Project
from cefu.site.rendering.security_policy import without_policy


def serve(project: Project, addr: str, tell: Callable[[str], object]) -> None:
    """Build, serve on ``addr`` (``host:port``) and follow changes until interrupted.

    ``tell`` gets one line for every event.  A faulty change is told and leaves
    the last good site up.  Raises ``CefuError`` if the first build fails or the
    address cannot be used.
    """
    host, _, port = addr.rpartition(":")
    if not host or not port.isdecimal():
        raise CefuError(f"{addr!r} is not an address", remedy="Write it as 127.0.0.1:8000")
    for notice in build(project).notices:
        tell(f"note: {notice}")

    def again() -> None:
        try:
            build(project)
        except CefuError as error:
            tell(f"cefu: {error}")
            tell("the last good site stays up")
        else:
            tell("built again")

    server = _Server(again, host, int(port), root=str(project.site))
    for path in watched(project):
        server.watch(path, recursive=path not in (str(project.docs), str(project.root)))
    tell(f"showing the site on http://{addr}/ (Ctrl-C ends)")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except OSError as error:
        raise CefuError(
            f"cannot listen on {addr}: {error.strerror}", remedy="Choose another with --addr"
        ) from None
    except KeyboardInterrupt:
        server.shutdown()
        tell("ended")


class _Server(LiveReloadServer):
    """Puts its script into each page; the page's policy would not admit that."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        injected: bytes = super()._inject_js_into_html(without_policy(content), epoch)  # type: ignore[no-untyped-call]
        return injected


def watched(project: Project) -> list[str]:
    """What people edit: sources, hand-written pages, settings; not what we make."""
    paths = [project.sources]
    if not project.bare:
        ours = {part.split("/")[0] for part in GENERATED}
        paths += [path for path in (project.config, project.docs) if path.exists()]
        paths += [p for p in sorted(project.docs.iterdir()) if p.is_dir() and p.name not in ours]
    return [str(path) for path in paths]
