"""Asking for the letter of a bookmark."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from reader.terminal_text import safe_line
from reader.tui.features.bookmarks.bookmark_store import is_letter
from reader.tui.ui.screens import Dialog
from reader.tui.ui.typeahead import held_keys, press

ALL, BACK = "", "'"
"""Answers besides letters: list the bookmarks, go back to where one was."""


class LetterPrompt(Dialog[str | None]):
    """Waits for a letter. None for Esc and for any other key."""

    def __init__(self, text: str, *, more: bool = False) -> None:
        """``more``: Enter is ``ALL`` and ' is ``BACK``."""
        super().__init__(classes="letter-prompt")
        self._question = Static(f" {safe_line(text)}", id="question", markup=False)
        self._more = more

    def compose(self) -> ComposeResult:
        """The question, in one line."""
        yield self._question

    @property
    def read_from(self) -> Widget:
        """The question."""
        return self._question

    def on_mount(self) -> None:
        """Act on the key pressed while it was opening; those after it are for the screen below."""
        keys = held_keys(self.app)
        for key in keys[:1]:
            self.on_key(key)
        for key in keys[1:]:
            press(self.app, key)

    def on_key(self, event: events.Key) -> None:
        """The letter."""
        event.stop()
        event.prevent_default()
        if is_letter(event.character):
            self.dismiss(event.character)
        elif self._more and event.key == "enter":
            self.dismiss(ALL)
        elif self._more and event.character == "'":
            self.dismiss(BACK)
        else:
            self.dismiss(None)
