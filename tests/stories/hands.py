"""A user: hands that press keys, and eyes that read the screen. All that a story knows of the program."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from reader.workspace import Workspace
from tests.tui.stage import Stage, playing

KEYS = {"enter", "escape", "tab", "shift+tab", "space", "backspace", "down", "up", "left", "right"}
"""Keys with a name; anything else that is longer than one letter is typed, but for ``ctrl+...``."""


@dataclass
class User(Stage):
    """Presses keys and reads what the screen says then."""

    before: str = ""
    """The screen before the last keys: what it says after them must not all have been there already."""

    async def press(self, *keys: str) -> None:
        """Press these keys, by their names or characters; a longer text is typed."""
        self.before = self.screen_text()
        for key in keys:
            if key in KEYS or key.startswith("ctrl+"):
                await super().press(key)
            else:
                await self.type(key)

    async def sees(self, *words: str) -> None:
        """Wait until the screen says all of this, which it did not before the keys were pressed."""
        assert any(each not in self.before for each in words), f"{words} was there before\n{self.before}"
        try:
            await self.shows(*words)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.screen_text()}") from None

    async def sees_no_more(self, *words: str) -> None:
        """Wait until the screen says none of this, all of which it said before the keys were pressed."""
        assert all(each in self.before for each in words), f"{words} was not there before\n{self.before}"
        await self.until(lambda: not [each for each in words if each in self.screen_text()], f"no {words}")

    async def sees_in_order(self, *words: str) -> None:
        """Wait until the screen says this, one after the other."""
        await self.sees(*words)

        def in_order() -> bool:
            text = self.screen_text()
            places = [text.find(each) for each in words]
            return -1 not in places and places == sorted(places)

        await self.until(in_order, f"{words} in this order")

    def line(self, words: str) -> str:
        """The first line of the screen that says this."""
        lines = [line for line in self.screen_text().splitlines() if words in line]
        assert lines, f"{words!r} is not on\n{self.screen_text()}"
        return lines[0]

    async def quits(self) -> None:
        """Press ``q``, and wait for the end."""
        await self.press("q")
        await self.until(lambda: self.app.return_code is not None, "the end")


@asynccontextmanager
async def sitting_down(
    factory: Callable[[], Workspace] = Workspace.samples, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[User]:
    """A user before the program, whose library is open."""
    async with playing(factory, size) as stage:
        yield User(stage.app, stage.pilot)
