"""The real app over real samples, driven by keys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from textual.app import App
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from reader.tui.app import CablesApp
from reader.tui.core.pane_layout import Pane
from reader.tui.main_screen.screen import MainScreen
from reader.tui.ui.picker import Picker
from reader.workspace import Workspace

PATIENCE = 20.0
"""Seconds a test waits for what must come; a loaded machine is slow, a broken program never gets there."""


async def until(condition: Callable[[], object], what: str = "") -> None:
    """Wait for a condition; fails when it does not come true. The one wait that all others are made of."""
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, f"{what or 'it'} never came"
        await asyncio.sleep(0.01)


def text_of(app: App[Any]) -> str:
    """The text on the screen. Textual itself has no public way to it but a picture."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@dataclass
class Stage:
    """An app that runs, and the hands on its keyboard."""

    app: CablesApp
    pilot: Pilot[Any]

    @property
    def main(self) -> MainScreen:
        assert self.app.main is not None
        return self.app.main

    @property
    def active(self) -> Pane:
        return self.main.state.active

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Type in one burst, as the terminal sends it: the keys queue up, and are handled in turn."""
        for character in text:
            key = Key("enter" if character == "\r" else _character_to_key(character), character)
            key.set_sender(self.app)
            self.app.post_message(key)
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        """What the terminal sends when the user pastes."""
        self.app.post_message(Paste(text))
        await self.pilot.pause()

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait for what the app does in the background; never by a fixed time."""
        try:
            await until(condition, what)
        except AssertionError as error:
            raise AssertionError(f"{error}; said: {list(self.main.messages)}") from None

    async def done(self, *groups: str) -> None:
        """Wait until no background work of these groups is left, and what it ended with has been handled.

        What a key starts is in its group when ``press`` returns: what has not happened then never will.
        """
        await self.until(
            lambda: not [each for each in self.app.workers if each.group in groups and not each.is_finished],
            f"the end of {', '.join(groups)}",
        )
        await self.pilot.pause()

    async def open(self, mrn: str) -> None:
        """Walk the list to a cable and open it."""
        self.main.controllers.panes.activate(Pane.LIST)
        await self.press("g")
        for _ in range(len(self.main.cable_list)):
            if self.main.cable_list.current == mrn:
                break
            await self.press("j")
        await self.press("enter")
        await self.until(lambda: self.main.state.mrn == mrn and self.active is Pane.READER, f"{mrn} open")

    async def picker(self) -> Picker:
        """The picker that opens, with its first choices."""
        await self.until(lambda: isinstance(self.app.screen, Picker), "a picker")
        picker = self.app.screen
        assert isinstance(picker, Picker)
        await self.until(lambda: picker.is_mounted and not picker.asking, "the picker's choices")
        return picker

    async def choose(self, text: str = "") -> None:
        """Type into the picker that opens and take what it offers first."""
        picker = await self.picker()
        await self.type(text)
        await self.until(lambda: not picker.asking)
        await self.press("enter")
        await self.until(lambda: self.app.screen is not picker, "the picker's end")

    async def said(self, words: str) -> None:
        """Wait until the app has said something."""
        await self.until(lambda: any(words in text for _, text, _ in self.main.messages), f"“{words}”")

    async def shows(self, *words: str) -> None:
        """Wait until the screen has all of these; what it is told is drawn a little later."""
        missing = list(words)

        def all_there() -> bool:
            text = self.screen_text()
            missing[:] = [word for word in words if word not in text]
            return not missing

        await self.until(all_there, f"{words} on the screen")

    async def found(self, query: str) -> None:
        """Wait until the list holds all that answers a query, and they are counted."""
        state = self.main.state
        await self.until(
            lambda: state.query == query and not self.main.state.counting,
            f"all of {query!r}",
        )

    def screen_text(self) -> str:
        """The text on the screen."""
        return text_of(self.app)


@asynccontextmanager
async def starting(
    factory: Callable[[], Workspace] = Workspace.samples,
    size: tuple[int, int] = (120, 40),
    *,
    temporary: bool = False,
) -> AsyncIterator[Stage]:
    """The app with its main screen, whatever becomes of the library."""
    async with showing(CablesApp(factory, temporary=temporary), size) as stage:
        yield stage


@asynccontextmanager
async def showing(app: CablesApp, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Stage]:
    """This app with its main screen, whatever becomes of the library."""
    async with app.run_test(size=size) as pilot:
        await until(lambda: app.main is not None and app.screen is app.main, "the main screen")
        await pilot.pause()
        try:
            yield Stage(app, pilot)
        finally:
            workspace = app.main.state.workspace if app.main is not None else None
    if workspace is not None:
        workspace.close()


@asynccontextmanager
async def playing(
    factory: Callable[[], Workspace] = Workspace.samples,
    size: tuple[int, int] = (120, 40),
    *,
    temporary: bool = False,
) -> AsyncIterator[Stage]:
    """The app with its library open."""
    async with starting(factory, size, temporary=temporary) as stage:
        await stage.until(stage.main.controllers.library.opened.is_set, "the library")
        await stage.pilot.pause()
        yield stage


def own_library(folder: Path) -> Callable[[], Workspace]:
    """A library of the user's own in a folder, empty at first."""
    return lambda: Workspace.open(folder)
