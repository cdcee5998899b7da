"""The application: themes and stylesheets, the one main screen, and a clean way out."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App
from textual.screen import Screen

from reader import places
from reader.tui import state, themes
from reader.tui.messages import Trouble
from reader.tui.screens.shell import Shell

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen
    from reader.workspace import Workspace


def stylesheets() -> list[Path]:
    """Every sheet that ships, in a fixed order. Raises FileNotFoundError in a broken installation."""
    return sorted(places.shipped("styles").glob("*.tcss"))


class CablesApp(App[int], inherit_bindings=False):
    """The reader for cables.

    ``factory`` opens the workspace; it is called in a thread after the first frame. ``passing`` workspaces
    (cables opened just to read them) leave no remembered place.
    """

    TITLE = "cables"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, factory: Callable[[], Workspace], *, passing: bool = False) -> None:
        self._plain = "NO_COLOR" in os.environ
        super().__init__(css_path=list(stylesheets()), ansi_color=True if self._plain else None)
        self._factory = factory
        self._passing = passing
        self.looks = state.load(state.Looks, state.looks_file())
        self.main: MainScreen | None = None
        """The main screen, once it is loaded; whatever lies over it."""
        self.report: Path | None = None
        """Where the report of a crash lies."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = self._first_theme()

    def _first_theme(self) -> str:
        """The user's choice; else what the terminal's colours and background call for."""
        if self._plain:
            return themes.TERMINAL
        if self.looks.theme in themes.ORDER:
            return self.looks.theme
        if self.console.color_system in (None, "standard"):
            return themes.TERMINAL
        # Some terminals say their colours as "foreground;background"; 7 and 15 are the white ones.
        background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
        return themes.LIGHT if background in ("7", "15") else themes.DARK

    def get_default_screen(self) -> Screen[None]:
        """The outline first; the rest of the program is loaded when it is on the terminal."""
        return Shell()

    def on_mount(self) -> None:
        """Load the rest once the first frame is drawn."""
        self.call_after_refresh(self.run_worker, self._load, group="start", description="load the screen")

    async def _load(self) -> None:
        """Import the main screen beside the event loop, and show it."""
        main = await asyncio.to_thread(_main_screen)
        self.main = main(self._factory, self.looks, passing=self._passing)
        await self.push_screen(self.main)

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        """Work of any screen failed."""
        if self.main is not None:
            self.main.trouble(message.error)

    async def on_event(self, event: events.Event) -> None:
        """A key means that what was said has been read."""
        if isinstance(event, events.Key) and not event.is_forwarded and self.main is not None:
            self.main.key_pressed()
            if self.screen is self.main and await self.main.take_key(event):
                return
        await super().on_event(event)

    def _fatal_error(self) -> None:
        """Leave with one line and a report, where Textual would print a traceback."""
        import sys

        from reader.tui import crash

        error = sys.exc_info()[1] or self._exception or RuntimeError("unknown")
        self.report = crash.report(error)
        self._crash_sentence = crash.sentence(error, self.report)
        self._close_messages_no_wait()

    _crash_sentence = ""


def _main_screen() -> type[MainScreen]:
    from reader.tui.screens.main import (
        MainScreen,  # some 0.2 s: reader pane, handlers, Textual's input widgets
    )

    return MainScreen


def run(factory: Callable[[], Workspace], *, passing: bool = False) -> int:
    """Show the screen until the user leaves. Returns the exit code: 0, or 1 after a crash, said on stderr."""
    import sys

    app = CablesApp(factory, passing=passing)
    code = app.run()
    workspace = app.main.desk.workspace if app.main else None
    if workspace is not None:
        workspace.close()
    if app._crash_sentence:
        print(app._crash_sentence, file=sys.stderr)
        return 1
    return code or 0
