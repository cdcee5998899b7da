"""The demo: the app with a story typed into it; any key or click of the user ends the typing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.keys import _character_to_key
from textual.message import Message

from reader.tui.app import CablesApp, show
from reader.tui.features.first_steps.story import STORY, Beat
from reader.tui.terminal_driver import TerminalDriver
from reader.tui.ui.typeahead import NEVER_HELD

if TYPE_CHECKING:
    from reader.workspace import Workspace

KEY_PAUSE = 0.09
"""Seconds between the keys of a beat, at speed 1."""
PATIENCE = 20.0
"""Seconds after which what a beat leads to is given up; the typing ends with it."""
LOOK_INTERVAL = 0.02

STOPPED = "The demo has stopped. This is a copy of the samples: try anything. q quits and deletes the copy."
OVER = "That was the demo. This is a copy of the samples: try anything. q quits and deletes the copy."
STUCK = "The demo cannot go on here. Make the window larger and start it again."


class Interrupted(Message):
    """The user pressed a key or clicked while the story was being typed."""


class DemoDriver(TerminalDriver):
    """Turns what the user does into ``Interrupted`` while the app types."""

    def send_message(self, message: Any) -> None:
        """Called in the thread that reads the terminal."""
        meant = isinstance(message, events.Key | events.Paste | events.MouseDown)
        leaves = isinstance(message, events.Key) and message.key in NEVER_HELD
        if isinstance(self._app, DemoApp) and self._app.typing and meant and not leaves:
            message = Interrupted()
        super().send_message(message)


class DemoApp(CablesApp):
    """Types a story."""

    DRIVER = DemoDriver

    def __init__(
        self, factory: Callable[[], Workspace], *, speed: float = 1.0, story: Iterable[Beat] = STORY
    ) -> None:
        """``speed`` 2 is twice as fast."""
        super().__init__(factory)
        self._speed = speed
        self._story = tuple(story)
        self.typing = True
        """Until the story is over or the user steps in."""

    def on_mount(self) -> None:
        """Begin."""
        super().on_mount()
        work: Any = self._play
        self.run_worker(work, group="demo", description="type the story of the demo")

    @on(Interrupted)
    def _interrupted(self) -> None:
        self._end_typing(STOPPED)

    def _end_typing(self, words: str) -> None:
        if self.typing:
            self.typing = False
            self.workers.cancel_group(self, "demo")
            if self.main is not None:
                self.main.say(words)

    async def _play(self) -> None:
        for beat in self._story:
            for key in beat.keys:
                is_character = len(key) == 1
                event = events.Key(
                    _character_to_key(key) if is_character else key, key if is_character else None
                )
                event.set_sender(self)
                self.post_message(event)
                await asyncio.sleep(KEY_PAUSE / self._speed)
            try:
                await asyncio.wait_for(self._shown(beat.shows), PATIENCE)
            except TimeoutError:
                self._end_typing(STUCK)
                return
            await asyncio.sleep(beat.seconds / self._speed)
        self._end_typing(OVER)

    async def _shown(self, words: str) -> None:
        """Wait until the screen, or a dialog over it, shows these words."""
        while not (self._is_open and words in self._text()):
            await asyncio.sleep(LOOK_INTERVAL)

    @property
    def _is_open(self) -> bool:
        return self.main is not None and not self.main.opening

    def _text(self) -> str:
        """The text on the screen; Textual has no public way to it but a picture."""
        screens = [screen for screen in self.screen_stack if screen.is_running]
        return "\n".join(strip.text for screen in screens for strip in screen._compositor.render_strips())


def run(factory: Callable[[], Workspace], *, speed: float = 1.0) -> int:
    """Show the demo until the user leaves; returns like ``reader.tui.app.run``."""
    return show(DemoApp(factory, speed=speed))
