"""Picks from a list by typing: one line on top, the matching choices below."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.terminal_text import safe_line
from reader.tui.ui.choices import FOLDED, Choice, Options, Source, in_words, narrowed, once
from reader.tui.ui.footer import Footer
from reader.tui.ui.peek import Peek
from reader.tui.ui.screens import Dialog, Trouble, is_linear
from reader.tui.ui.text_input import LineInput
from reader.tui.ui.typeahead import held_keys, press

__all__ = ["Answer", "Choice", "Picker", "Source", "narrowed", "once"]

PAUSE = 0.08
"""Seconds without a key before a slow source is called."""
PATIENCE = 0.25
"""Seconds a slow source may take before the picker says that it is searching."""
LEAST_WIDTH = 76
"""Cells of a pane that a picker can be confined to; over a narrower one it has the width of the window."""
LOW, LOWEST = 16, 10
"""Lines of the window below which a picker has no hint and covers the banner; and below which no border."""
MOST_LINES, MOST_SHARE = 24, 0.8
"""Most lines of its list, and largest share of the window for the whole picker."""
MOST_CHOICES = 200
"""Choices shown at once; typing narrows them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user entered."""

    text: str
    """The line as typed."""
    value: str | None
    """The value of the choice; None if the line matches none."""


class Picker(Dialog[Answer | None]):
    """One line to type in and a list below, at the top of the screen. None when cancelled.

    ``source`` returns the choices for a line; a ``slow`` one is called in a thread after a short pause, and
    results for an older line are ignored. ``chosen`` is the value to begin at, where it is offered for
    ``text``. ``free`` accepts a line without a choice; otherwise ``nothing`` is shown where there is none.
    ``peek`` returns the first words of what the current choice leads to, from its value; it is called in a
    thread. With ``back`` the footer says that Esc leads back to an earlier question.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("up,ctrl+k", "step(-1)", "Up", priority=True),
        Binding("down,ctrl+j", "step(1)", "Down", priority=True),
        Binding("pageup", "step(-8)", "Page up", priority=True),
        Binding("pagedown", "step(8)", "Page down", priority=True),
        Binding("tab", "complete", "Complete", priority=True),
    ]
    AUTO_FOCUS = "LineInput"

    def __init__(
        self,
        title: str,
        source: Source,
        *,
        text: str = "",
        chosen: str | None = None,
        back: bool = False,
        hint: str = "",
        slow: bool = False,
        free: bool = False,
        nothing: str = "No matches.",
        complete: Callable[[str, str], str] | None = None,
        peek: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._source = source
        self._hint = hint
        # Kept, not looked for: choices may come before these are composed, or while they are removed.
        self._text = text
        self.line = LineInput(text)
        self.options = Options(markup=False, compact=True)
        self.hint = Static(safe_line(hint), id="picker-hint", markup=False)
        self._box = Vertical(id="picker")
        self._chosen = chosen
        self._back = back
        self._slow = slow
        self._free = free
        self._nothing = "" if free else nothing
        self._complete = complete or (lambda _, value: value)
        self._peek = peek
        self.over: Region | None = None
        """The pane to open over; None for the whole width. What is beneath is covered or left whole."""
        self._width = FOLDED
        self._choices: Sequence[Choice] = ()
        self._stepped = False
        self.asking = slow
        """The choices for the present line are still being read."""
        self._after_enter: list[events.Key] | None = None
        """Keys pressed after Enter, while the choices for the line are still being read: they are for what
        comes after the picker."""

    def compose(self) -> ComposeResult:
        """The line, the list and a hint."""
        with self._box:
            with Horizontal(id="picker-line"):
                yield Static(f"{safe_line(self._title)} ", id="picker-title", markup=False)
                yield self.line
            yield self.options
            if self._peek is not None:
                yield Peek(self._peek)
            yield self.hint
        footer = Footer()  # covers the one of the screen below, whose keys do not work now
        footer.hints = (("Tab", "complete"),)
        footer.kept = (("↑ ↓", "move"), ("Enter", "choose"), ("Esc", "back" if self._back else "cancel"))
        yield footer

    def on_mount(self) -> None:
        """Show the choices for an empty line."""
        self.options.can_focus = False
        self._place()
        self.set_focus(self.line)
        self.line.take(held_keys(self.app))
        self._ask(pause=0)
        if self._slow:
            self.set_timer(PATIENCE, self._show_slow_search)

    @property
    def _open(self) -> bool:
        """False once the picker was left: choices may still arrive while its widgets are removed."""
        return self in self.app.screen_stack

    def _show_slow_search(self) -> None:
        if self._open and self.asking and not self._choices:
            self.options.set_options([Option(Content.assemble(("One moment…", "$dim")), disabled=True)])

    def on_resize(self) -> None:
        """Stay inside the window."""
        before = self._width
        self._place()
        if self._choices and before != self._width:
            self._draw()

    def _place(self) -> None:
        columns = self.size.width
        low, frameless = self.size.height < LOW, self.size.height < LOWEST
        self.set_class(low, "-low")
        self.set_class(frameless, "-lowest")
        self.hint.display = (bool(self._hint) and not low) or is_linear(self)
        over = self.over
        if over is None or over.width < LEAST_WIDTH or over.right > columns:
            over = Region(0, 0, columns, 1)
        self._box.styles.width = over.width
        self._box.styles.offset = (over.x, 0)
        self._width = over.width - (2 if frameless else 4)
        # Keep the hint in view below the choices, and what the current one leads to.
        rest = (1 if frameless else 3) + self.hint.display
        for peek in self.query(Peek):
            rest += peek.fit_into(self.size.height)
        room = self.size.height - 1 if low else int(self.size.height * MOST_SHARE)
        self.options.styles.max_height = max(min(MOST_LINES, room - rest), 1)

    def on_key(self, event: events.Key) -> None:
        """Keys sent here before the line had the focus are text for it, too; those after Enter wait."""
        if self._after_enter is not None and event.key != "escape":
            event.stop()
            self._after_enter.append(event)
        elif event.is_printable and event.character:
            event.stop()
            self.line.insert_text_at_cursor(event.character)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._stepped = False
        if event.value != self._text:
            self._chosen = None
        self._ask(pause=PAUSE if self._slow else 0)

    def _ask(self, pause: float) -> None:
        text = self.line.value
        if self._slow:
            # The function, not its coroutine: one cancelled before it started would be reported.
            search: Any = partial(self._ask_slow, text, pause)
            self.run_worker(search, group="choices", description="look for choices", exclusive=True)
        else:
            self._offer(self._source(text))

    async def _ask_slow(self, text: str, pause: float) -> None:
        self.asking = True
        await asyncio.sleep(pause)
        try:
            found = await asyncio.to_thread(self._source, text)
        except Exception as error:  # the screen below shows it
            self.post_message(Trouble(error))
            self._go_on()
            return
        if self._open and text == self.line.value:
            self.asking = False
            self._offer(found)
            if self._after_enter is not None:
                self._submit()
                self._go_on()

    def _go_on(self) -> None:
        """Type into the line again, if the picker is still there, what was typed after Enter."""
        keys, self._after_enter = self._after_enter or [], None
        if self._open:
            self.set_focus(self.line)
        for key in keys:
            press(self.app, key)

    def _offer(self, choices: Sequence[Choice]) -> None:
        self._choices = choices[:MOST_CHOICES]
        self._draw()
        at = [at for at, choice in enumerate(self._choices) if choice.value == self._chosen]
        self.options.highlighted = (at or [0])[0] if self._choices else None
        self._show_peek()
        if not self._choices and self._nothing:
            self.options.set_options([Option(Content.assemble((self._nothing, "$dim")), disabled=True)])

    def _draw(self) -> None:
        at = self.options.highlighted
        self.options.set_options([Option(choice.content(self._width)) for choice in self._choices])
        self.options.highlighted = at

    @property
    def read_from(self) -> Widget | None:
        """After a step, the choice in words; while the user types, the line."""
        return self.hint if self._stepped else None

    def _show_peek(self) -> None:
        if is_linear(self):
            self.hint.update(in_words(self._choices, self.options.highlighted, self._nothing, self._hint))
        for peek in self.query(Peek):
            peek.show(choice.value if (choice := self._current()) else None)

    def action_step(self, by: int) -> None:
        """Move along the list."""
        if self._choices:
            self._stepped = True
            at = self.options.highlighted or 0
            self.options.highlighted = max(min(at + by, len(self._choices) - 1), 0)
            self._show_peek()

    def action_complete(self) -> None:
        """Complete the line with the current choice."""
        if (choice := self._current()) is not None:
            self.line.value = self._complete(self.line.value, choice.value)
            self.line.cursor_position = len(self.line.value)

    def _current(self) -> Choice | None:
        at = self.options.highlighted
        return self._choices[at] if at is not None and at < len(self._choices) else None

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        # The list may still show the choices for an earlier line: do not take one of those.
        if self.asking:
            self._after_enter = []
            self.set_focus(None)
        else:
            self._submit()

    def _submit(self) -> None:
        choice = self._current()
        if choice is not None or self._free:
            self.dismiss(Answer(self.line.value, choice.value if choice else None))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        # What was clicked may be gone from the list, or in another place of it: nothing else is taken for it.
        options = self.options.options
        at = next((at for at, option in enumerate(options) if option is event.option), len(self._choices))
        if at < len(self._choices):
            self.dismiss(Answer(self.line.value, self._choices[at].value))

    def action_cancel(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)
