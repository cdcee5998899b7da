"""The notes panel: everything on the open cable in the order of the text."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.cable.model import Cable
from reader.terminal_text import fit, wrap_cells
from reader.tui.commands import table
from reader.tui.core.cable.note_entries import Entry
from reader.tui.features.notes.panel_lines import PanelLine, panel_lines

_ROLES = ("heading", "here", "quote", "note", "code", "link", "dim", "blank", "bar", "faint", "cursor")


class NotesPanel(ScrollView, can_focus=True, inherit_bindings=False):
    """The entries of one cable, with a cursor; follows the reader while it has no focus itself."""

    DEFAULT_CSS = "NotesPanel { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"notes-panel--{role}" for role in _ROLES}
    BINDINGS: ClassVar[list[BindingType]] = table.bindings(table.Where.NOTES)

    @dataclass
    class Moved(Message):
        """Another entry is the current one."""

        entry: Entry | None

    @dataclass
    class Selected(Message):
        """The user goes to what the entry is about."""

        entry: Entry

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries: tuple[Entry, ...] = ()
        self.cursor: int | None = None
        """Index of the current entry; None while the reader is at a paragraph without notes."""
        self.notice = ""
        """Shown if there are no entries."""
        self._cable: Cable | None = None
        self._in_library: Set[str] | None = None
        self._here: int | None = None
        self._lines: list[PanelLine] = []
        self._styles: dict[str, Style] = {}

    # Content

    def show(
        self, cable: Cable | None, entries: tuple[Entry, ...], in_library: Set[str] | None = None
    ) -> None:
        """Show the entries of a cable. The current one stays current if it is still there."""
        before = self.current
        same = cable is self._cable
        self._cable, self.entries, self._in_library = cable, entries, in_library
        at = next((at for at, entry in enumerate(entries) if before and entry.id == before.id), None)
        if at is None and same and self.cursor is not None and entries and self.has_focus:
            at = min(self.cursor, len(entries) - 1)
        self.cursor = at if at is not None else self._first_at(self._here)
        if self.cursor is None and self.has_focus and entries:
            self.cursor = 0
        self._set_up()
        self._reveal()
        self.post_message(self.Moved(self.current))

    def follow(self, ordinal: int | None) -> None:
        """Follow the reader to another paragraph (None: the header)."""
        self._here = ordinal
        if not self.has_focus:
            self.cursor = self._first_at(ordinal)
        self._set_up()
        if not self.has_focus:
            self._reveal()
            self.post_message(self.Moved(self.current))

    def select(self, id: str) -> bool:
        """Make the entry with this id current. False when it is not in this cable."""
        at = next((at for at, entry in enumerate(self.entries) if entry.id == id), None)
        if at is None:
            return False
        self._go(at)
        return True

    @property
    def current(self) -> Entry | None:
        """The current entry."""
        return (
            self.entries[self.cursor] if self.cursor is not None and self.cursor < len(self.entries) else None
        )

    @property
    def cursor_line(self) -> int:
        """The first line of the window with the current entry."""
        mine = (
            at for at, line in enumerate(self._lines) if line.entry is not None and line.entry == self.cursor
        )
        return max(next(mine, 0) - int(self.scroll_offset.y), 0)

    def _first_at(self, ordinal: int | None) -> int | None:
        """The first entry of a paragraph; at the header, of the whole cable."""
        return next(
            (at for at, entry in enumerate(self.entries) if entry.ordinal == ordinal and not entry.lost), None
        )

    # Commands

    def command(self, id: str) -> bool:
        """Carry out a movement command of the panel. False when it is not one."""
        steps = {
            "notes.down": 1,
            "notes.up": -1,
            "notes.first": -len(self.entries),
            "notes.last": len(self.entries),
        }
        if id in steps:
            self._go((self.cursor if self.cursor is not None else -1) + steps[id])
        elif id in ("notes.page_down", "notes.page_up"):
            self._page(1 if id == "notes.page_down" else -1)
        elif id == "notes.go":
            if self.current:
                self.post_message(self.Selected(self.current))
        else:
            return False
        return True

    def _go(self, at: int) -> None:
        if self.entries:
            self.cursor = max(min(at, len(self.entries) - 1), 0)
            self._set_up()
            self._reveal()
            self.post_message(self.Moved(self.current))

    def _page(self, step: int) -> None:
        """The entry one window further down or up."""
        lines = [at for at, line in enumerate(self._lines) if line.entry == self.cursor]
        wanted = (lines[0] if lines else 0) + step * max(self.size.height - 1, 1)
        near = [
            (abs(at - wanted), line.entry) for at, line in enumerate(self._lines) if line.entry is not None
        ]
        if near:
            self._go(min(near)[1])

    # Events

    def on_resize(self, event: events.Resize) -> None:
        """Lines depend on the width."""
        self._set_up()
        self._reveal()

    def on_focus(self) -> None:
        """With the focus there is always a current entry."""
        if self.cursor is None and self.entries:
            here = self._here or 0
            after = [at for at, entry in enumerate(self.entries) if (entry.ordinal or 0) >= here]
            self._go(after[0] if after else 0)
        self.refresh()

    def on_blur(self) -> None:
        """The current entry looks different without the focus."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Drop the lines of the old theme."""
        super().notify_style_update()
        self._styles.clear()

    def on_click(self, event: events.Click) -> None:
        """A click makes an entry current, a double click goes there."""
        at = event.y + int(self.scroll_y)
        entry = self._lines[at].entry if 0 <= at < len(self._lines) else None
        if entry is not None:
            self._go(entry)
            if event.chain == 2 and self.current:
                self.post_message(self.Selected(self.current))

    # Drawing

    def _set_up(self) -> None:
        width = max(self.size.width, 1)
        self._lines = (
            panel_lines(
                self.entries,
                self._cable,
                width - 1,
                cursor=self.cursor,
                here=self._here,
                in_library=self._in_library,
            )
            if self._cable
            else []
        )
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def _reveal(self) -> None:
        """Bring the current entry, with its heading, into view; or else the paragraph nearest to here."""
        mine = [
            at for at, line in enumerate(self._lines) if line.entry is not None and line.entry == self.cursor
        ]
        if mine:
            top, bottom = max(mine[0] - 1, 0), mine[-1]
        else:
            near = [
                at
                for at, line in enumerate(self._lines)
                if line.group and self._here and line.group <= self._here
            ]
            top = bottom = near[-1] if near else 0
        at, window = int(self.scroll_target_y), max(self.size.height, 1)
        if top < at or bottom - top >= window:
            self.scroll_to(y=top, animate=False, immediate=True, force=True)
        elif bottom >= at + window:
            self.scroll_to(y=bottom - window + 1, animate=False, immediate=True, force=True)

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        width = self.size.width
        at = y + int(self.scroll_offset.y)
        if not self._lines:
            notice = wrap_cells(self.notice, width - 2)
            return self._strip("  " + notice[y - 1] if 0 < y <= len(notice) else "", "dim", width, False)
        if at >= len(self._lines):
            return self._strip("", "blank", width, False)
        line = self._lines[at]
        current = line.entry is not None and line.entry == self.cursor
        return self._strip(line.text, line.role, width, current)

    def _strip(self, text: str, role: str, width: int, current: bool) -> Strip:
        style = self._style(role)
        bar = self._style("bar" if self.has_focus else "faint")
        if current:
            under = Style(bgcolor=self._style("cursor").bgcolor)
            style, bar = style + under, bar + under
        edge = "▌" if current else " "
        return Strip([Segment(edge, bar), Segment(fit(text, width - 1), style)], width)

    def _style(self, role: str) -> Style:
        style = self._styles.get(role)
        if style is None:
            style = self.get_component_rich_style(f"notes-panel--{role}")
            self._styles[role] = style
        return style
