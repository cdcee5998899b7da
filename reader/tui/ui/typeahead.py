"""Holds keys that come faster than a dialog opens, and types them into its line.

Without this the letters after ``t`` would be taken for commands until the picker is on the screen.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.app import App
from textual.events import Key
from textual.widget import Widget

NEVER_HELD = ("ctrl+q",)


def typing(widget: Widget | None) -> bool:
    """Whether letters are text for this widget, not commands."""
    from textual.widgets import Input, TextArea

    return isinstance(widget, (Input, TextArea))


class Typeahead:
    """The keys held while a dialog is opening."""

    def __init__(self) -> None:
        self.pending: list[Key] | None = None
        """None while no dialog is opening."""

    def expect(self) -> None:
        """A dialog is opening: hold the keys pressed from now on."""
        if self.pending is None:
            self.pending = []

    def hold(self, key: Key) -> bool:
        """Hold a key for the dialog that is opening. False if none is."""
        if self.pending is None or key.key in NEVER_HELD:
            return False
        self.pending.append(key)
        return True

    def take(self) -> list[Key]:
        """The keys pressed meanwhile, once the dialog is open; each is returned once."""
        keys, self.pending = self.pending or [], None
        return keys


@runtime_checkable
class HoldsKeys(Protocol):
    """A screen over which dialogs open."""

    typeahead: Typeahead


def press(app: App[int], key: Key) -> None:
    """Press a key again, as if it came from the terminal."""
    event = Key(key.key, key.character)
    event.set_sender(app)  # an event sent by a widget does not bubble beyond that widget
    app.post_message(event)


def held_keys(app: App[int]) -> list[Key]:
    """The keys pressed while the topmost dialog was opening."""
    screens = (screen for screen in app.screen_stack if isinstance(screen, HoldsKeys))
    return [key for screen in screens for key in screen.typeahead.take()]
