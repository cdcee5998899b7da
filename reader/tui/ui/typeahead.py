"""Keys that come faster than a dialog opens: they are held, and belong into its line.

Without this the letters after ``t`` would be taken for commands until the picker is on the screen.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget

NEVER_HELD = ("ctrl+q",)


def typing(widget: Widget | None) -> bool:
    """Whether letters are text for this widget, not commands."""
    from textual.widgets import Input, TextArea

    return isinstance(widget, (Input, TextArea))


class Early(Screen[Any]):
    """A screen over which dialogs open."""

    _held: list[Key] | None = None
    """None while nothing is opening."""

    def expect(self) -> None:
        """Something to type into is opening: hold what is pressed from now on."""
        if self._held is None:
            self._held = []

    def hold(self, event: Key) -> bool:
        """Keep a key for what is opening. False while nothing is."""
        if self._held is None or event.key in NEVER_HELD:
            return False
        self._held.append(event)
        return True

    async def take_key(self, event: Key) -> bool:
        """Act on a key at once, before the next one is looked at. False where it is for the focused widget.

        A key that walks through the widgets first would let those behind it overtake what it opens.
        """
        return self.hold(event) or await self.act_on(event)

    async def act_on(self, event: Key) -> bool:
        """Act on a key that is not held; as ``take_key`` otherwise."""
        if typing(self.focused):
            return False
        if (own := getattr(self.focused, "own_key", None)) is not None and own(event):
            return True
        bound = self.active_bindings.get(event.key)
        return bound is not None and await self.app.run_action(bound.binding.action, bound.node)

    def key_pressed(self) -> None:
        """Called by the app before each key, whatever lies on top."""

    def take_held(self) -> list[Key]:
        """It is open: what was pressed meanwhile, once."""
        held, self._held = self._held or [], None
        return held

    def release(self) -> None:
        """Nothing opened after all: the keys are pressed as if nothing had been."""
        for event in self.take_held():
            press(self.app, event)


def press(app: App[int], key: Key) -> None:
    """Press a key once more, as if it came from the terminal."""
    event = Key(key.key, key.character)
    event.set_sender(app)  # one sent by a widget would end its way up at that widget
    app.post_message(event)


def held_keys(app: App[int]) -> list[Key]:
    """What was pressed while the dialog on top of a screen was opening."""
    return [key for screen in app.screen_stack if isinstance(screen, Early) for key in screen.take_held()]
