"""A line for commands at the foot of the screen: completions above it, earlier lines with the arrows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.terminal_text import cell_width, fit, safe_line
from reader.tui.ui.screens import Dialog, Trouble
from reader.tui.ui.text_input import LineInput
from reader.tui.ui.typeahead import held_keys

PAUSE = 0.05
"""Seconds without a key before completions are looked for."""
MOST_LINES, MOST_SHARE = 10, 0.5
"""Completions shown at once, and the largest share of the window for them."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to complete the line."""

    line: str
    """The whole line with it."""
    text: str
    """What is shown of it."""
    detail: str = ""


class Earlier(Protocol):
    """Earlier lines."""

    def earlier(self, line: str) -> str:
        """The line before this one."""

    def later(self, line: str) -> str:
        """The line after this one."""

    def reset(self) -> None:
        """The user types: a walk through them begins at what is typed."""


Completions = Callable[[str], Sequence[Completion]]
"""From the line to the ways to complete it; called in a thread."""
QuickCompletions = Callable[[str], "Sequence[Completion] | None"]
"""The same without waiting; None where it has to be done in a thread."""


class CommandPrompt(Dialog[str | None]):
    """A line to type a command in. None when cancelled.

    ``check`` says what is wrong with the line, empty if nothing is; only a good one is accepted.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "cancel", "Cancel", priority=True),
        Binding("up", "recall(True)", "Previous line", priority=True),
        Binding("down", "recall(False)", "Next line", priority=True),
        Binding("tab", "complete(1)", "Complete", priority=True),
        Binding("shift+tab", "complete(-1)", "Previous completion", priority=True),
    ]
    AUTO_FOCUS = "LineInput"

    def __init__(
        self,
        label: str,
        earlier: Earlier,
        *,
        text: str = "",
        hint: str = "",
        quick: QuickCompletions = lambda _: None,
        completions: Completions = lambda _: (),
        check: Callable[[str], str] = lambda _: "",
    ) -> None:
        super().__init__()
        self._label = label
        self._earlier = earlier
        self.line = LineInput(text, safe_line(hint))
        self._completions_shown = Static(id="command-completions", markup=False)
        self._error = Static(id="command-error", markup=False)
        self._quick = quick
        self._completions = completions
        self._check = check
        self._choices: Sequence[Completion] = ()
        self._chosen: int | None = None
        self._typed = ""
        """The line that the choices complete."""
        self._recalled: str | None = None
        """The earlier line brought back last."""
        self._steps = 0
        """Presses of Tab that wait for the choices."""
        self.asking = True
        """The completions of the present line are still being looked for."""

    def compose(self) -> ComposeResult:
        """Completions, what is wrong, the line."""
        with Vertical(id="command-prompt"):
            yield self._completions_shown
            yield self._error
            with Horizontal(id="command-line"):
                yield Static(f"{safe_line(self._label)}", id="prompt-label", markup=False)
                yield self.line

    def on_mount(self) -> None:
        """Keys pressed while it was opening are text for it."""
        self.set_focus(self.line)
        self.line.take(held_keys(self.app))
        self._say("")
        self._ask()

    def on_key(self, event: events.Key) -> None:
        """Keys sent here before the line had the focus are text for it, too."""
        if event.is_printable and event.character:
            event.stop()
            self.line.insert_text_at_cursor(event.character)

    def on_resize(self) -> None:
        """Stay inside the window."""
        self._show_choices()

    @on(Input.Changed)
    def _line_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._say("")
        if event.value != self._recalled:
            self._earlier.reset()
        if self._chosen is not None and event.value == self._choices[self._chosen].line:
            return  # Tab put it there: the other choices stay
        self._ask()

    # Completing

    def _ask(self) -> None:
        self.asking, self._chosen, self._typed, self._steps = True, None, self.line.value, 0
        found = self._quick(self._typed)
        if found is not None:
            self._offer(found)
            return
        # The function: a coroutine that never starts would be reported.
        look: Any = partial(self._look, self._typed)
        self.run_worker(look, group="completions", description="look for completions", exclusive=True)

    async def _look(self, line: str) -> None:
        await asyncio.sleep(PAUSE)
        try:
            found = await asyncio.to_thread(self._completions, line)
        except Exception as error:  # the screen below shows it
            self.post_message(Trouble(error))
            return
        if self in self.app.screen_stack and line == self._typed:
            self._offer(found)

    def _offer(self, found: Sequence[Completion]) -> None:
        self.asking, self._choices = False, found
        self._show_choices()
        if self._steps:
            self.action_complete(self._steps)

    def action_complete(self, by: int) -> None:
        """Put the next completion, or the one before, into the line."""
        if self.asking:
            self._steps += by
        elif self._choices:
            at = (-1 if by > 0 else 0) if self._chosen is None else self._chosen
            self._chosen = (at + by) % len(self._choices)
            self._put(self._choices[self._chosen].line)
            self._show_choices()

    def _show_choices(self) -> None:
        """Those around the chosen one, as many as there is room for."""
        most = max(min(MOST_LINES, int(self.app.size.height * MOST_SHARE) - 2), 1)
        first = max(min((self._chosen or 0) - most // 2, len(self._choices) - most), 0)
        shown = self._choices[first : first + most]
        width = min(
            max((cell_width(safe_line(each.text)) for each in shown), default=0), self.app.size.width // 2
        )
        parts: list[tuple[str, str]] = []
        for at, each in enumerate(shown, first):
            style = "$chosen-text on $chosen" if at == self._chosen else ""
            mark = "▌" if at == self._chosen else " "
            detail = safe_line(each.detail)
            room = max(self.app.size.width - width - 4, 0)
            parts += [
                (f"{mark}{fit(safe_line(each.text), width)}", style),
                (f"  {fit(detail, room)}\n", "$dim"),
            ]
        choices = self._completions_shown
        choices.display = bool(shown)
        choices.update(Content.assemble(*parts).rstrip())

    # Earlier lines

    def action_recall(self, before: bool) -> None:
        """Bring back the line before, or the one after."""
        line = self.line.value
        self._recalled = self._earlier.earlier(line) if before else self._earlier.later(line)
        self._put(self._recalled)

    def _put(self, text: str) -> None:
        self.line.value = text
        self.line.cursor_position = len(text)

    # Leaving

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        line = event.value.strip()
        problem = self._check(line) if line else ""
        if problem:
            self._say(problem)
        else:
            self.dismiss(line or None)

    def _say(self, problem: str) -> None:
        self._error.update(f" {safe_line(problem)}")
        self._error.display = bool(problem)

    def action_cancel(self) -> None:
        """Leave without a command."""
        self.dismiss(None)
