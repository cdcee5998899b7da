"""The application: themes and stylesheets, the one main screen, and a clean way out."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import App
from textual.screen import Screen

from reader import paths
from reader.config.dates import use_date_form
from reader.config.settings import THEMES
from reader.errors import CablesError
from reader.tui.commands.keys import use_keymap
from reader.tui.commands.table import BY_ID
from reader.tui.core import preferences, session_store
from reader.tui.core.user_settings import UserSettings, load_user_settings
from reader.tui.main_screen.startup_shell import LEAVE, FirstPage, Shell, first_page
from reader.tui.ui import theme as themes
from reader.tui.ui.messages import Trouble

if TYPE_CHECKING:
    from reader.tui.main_screen.screen import MainScreen
    from reader.workspace import Workspace


FIRST = ("screen.tcss", "search.tcss", "cable_list.tcss")
"""The sheets of the first frame; the others, some 20 ms to parse, come with the main screen."""
PATIENCE = 0.3
"""Seconds the library may take to open before the main screen is loaded without it."""


class CablesApp(App[int], inherit_bindings=False):
    """The reader for cables.

    ``factory`` opens the workspace; it is called in a thread after the first frame. Nothing is remembered of
    ``temporary`` workspaces: cables opened just to read them.
    """

    TITLE = "cables"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, factory: Callable[[], Workspace], *, temporary: bool = False) -> None:
        self._plain = "NO_COLOR" in os.environ
        super().__init__(
            css_path=[paths.shipped("styles") / name for name in FIRST],
            ansi_color=True if self._plain else None,
        )
        self._factory = factory
        self._temporary = temporary
        self.looks = session_store.load(session_store.Looks, session_store.looks_file())
        self.settings = load_user_settings()
        self.main: MainScreen | None = None
        """The main screen, once it is loaded."""
        self.report: Path | None = None
        """The report of a crash."""
        self._shell = Shell(self.looks, self.settings.config)
        self._early: list[events.Key] | None = []
        """Keys pressed before the main screen was there; None once it is."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.use_settings(self.settings)
        self.theme = self.theme_for(self.looks)

    def use_settings(self, settings: UserSettings) -> None:
        """Know the user's own themes, keys and form of dates from now on."""
        for own in settings.config.themes.values():
            self.register_theme(themes.own_theme(own))
        self.settings = settings
        use_date_form(settings.config.dates)
        use_keymap({BY_ID[id]: keys for id, keys in settings.keymap.keys.items()})
        self.set_keymap(settings.keymap.textual)

    def theme_for(self, looks: session_store.Looks) -> str:
        """The theme that the user chose; else what the terminal's colours and background call for."""
        if self._plain:
            return themes.TERMINAL
        chosen = preferences.theme(looks, self.settings.config)
        if chosen in (*THEMES, *self.settings.config.themes):
            return themes.id_of(chosen)
        if self.console.color_system in (None, "standard"):
            return themes.TERMINAL
        # Some terminals say their colours as "foreground;background"; 7 and 15 are the white ones.
        background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
        return themes.LIGHT if background in ("7", "15") else themes.DARK

    def get_default_screen(self) -> Screen[None]:
        """Outline and list first; the rest of the program is loaded when they are on the terminal."""
        return self._shell

    def on_mount(self) -> None:
        """Open the library at once."""
        work: Any = self._begin  # Textual's types want a worker that gives something
        self.run_worker(work, group="start", description="open the library, load the screen")

    async def _begin(self) -> None:
        """Show the library's first page, then import the main screen beside the event loop, and show it.

        One after the other: two threads that import at once slow down each other and the drawing. A library
        that takes long, or fails, is left to the main screen, which can say so.
        """
        pool = ThreadPoolExecutor(1, "library")
        opening = pool.submit(self._factory)
        pool.shutdown(wait=False)  # when the library is open
        page = await self._first_page(opening)
        main = await asyncio.to_thread(_main_screen)
        self.main = main(opening.result, self.looks, self.settings, temporary=self._temporary, page=page)
        await self.push_screen(self.main)
        if page is not None:
            await self.main.controllers.library.opened.wait()
        self.call_later(self._release)

    async def _first_page(self, opening: Future[Workspace]) -> FirstPage | None:
        """What is on the terminal when this returns; None where the library is not open in time."""
        waiting = asyncio.wrap_future(opening)
        await asyncio.wait([waiting], timeout=PATIENCE)
        if not waiting.done() or waiting.exception():
            return None
        try:
            page = await asyncio.to_thread(first_page, waiting.result())
        except CablesError:
            return None
        self._shell.show(page)
        drawn = asyncio.Event()
        self._shell.call_after_refresh(drawn.set)
        await drawn.wait()
        return page

    def _keep(self, key: events.Key) -> bool:
        """Whether a key has to wait for the main screen; one that leaves only if others wait already."""
        if self._early is None:
            return False
        if key.key in LEAVE and not self._early and self.screen is self._shell:
            return False
        self._early.append(key)
        return True

    async def _release(self) -> None:
        """Act on what was pressed too early, before anything that is pressed from now on."""
        keys, self._early = self._early or [], None
        for key in keys:
            await self.on_event(key)

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        """Work of any screen failed."""
        if self.main is not None:
            self.main.trouble(message.error)

    async def on_event(self, event: events.Event) -> None:
        """A key means that what was said has been read; one that comes too early waits."""
        if isinstance(event, events.Key) and self._keep(event):
            return
        if isinstance(event, events.Key) and not event.is_forwarded and self.main is not None:
            from reader.tui.core.base_screen import BaseScreen  # loaded with the main screen

            for screen in self.screen_stack:
                if isinstance(screen, BaseScreen):
                    screen.key_pressed()
            if isinstance(self.screen, BaseScreen) and await self.screen.take_key(event):
                return
        await super().on_event(event)

    def _fatal_error(self) -> None:
        """Leave with one line and a report, where Textual would print a traceback."""
        import sys

        from reader import crash

        error = sys.exc_info()[1] or self._exception or RuntimeError("unknown")
        self.report = crash.report(error)
        self._crash_sentence = crash.sentence(error, self.report)
        self._close_messages_no_wait()

    _crash_sentence = ""


def _main_screen() -> type[MainScreen]:
    from reader.tui.main_screen.screen import (
        MainScreen,  # some 0.2 s: reader pane, controllers, Textual's input widgets
    )

    return MainScreen


def run(factory: Callable[[], Workspace], *, temporary: bool = False) -> int:
    """Show the screen until the user leaves. Returns the exit code: 0, or 1 after a crash, said on stderr."""
    import sys

    app = CablesApp(factory, temporary=temporary)
    code = app.run()
    workspace = app.main.state.workspace if app.main else None
    if workspace is not None:
        workspace.close()
    if app._crash_sentence:
        print(app._crash_sentence, file=sys.stderr)
        return 1
    return code or 0
