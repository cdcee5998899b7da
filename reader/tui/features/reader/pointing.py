"""Pointing at words on the page, by a command or with the mouse, for what is shown beside them."""

from __future__ import annotations

from functools import partial

from textual import events
from textual.content import Content
from textual.geometry import Offset, Region
from textual.timer import Timer

from reader.tui.features.reader.page_view import PageView
from reader.tui.features.reader.reader_messages import LinkFollowed, MouseRested
from reader.tui.page.paint import Overlay

REST = 0.25
"""Seconds without a move after which the mouse rests. Textual shows a tip after half a second."""
AROUND = 80
"""Characters before and after the mouse that are looked at outside of the paragraphs."""


class Pointing(PageView):
    """A page on which words can be pointed at; they stay marked until something else is done."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._pointed: tuple[int, int, int] | None = None
        self._moved: Timer | None = None
        """Runs since the last move of the mouse."""

    def laid_out(self) -> None:
        """The flows are new."""
        super().laid_out()
        self._pointed = None
        self.end_tip()

    def point_at(self, ordinal: int | None, span: tuple[int, int] | None, words: str) -> Region:
        """Mark words and scroll to them; returns where they are on the screen.

        ``span`` is in the clean text of the paragraph. Without one the words are marked where the head of the
        cable or the signature has them; where they are not on the page, nothing is marked.
        """
        self.unfold(ordinal)
        page = self._page
        if page is None:
            return self.content_region
        found = page.in_flow(ordinal, *span) if ordinal is not None and span is not None else None
        self._pointed = found or self._outside(words)
        if self._pointed is not None:
            row, column = page.row_of(*self._pointed[:2]), 0
            column = page.column_of(row, self._pointed[1])
        else:
            row, column = page.rows_of(ordinal)[0], page.column
        view = self._gap.view_row(row)
        self.bring_into_view(view, view + 1)
        self.refresh()
        area = self.content_region
        return Region(area.x + column, area.y + view - round(self.scroll_y), max(len(words), 1), 1)

    def _outside(self, words: str) -> tuple[int, int, int] | None:
        assert self._page is not None
        for number, flow in enumerate(self._page.flows):
            if flow.kind in ("field", "signature") and (at := flow.text.find(words)) >= 0:
                return number, at, at + len(words)
        return None

    def stop_pointing(self) -> None:
        """Nothing is marked any more."""
        if self._pointed is not None:
            self._pointed = None
            self.refresh()

    def follow_reference(self, choices: tuple[str, ...], paragraph: int | None) -> None:
        """Follow a reference to a cable, as if it was followed on the page."""
        self.post_message(LinkFollowed(choices[0], paragraph, choices))

    # The mouse

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Wait until the mouse rests; a tip was about where it was."""
        self.end_tip()
        if not event.button:
            at = event.get_content_offset_capture(self)
            self._moved = self.set_timer(REST, partial(self._rested, at))

    def on_leave(self, event: events.Leave) -> None:
        """The mouse is elsewhere."""
        self.end_tip()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other words are under the mouse."""
        super().watch_scroll_y(old_value, new_value)
        self.end_tip()

    def _rested(self, at: Offset) -> None:
        """Report the character under the mouse, if there is one."""
        page, row = self._page, self._gap.page_row(self.scroll_offset.y + at.y)
        if page is None or row is None or row >= len(page) or not page.covers(row, at.x):
            return
        spot = page.spot_at(row, at.x)
        if spot is None:
            return
        link, clean = page.link_at(spot), page.clean(spot)
        if clean is not None:
            self.post_message(MouseRested(*clean, "", link))
            return
        text, first = page.flows[spot.flow].text, max(spot.offset - AROUND, 0)
        around = text[first : spot.offset + AROUND]
        self.post_message(MouseRested(None, spot.offset - first, around, link))

    def show_tip(self, words: Content) -> None:
        """Show words beside the mouse until it moves; not if it has moved since it rested."""
        if self._moved is not None:
            self.tooltip = words

    def end_tip(self) -> None:
        """The words beside the mouse are no longer about what is under it."""
        if self._moved is not None:
            self._moved.stop()
            self._moved = self.tooltip = None

    def overlays(self, row: int) -> list[Overlay]:
        """The words pointed at, drawn over what is below."""
        over = super().overlays(row)
        page, pointed = self._page, self._pointed
        if page is not None and pointed is not None and page.lines[row].flow == pointed[0]:
            line = page.lines[row]
            start, end = max(pointed[1], line.start), min(pointed[2], line.end)
            if start < end:
                over.append((start, end, "chosen"))
        return over
