"""The persons named in the cables of the list, and the passages of the current one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from reader.export.protection.own_list import listed_names
from reader.joined.listed import is_listed
from reader.library.discovery.names import Passage, People, Person, passages, people_in
from reader.terminal_text import fit, safe_line, safe_same_length
from reader.tui.commands.table import Command
from reader.tui.core.records.common_commands import bindings_of
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.features.people.person_query import narrowed_to, person_query
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.library.listing import Listing
    from reader.tui.core.services import Action, Services

MOST_LISTED = 2000
"""Persons listed; most of the others are in one cable."""
MOST_CABLES = 40
"""Cables read for the passages of a person."""
MOST_PASSAGES = 60
WIDTH = 300
"""About how many characters of a passage are shown."""
COUNT_WIDTH = 8


class PeopleScreen(RecordScreen):
    """Who is named in the result."""

    NAME = "People"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Narrow the list to this person", "Adds people: to the query.",
                hint="narrow"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services, listing: Listing) -> None:
        super().__init__(services)
        self._listing = listing
        self._persons: Sequence[Person] = ()
        self._listed: tuple[str, ...] = ()

    def read(self) -> tuple[People, tuple[str, ...]]:
        """The persons, and the names on the user's list."""
        return people_in(self.workspace.library, self._listing.ids), listed_names()

    def show_records(self, found: tuple[People, tuple[str, ...]]) -> None:
        """Show the persons, the most frequent first."""
        people, self._listed = found
        self._persons = people.persons[:MOST_LISTED]
        more = f", the first {MOST_LISTED:,} shown" if len(people.persons) > MOST_LISTED else ""
        where = count(people.of, "cable")
        if people.counted < people.of:
            where = f"{people.counted:,} of {where}, evenly spaced"
        self.show_heading(f"{count(len(people.persons), 'person', 'persons')} in {where}{more}")
        self.rows.notice = (
            "No person is named in these cables. If they were imported by an earlier version: "
            "cables repair --index"
        )
        self.rows.show([Shape(person.name) for person in self._persons], self._draw)
        self.cursor_moved()

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        name, cables = self._persons[at]
        mark = "  protected" if is_listed(name, self._listed) else ""
        room = max(width - COUNT_WIDTH - len(mark), 1)
        return [
            [
                Piece(fit(safe_line(name), room), "plain"),
                Piece(mark, "mark"),
                Piece(f"{cables:,}".rjust(COUNT_WIDTH - 1) + " ", "dim"),
            ]
        ]

    @property
    def person(self) -> Person | None:
        """The current person."""
        return self._persons[self.rows.cursor] if self.rows.cursor < len(self._persons) else None

    def cursor_moved(self) -> None:
        """Show the passages of the current person."""
        if (person := self.person) is not None:
            self.start(partial(self._show_passages, person), "passages", "find the passages")

    async def _show_passages(self, person: Person) -> None:
        found = await self.wait(self._passages, person)
        if self.person == person:
            self.show_detail(passages_text(person, found))

    def _passages(self, person: Person) -> list[Passage]:
        library, query = self.workspace.library, narrowed_to(self._listing.query, person.name)
        listing = library.listing(query, self._listing.order, notes=self.workspace.about_notes)
        rows = listing.window(0, MOST_CABLES)
        return list(islice(passages(library, rows, person_query(person.name), width=WIDTH), MOST_PASSAGES))

    def is_available(self, id: str) -> bool:
        """Whether there is a person."""
        return id != "open" or self.person is not None

    def actions(self) -> dict[str, Action]:
        """Narrow the list to the current person."""
        return {"open": self._narrow}

    def _narrow(self) -> None:
        if self.person is not None:
            self.dismiss(narrowed_to(self._listing.query, self.person.name))


def passages_text(person: Person, found: Sequence[Passage]) -> Content:
    """The passages, each below the number of its cable, with the name in bold."""
    parts: list[tuple[str, str] | str] = [(f"{safe_line(person.name)}\n", "bold")]
    last = ""
    for row, snippet in found:
        if row.mrn != last:
            date = f"{row.date:%Y-%m-%d}  " if row.date else ""
            parts.append((f"\n{date}{safe_line(row.mrn)}  {safe_line(row.title or '')}\n", "bold"))
            last = row.mrn
        text = safe_same_length(snippet.text)
        done = 0
        for hit in snippet.hits:
            parts += [text[done : hit.start], (text[hit.start : hit.end], "bold underline")]
            done = hit.end
        parts.append(f"{text[done:]}\n")
    if not found:
        parts.append("\nNamed outside the paragraphs only, such as in a signature.")
    return Content.assemble(*parts)
