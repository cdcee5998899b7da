"""The histogram: when the cables of a result were sent, a line of bars with the years below.

Split by post, TAGS or code, it has a line of bars for each of the largest groups, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.terminal_text import cut, fit, safe_line
from reader.tui.commands import table
from reader.tui.features.facets.narrowing import months_in_words
from reader.tui.features.facets.time_buckets import (
    Periods,
    around,
    block,
    gap_around,
    length_in_words,
    periods,
    years,
)
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.library.search.facets import Facets, Month

MARGIN = 1
"""Blank cells on either side."""
NAMES = 11
"""Cells for the name of a group, and the space after it."""


class Histogram(Widget, can_focus=True, inherit_bindings=False):
    """Bars with a cursor; a range of them can be selected."""

    DEFAULT_CSS = "Histogram { height: 2; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"histogram--{role}" for role in ("bar", "year", "chosen")}
    BINDINGS: ClassVar[list[BindingType]] = table.bindings(table.Where.PERIODS)

    @dataclass
    class Moved(Message):
        """Other bars are selected."""

        words: str
        """Their time and count; empty when the focus is elsewhere."""

    @dataclass
    class RangeSelected(Message):
        """The user narrows the result to a range of months."""

        first: Month
        last: Month

    def __init__(self) -> None:
        super().__init__()
        self._facets: Facets | None = None
        self._periods = Periods()
        self._groups: Mapping[str, Mapping[Month, int]] = {}
        self._group_counts: dict[str, list[int]] = {}
        self._at = 0
        self._range_start: int | None = None
        """The bar where the range being selected begins."""

    def show(self, facets: Facets) -> None:
        """Show the counts of another result; the cursor stays at its time, or goes to the highest bar."""
        self._facets, self._range_start = facets, None
        self._make_bars()
        self._announce()

    def split(self, groups: Mapping[str, Mapping[Month, int]]) -> None:
        """Show counts by month of parts of the result, each in a line of its own."""
        if groups != self._groups:
            self._groups = groups
            self._make_bars()

    def _make_bars(self) -> None:
        month = self._periods.bars[self._at].first if self._at < len(self._periods.bars) else None
        months = self._facets.months if self._facets else {}
        self._periods = periods(months, self.size.width - 2 * MARGIN - self._indent)
        self._group_counts = {name: self._periods.counts_of(group) for name, group in self._groups.items()}
        at = self._periods.at(month) if month else None
        self._at = self._periods.peak if at is None else at
        self.refresh()

    @property
    def _indent(self) -> int:
        """Cells before the bars, for the names of groups."""
        return NAMES if self._groups else 0

    @property
    def selected(self) -> range:
        """The indexes of the selected bars."""
        low, high = sorted((self._at, self._at if self._range_start is None else self._range_start))
        return range(low, high + 1)

    @property
    def words(self) -> str:
        """The selected range: ``Apr–Jun 2006: 412 cables``, with the groups, or with the gap it is in."""
        if not self._periods.bars:
            return "no dates" if self._facets else "counting…"
        bars = [self._periods.bars[at] for at in self.selected]
        when = months_in_words(bars[0].first, bars[-1].last)
        total = sum(bar.count for bar in bars)
        if not total and self._facets:
            gap = gap_around(self._facets.months, bars[0].first, bars[-1].last)
            return (
                f"{when}: no cables for {length_in_words(gap)}, {months_in_words(gap.first, gap.last)}"
                if gap
                else f"{when}: no cables"
            )
        groups = [
            f"{safe_line(name)} {number:,}"
            for name, counts in self._group_counts.items()
            if (number := sum(counts[at] for at in self.selected))
        ]
        return " · ".join([f"{when}: {count(total, 'cable')}", *groups])

    def command(self, id: str) -> bool:
        """Run a command of the histogram. False if it is not one."""
        last = len(self._periods.bars) - 1
        target = {
            "periods.earlier": self._at - 1,
            "periods.later": self._at + 1,
            "periods.first": 0,
            "periods.last": last,
            "periods.peak": self._periods.peak,
        }.get(id)
        if id in ("periods.next_peak", "periods.previous_peak"):
            target = self._periods.peak_after(self._at, 1 if id == "periods.next_peak" else -1)
            target = self._at if target is None else target
        if target is not None:
            self._at = max(min(target, last), 0)
        elif id == "periods.range":
            self._range_start = self._at if self._range_start is None else None
        elif id == "periods.narrow":
            if bars := self._periods.bars:
                self.post_message(
                    self.RangeSelected(bars[self.selected[0]].first, bars[self.selected[-1]].last)
                )
        else:
            return False
        self._announce()
        return True

    def clear_range(self) -> bool:
        """Give up the range being selected; False if there is none."""
        had, self._range_start = self._range_start is not None, None
        self._announce()
        return had

    def _announce(self) -> None:
        self.refresh()
        if self.has_focus:
            self.post_message(self.Moved(self.words))

    # Events

    def on_resize(self, event: events.Resize) -> None:
        """Another number of bars fits."""
        self._range_start = None
        self._make_bars()
        self._announce()

    def on_focus(self) -> None:
        """Report where the cursor is."""
        self.refresh()
        self.post_message(self.Moved(self.words))

    def on_blur(self) -> None:
        """The cursor is hidden."""
        self._range_start = None
        self.refresh()
        self.post_message(self.Moved(""))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click narrows."""
        at = (event.x - MARGIN - self._indent) // self._periods.bar_width
        if 0 <= at < len(self._periods.bars):
            self._at = at
            self._announce()
            if event.chain == 2:
                self.command("periods.narrow")

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The bars of all cables, those of each group, then the years."""
        if y == 0:
            counts = [bar.count for bar in self._periods.bars]
            return self._strip(self._bar_line("all" if self._groups else "", counts, self._periods.most))
        if y <= len(self._group_counts):
            name = list(self._group_counts)[y - 1]
            # One scale for the groups, so that they can be compared.
            most = max(map(max, self._group_counts.values())) if self._periods.bars else 0
            return self._strip(self._bar_line(name, self._group_counts[name], most))
        if y == len(self._group_counts) + 1:
            return self._strip([Segment(" " * (MARGIN + self._indent), self.rich_style), *self._year_line()])
        return self._strip([])

    def _bar_line(self, name: str, counts: list[int], most: int) -> list[Segment]:
        ground = self.rich_style
        bar, under = ground + self._style("bar"), ground + self._style("chosen")
        label = fit(cut(safe_line(name), self._indent - 1), self._indent) if self._indent else ""
        segments = [Segment(" " * MARGIN + label, ground + self._style("year"))]
        for at, number in enumerate(counts):
            here = self.has_focus and at in self.selected
            segments.append(Segment(block(number, most) * self._periods.bar_width, under if here else bar))
        return segments

    def _year_line(self) -> list[Segment]:
        """The years; below the selected bars a mark that needs no colours."""
        line, style = years(self._periods), self.rich_style + self._style("year")
        if not self.has_focus or not self._periods.bars:
            return [Segment(line, style)]
        start, end = (at * self._periods.bar_width for at in (self.selected.start, self.selected.stop))
        mark = self.rich_style + self._style("chosen")
        before, after = around(line, start, end)
        return [Segment(before, style), Segment("▲" * (end - start), mark), Segment(after, style)]

    def _strip(self, segments: list[Segment]) -> Strip:
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _style(self, role: str) -> Style:
        return self.get_component_rich_style(f"histogram--{role}", partial=True)
