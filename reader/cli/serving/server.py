"""The server: textual-serve's, behind a guard, with a page of our own."""

from __future__ import annotations

import os
import shlex
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aiohttp import web
from textual_serve.server import Server, to_int

from reader.cli.serving.guard import HOST, Guard
from reader.cli.serving.page import page, policy
from reader.errors import CablesError

CHILD = "reader.cli.serving.child"
"""The module that draws the screen, a process for each open page."""
FONT = 16
SAFE_HEADERS = {
    "Referrer-Policy": "no-referrer",  # the address has the token in it
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class GuardedServer(Server):  # type: ignore[misc, unused-ignore]
    """Serves the screen below ``/TOKEN/`` and refuses everything else, websockets included."""

    def __init__(self, command: str, guard: Guard) -> None:
        super().__init__(command, HOST, guard.port, title="cables", public_url=guard.address.rstrip("/"))
        self._guard = guard

    async def _make_app(self) -> web.Application:
        inner = await super()._make_app()
        outer = web.Application(middlewares=[self._check])
        outer.add_subapp(f"/{self._guard.token}", inner)
        outer.on_response_prepare.append(self._add_headers)
        return outer

    @web.middleware
    async def _check(self, request: web.Request, handler: Any) -> web.StreamResponse:
        refusal = self._guard.refusal(request.path, request.headers)
        if refusal is not None:
            return web.Response(status=403, text=f"{refusal}\n")
        response: web.StreamResponse = await handler(request)
        return response

    async def _add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(SAFE_HEADERS)
        response.headers["Content-Security-Policy"] = policy(f"ws://{request.host}")

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page, with addresses under the name by which the browser knows this machine."""
        base = f"{request.host}/{self._guard.token}"
        size = to_int(request.query.get("fontsize", ""), FONT)
        text = page(self.title, f"http://{base}/static/", f"ws://{base}/ws", size)
        return web.Response(text=text, content_type="text/html")

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command says where to look."""


def child_command(folder: Path | None, *, write: bool) -> str:
    """The shell command that draws the screen for one page."""
    words = [sys.executable, "-m", CHILD, *(["--write"] if write else [])]
    words += ["--library", str(folder)] if folder is not None else []
    return shlex.join(words)


def listening(port: int) -> socket.socket:
    """A socket that only this machine can reach; port 0 takes a free one. Raises CablesError."""
    try:
        return socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        what = error.strerror if isinstance(error, OSError) else "there is no such port"
        raise CablesError(
            f"Port {port} cannot be used: {what}",
            advice="Choose another one: cables serve --port 0 finds one.",
        ) from error


def serve(command: str, guard: Guard, listener: socket.socket) -> None:
    """Serve until interrupted."""
    package = str(Path(__file__).resolve().parents[3])
    known: Sequence[str] = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    os.environ["PYTHONPATH"] = os.pathsep.join([package, *filter(None, known)])
    server = GuardedServer(command, guard)
    web.run_app(server._make_app(), sock=listener, print=None, access_log=None, handle_signals=True)
