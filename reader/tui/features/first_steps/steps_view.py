"""The widgets that show the first steps: a block below the list, and a line above the footer."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from reader.tui.features.first_steps.steps import Piece


class StepsView(Widget):
    """Some lines of styled words; hidden without any."""

    DEFAULT_CSS = "StepsView { display: none; width: 1fr; height: auto; }"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Sequence[Piece]] = ()

    def show(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Show these lines in place of the ones before."""
        if lines != self._lines:
            self._lines = lines
            self.display = bool(lines)
            self.refresh(layout=True)

    def render(self) -> Content:
        """The lines, each cut at the width."""
        width = self.size.width
        lines = [Content.assemble(*line) for line in self._lines]
        return Content("\n").join([line.truncate(width, ellipsis=True) if width else line for line in lines])
