"""When the cables of a result were sent: one line of bars, and the years beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.commands import table
from reader.tui.features.facets.narrowing import months_in_words
from reader.tui.features.facets.time_buckets import Periods, around, height, periods, years
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.library.search.facets import Facets, Month

MARGIN = 1
"""Cells left free at either side."""


class Histogram(Widget, can_focus=True, inherit_bindings=False):
    """Bars with a cursor; a stretch of them can be chosen."""

    DEFAULT_CSS = "Histogram { height: 2; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"histogram--{role}" for role in ("bar", "year", "chosen")}
    BINDINGS: ClassVar[list[BindingType]] = table.bindings(table.Where.PERIODS)

    @dataclass
    class Moved(Message):
        """Another stretch is chosen."""

        words: str
        """It and its count; empty when the cursor has left."""

    @dataclass
    class Chosen(Message):
        """The result is to be narrowed to a stretch of time."""

        first: Month
        last: Month

    def __init__(self) -> None:
        super().__init__()
        self._facets: Facets | None = None
        self._periods = Periods()
        self._at = 0
        self._from: int | None = None
        """Where a stretch of several bars begins."""

    def show(self, facets: Facets) -> None:
        """The counts of another result; the cursor stays in its time, else goes to the peak."""
        self._facets, self._from = facets, None
        self._lay()
        self._told()

    def _lay(self) -> None:
        stood = self._periods.bars[self._at].first if self._at < len(self._periods.bars) else None
        months = self._facets.months if self._facets else {}
        self._periods = periods(months, self.size.width - 2 * MARGIN)
        at = self._periods.at(stood) if stood else None
        self._at = self._periods.peak if at is None else at
        self.refresh()

    @property
    def chosen(self) -> range:
        """The indexes of the bars chosen."""
        low, high = sorted((self._at, self._at if self._from is None else self._from))
        return range(low, high + 1)

    @property
    def words(self) -> str:
        """The stretch chosen: ``Apr–Jun 2006: 412 cables``."""
        if not self._periods.bars:
            return "no dates" if self._facets else "counting…"
        bars = [self._periods.bars[at] for at in self.chosen]
        when = months_in_words(bars[0].first, bars[-1].last)
        return f"{when}: {count(sum(bar.count for bar in bars), 'cable')}"

    def command(self, id: str) -> bool:
        """Carry out a command of the histogram. False when it is not one."""
        last = len(self._periods.bars) - 1
        to = {
            "periods.earlier": self._at - 1,
            "periods.later": self._at + 1,
            "periods.first": 0,
            "periods.last": last,
            "periods.peak": self._periods.peak,
        }.get(id)
        if to is not None:
            self._at = max(min(to, last), 0)
        elif id == "periods.range":
            self._from = self._at if self._from is None else None
        elif id == "periods.narrow":
            if bars := self._periods.bars:
                self.post_message(self.Chosen(bars[self.chosen[0]].first, bars[self.chosen[-1]].last))
        else:
            return False
        self._told()
        return True

    def drop_range(self) -> bool:
        """Give up a stretch being chosen; False where none is."""
        had, self._from = self._from is not None, None
        self._told()
        return had

    def _told(self) -> None:
        self.refresh()
        if self.has_focus:
            self.post_message(self.Moved(self.words))

    # Events

    def on_resize(self, event: events.Resize) -> None:
        """Other bars fit."""
        self._from = None
        self._lay()
        self._told()

    def on_focus(self) -> None:
        """Say where the cursor is."""
        self.refresh()
        self.post_message(self.Moved(self.words))

    def on_blur(self) -> None:
        """The cursor is gone."""
        self._from = None
        self.refresh()
        self.post_message(self.Moved(""))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second narrows."""
        at = (event.x - MARGIN) // self._periods.broad
        if 0 <= at < len(self._periods.bars):
            self._at = at
            self._told()
            if event.chain == 2:
                self.command("periods.narrow")

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Bars, then years."""
        width = self.size.width
        ground = self.rich_style
        if y == 1:
            return self._strip([Segment(" " * MARGIN, ground), *self._below()], width)
        bar, under = ground + self._style("bar"), ground + self._style("chosen")
        segments = [Segment(" " * MARGIN, ground)]
        for at, each in enumerate(self._periods.bars):
            here = self.has_focus and at in self.chosen
            block = height(each.count, self._periods.most) * self._periods.broad
            segments.append(Segment(block, under if here else bar))
        return self._strip(segments, width)

    def _below(self) -> list[Segment]:
        """The years, and under the chosen bars a mark for those who see no colours."""
        line, style = years(self._periods), self.rich_style + self._style("year")
        if not self.has_focus or not self._periods.bars:
            return [Segment(line, style)]
        start, end = (at * self._periods.broad for at in (self.chosen.start, self.chosen.stop))
        mark = self.rich_style + self._style("chosen")
        before, after = around(line, start, end)
        return [Segment(before, style), Segment("▲" * (end - start), mark), Segment(after, style)]

    def _strip(self, segments: list[Segment], width: int) -> Strip:
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, role: str) -> Style:
        return self.get_component_rich_style(f"histogram--{role}", partial=True)
