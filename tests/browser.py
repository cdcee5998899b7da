"""Read and annotate in a headless Chromium: ``python -m tests.browser [--pictures FOLDER]``.

Starts ``cables serve`` on the samples in a home of their own, read-only and with ``--write``. Opens the page,
opens a cable and the screens that list records, tries to write, and looks in the notes for a note. Also sends
the requests that must be refused. Needs Chromium and the extra ``serve``; speaks the browser's DevTools
protocol itself.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.tree import ROOT

PATIENCE = 30.0
SIZE = (1200, 760)
CABLE = "07BEIJING7545"
NOTE = "written in a browser"


def environment(home: Path) -> dict[str, str]:
    return {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "CABLES_AUTHOR": "Ann"}


@contextmanager
def serving(home: Path, *options: str) -> Iterator[str]:
    """The address that ``cables serve`` prints."""
    command = [sys.executable, "-m", "reader", "serve", "--samples", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(home)) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


class Browser:
    """A page of a headless Chromium."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0

    async def call(self, method: str, **options: Any) -> dict[str, Any]:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": options})
        async for message in self._socket:
            answer = message.json()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
        raise AssertionError("the browser is gone")

    async def value(self, script: str) -> Any:
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return answer["result"].get("value")

    async def picture(self, path: Path) -> None:
        answer = await self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))

    async def type(self, text: str) -> None:
        for character in text:
            await self.call("Input.dispatchKeyEvent", type="keyDown", key=character, text=character)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=character)

    async def press(self, key: str, code: int, *, control: bool = False) -> None:
        options = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0}
        if key == "Enter":
            options["text"] = "\r"
        await self.call("Input.dispatchKeyEvent", type="keyDown", **options)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **options)


