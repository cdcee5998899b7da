"""The app in a browser: drawn through the server, and restricted in what it may do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

from reader.tui.app import SAVING, CablesApp, show
from reader.tui.commands.restrictions import IN_BROWSER, READ_ONLY

if TYPE_CHECKING:
    from reader.workspace import Workspace


class BrowserDriver(WebDriver):
    """Ends the app when the server is gone."""

    def run_input_thread(self) -> None:
        """Read until the page is closed."""
        super().run_input_thread()
        self._app.post_message(ExitApp())


class BrowserApp(CablesApp):
    """Saves the place and the draft when the page is closed."""

    DRIVER = BrowserDriver

    async def on_exit_app(self) -> None:
        """The page was closed, or the user left."""
        if self.main is not None and not self.main.opening:
            with suppress(Exception):
                await asyncio.wait_for(self.main.save_for_next_start(), SAVING)


def run(factory: Callable[[], Workspace], *, write: bool) -> int:
    """Draw the screen for one page; without ``write`` nothing can be changed and nothing is remembered."""
    restrictions = IN_BROWSER if write else READ_ONLY
    return show(BrowserApp(factory, temporary=not write, restrictions=restrictions))
