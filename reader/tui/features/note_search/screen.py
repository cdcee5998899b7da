"""The search of notes, in the query language of the cable list, grouped by cable or by code."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.widgets import Input, Static

from reader.errors import CablesError
from reader.notes.codes import name_key
from reader.notes.model import CrossReference
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.cable.passage_location import Destination
from reader.tui.core.records.common_commands import all_but, bindings_of
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.features.note_search.found_notes import (
    MOST_LISTED,
    Line,
    Noted,
    Results,
    by_cable,
    by_code,
    height,
    near_end,
    noted_lines,
    search,
)
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape
from reader.tui.ui.text_input import LineInput
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services

PAUSE = 0.15
"""Seconds without a key before the search starts."""


class NoteSearchScreen(RecordScreen):
    """A line to type a query in, and the notes matching it."""

    NAME = "Notes"
    LIST_ONLY = True
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Go to the note", "Shows it in the reader.", hint="go there"),
        Command("search", ("\\", "/"), "Search",
                "Words in notes and passages, and note: code: author: changed: has: is: from:…",
                hint="search"),
        Command("group", ("o",), "Group by cable or by code", "", hint="group"),
        Command("delete", ("d",), "Delete the note or link", "u restores it.", hint="delete"),
        Command("undo", ("u",), "Undo the last change to the notes", "Even after a restart.", hint="undo"),
    )  # fmt: skip
    CHANGES: ClassVar[frozenset[str]] = all_but(KEYS, "open", "search", "group")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)
    AUTO_FOCUS = "LineInput"

    def __init__(self, services: Services, query: str = "", *, grouped_by_code: bool = False) -> None:
        super().__init__(services)
        self.query_text = query
        self._line = LineInput(query, "words, code:… author:… changed:2026-11 has:links is:lost")
        self.grouped_by_code = grouped_by_code
        self._found = Results()
        self._lines: Sequence[Line] = ()
        self._stop = threading.Event()
        self._complete: threading.Event | None = None
        """The ``_stop`` of the search whose results are complete."""

    def compose(self) -> ComposeResult:
        """The line above the results."""
        yield self.heading
        with Horizontal(id="search-line"):
            yield Static(" \\ ", id="search-sign", markup=False)
            yield self._line
        with Container(id="record-body"):
            yield self.rows
        yield from self.below()

    # Results

    @property
    def found(self) -> Results:
        """The results shown."""
        return self._found

    @property
    def lines(self) -> Sequence[Line]:
        """The headings and notes listed."""
        return self._lines

    def read(self) -> Results | CablesError | None:
        """Search; an error in the query is a result, too."""
        stop = self._stop

        def show_first(found: Results) -> None:
            self.call_later(self._show_first, found, stop)

        try:
            return search(self.workspace, self.query_text, stop, show_first)
        except CablesError as error:
            return error

    def show_records(self, found: Results | CablesError | None) -> None:
        """Show the results; an error leaves the last results and is shown in the heading."""
        self.heading.set_class(isinstance(found, CablesError), "-error")
        if isinstance(found, CablesError):
            self.show_heading(" · ".join(filter(None, (found.what, found.advice))))
        elif found is not None:
            self._complete = self._stop
            self._found = found
            self._refresh_rows()

    def _show_first(self, found: Results, stop: threading.Event) -> None:
        """Show the first results, unless there is another query or all results have come."""
        if stop is self._stop and stop is not self._complete and not stop.is_set():
            self._found = found
            self._refresh_rows()

    def _refresh_rows(self) -> None:
        found = self._found
        self._lines = list(by_code(found) if self.grouped_by_code else by_cable(found))
        more = f", the first {MOST_LISTED:,} shown" if found.total > MOST_LISTED else ""
        grouped = "by code" if self.grouped_by_code else "by cable"
        cables = count(found.cables, "cable")
        if found.counting:
            self.show_heading(f"{found.counts.words} and counting…, {grouped}")
        else:
            words = found.counts.words
            self.show_heading(f"{words[:1].upper()}{words[1:]} on {cables}, {grouped}{more}")
        self.rows.notice = self._nothing_found()
        shapes = [Shape(line.key, height(line.noted) if line.noted else 1) for line in self._lines]
        self.rows.show(shapes, self._draw)

    def _nothing_found(self) -> str:
        """Shown without results; the user may have meant the code of that name."""
        query = self.query_text.strip()
        if not query:
            return "No notes yet."
        code = next((name for name in self._found.names.values() if name_key(name) == name_key(query)), None)
        quoted = f'"{code}"' if code and " " in code else code
        return f"No matches; to find its passages, try code:{quoted}" if code else "No matches."

    async def _act_on_held_keys(self) -> None:
        """Keys pressed before the line was there are text for it."""
        self._line.take(self.take_held())

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        line = self._lines[at]
        if line.noted is None:
            return [[Piece(safe_line(line.heading), "heading")]]
        return noted_lines(line.noted, self._found.names, width, cable=self.grouped_by_code)

    # The query line

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self.query_text:
            self.query_text = event.value
            self._stop.set()
            self._stop = threading.Event()
            self.start(self._search_soon, "records", "search the notes")

    async def _search_soon(self) -> None:
        await asyncio.sleep(PAUSE)
        await self.load()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(self.rows)

    def on_key(self, event: events.Key) -> None:
        """Go from the line to the list; Esc leaves the line first, then the screen."""
        if event.key in ("down", "escape") and not self.rows.has_focus:
            event.stop()
            event.prevent_default()  # else the screen would say that the key does nothing
            self.set_focus(self.rows)

    def on_unmount(self) -> None:
        """Stop the search."""
        self._stop.set()

    def refresh_hints(self) -> None:
        """While the user types: how to leave the line."""
        super().refresh_hints()
        if self._line.has_focus:
            self.footer.hints, self.footer.kept = (
                (("Enter ↓", "to the notes"), ("Esc", "leave the line")),
                (),
            )

    def on_descendant_focus(self) -> None:
        """Update the hints for the focused widget."""
        self.refresh_hints()

    # Commands

    @property
    def noted(self) -> Noted | None:
        """The current note."""
        at = self.rows.cursor
        return self._lines[at].noted if at < len(self._lines) else None

    def is_available(self, id: str) -> bool:
        """Some commands need a note."""
        return id not in ("open", "delete") or self.noted is not None

    def actions(self) -> dict[str, Action]:
        """Open, search, group, delete."""
        return {"open": self._open, "search": self._focus_line, "group": self._group, "delete": self._delete}

    def _open(self) -> None:
        if (noted := self.noted) is not None:
            self.dismiss(Destination(near_end(noted), noted.id))

    def _focus_line(self) -> None:
        line = self._line
        self.set_focus(line)
        line.cursor_position = len(line.value)

    def _group(self) -> None:
        self.grouped_by_code = not self.grouped_by_code
        self._refresh_rows()

    def _delete(self) -> None:
        if (noted := self.noted) is not None:
            self.change(partial(self._delete_note, noted), "delete a note")

    async def _delete_note(self, noted: Noted) -> None:
        await self.wait(self.workspace.notes.delete, noted.id)
        self.say(f"Deleted the {'link' if isinstance(noted, CrossReference) else 'note'}. u restores it.")
