"""A page drawn by line: its text, what is drawn over it, and the signs in its gutter."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.tui.core.cable.placement import PlacedNote
from reader.tui.features.reader.note_overlay import Marks, marks
from reader.tui.features.reader.writing.editor_gap import NO_GAP
from reader.tui.page.lines import Piece
from reader.tui.page.model import HEAD, Layout
from reader.tui.page.paint import COMPONENTS, Overlay, RoleStyles, paint, row_strip


class PageCanvas(ScrollView):
    """Draws the rows in view, each only once until something about it changes."""

    ALLOW_SELECT = (
        False  # words are selected inside a paragraph, by offsets of its text, not by cells of the screen
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS
    DEFAULT_CSS = """
    PageCanvas {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._page: Layout | None = None
        self._current: int | None = None
        self._notes: tuple[PlacedNote, ...] = ()
        self._marks = Marks()
        self._gap = NO_GAP
        self._role_styles: RoleStyles | None = None
        self._strips: dict[tuple[object, ...], Strip] = {}

    def notify_style_update(self) -> None:
        """The styles changed: draw everything again."""
        super().notify_style_update()
        self._repaint()

    def draw_marks(self) -> None:
        """Place the notes on the page again."""
        if self._page is not None:
            self._marks = marks(self._page, self._notes)
        self._repaint()

    def _repaint(self) -> None:
        self._role_styles = None
        self._strips.clear()
        self.refresh()

    def overlays(self, row: int) -> list[Overlay]:
        """The overlays on the text of a row."""
        return self._marks.over(row)

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        styles = self._role_styles
        if styles is None:
            styles = self._role_styles = RoleStyles(self)
        page = self._page
        row = self._gap.page_row(self.scroll_offset.y + y) if page else None
        if page is None or row is None or row >= len(page):
            return Strip.blank(self.size.width, styles.base)
        over = self.overlays(row)
        here = page.lines[row].ordinal == (self._current or HEAD)
        key = (row, here, *over)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > 4096:
                self._strips.clear()
            strip = self._strips[key] = self.paint_row(page, row, here, over, styles)
        return strip

    def pieces(self, page: Layout, row: int) -> tuple[Piece, ...]:
        """The pieces of a row."""
        return page.pieces(row)

    def paint_row(self, page: Layout, row: int, here: bool, over: list[Overlay], styles: RoleStyles) -> Strip:
        """Draw a row of the page; called only for rows that changed."""
        line = page.lines[row]
        indent = " " * (page.column - page.gutter)
        faded = not here and page.is_faded(row)
        bar = Segment("┃" if here else "┊" if faded else " ", styles("faded" if faded else "bar"))
        gutter = [Segment(indent, styles.base), bar]
        if page.gutter > 1:
            gutter.append(Segment(self._marks.sign(row), styles("sign")))
        if page.gutter > 2:
            role = "inferred" if line.inferred else "number"
            gutter.append(Segment(f"{line.number:>{page.gutter - 3}} ", styles(role)))
        gutter.append(Segment(" " * line.left, styles.base))
        return row_strip(gutter, paint(self.pieces(page, row), over, styles), page.width, styles.base)