@asynccontextmanager
async def chromium(profile: Path) -> AsyncIterator[Browser]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    width, height = SIZE
    process = await asyncio.create_subprocess_exec(
        program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
        "--force-device-scale-factor=1",
        f"--user-data-dir={profile}", f"--window-size={width},{height}", "about:blank",
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        port_file = profile / "DevToolsActivePort"
        await until(port_file.exists, "the browser")
        port = port_file.read_text().split()[0]
        async with aiohttp.ClientSession() as session:
            pages: list[dict[str, str]] = []
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = [page for page in await answer.json() if page["type"] == "page"]
            async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Browser(socket)
    finally:
        process.terminate()
        await process.wait()


async def until(condition: Any, what: str) -> None:
    """Wait for a condition, which may be a coroutine function."""
    end = asyncio.get_running_loop().time() + PATIENCE
    while True:
        done = condition()
        if await done if asyncio.iscoroutine(done) else done:
            return
        assert asyncio.get_running_loop().time() < end, f"{what} never came"
        await asyncio.sleep(0.1)


RECORD = """
(() => { const Real = WebSocket; window.sent = ''; window.WebSocket = class extends Real {
  constructor(...given) { super(...given); this.addEventListener('message', event => {
    if (event.data instanceof ArrayBuffer) window.sent += new TextDecoder().decode(event.data);
    else if (event.data instanceof Blob) event.data.text().then(text => { window.sent += text; });
  }); } }; })()
"""
"""Keeps what the server sends, as the terminal in the page draws it on a canvas."""


async def open_page(browser: Browser, address: str, words: str = "whole cable") -> None:
    await browser.call("Page.enable")
    await browser.call("Page.addScriptToEvaluateOnNewDocument", source=RECORD)
    await browser.call("Page.navigate", url=address)
    await shows(browser, "BEIJING 7545")
    await shows(browser, words)
    await browser.value("document.querySelector('.xterm-helper-textarea').focus()")


async def shows(browser: Browser, words: str) -> None:
    """Wait until the server has sent these words since the last time something was waited for."""

    async def sent() -> bool:
        return bool(await browser.value(f"window.sent && window.sent.includes({json.dumps(words)})"))

    await until(sent, repr(words))


async def forget(browser: Browser) -> None:
    await browser.value("window.sent = ''")


async def refused(address: str) -> None:
    """Whoever lacks the token, or comes from elsewhere, gets nothing, by a websocket neither."""
    parts = urlsplit(address)
    base, path = f"http://{parts.netloc}", parts.path
    wrong = path[:-2] + ("A" if path[-2] != "A" else "B") + "/"
    async with aiohttp.ClientSession() as session:
        for what, url, headers, status in (
            ("the address itself", address, {}, 200),
            ("localhost", address.replace("127.0.0.1", "localhost"), {}, 200),
            ("no token", base + "/", {}, 403),
            ("a wrong token", base + wrong, {}, 403),
            ("the script without token", base + "/static/js/textual.js", {}, 403),
            ("another host name", address, {"Host": f"evil.example:{parts.port}"}, 403),
            ("another web site", address, {"Origin": "https://evil.example"}, 403),
        ):
            async with session.get(url, headers=headers) as answer:
                assert answer.status == status, (what, answer.status)
                print(f"  {answer.status} for {what}")
        for what, url, headers in (
            ("no token", f"{base}/ws", {}),
            ("a wrong token", f"{base}{wrong}ws", {}),
            ("another host name", f"{address}ws", {"Host": f"evil.example:{parts.port}"}),
            ("another web site", f"{address}ws", {"Origin": "https://evil.example"}),
        ):
            try:
                async with session.ws_connect(url, headers=headers):
                    status = 101
            except aiohttp.WSServerHandshakeError as error:
                status = error.status
            assert status == 403, (what, status)
            print(f"  {status} for a websocket with {what}")


READ_ONLY = "Read-only: cables serve"
ESCAPE = 27
CITING = "04RANGOON1422"
SCREENS = (
    ("L", "No notes yet", "", 2),
    ("r", f"References of {CITING}", "", 1),
    ("Q", "No trails yet", "n", 1),
    ("c", "No codes yet", "ni", 1),
    ("o", "Outline", "", 1),
)
"""The key of a screen over the main one, words it shows, keys that must be refused, Escapes that leave it."""


async def look_at_records(browser: Browser, pictures: Path) -> None:
    """Open the screens that list records; whatever they could change or read and write is refused."""
    await forget(browser)
    await browser.type(":")
    await shows(browser, "Tab completes")
    await browser.type(f"open {CITING}")
    await forget(browser)
    await browser.press("Enter", 13)
    await shows(browser, f"{CITING} ·")
    for key, words, writing, escapes in SCREENS:
        await forget(browser)
        await browser.type(key)
        await shows(browser, words)
        for each in writing:
            await forget(browser)
            await browser.type(each)
            await shows(browser, READ_ONLY)
        await browser.picture(pictures / f"browser-{key}.png")
        for _ in range(escapes):
            await forget(browser)
            await browser.press("Escape", ESCAPE)
            await shows(browser, "help")  # the footer is drawn again
    print("  notes, references, trails, codebook and outline open; what they would write is refused")


def notes(home: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "notes", "--samples"],
        env=environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout


async def play(home: Path, pictures: Path) -> None:
    with serving(home) as address:
        print("Read-only:")
        await refused(address)
        async with chromium(home / "chromium-1") as browser:
            await open_page(browser, address)
            await browser.picture(pictures / "browser-list.png")
            await browser.type("j")
            await shows(browser, CABLE)
            await browser.press("Enter", 13)
            await shows(browser, "1 of")
            await forget(browser)
            await browser.type("a")
            await shows(browser, "Read-only")
            await browser.picture(pictures / "browser-read-only.png")
            print(f"  opened {CABLE}; a is refused")
            await look_at_records(browser, pictures)
    assert NOTE not in notes(home)
    with serving(home, "--write") as address:
        print("With --write:")
        async with chromium(home / "chromium-2") as browser:
            await open_page(browser, address)
            await browser.type("j")
            await shows(browser, CABLE)
            await browser.press("Enter", 13)
            await shows(browser, "1 of")
            await forget(browser)
            await browser.type("a")
            await shows(browser, "Ctrl+S")
            await browser.type(NOTE)
            await shows(browser, NOTE.split()[-1])
            await forget(browser)
            await browser.press("s", 83, control=True)
            await shows(browser, "Noted on")
            await browser.picture(pictures / "browser-note.png")
            await forget(browser)
            await browser.type("|")
            await shows(browser, "Not in a browser")
            print("  wrote a note; | is refused")
    assert NOTE in notes(home), notes(home)
    with serving(home) as address:
        async with chromium(home / "chromium-3") as browser:
            await open_page(browser, address, NOTE)
            print("  the note is there at the next start, and in `cables notes`")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path)
    given: Path | None = parser.parse_args().pictures
    with tempfile.TemporaryDirectory() as folder:
        pictures = given or Path(folder)
        pictures.mkdir(parents=True, exist_ok=True)
        asyncio.run(play(Path(folder), pictures))


if __name__ == "__main__":
    main()
