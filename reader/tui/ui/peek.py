"""The first words of what the current choice of a picker leads to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader.terminal_text import cut, safe_line, wrap_cells
from reader.tui.ui.screens import Trouble

PAUSE = 0.06
"""Seconds on a choice before it is read for."""
LEAST_LINES, MOST_LINES = 2, 7


class Peek(Static):
    """Shows what ``read`` returns for the value of a choice; it is called in a thread."""

    class Read(Message):
        """Other words are shown."""

    def __init__(self, read: Callable[[str], str], *, keep_lines: bool = False) -> None:
        """With ``keep_lines`` what it reads is in lines of its own; else it is one run of words."""
        super().__init__(id="picker-peek", markup=False)
        self._read = read
        self._keep_lines = keep_lines
        self._value: str | None = None
        self._words = ""

    def render(self) -> Content:
        """As many of the words as fit; an ellipsis shows that there are more."""
        width, height = self.content_size
        lines = wrap_cells(self._words, width)
        if len(lines) > height > 0:
            lines = [*lines[: height - 1], cut(" ".join(lines[height - 1 :]), width)]
        return Content("\n".join(lines))

    def lines_in(self, width: int) -> int:
        """How many lines the words take in lines of ``width`` cells."""
        return len(wrap_cells(self._words, max(width, 1)))

    def fit_into(self, lines: int) -> int:
        """Take a share of a window of that many lines; returns how many it takes, with the rule above it."""
        height = max(min(MOST_LINES, lines // 4), LEAST_LINES) + 1
        self.styles.height = height
        return height

    def show(self, value: str | None) -> None:
        """Show the words for the value of another choice; None for none."""
        pause, self._value = PAUSE if self._value else 0.0, value
        job: Any = partial(self._show, value, pause)
        self.run_worker(job, group="peek", description="read what a choice leads to", exclusive=True)

    async def _show(self, value: str | None, pause: float) -> None:
        await asyncio.sleep(pause)
        try:
            text = await asyncio.to_thread(self._read, value) if value is not None else ""
        except Exception as error:  # the screen below shows it
            self.post_message(Trouble(error))
            return
        if self.is_attached and value == self._value:
            lines = text.split("\n") if self._keep_lines else [text]
            self._words = "\n".join(safe_line(" ".join(line.split())) for line in lines)
            self.refresh()
            self.post_message(self.Read())
