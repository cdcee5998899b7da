"""Writing a note in place: a few lines to type in, under the words they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static, TextArea

from reader.notes.model import Target
from reader.notes.undo.step_wording import target_text
from reader.terminal_text import safe_line, safe_same_length
from reader.tui.ui.typeahead import press

LEAST = 3
"""Least rows of text, if the window allows."""
HINT = "Ctrl+S saves · Esc discards"
MOST = 12
"""Most rows of text; more scroll inside."""


class NoteText(TextArea):
    """The text being typed; control characters in it are shown as symbols, never sent to the terminal."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blank while it is being removed: without its looks, which are gone then, Textual would fail."""
        return super().render_lines(crop) if self.is_attached else [Strip.blank(crop.width)] * crop.height

    def get_line(self, line_index: int) -> Text:
        """A line made safe, character for character."""
        return Text(safe_same_length(self.document.get_line(line_index)), end="", no_wrap=True)

    def take(self, keys: Iterable[events.Key]) -> None:
        """Insert the keys pressed before it was there."""
        for key in keys:
            if key.key == "enter":
                self.insert("\n")
            elif key.is_printable and key.character:
                self.insert(key.character)
            else:
                # Not before it is drawn: a widget that does not run yet loses its messages.
                self.screen.call_after_refresh(press, self.app, key)


class NoteEditor(Vertical):
    """A note being written: ``Ctrl+S`` saves it, ``Esc`` discards it, as in every prompt.

    It saves nothing itself: it sends ``Finished`` or ``Discarded`` once, and the reader pane then removes it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+enter", "finish", "Save the note", show=False),
        Binding("escape", "discard", "Discard the text", show=False),
    ]

    class Finished(Message):
        """The note is finished."""

        def __init__(self, editor: NoteEditor) -> None:
            super().__init__()
            self.editor = editor

    class Discarded(Message):
        """The user discards the note."""

        def __init__(self, editor: NoteEditor) -> None:
            super().__init__()
            self.editor = editor

    class HeightChanged(Message):
        """The text needs another number of rows."""

    def __init__(
        self,
        target: Target,
        text: str = "",
        note_id: str | None = None,
        before: str | None = None,
        lead: str = "",
    ) -> None:
        """``before`` is what the note on ``target`` says now, where ``text`` is a draft of something else.

        ``lead`` is shown before the keys; without one, what the note is about.
        """
        super().__init__()
        self.target = target
        self.note_id = note_id
        self.original = text if before is None else before
        self._lead = lead
        # Kept here: while the editor is being opened or taken away it is not to be found below it.
        self._area = NoteText(
            text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True
        )

    def compose(self) -> ComposeResult:
        """The text, and one line of hints."""
        yield self._area
        lead = self._lead or target_text(self.target)
        yield Static(f"{safe_line(lead)} · {HINT}", markup=False, classes="hint")

    def on_mount(self) -> None:
        """Put the cursor after the text."""
        area = self._area
        area.move_cursor(area.document.end)
        area.focus(scroll_visible=False)

    @property
    def text(self) -> str:
        """As typed so far."""
        return self._area.text

    @property
    def changed(self) -> bool:
        """Whether saving it would change anything."""
        return self.text != self.original

    @property
    def rows_wanted(self) -> int:
        """Rows for the text and the hint."""
        lines = self._area.wrapped_document.height if self.is_mounted else 1
        return min(max(lines, LEAST), MOST) + 1

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.HeightChanged())

    def action_finish(self) -> None:
        """Finish the note."""
        self.post_message(self.Finished(self))

    def action_discard(self) -> None:
        """Discard it."""
        self.post_message(self.Discarded(self))
