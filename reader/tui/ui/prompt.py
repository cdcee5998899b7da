"""Questions and one-line inputs that replace the footer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.terminal_text import safe_line
from reader.tui.ui.screens import Dialog
from reader.tui.ui.text_input import LineInput
from reader.tui.ui.typeahead import held_keys


class Question(Dialog[bool]):
    """A question: ``y`` and Enter mean yes; ``n``, ``q`` and Esc mean no."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._question = Static(f"{safe_line(text)} y/n", id="question", markup=False)

    def compose(self) -> ComposeResult:
        """The question, in one line."""
        yield self._question

    @property
    def read_from(self) -> Widget:
        """The question."""
        return self._question

    def on_key(self, event: events.Key) -> None:
        """Answer; other keys are ignored."""
        event.stop()
        event.prevent_default()
        if event.key in ("y", "Y", "enter"):
            self.dismiss(True)
        elif event.key in ("n", "N", "q", "escape"):
            self.dismiss(False)


class Key(NamedTuple):
    """One of several answers."""

    key: str
    word: str


class Keys(Dialog[str | None]):
    """A question with a key for each answer. The result is the key, or None for Esc.

    With ``several`` the question stays: it is called with each key and returns the next answers.
    """

    def __init__(
        self, text: str, answers: Sequence[Key], *, several: Callable[[str], Sequence[Key]] | None = None
    ) -> None:
        super().__init__()
        self._text = text
        self._answers = answers
        self._several = several
        self._question = Static(id="question", markup=False)

    def compose(self) -> ComposeResult:
        """The question and the keys, in one line."""
        self._question.update(self._fitting())
        yield self._question

    @property
    def read_from(self) -> Widget:
        """The question."""
        return self._question

    def on_resize(self) -> None:
        """Break the line for the new width."""
        self._question.update(self._fitting())

    def _fitting(self) -> Content:
        """One line, or as many as it needs; no answer is broken."""
        width = self.app.size.width - 2
        line = Content("").join(self._parts(inside=False))
        if line.cell_length <= width:
            return line
        first, *others = self._parts(inside=True)
        lines = [first]
        for part in others:
            if lines[-1].cell_length + part.cell_length > width:
                lines.append(part[1:])
            else:
                lines[-1] += part
        return Content("\n").join(lines)

    def _parts(self, *, inside: bool) -> list[Content]:
        """The question and its answers: each key before its word, or ``inside`` it, which is shorter."""
        parts = [Content(f"{safe_line(self._text)} ")]
        for key, word in self._answers:
            before, letter, after = word.partition(key) if inside and key in word else ("", key, f" {word}")
            parts.append(
                Content.assemble(
                    (f" {before}", "$foreground not bold"),
                    (letter, "underline"),
                    (f"{after}{'' if inside else ' '}", "$foreground not bold"),
                )
            )
        return parts

    def on_mount(self) -> None:
        """Act on the keys pressed while it was opening."""
        for key in held_keys(self.app)[: None if self._several else 1]:
            self.on_key(key)

    def on_key(self, event: events.Key) -> None:
        """Answer; other keys are ignored."""
        event.stop()
        event.prevent_default()
        if event.key == "escape" or (event.key == "enter" and self._several is not None):
            self.dismiss(None)
        elif event.character is not None and event.character in (answer.key for answer in self._answers):
            if self._several is None:
                self.dismiss(event.character)
            else:
                self._answers = self._several(event.character)
                self._question.update(self._fitting())


WITH_KEYS = 60
"""Columns of the window from which a prompt says how to leave it."""


class Prompt(Dialog[str | None]):
    """A line to type in. None when cancelled: Esc discards what was typed, as in the note editor.

    Where an earlier question was asked, Esc leads ``back`` to it. ``above`` are lines over it; ``changed`` is
    called with the line after every key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel")]
    AUTO_FOCUS = "LineInput"

    def __init__(
        self,
        label: str,
        text: str = "",
        *,
        hint: str = "",
        above: str = "",
        back: bool = False,
        changed: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._label = label
        self._above = above
        self._line = LineInput(text, safe_line(hint))
        self._keys = Static(" Esc back " if back else " Esc discards ", id="prompt-keys", markup=False)
        self._changed = changed

    def compose(self) -> ComposeResult:
        """What stands above; a label and the line."""
        if self._above:
            yield Static(self._above, id="prompt-above", markup=False)
        with Horizontal(id="prompt"):
            yield Static(f" {safe_line(self._label)} ", id="prompt-label", markup=False)
            yield self._line
            yield self._keys

    def on_resize(self) -> None:
        """Leave the width to the line where there is little."""
        self._keys.display = self.size.width >= WITH_KEYS

    def on_mount(self) -> None:
        """Keys pressed while it was opening are text for it."""
        self.set_focus(self._line)
        self._line.take(held_keys(self.app))

    def on_key(self, event: events.Key) -> None:
        """Keys sent here before the line had the focus are text for it, too."""
        if event.is_printable and event.character:
            event.stop()
            self._line.insert_text_at_cursor(event.character)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._changed is not None:
            self._changed(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
