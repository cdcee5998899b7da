"""The cable list: draws the rows in view and fetches only those, so 250,000 cost no more than five."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.commands import table
from reader.tui.core.bulk_scope import Marks
from reader.tui.core.query_task import PAGE
from reader.tui.features.cable_list import did_you_mean
from reader.tui.features.cable_list.list_messages import Moved, Selected, SuggestionTaken
from reader.tui.features.cable_list.row_lines import DEFAULT_COLUMNS, UserWork, first_line, row_height
from reader.tui.features.cable_list.row_pages import RowPages
from reader.tui.features.cable_list.row_strips import COMPONENTS, RowStrips
from reader.tui.ui.screens import Trouble

if TYPE_CHECKING:
    from reader.library.listing import Listing, Row
    from reader.tui.core.query_task import SuggestedQuery
    from reader.tui.features.cable_list.row_lines import RowState


class CableList(ScrollView, can_focus=True, inherit_bindings=False):
    """The rows of one listing, with a cursor."""

    DEFAULT_CSS = (
        "CableList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }"
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    BINDINGS: ClassVar[list[BindingType]] = table.bindings(table.Where.LIST)

    Moved = Moved
    Selected = Selected
    SuggestionTaken = SuggestionTaken

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        """Index of the current row."""
        self.marks = Marks()
        """The cables the user marked for a command on several."""
        self.range_from: int | None = None
        """Where the range being selected starts; it ends at the cursor. None without a range."""
        self.notice = ""
        """Shown in place of rows when there are none."""
        self.columns: Sequence[str] = DEFAULT_COLUMNS
        """Names of the columns it shows where a cable takes one line."""
        self._offers: Sequence[SuggestedQuery] = ()
        self._pages = RowPages()
        self._strips = RowStrips(self)
        self._fetching = False
        self._work = UserWork()
        self._drawn: dict[int, RowState] = {}  # as what the rows were drawn last, by index

    # Content

    def show(self, listing: Listing | None, *, cursor: int = 0) -> None:
        """Draw another listing. ``cursor`` is the index of the current row."""
        self._pages.take(listing)
        self._strips.clear()
        self.range_from = None
        self._offers = ()
        self.cursor = max(min(cursor, len(self) - 1), 0)
        self._measure()
        self._follow(centre=True)
        self.refresh()
        self.post_message(self.Moved(self.current))

    def prime(self, start: int, found: list[Row]) -> None:
        """Put rows fetched beforehand in place, so that a new listing appears without a gap.

        ``start`` is a multiple of ``PAGE``; a short last page is the end of the listing.
        """
        self._pages.put(start, found)
        self.refresh()

    def show_work(self, work: UserWork) -> None:
        """Show the user's own work in the rows; only those that look different now are drawn again."""
        self._work = work
        first = int(self.scroll_offset.y) // self.row_height
        for index in range(first, first + self.page_rows + 1):
            row = self.row(index)
            if row is not None and self._drawn.get(index) != self._state(index, row):
                self.refresh_row(index)

    def choose_columns(self, names: Sequence[str]) -> None:
        """Show these columns where a cable takes one line; the usual ones for none."""
        self.columns = names or DEFAULT_COLUMNS
        self._strips.clear()
        self.refresh()

    def offer(self, found: Sequence[SuggestedQuery]) -> None:
        """Suggest queries, each with a digit, where this one found nothing."""
        self._offers = found
        self.refresh()

    def __len__(self) -> int:
        return len(self._pages)

    def __bool__(self) -> bool:
        return True

    # Marks

    @property
    def rows_in_range(self) -> range:
        """Indexes of the rows of the range; empty without one."""
        if self.range_from is None:
            return range(0)
        first, last = sorted((self.range_from, self.cursor))
        return range(first, last + 1)

    def ids(self, rows: range) -> Sequence[int]:
        """The library's ids of a range of rows, fetched or not."""
        listing = self._pages.listing
        return listing.ids[rows.start : rows.stop] if listing is not None else ()

    def refresh_row(self, index: int) -> None:
        """Draw a row again."""
        self.refresh_lines(index * self.row_height, self.row_height)

    # The cursor

    @property
    def current(self) -> str | None:
        """MRN of the current row; None when there is none, or while it is being fetched."""
        row = self.row(self.cursor)
        return row.mrn if row else None

    def row(self, index: int) -> Row | None:
        """A row, if it is loaded."""
        return self._pages.row(index)

    @property
    def cursor_line(self) -> int:
        """The line of the window with the cursor."""
        return self.cursor * self.row_height - int(self.scroll_offset.y)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, as near as there is one."""
        index = max(min(index, len(self) - 1), 0)
        if index != self.cursor:
            before, self.cursor = self.cursor, index
            for changed in (before, index):
                self.refresh_row(changed)
            if self.range_from is not None:
                self.refresh()
            self._follow()
        self.post_message(self.Moved(self.current))

    @property
    def row_height(self) -> int:
        """Lines a row takes at the present size."""
        return row_height(self.scrollable_content_region.width, self.size.height)

    @property
    def page_rows(self) -> int:
        """Rows in view."""
        return max(self.size.height // self.row_height, 1)

    def _follow(self, *, centre: bool = False) -> None:
        """Bring the current row into view, and begin the window with a whole row."""
        at = int(self.scroll_target_y)
        first = first_line(self.cursor, self.row_height, self.size.height, at, centre=centre)
        if first != at:
            self.scroll_to(y=first, animate=False, immediate=True, force=True)

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self) * self.row_height)

    # Commands

    def command(self, id: str) -> bool:
        """Carry out a movement command of the list. False when it is not one."""
        steps = {
            "list.down": 1,
            "list.up": -1,
            "list.page_down": self.page_rows,
            "list.page_up": -self.page_rows,
            "list.half_down": max(self.page_rows // 2, 1),
            "list.half_up": -max(self.page_rows // 2, 1),
            "list.first": -len(self),
            "list.last": len(self),
        }
        if id in steps:
            self.move_to(self.cursor + steps[id])
        else:
            return False
        return True

    # Events

    def on_resize(self, event: events.Resize) -> None:
        """Row height may depend on the size."""
        self._strips.clear()
        self._measure()
        self._follow(centre=True)

    def notify_style_update(self) -> None:
        """Drop the rows drawn in the old theme."""
        super().notify_style_update()
        self._strips.restyle()

    def own_key(self, event: events.Key) -> bool:
        """Take a suggested query; False if the key is for something else."""
        offer = did_you_mean.query_for_key(self._offers, event.key)
        if offer is not None:
            self.post_message(self.SuggestionTaken(offer.query))
        return offer is not None

    def on_focus(self) -> None:
        """The cursor row looks different with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor row looks different without the focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, two open."""
        if event.y < 0:
            return
        index = (event.y + int(self.scroll_y)) // self.row_height
        if index < len(self):
            self.move_to(index)
            if event.chain == 2 and self.current:
                self.post_message(self.Selected(self.current))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        width = self.scrollable_content_region.width
        index, part = divmod(y + int(self.scroll_offset.y), self.row_height)
        if index >= len(self):
            return self._notice_line(y, width)
        row = self.row(index)
        if row is None:
            self._want(index)
            return self._strips.line("  …" if part == 0 else "", "dim", width)
        if len(self._drawn) > 4 * self.size.height:
            self._drawn.clear()
        state = self._drawn[index] = self._state(index, row)
        return self._strips.row(row, state, width, self.row_height, self.columns)[part]

    def _state(self, index: int, row: Row) -> RowState:
        cursor = index == self.cursor and self._work.highlights(row.mrn)
        marked = row.id in self.marks or index in self.rows_in_range
        return self._work.row_state(row, cursor=cursor, focus=self.has_focus, marked=marked)

    def _notice_line(self, y: int, width: int) -> Strip:
        lines = did_you_mean.lines(self.notice, self._offers, width) if not len(self) else []
        text, role = lines[y] if y < len(lines) else ("", "dim")
        return self._strips.line(text, role, width)

    # Fetching

    def _want(self, index: int) -> None:
        if not self._fetching:
            self._fetching = True
            self.call_later(self._start_fetching)

    def _start_fetching(self) -> None:
        self.run_worker(
            self._fetch(), group="rows", description="fetch the rows in view", exit_on_error=False
        )

    async def _fetch(self) -> None:
        """Fetch the pages in view that are missing, one at a time, until none is."""
        try:
            while (listing := self._pages.listing) is not None and (start := self._missing()) is not None:
                found = await asyncio.to_thread(partial(listing.window, start, PAGE))
                if listing is self._pages.listing:
                    self.prime(start, found)
                    if start <= self.cursor < start + PAGE:
                        self.post_message(self.Moved(self.current))
        except Exception as error:  # reported by the screen; the rows stay empty
            self.post_message(Trouble(error))
        finally:
            self._fetching = False

    def _missing(self) -> int | None:
        first = int(self.scroll_offset.y) // self.row_height
        return self._pages.missing(first, first + self.page_rows)
