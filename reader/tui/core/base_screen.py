"""What the main screen and the record screens share: messages, background work, dialogs, keys."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar

from textual.events import Key
from textual.geometry import Region
from textual.screen import Screen

from reader import crash
from reader.errors import CablesError, disk_words
from reader.terminal_text import one_line
from reader.tui.commands.keys import shown_key
from reader.tui.core.services import AsyncAction, Message
from reader.tui.ui.footer import Footer
from reader.tui.ui.picker import Answer, Picker
from reader.tui.ui.screens import ClosesOnce
from reader.tui.ui.typeahead import Typeahead, press, typing

Args = ParamSpec("Args")
Result = TypeVar("Result")


class BaseScreen(ClosesOnce[Any]):
    """A screen with a footer, over which dialogs open, one at a time.

    It keeps its parts and never looks for them: what arrives before it is composed, or while it is taken
    down, must find them.
    """

    def __init__(self, messages: deque[Message], *, classes: str | None = None) -> None:
        """``messages``: all messages of the session, shared by all screens."""
        super().__init__(classes=classes)
        self.messages = messages
        self.footer = Footer()
        self.typeahead = Typeahead()
        self._asking = False
        self._remark = ""

    # Messages

    def remark(self, text: str) -> None:
        """Add to what is said next in answer to this key."""
        self._remark = text

    def say(self, text: str) -> None:
        """Show a message in the footer until the next key."""
        text, self._remark = " · ".join(filter(None, (text, self._remark))), ""
        self.log_message(text)
        self.footer.error, self.footer.message = False, text

    def problem(self, text: str) -> None:
        """Show an error in the footer until the next key."""
        self.log_message(text, bad=True)
        self.footer.error, self.footer.message = True, text

    def log_message(self, text: str, *, bad: bool = False) -> None:
        """Add to the messages that ``M`` lists, without showing it."""
        if text:
            self.messages.append((dt.datetime.now().strftime("%H:%M"), text, bad))

    def trouble(self, error: BaseException) -> None:
        """Show an exception; one nobody expected is logged in full, and the log named."""
        if isinstance(error, CablesError):
            self.problem(str(error))
        elif isinstance(error, OSError):
            self.problem(one_line(disk_words(error)))
        else:
            self.problem(crash.sentence(error, crash.report(error)))

    def aside(self, text: str) -> None:
        """Show progress or a count at the right of the footer; empty takes it away."""
        self.footer.aside = text

    # Background work

    def start(self, action: AsyncAction, group: str, description: str, *, exclusive: bool = True) -> None:
        """Run something in the background; the newest of a group replaces the others if ``exclusive``."""

        async def guarded() -> None:
            try:
                await action()
            except Exception as error:
                if self.is_running:  # while the screen is being taken down its widgets are gone
                    self.trouble(error)

        # The function, not its coroutine: one cancelled before it started would be reported as never awaited.
        worker: Any = guarded
        self.run_worker(worker, group=group, description=description, exclusive=exclusive)

    @staticmethod
    async def wait(job: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """Run a job that waits for the disk in a thread, so that keys never lag.

        If the waiting task is cancelled the result is lost, though the thread runs to its end.
        """
        return await asyncio.to_thread(partial(job, *args, **kwargs))

    # Dialogs

    def ask(self, action: AsyncAction, description: str) -> None:
        """Ask the user something; ignored while another dialog is open."""
        if not self._asking:
            self._asking = True
            self.expect()
            self.start(partial(self._ask, action), "dialog", description, exclusive=False)

    async def _ask(self, action: AsyncAction) -> None:
        try:
            await action()
        finally:
            self._asking = False
            self.release()

    def on_screen_resume(self) -> None:
        """A dialog was closed, and another may follow."""
        if self._asking:
            self.expect()

    async def show_dialog(self, dialog: Screen[Result]) -> Result | None:
        """Show a dialog or a record screen, and wait for its result."""
        return await self.app.push_screen_wait(dialog)

    def open_sheet(self, sheet: Screen[None]) -> None:
        """Show a sheet to read, without waiting until it is closed."""
        self.app.push_screen(sheet)

    async def pick(self, picker: Picker) -> Answer | None:
        """Let the user choose from a list; None when cancelled."""
        picker.over = self.picker_region
        return await self.app.push_screen_wait(picker)

    @property
    def picker_region(self) -> Region | None:
        """The pane pickers open over; None for the width of the screen."""
        return None

    # Keys

    def expect(self) -> None:
        """A dialog is opening: hold the keys pressed from now on for it."""
        self.typeahead.expect()

    def take_held(self) -> list[Key]:
        """The keys pressed meanwhile, once the dialog is open; each is returned once."""
        return self.typeahead.take()

    def release(self) -> None:
        """No dialog opened after all: press the held keys again."""
        for key in self.take_held():
            press(self.app, key)

    async def take_key(self, key: Key) -> bool:
        """Handle a key at once, before the next one is read. False if it is for the focused widget.

        A key that bubbled through the widgets first would let later keys overtake what it opens.
        """
        return self.typeahead.hold(key) or await self.act_on(key)

    async def act_on(self, key: Key) -> bool:
        """Handle a key that is not held; otherwise like ``take_key``."""
        if typing(self.focused) or not self.is_active:
            return False
        own_key: Callable[[Key], bool] | None = getattr(self.focused, "own_key", None)
        if own_key is not None and own_key(key):
            return True
        bound = self.active_bindings.get(key.key)
        return bound is not None and await self.app.run_action(bound.binding.action, bound.node)

    def on_key(self, event: Key) -> None:
        """Nobody took a key: say so in passing, without adding to the messages that ``M`` lists."""
        if not typing(self.focused) and not self._asking:
            self.footer.error, self.footer.message = False, self.without_meaning(key_words(event))

    def without_meaning(self, key: str) -> str:
        """What to say about a key, as it is shown, that does nothing here."""
        return f"{key} does nothing here. ? shows the keys."

    def key_pressed(self) -> None:
        """Called by the app before each key: the message in the footer has been read."""
        self.footer.message = self._remark = ""


def key_words(event: Key) -> str:
    """A key that was pressed as users know it: ``=``, ``Ctrl+B``."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    return shown_key(event.key)
