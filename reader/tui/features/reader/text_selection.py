"""Selecting words on the page, with keys or the mouse."""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.geometry import Offset
from textual.timer import Timer

from reader.cable.model import Span
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Target
from reader.tui.features.reader.page_view import PageView
from reader.tui.features.reader.reader_messages import SelectionChanged
from reader.tui.features.reader.selection_model import Selection, first_word, pressed
from reader.tui.page.model import Spot
from reader.tui.page.paint import Overlay

AUTO_SCROLL = 0.06
"""Seconds between rows while the mouse is held beyond the edge."""


class TextSelection(PageView):
    """A page on which words of one paragraph can be selected. The selection stays until it is cleared."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._selection: Selection | None = None
        self._left_at: tuple[int, int] | None = None
        self._drag: tuple[int, int] | None = None
        self.dragged = False
        """Whether the last press of the button became a drag."""
        self._pointer = Offset(0, 0)
        self._auto_scroll: Timer | None = None

    @property
    def selecting(self) -> bool:
        """Whether keys move the selection's cursor."""
        return self._selection is not None and self._selection.live

    @property
    def selected(self) -> tuple[int, Span] | None:
        """(ordinal, clean span) of the selected words; None without any."""
        if self._selection is None or self._cable is None:
            return None
        paragraph = self._cable.paragraph(self._selection.ordinal)
        span = self._selection.span(paragraph.text) if paragraph else Span(0, 0)
        return (self._selection.ordinal, span) if span.start < span.end else None

    def target(self) -> Target:
        """What a note would be about: the selected words, else the current paragraph, else the cable.

        Raises LookupError where no cable is open.
        """
        if self._cable is None:
            raise LookupError("no cable is open")
        selected = self.selected
        if selected:
            ordinal, (start, end) = selected
            return target_for(self._cable, ordinal, start, end, mrn=self._mrn)
        return target_for(self._cable, self._current, mrn=self._mrn)

    def start_selection(self) -> None:
        """Put a cursor on the current paragraph's first word in view, or where it last was in it."""
        page, cable = self._page, self._cable
        if page is None or cable is None or not cable.paragraphs:
            return
        ordinal = self._current or 1
        paragraph = cable.paragraphs[ordinal - 1]
        if not paragraph.text:
            return
        if self._selection is not None and self._selection.ordinal == ordinal:
            self._select(replace(self._selection, anchor=None, live=True))
            return
        offset = 0
        if self._left_at and self._left_at[0] == ordinal:
            offset = self._left_at[1]
        else:
            top = self._gap.nearest(self.scroll_offset.y)
            first, end = page.rows_of(ordinal)
            spot = page.spot_at(top, 0) if first < top < end else None
            clean = page.clean(spot, ordinal) if spot else None
            offset = clean[1] if clean else 0
        self._select(Selection(ordinal, first_word(paragraph.text, offset)))

    def clear_selection(self) -> bool:
        """Deselect the words. False if none were selected."""
        if self._selection is None:
            return False
        self._left_at = (self._selection.ordinal, self._selection.cursor)
        self._select(None)
        return True

    def _select(self, selection: Selection | None) -> None:
        if selection == self._selection:
            return
        self._selection = selection
        self.refresh()
        if selection is not None:
            self._set_current(selection.ordinal)
            if self._drag is None:
                row = self._row_at(selection.ordinal, selection.cursor)
                self.bring_into_view(row, row + 1)
        self.post_message(SelectionChanged(self.target() if self.selected else None))

    def select_by_key(self, key: str) -> bool:
        """Let a key move the selection. False if the key is not one for selecting."""
        if self._selection is None or self._page is None:
            return False
        found = pressed(key, self._selection, self._page)
        if found is None:
            return False
        self._select(found)
        return True

    def overlays(self, row: int) -> list[Overlay]:
        """The selection and its cursor, drawn over the notes."""
        over = super().overlays(row)
        page, selected = self._page, self.selected
        if page is None or selected is None or self._selection is None:
            return over
        line = page.lines[row]
        words = page.in_flow(selected[0], *selected[1])
        if words and words[0] == line.flow:
            over += _cut(line.start, line.end, words[1], words[2], "chosen")
            cursor = page.in_flow(selected[0], self._selection.cursor, self._selection.cursor + 1)
            if cursor and self._selection.live:
                over += _cut(line.start, line.end, cursor[1], cursor[2], "cursor")
        return over

    # The mouse

    def _spot(self, pointer: Offset) -> tuple[int, Spot] | None:
        """(row of the page, place in the text) under the pointer, which may be outside the window."""
        page = self._page
        if page is None:
            return None
        view = self.scroll_offset.y + min(max(pointer.y, 0), max(self.size.height - 1, 0))
        row = self._gap.page_row(view)
        spot = page.spot_at(row, pointer.x) if row is not None else None
        if row is None or spot is None:
            return None
        line = page.lines[row]
        return row, Spot(spot.flow, min(spot.offset, max(line.end - 1, line.start)))

    def _clean_at(self, pointer: Offset, ordinal: int | None = None) -> tuple[int, int] | None:
        """(ordinal, clean offset) under the pointer; brought into ``ordinal`` where one is given."""
        found = self._spot(pointer)
        page = self._page
        if page is None:
            return None
        if found is None and ordinal is not None:
            view = self._gap.nearest(self.scroll_offset.y + pointer.y)
            text = page.cable.paragraphs[ordinal - 1].text
            return ordinal, 0 if view < page.rows_of(ordinal)[0] else len(text)
        return page.clean(found[1], ordinal) if found else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Get ready for a drag."""
        if event.button != 1 or event.widget is not self:
            return
        self.dragged = False
        self._drag = self._clean_at(event.get_content_offset_capture(self))
        if self._drag is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the pointer, inside the paragraph where the drag started."""
        if self._drag is None:
            return
        self._pointer = event.get_content_offset_capture(self)
        self._drag_to_pointer()
        outside = not 0 <= self._pointer.y < self.size.height
        if outside and self._auto_scroll is None:
            self._auto_scroll = self.set_interval(AUTO_SCROLL, self._scroll_under_drag)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag; the selection stays."""
        self._end_drag()

    def _end_drag(self) -> None:
        if self._drag is not None:
            self._drag = None
            self.release_mouse()
        if self._auto_scroll is not None:
            self._auto_scroll.stop()
            self._auto_scroll = None

    def _drag_to_pointer(self) -> None:
        assert self._drag is not None
        ordinal, start = self._drag
        found = self._clean_at(self._pointer, ordinal)
        if found is None:
            return
        if found[1] == start and not self.dragged:
            return  # the pointer has not left the character it was pressed on
        self.dragged = True
        self._select(Selection(ordinal, found[1], False, Span(start, start + 1), False))

    def _scroll_under_drag(self) -> None:
        if self._drag is None or 0 <= self._pointer.y < self.size.height:
            if self._auto_scroll is not None:
                self._auto_scroll.stop()
                self._auto_scroll = None
            return
        self._scroll(self.scroll_offset.y + (1 if self._pointer.y > 0 else -1))
        self._drag_to_pointer()

    def select_word(self, ordinal: int, offset: int) -> None:
        """Select the word at a position, as a double click does."""
        self._select(Selection(ordinal, offset, True, None, False))


def _cut(start: int, end: int, from_: int, to: int, name: str) -> list[Overlay]:
    """An overlay, cut to a line; none if they do not overlap."""
    from_, to = max(from_, start), min(to, end)
    return [(from_, to, name)] if from_ < to else []
