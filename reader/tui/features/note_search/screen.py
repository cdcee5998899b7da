"""All notes, narrowed by the language the list of cables has, grouped by cable or by code."""

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
from reader.tui.core.passage_location import Destination
from reader.tui.core.record_screen import RecordScreen
from reader.tui.core.record_screen_keys import bindings_of
from reader.tui.features.note_search.found_notes import (
    MOST,
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
from reader.tui.ui.footer import Footer
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import RecordList, Shape
from reader.tui.ui.text_input import LineInput
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services

PAUSE = 0.15
"""Seconds without a key before the notes are asked."""


class NoteSearchScreen(RecordScreen):
    """A line to type in, and what answers it."""

    NAME = "Notes"
    LIST_ONLY = True
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Go to the note", "In the reader.", hint="go there"),
        Command("search", ("\\", "/"), "Search",
                "Words of notes and of what they are about, and note: code: author: changed: has: is: from:…",
                hint="search"),
        Command("group", ("o",), "Group by cable or by code", "", hint="group"),
        Command("delete", ("d",), "Delete the note or link", "u brings it back.", hint="delete"),
        Command("undo", ("u",), "Undo the last change of the notes", "Also after a restart.", hint="undo"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)
    AUTO_FOCUS = "LineInput"

    def __init__(self, services: Services, query: str = "", *, grouped_by_code: bool = False) -> None:
        super().__init__(services)
        self.query_text = query
        self.grouped_by_code = grouped_by_code
        self._found = Results()
        self._lines: Sequence[Line] = ()
        self._stop = threading.Event()
        self._answered: threading.Event | None = None
        """The question, by what stops it, that all is there of."""

    def compose(self) -> ComposeResult:
        """The line stands above what answers it."""
        yield Static(self.NAME, id="record-heading", markup=False)
        with Horizontal(id="search-line"):
            yield Static(" \\ ", id="search-sign", markup=False)
            yield LineInput(self.query_text, "words, code:… author:… changed:2026-11 has:links is:lost")
        with Container(id="record-body"):
            yield RecordList(id="records")
        yield Footer()

    # What it shows

    def read(self) -> Results | CablesError | None:
        """Ask the notes; an error in the query is an answer too."""
        stop = self._stop

        def early(found: Results) -> None:
            self.call_later(self._put_early, found, stop)

        try:
            return search(self.workspace, self.query_text, stop, early)
        except CablesError as error:
            return error

    def show_records(self, found: Results | CablesError | None) -> None:
        """Show what answers; one with an error in it leaves the last results and says what is wrong."""
        heading = self.query_one("#record-heading", Static)
        heading.set_class(isinstance(found, CablesError), "-error")
        if isinstance(found, CablesError):
            self.show_heading(" · ".join(filter(None, (found.what, found.advice))))
        elif found is not None:
            self._answered = self._stop
            self._found = found
            self._arrange()

    def _put_early(self, found: Results, stop: threading.Event) -> None:
        """The first of them, where they are still asked for and not all are there."""
        if stop is self._stop and stop is not self._answered and not stop.is_set():
            self._found = found
            self._arrange()

    def _arrange(self) -> None:
        found = self._found
        self._lines = list(by_code(found) if self.grouped_by_code else by_cable(found))
        more = f", the first {MOST:,} shown" if found.total > MOST else ""
        grouped = "by code" if self.grouped_by_code else "by cable"
        cables = count(found.cables, "cable")
        if found.counting:
            self.show_heading(f"{found.total:,} notes and counting…, {grouped}")
        else:
            self.show_heading(f"{count(found.total, 'note')} on {cables}, {grouped}{more}")
        self.rows.notice = self._nothing()
        shapes = [Shape(line.key, height(line.noted) if line.noted else 1) for line in self._lines]
        self.rows.show(shapes, self._draw)

    def _nothing(self) -> str:
        """Said where no note answers; a code of that name is what may have been meant."""
        asked = self.query_text.strip()
        if not asked:
            return "No notes yet."
        code = next((name for name in self._found.names.values() if name_key(name) == name_key(asked)), None)
        quoted = f'"{code}"' if code and " " in code else code
        return f"No note says that; its passages answer to code:{quoted}" if code else "No note answers."

    async def _act_on_held_keys(self) -> None:
        """What was pressed before there was a line belongs into it."""
        self.query_one(LineInput).take(self.take_held())

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        line = self._lines[at]
        if line.noted is None:
            return [[Piece(safe_line(line.heading), "heading")]]
        return noted_lines(line.noted, self._found.names, width, cable=self.grouped_by_code)

    # The line

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self.query_text:
            self.query_text = event.value
            self._stop.set()
            self._stop = threading.Event()
            self.start(self._later, "records", "search the notes")

    async def _later(self) -> None:
        await asyncio.sleep(PAUSE)
        await self.load()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(self.rows)

    def on_key(self, event: events.Key) -> None:
        """From the line into the list; Esc in the line leaves it, then the room."""
        if event.key in ("down", "escape") and not self.rows.has_focus:
            event.stop()
            self.set_focus(self.rows)

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self._stop.set()

    def refresh_hints(self) -> None:
        """While words are typed, how to get out of the line."""
        super().refresh_hints()
        if self.query_one(LineInput).has_focus:
            self.footer.hints, self.footer.kept = (
                (("Enter ↓", "to the notes"), ("Esc", "out of the line")),
                (),
            )

    def on_descendant_focus(self) -> None:
        """Another part has the focus."""
        self.refresh_hints()

    # Commands

    @property
    def noted(self) -> Noted | None:
        """The note stood on."""
        at = self.rows.cursor
        return self._lines[at].noted if at < len(self._lines) else None

    def is_available(self, id: str) -> bool:
        """Nothing is done to a note where there is none."""
        return id not in ("open", "delete") or self.noted is not None

    def actions(self) -> dict[str, Action]:
        """Go, search, group, delete."""
        return {"open": self._open, "search": self._search, "group": self._group, "delete": self._delete}

    def _open(self) -> None:
        if (noted := self.noted) is not None:
            self.dismiss(Destination(near_end(noted), noted.id))

    def _search(self) -> None:
        line = self.query_one(LineInput)
        self.set_focus(line)
        line.cursor_position = len(line.value)

    def _group(self) -> None:
        self.grouped_by_code = not self.grouped_by_code
        self._arrange()

    def _delete(self) -> None:
        if (noted := self.noted) is not None:
            self.change(partial(self._deleted, noted), "delete a note")

    async def _deleted(self, noted: Noted) -> None:
        await self.wait(self.workspace.notes.delete, noted.id)
        self.say(f"Deleted the {'link' if isinstance(noted, CrossReference) else 'note'}. u brings it back.")
