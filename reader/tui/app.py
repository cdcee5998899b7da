"""The application: themes and stylesheets, the one main screen, and a clean way out."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.driver import Driver
from textual.screen import Screen

from reader import paths
from reader.config.dates import use_date_form
from reader.config.settings import THEMES
from reader.errors import CablesError
from reader.tui.commands.keys import use_keymap
from reader.tui.commands.restrictions import NONE, Restrictions
from reader.tui.commands.table import BY_ID
from reader.tui.core import collector, preferences, session_store
from reader.tui.core.user_settings import UserSettings, load_user_settings
from reader.tui.linear.linear_app import LinearApp
from reader.tui.main_screen.startup_shell import LEAVE, FirstPage, Shell, first_page
from reader.tui.terminal_driver import EndAsked, TerminalDriver
from reader.tui.ui import theme as themes
from reader.tui.ui.screens import Trouble
from reader.tui.ui.typeahead import NEVER_HELD

if TYPE_CHECKING:
    from reader.tui.main_screen.screen import MainScreen
    from reader.workspace import Workspace


FIRST = ("screen.tcss", "search.tcss", "cable_list.tcss")
"""The sheets of the first frame; the others, some 20 ms to parse, come with the main screen."""
PATIENCE = 0.3
"""Seconds the library may take to open before the main screen is loaded without it."""
SAVING = 5.0
"""Seconds that saving what is being typed, and the place, may take when a signal ends the program."""
CLEARING = 10.0
"""Seconds after which nothing is waited for any more."""


class CablesApp(LinearApp, inherit_bindings=False):
    """The application.

    ``factory`` opens the workspace; it is called in a thread after the first frame. Nothing is remembered of
    ``temporary`` workspaces: cables opened just to read them.
    """

    TITLE = "cables"
    ENABLE_COMMAND_PALETTE = False
    DRIVER: ClassVar[type[Driver]] = TerminalDriver

    def __init__(
        self,
        factory: Callable[[], Workspace],
        *,
        temporary: bool = False,
        restrictions: Restrictions = NONE,
    ) -> None:
        self._plain = "NO_COLOR" in os.environ
        super().__init__(
            driver_class=self.DRIVER,
            css_path=[paths.shipped("styles") / name for name in FIRST],
            ansi_color=True if self._plain else None,
        )
        self._motion = self.animation_level
        self._factory = factory
        self._temporary = temporary
        self._restrictions = restrictions
        self.looks = session_store.load(session_store.Looks, session_store.looks_file())
        self.settings = load_user_settings()
        self.main: MainScreen | None = None
        """The main screen, once it is loaded."""
        self.report: Path | None = None
        """The report of a crash."""
        self._shell = Shell(self.looks, self.settings.config)
        self._early: list[events.Key] | None = []
        """Keys pressed before the library was open; None once it is."""
        self._ending: asyncio.Task[None] | None = None
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.use_settings(self.settings)
        self.theme = self.theme_for(self.looks)

    def use_settings(self, settings: UserSettings) -> None:
        """Use the user's own themes, keys and form of dates from now on."""
        for own in settings.config.themes.values():
            self.register_theme(themes.own_theme(own))
        self.settings = settings
        self.animation_level = "none" if settings.config.motion == "reduced" else self._motion
        use_date_form(settings.config.dates)
        use_keymap({BY_ID[id]: keys for id, keys in settings.keymap.keys.items()})
        self.set_keymap(settings.keymap.textual)

    def theme_for(self, looks: session_store.Looks) -> str:
        """The user's theme; else the one for the terminal's colours and background."""
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
        """Outline and list first; the rest of the program is loaded once they are on the terminal."""
        return self._shell

    def on_mount(self) -> None:
        """Open the library at once."""
        self.set_interval(collector.PAUSE, collector.tick)
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
        main = await asyncio.to_thread(load_main_screen)
        self.main = main(
            opening.result,
            self.looks,
            self.settings,
            temporary=self._temporary,
            restrictions=self._restrictions,
            page=page,
        )
        await self.push_screen(self.main)
        await self._release_when_open(self.main)

    async def _first_page(self, opening: Future[Workspace]) -> FirstPage | None:
        """The page that is on the terminal when this returns; None if the library did not open in time."""
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
        """Whether a key must wait until a library is open, or behind a key that does."""
        main = self.main
        if self._early is None and main is not None and main.opening:
            self._early = []
            self.run_worker(self._release_when_open(main), group="start")
        if self._early is None or key.key in NEVER_HELD or self.screen not in (self._shell, main):
            return False
        if not self._early and (main.works_now(key) if main is not None else key.key in LEAVE):
            return False
        self._early.append(key)
        return True

    async def _release_when_open(self, main: MainScreen) -> None:
        """Handle the keys that waited once the library is open, or cannot be opened."""
        await main.controllers.library.opened.wait()
        self.call_later(self._release)

    async def _release(self) -> None:
        """Handle the keys that waited before any pressed from now on."""
        keys, self._early = self._early or [], None
        for key in keys:
            await self.on_event(key)

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        """A background task of some screen failed."""
        if self.main is not None:
            self.main.trouble(message.error)

    async def on_event(self, event: events.Event) -> None:
        """A key clears the message in the footer; one that comes too early waits."""
        if isinstance(event, events.InputEvent | events.Resize):
            collector.used()
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

    @on(EndAsked)
    def _end_asked(self, message: EndAsked) -> None:
        """A signal: leave as ``q`` does, but without a question; what is being typed stays a draft.

        A terminal that is closed sends several signals, so that a second one means nothing.
        """
        if self._ending is None:
            code = 128 + message.number
            self._ending = asyncio.create_task(self._end(code))
            asyncio.get_running_loop().call_later(CLEARING, self._end_at_once, code)

    async def _end(self, code: int) -> None:
        if self.main is not None:
            try:
                await asyncio.wait_for(self.main.save_for_next_start(), SAVING)
            except Exception as error:
                from reader import crash

                crash.report(error)
        self.exit(code)

    def _end_at_once(self, code: int) -> None:
        """Some thread waits for a disk that does not answer; the notes on it are safe without us."""
        if self._driver is not None:
            self._driver.stop_application_mode()
            self._driver.close()
        os._exit(code)

    @property
    def linear(self) -> bool:
        """Whether the screen is for screen readers and braille."""
        return self.settings.config.layout == "linear"

    def _fatal_error(self) -> None:
        """Leave with one line and a crash report instead of Textual's traceback."""
        import sys

        from reader import crash

        error = sys.exc_info()[1] or self._exception or RuntimeError("unknown")
        self.report = crash.report(error)
        self._crash_sentence = crash.sentence(error, self.report)
        self._close_messages_no_wait()

    _crash_sentence = ""


def load_main_screen() -> type[MainScreen]:
    """Import the main screen; called in a thread."""
    from reader.tui.main_screen.screen import (
        MainScreen,  # some 0.2 s: reader pane, controllers, Textual's input widgets
    )

    return MainScreen


def run(factory: Callable[[], Workspace], *, temporary: bool = False) -> int:
    """Show the screen until the user leaves. Returns 0, or 1 after a crash, reported on stderr."""
    return show(CablesApp(factory, temporary=temporary))


def show(app: CablesApp) -> int:
    """Run an app and close what it opened; returns as above."""
    import sys

    collector.begin()
    code = app.run()
    workspace = app.main.state.workspace if app.main else None
    if workspace is not None:
        workspace.close()
    if app._crash_sentence:
        print(app._crash_sentence, file=sys.stderr)
        return 1
    return code or 0
