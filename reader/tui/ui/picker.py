"""Choosing from a list by typing: one line on top, the matching choices below."""

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
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.terminal_text import safe_line
from reader.tui.ui.closing import Dialog
from reader.tui.ui.footer import Footer
from reader.tui.ui.messages import Trouble
from reader.tui.ui.text_input import LineInput
from reader.tui.ui.typeahead import held_keys

PAUSE = 0.08
"""Seconds without a key before a slow source is called."""
PATIENCE = 0.25
"""Seconds a slow source may take before the picker asks for patience."""
LEAST_WIDTH = 50
"""Cells of a picker in a window that has them."""
LOW = 12
"""Lines of the window below which a picker has neither frame nor hint."""
MOST_LINES, MOST_SHARE = 24, 0.8
"""Most lines of its list, and largest share of the window for all of it."""
MOST_CHOICES = 200
"""Choices shown at once; typing narrows them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the choices."""

    value: str
    """Returned to the caller."""
    text: str
    detail: str = ""
    """Shown beside the text, dimmed."""
    key: str = ""
    """A key to show before it, for commands."""
    below: str = ""
    """A second line, dimmed."""

    def content(self) -> Content:
        """The text to show, never markup."""
        parts: list[tuple[str, str]] = [(safe_line(self.text), "")]
        if self.key:
            parts.insert(0, (f"{self.key:<10}", "$accent"))
        if self.detail:
            parts.append((f"  {safe_line(self.detail)}", "$dim"))
        if self.below:
            parts.append((f"\n    {safe_line(self.below)}", "$dim"))
        return Content.assemble(*parts)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user entered."""

    text: str
    """The line as typed."""
    value: str | None
    """The value of the choice; None if the line matches none."""


Source = Callable[[str], Sequence[Choice]]


class Picker(Dialog[Answer | None]):
    """One line to type in and a list below, at the top of the screen. None when cancelled.

    ``source`` returns the choices for a line; a ``slow`` one is called in a thread after a short pause, and
    results for an older line are ignored. ``free`` accepts a line without a choice; otherwise ``nothing`` is
    shown where there is none.
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
        hint: str = "",
        slow: bool = False,
        free: bool = False,
        nothing: str = "Nothing fits.",
        complete: Callable[[str, str], str] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._source = source
        self._hint = hint
        # Kept, not looked for: choices may come before these are composed, or while they are removed.
        self.line = LineInput(text)
        self.options = OptionList(markup=False, compact=True)
        self.hint = Static(safe_line(hint), id="picker-hint", markup=False)
        self._box = Vertical(id="picker")
        self._slow = slow
        self._free = free
        self._nothing = "" if free else nothing
        self._complete = complete or (lambda _, value: value)
        self.over: Region | None = None
        """The part of the screen to cover; None for the whole first line."""
        self._choices: Sequence[Choice] = ()
        self.asking = slow
        """The choices for the present line are still being read."""
        self._entered_early = False

    def compose(self) -> ComposeResult:
        """The line, the list and a hint."""
        with self._box:
            with Horizontal(id="picker-line"):
                yield Static(f"{safe_line(self._title)} ", id="picker-title", markup=False)
                yield self.line
            yield self.options
            yield self.hint
        footer = Footer()  # covers the one of the screen below, whose keys do not work now
        footer.kept = (("Enter", "choose"), ("Tab", "complete"), ("Esc", "cancel"))
        yield footer

    def on_mount(self) -> None:
        """Show the choices for an empty line."""
        self.options.can_focus = False
        self._place()
        self.set_focus(self.line)
        self.line.take(held_keys(self.app))
        self._ask(pause=0)
        if self._slow:
            self.set_timer(PATIENCE, self._be_patient)

    @property
    def _open(self) -> bool:
        """False once the picker was left: choices may still arrive while its widgets are removed."""
        return self in self.app.screen_stack

    def _be_patient(self) -> None:
        if self._open and self.asking and not self._choices:
            self.options.set_options([Option(Content.assemble(("One moment…", "$dim")), disabled=True)])

    def on_resize(self) -> None:
        """Stay inside the window."""
        self._place()

    def _place(self) -> None:
        columns = self.size.width
        low = self.size.height < LOW
        self.set_class(low, "-low")
        self.hint.display = bool(self._hint) and not low
        over = self.over or Region(0, 0, columns, 1)
        width = min(max(over.width, LEAST_WIDTH), columns)
        self._box.styles.width = width
        # Keep the hint in view below the choices.
        rest = 1 if low else 3 + bool(self._hint)
        self.options.styles.max_height = max(min(MOST_LINES, int(self.size.height * MOST_SHARE) - rest), 1)
        self._box.styles.offset = (max(min(over.x, columns - width), 0), 0)

    def on_key(self, event: events.Key) -> None:
        """Keys typed before the line has the focus are text for it, too."""
        if event.is_printable and event.character and not self.line.has_focus:
            event.stop()
            self.line.insert_text_at_cursor(event.character)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
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
            return
        if self._open and text == self.line.value:
            self.asking = False
            self._offer(found)
            if self._entered_early:
                self._submit()

    def _offer(self, choices: Sequence[Choice]) -> None:
        self._choices = choices[:MOST_CHOICES]
        self.options.set_options([Option(choice.content()) for choice in self._choices])
        self.options.highlighted = 0 if self._choices else None
        if not self._choices and self._nothing:
            self.options.set_options([Option(Content.assemble((self._nothing, "$dim")), disabled=True)])

    def action_step(self, by: int) -> None:
        """Move along the list."""
        if self._choices:
            at = self.options.highlighted or 0
            self.options.highlighted = max(min(at + by, len(self._choices) - 1), 0)

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
        self._entered_early = self.asking
        if not self.asking:
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


def once(make: Callable[[], Source]) -> Source:
    """A source that is made at its first call, so that a slow one reads what it needs in its thread."""
    made: list[Source] = []

    def source(text: str) -> Sequence[Choice]:
        if not made:
            made.append(make())
        return made[0](text)

    return source


def narrowed(choices: Sequence[Choice]) -> Source:
    """A source for a fixed list: all typed words must occur, in any case; names that start so come first."""
    from reader.tui.ui.words import folded

    prepared = [
        (folded(choice.text), folded(f"{choice.detail} {choice.below}"), choice) for choice in choices
    ]

    def source(text: str) -> Sequence[Choice]:
        words = folded(text).split()
        if not words:
            return choices
        matching = [
            (_rank(words, name, detail), choice)
            for name, detail, choice in prepared
            if all(word in name or word in detail for word in words)
        ]
        matching.sort(key=lambda pair: pair[0])
        return [choice for _, choice in matching]

    return source


def _rank(words: Sequence[str], name: str, detail: str) -> int:
    """0 for names that start with the first word, then names with a word that does, then the others."""
    first = words[0]
    if name.startswith(first):
        return 0
    return 1 if any(word.startswith(first) for word in name.split()) else 2 if first in name else 3
