"""A list of records, each of one or more lines, with headings between them. Only rows in view are drawn."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.terminal_text import cell_width, fit, wrap_cells
from reader.tui.ui.pieces import Piece

ROLES = (
    "plain",
    "dim",
    "faint",
    "heading",
    "quote",
    "note",
    "code",
    "link",
    "error",
    "removed",
    "added",
    "removed-sign",
    "added-sign",
    "bar",
    "mark",
    "cursor",
)
"""The roles of pieces; one that starts with ``#`` is a colour."""

Lines = Sequence[Sequence[Piece]]
Draw = Callable[[int, int], Lines]
"""From the index of a row and a width in cells to the lines of the row, none wider than that."""
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


Record = TypeVar("Record")


class Shape(NamedTuple):
    """What the list needs to know about a row that is not drawn yet."""

    key: str
    """Identifies the row when rows are read again; empty for a heading, which the cursor skips."""
    height: int = 1
    """In lines."""


class RecordList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with a cursor and marks. The cost depends on the rows in view, plus about eight bytes a row."""

    DEFAULT_CSS = """
    RecordList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"record-list--{role}" for role in ROLES}

    @dataclass
    class Moved(Message):
        """The cursor is on another row."""

        key: str | None

        def can_replace(self, message: Message) -> bool:
            """Only the last one matters."""
            return isinstance(message, RecordList.Moved)

    @dataclass
    class Chosen(Message):
        """A row was double-clicked."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        """Index of the current row."""
        self.marked: set[str] = set()
        """Keys of the marked rows."""
        self.notice = ""
        """Shown when there are no rows."""
        self.shapes: Sequence[Shape] = ()
        """The rows, in order."""
        self._ends: list[int] = []
        """For each row, the line after it."""
        self._draw: Draw = lambda _at, _width: ()
        self._strips: LRUCache[tuple[object, ...], list[Strip]] = LRUCache(512)
        self._styles: dict[str, Style] = {}

    # Content

    def show(self, shapes: Sequence[Shape], draw: Draw, *, select: str | None = None) -> None:
        """Show other rows. The cursor goes to the key to ``select``, or stays on its row or near it."""
        key = select or self.current
        self.shapes, self._draw = shapes, draw
        self._ends = list(accumulate(shape.height for shape in shapes))
        self.marked &= {shape.key for shape in shapes} if self.marked else set()
        at = next((at for at, shape in enumerate(shapes) if key and shape.key == key), None)
        self.cursor = self._nearest_record(min(self.cursor, len(shapes) - 1) if at is None else at)
        self.redraw()
        self._measure()
        self._follow()
        self.post_message(self.Moved(self.current))

    def redraw(self) -> None:
        """Draw the rows again: their text has changed, but not which they are."""
        self._strips.clear()
        self.refresh()

    def __len__(self) -> int:
        return len(self.shapes)

    def __bool__(self) -> bool:
        return True

    @property
    def current(self) -> str | None:
        """The key of the current row."""
        return (self.shapes[self.cursor].key or None) if 0 <= self.cursor < len(self.shapes) else None

    @property
    def place(self) -> tuple[int, int]:
        """Which of how many rows is the current one, headings not counted; from 1."""
        keys = [bool(shape.key) for shape in self.shapes]
        return sum(keys[: self.cursor + 1]), sum(keys)

    @property
    def cursor_line(self) -> int:
        """The line of the window with the cursor."""
        return max(self._start(self.cursor) - int(self.scroll_offset.y), 0) if self.shapes else 0

    def at_cursor(self, records: Sequence[Record]) -> Record | None:
        """That of the current row, where each row has a record; None without rows."""
        return records[self.cursor] if self.cursor < len(records) else None

    # Moving

    def step(self, by: int) -> None:
        """Move the cursor by some rows, without counting headings."""
        direction, at = (1 if by > 0 else -1), self.cursor
        for _ in range(abs(by)):
            after = at + direction
            while 0 <= after < len(self) and not self.shapes[after].key:
                after += direction
            if not 0 <= after < len(self):
                break
            at = after
        self.move_to(at)

    def page(self, by: int) -> None:
        """Move the cursor a page down or up."""
        line = self._start(self.cursor) + by * max(self.size.height - 1, 1)
        at = self._at_line(max(line, 0))
        self.move_to(max(at, self.cursor + 1) if by > 0 else min(at, self.cursor - 1))

    def move_to(self, at: int) -> None:
        """Put the cursor on a row, or the nearest one that is not a heading."""
        self.cursor = self._nearest_record(at)
        self.redraw()
        self._follow()
        self.post_message(self.Moved(self.current))

    def mark(self) -> None:
        """Mark or unmark the current row, and go to the next."""
        if (key := self.current) is not None:
            self.marked ^= {key}
            self.step(1)

    def _nearest_record(self, at: int) -> int:
        at = max(min(at, len(self) - 1), 0)
        after = next((i for i in range(at, len(self)) if self.shapes[i].key), None)
        if after is None:
            after = next((i for i in range(at - 1, -1, -1) if self.shapes[i].key), None)
        return at if after is None else after

    def _start(self, at: int) -> int:
        return self._ends[at - 1] if at > 0 else 0

    def _at_line(self, line: int) -> int:
        return min(bisect_right(self._ends, line), max(len(self) - 1, 0))

    def _follow(self) -> None:
        """Scroll the current row into view, with the heading above it."""
        if not self.shapes:
            return
        first, end = self._start(self.cursor), self._ends[self.cursor]
        if self.cursor and not self.shapes[self.cursor - 1].key:
            first = self._start(self.cursor - 1)
        top, height = int(self.scroll_target_y), max(self.size.height, 1)
        if first < top or end - first >= height:
            self.scroll_to(y=first, animate=False, immediate=True, force=True)
        elif end > top + height:
            self.scroll_to(y=end - height, animate=False, immediate=True, force=True)

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, self._ends[-1] if self._ends else 0)

    # Events

    def on_resize(self, event: events.Resize) -> None:
        """The width may have changed."""
        self._strips.clear()
        self._measure()
        self._follow()

    def notify_style_update(self) -> None:
        """Drop the rows and styles of the old theme."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def on_focus(self) -> None:
        """The cursor looks different with the focus."""
        self.redraw()

    def on_blur(self) -> None:
        """The cursor looks different without the focus."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click chooses."""
        line = event.y + int(self.scroll_y)
        if self._ends and 0 <= line < self._ends[-1]:
            self.move_to(self._at_line(line))
            if event.chain == 2 and self.current:
                self.post_message(self.Chosen(self.current))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        width, line = self.scrollable_content_region.width, y + int(self.scroll_offset.y)
        if not self.shapes:
            notice = wrap_cells(self.notice, max(width - 4, 1))
            return self._strip([Piece(f"  {notice[y - 1]}" if 0 < y <= len(notice) else "", "dim")], width)
        if line >= self._ends[-1]:
            return Strip.blank(width, self._style("plain"))
        at = self._at_line(line)
        key = (at, width, at == self.cursor, self.shapes[at].key in self.marked)
        strips = self._strips.get(key)
        if strips is None:
            strips = self._strips[key] = self._drawn(at, width)
        return strips[line - self._start(at)]

    def _drawn(self, at: int, width: int) -> list[Strip]:
        shape, here = self.shapes[at], at == self.cursor and bool(self.shapes[at].key)
        lines = list(self._draw(at, max(width - 2, 1)))[: shape.height]
        lines += [()] * (shape.height - len(lines))
        edge = Piece("▌" if here else " ", "bar" if self.has_focus else "faint")
        strips = []
        for number, line in enumerate(lines):
            mark = Piece("✓" if shape.key in self.marked and number == 0 else " ", "mark")
            strips.append(self._strip([edge, mark, *line], width, under=here))
        return strips

    def _strip(self, pieces: Sequence[Piece], width: int, *, under: bool = False) -> Strip:
        ground = Style(bgcolor=self._style("cursor").bgcolor) if under else None
        segments, used = [], 0
        for text, role in pieces:
            left = width - used
            if left <= 0:
                break
            text = text if cell_width(text) <= left else fit(text, left)
            used += cell_width(text)
            style = self._style(role)
            segments.append(Segment(text, style + ground if ground else style))
        rest = self._style("plain") + ground if ground else self._style("plain")
        return Strip(segments).adjust_cell_length(width, rest)

    def _style(self, role: str) -> Style:
        style = self._styles.get(role)
        if style is None:
            if role.startswith("#"):
                style = self.get_component_rich_style("record-list--plain")
                if _COLOUR.fullmatch(role) and not self.app.native_ansi_color:
                    style += Style(color=role)
            else:
                style = self.get_component_rich_style(f"record-list--{role}")
            self._styles[role] = style
        return style
