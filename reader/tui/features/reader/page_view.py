"""A cable's page in a scrolling view, drawn line by line, with its current paragraph."""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.geometry import Size
from textual.widget import Widget

from reader.cable.model import Cable
from reader.tui.core.cable.placement import PAGE_TOP, Place, top_row
from reader.tui.features.reader.note_overlay import Marks, marks
from reader.tui.features.reader.page_canvas import PageCanvas
from reader.tui.features.reader.reader_messages import ParagraphChanged
from reader.tui.page.layout import layout
from reader.tui.page.model import HEAD, Options

_MARGIN = 2
"""Rows kept above a paragraph that is jumped to, so that its heading shows."""


class PageView(PageCanvas, can_focus=True):
    """Shows a page, keeps the current paragraph. What is drawn over the text is up to subclasses."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._cable: Cable | None = None
        self._mrn: str | None = None
        self._options = Options()
        self._wanted: Place | None = None
        self._landing: tuple[Place, Place] | None = None
        """The place asked for last, and where that was on the page; None once the page was laid out anew."""
        self._going: tuple[int | None, int | None] | None = None
        """Where to go as soon as there is a page; a hidden view, or one without a size, has none."""
        self._moving = False
        self._height = 0
        """Rows of the window, as of the last change of its size."""

    @property
    def cable(self) -> Cable | None:
        """The open cable."""
        return self._cable

    @property
    def mrn(self) -> str | None:
        """The number it is open under."""
        return self._mrn

    @property
    def current(self) -> int | None:
        """The ordinal of the current paragraph; None at the head of the cable."""
        return self._current

    @property
    def options(self) -> Options:
        """What is opened or folded."""
        return self._options

    @property
    def place(self) -> Place:
        """The current paragraph and the scroll, to come back to."""
        if self._page is None:
            return self._wanted or Place()
        offset = self.scroll_offset.y - self._gap.view_row(self._page.rows_of(self._current)[0])
        words = self._words_in_view() if self._current is not None and offset > 0 else None
        return Place(
            self._current,
            offset,
            self._page.width,
            words[1] if words is not None and words[0] == self._current else None,
            self._options.header_open,
            self._options.as_sent,
        )

    # Laying out

    @property
    def is_container(self) -> bool:
        """False for a view drawn line by line, except while the note editor is mounted in it."""
        return bool(self._nodes)

    def lay_out(self, at: Place | None = None) -> None:
        """Lay the page out again, at ``at`` or at the present position."""
        width = self.scrollable_content_region.width
        if self._cable is None or width <= 0:
            self._wanted = at or self._wanted or (self.place if self._page else None)
            self._page, self._marks = None, Marks()
            self._set_current(self._wanted.ordinal if self._wanted else None)
            self._repaint()
            self.virtual_size = Size(0, 0)
            return
        kept = None if at or self._wanted else self._words_in_view()
        at = at or self._wanted or Place()
        self._wanted = None
        self._page = layout(self._cable, width, self._options)
        self._marks = marks(self._page, self._notes)
        self.laid_out()
        self._repaint()
        self._resize_view()
        if kept is not None:
            self._scroll(self._row_at(*kept[:2]) - kept[2])
            self._landing = None
        else:
            self._return_to(at)
            self._landing = at, self.place
        if self._going is not None:
            (ordinal, start), self._going = self._going, None
            self.go_to(ordinal, start)

    def _return_to(self, place: Place) -> None:
        """Exactly the rows of a place; on a page of another size some of its paragraph."""
        page = self._page
        assert page is not None
        self._set_current(place.ordinal)
        first = self._gap.view_row(page.rows_of(self._current)[0])
        if place.offset == PAGE_TOP:
            self._scroll(0)
        elif place.start is not None and place.width != page.width:
            self._scroll(self._in_window(self._row_at(self._current, place.start)))
        else:
            self._scroll(self._in_window(first + place.offset))

    def _in_window(self, top: int) -> int:
        """The row of the view for the top of the window, so that the current paragraph is in it."""
        assert self._page is not None
        first, end = self._page.rows_of(self._current)
        height = self.scrollable_content_region.height
        return top_row(top, self._gap.view_row(first), self._gap.view_row(end - 1) + 1, height)

    def laid_out(self) -> None:
        """Called when the page is new: offsets into its flows must be looked up again."""

    def set_options(self, options: Options) -> None:
        """Open, fold, reflow or show as sent; the words in view stay where they are on the screen."""
        self._options = options
        self.lay_out()

    def unfold(self, ordinal: int | None) -> None:
        """Show all of a paragraph that the filter by portion folds; the one before is folded again."""
        paragraph = (
            self._cable.paragraph(ordinal) if self._cable is not None and ordinal is not None else None
        )
        portions = self._options.portions
        if paragraph is None or not portions.folds or portions.shows(paragraph):
            return
        if ordinal != self._options.unfolded:
            self.set_options(replace(self._options, unfolded=ordinal))

    def _resize_view(self) -> None:
        rows = len(self._page) + self._gap.height if self._page else 0
        width, height = self.scrollable_content_region.size
        if self.show_vertical_scrollbar and height and rows > height:
            # The bar stays, so nothing moves on the screen, and it need not be laid out as a whole.
            self.set_reactive(Widget.virtual_size, Size(width, rows))
            self._scroll_update(self.virtual_size)
        else:
            self.virtual_size = Size(width, rows)

    def _words_in_view(self) -> tuple[int | None, int, int] | None:
        """(ordinal, clean offset, rows below the top) of words to be kept where they are on the screen.

        The first ones in view of the current paragraph, else of any.
        """
        page = self._page
        if page is None:
            return None
        first, end = page.rows_of(self._current)
        top = self._gap.nearest(self.scroll_offset.y)
        bottom = min(top + max(self.size.height, 1), len(page))
        if self._current is None and top < end:
            return None, 0, self._gap.view_row(first) - self.scroll_offset.y
        for row in (*range(max(top, first), min(bottom, end)), *range(top, bottom)):
            line = page.lines[row]
            spot = page.spot_at(row, 0) if line.start < line.end else None
            clean = page.clean(spot) if spot else None
            if clean:
                return (*clean, self._gap.view_row(row) - self.scroll_offset.y)
        return self._current, 0, 0

    def _row_at(self, ordinal: int | None, offset: int) -> int:
        """The row of the view that shows a character of a paragraph."""
        page = self._page
        assert page is not None
        found = page.in_flow(ordinal, offset, offset) if ordinal is not None else None
        row = page.row_of(found[0], found[1]) if found else page.rows_of(ordinal)[0]
        return self._gap.view_row(row)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap to the new width, keeping the same words in view; in fewer rows keep the paragraph in view.

        A place that was asked for is gone to again while the user has not moved: notes that come or go with
        a cable change the width after the cable was shown, and the rows of a place count at the final width.
        """
        width, height = self.scrollable_content_region.size
        before, self._height = self._height, height
        if self._page is None or self._page.width != width:
            asked, landed = self._landing or (None, None)
            self.lay_out(asked if self._page is not None and self.place == landed else None)
        elif 0 < height < before and not self._nodes:
            top, first = self.scroll_offset.y, self._page.rows_of(self._current)[0]
            if first < top + before:
                self._scroll(self._in_window(top))

    # The current paragraph

    def _set_current(self, ordinal: int | None) -> None:
        count = len(self._cable.paragraphs) if self._cable else 0
        ordinal = min(max(ordinal, 1), count) or None if ordinal is not None else None
        if ordinal == self._current:
            return
        self._current = ordinal
        self.refresh()
        self.post_message(ParagraphChanged(ordinal))

    def _scroll(self, row: float) -> None:
        """Put a row of the view at the top, without the current paragraph following."""
        self._moving = True
        self.scroll_to(y=max(row, 0), animate=False, force=True)
        self._moving = False

    def bring_into_view(self, first: int, end: int) -> None:
        """Scroll as little as needed, so that the rows of the view from ``first`` to ``end`` are seen.

        Rows that do not all fit are seen from the first one on, a little below the top.
        """
        top, height = self.scroll_offset.y, self.size.height
        margin = min(_MARGIN, max(height - (end - first), 0) // 2)
        if top + margin <= first and end + margin <= top + height:
            return
        if first < top + margin or end - first > height - 2 * margin:
            self._scroll(first - margin)
        elif first >= top + height or end > top + height:
            self._scroll(
                first - min(_MARGIN, height // 5) if first >= top + height else end + margin - height
            )

    @property
    def cursor_line(self) -> int:
        """The first line of the window with the current paragraph."""
        row = self._gap.view_row(self._page.rows_of(self._current)[0]) if self._page else 0
        return max(row - int(self.scroll_offset.y), 0)

    def go_to(self, ordinal: int | None, start: int | None = None) -> None:
        """Make a paragraph current and show it; with ``start`` (clean offset) the row of those words."""
        if self._page is None:
            self._going = ordinal, start
            self._set_current(ordinal)
            return
        if start is not None:
            self.unfold(ordinal)
        self._set_current(ordinal)
        if start is not None and self._current is not None:
            row = self._row_at(self._current, start)
            self.bring_into_view(row, row + 1)
            return
        page = self._page
        first, end = page.rows_of(self._current)
        if first < page.rows_of(None)[1]:
            first = 0
        self.bring_into_view(self._gap.view_row(first), self._gap.view_row(end - 1) + 1)

    def move_paragraph(self, delta: int) -> None:
        """Go forward or back by some paragraphs; before the first one comes the head of the cable."""
        if self._cable is None:
            return
        target = min(max((self._current or HEAD) + delta, HEAD), len(self._cable.paragraphs))
        self.go_to(target or None)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The current paragraph follows; an open editor moves with the page."""
        if self._nodes:
            Widget.watch_scroll_y(self, old_value, new_value)
            self.refresh()
        else:
            super().watch_scroll_y(old_value, new_value)
        if not self._moving and round(old_value) != round(new_value):
            self._follow(down=new_value > old_value)

    def _follow(self, *, down: bool) -> None:
        """Make the paragraph being read the current one; while that is in view, not against the scrolling."""
        page = self._page
        if page is None:
            return
        top, height = self.scroll_offset.y, self.size.height
        reading = page.paragraph_at(self._gap.nearest(top + height // 3)) or HEAD
        current = self._current or HEAD
        first, end = page.rows_of(self._current)
        if self._gap.view_row(first) < top + height and self._gap.view_row(end - 1) >= top:
            reading = max(reading, current) if down else min(reading, current)
        self._set_current(reading or None)

    def scroll_rows(self, rows: int) -> None:
        """Scroll by some rows; at either end of the page only the current paragraph moves."""
        before = round(self.scroll_y)
        self.scroll_to(y=before + rows, animate=False, force=True)
        if round(self.scroll_y) == before and self._cable is not None:
            step = 1 if rows > 0 else -1
            target = min(max((self._current or HEAD) + step, HEAD), len(self._cable.paragraphs))
            self._set_current(target or None)
