"""The stops of one trail: in its own order, or by date with the gaps between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content

from reader.joined.timeline.periods import Gap, gaps_before
from reader.joined.trail_source import trail_query
from reader.notes.model import Trail, TrailStop
from reader.notes.trails import trail_changes
from reader.notes.undo.step_wording import target_text
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.cable.passage_location import Destination, Passage, find_passage, passage_as_noted
from reader.tui.core.records.common_commands import all_but, bindings_of
from reader.tui.core.records.over_time import OVER_TIME, OverTime
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.ui.pieces import Piece, gap_line
from reader.tui.ui.prompt import Prompt
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, long_date, opening

if TYPE_CHECKING:
    from reader.library.listing import Row
    from reader.tui.core.services import Action, Services

DATE_WIDTH = 64
"""Columns from which a row has the date."""


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop as it is shown."""

    number: int
    """Its place on the trail, from 1."""
    stop: TrailStop
    row: Row | None
    """None for a cable outside the library."""
    gap: Gap | None = None
    """The time without stops before it."""

    @property
    def day(self) -> dt.date | None:
        """When its cable was sent."""
        return self.row.day if self.row else None


class TrailRead(NamedTuple):
    """What was read; the trail is None when it is gone."""

    trail: Trail | None
    rows: list[StopRow]


def by_date(rows: Sequence[StopRow]) -> list[StopRow]:
    """The stops by date, with the gaps between them; those without a date come last, in their own order."""
    dated = sorted((one for one in rows if one.day), key=lambda one: (one.day or dt.date.max, one.number))
    gaps = gaps_before([one.day for one in dated])
    shown = [StopRow(one.number, one.stop, one.row, gap) for one, gap in zip(dated, gaps, strict=True)]
    return [*shown, *(one for one in rows if not one.day)]


def stop_lines(one: StopRow, width: int) -> list[list[Piece]]:
    """The gap before it, the place with date and subject, and the comment."""
    lines = []
    if one.gap is not None:
        lines.append(gap_line(one.gap.words, width))
    date = ""
    if width >= DATE_WIDTH:
        date = f"{long_date(one.row.date, one.row.estimated) if one.row else '':11}  "
    head = f"{one.number:>4}  "
    place = safe_line(target_text(one.stop.target))
    title = (one.row.title or "") if one.row is not None else "not in your library"
    room = width - len(head) - len(date) - len(place) - 2
    lines.append(
        [
            Piece(f"{head}{date}", "dim"),
            Piece(f"{place}  ", "link" if one.row is not None else "dim"),
            Piece(opening(title, room) if room > 3 else "", "plain"),
        ]
    )
    if one.stop.comment:
        lines.append([Piece(f"      {opening(one.stop.comment, max(width - 6, 1))}", "note")])
    return lines


class StopsScreen(RecordScreen):
    """The stops of a trail, with the passage of the current one beside them.

    Its result is where to go in the reader, or a query to show in the list or over time.
    """

    NAME = "Trail"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Go to the stop", "Shows it in the reader.", hint="go there"),
        Command("comment", ("e",), "Comment on the stop", "", hint="comment"),
        Command("later", ("+", "shift+down"), "Move the stop down", "", hint="down"),
        Command("earlier", ("-", "shift+up"), "Move the stop up", "", hint="up"),
        Command("remove", ("d",), "Remove the stop", "The cable and its notes stay; u restores it.",
                hint="remove"),
        Command("order", ("o",), "By date or in the trail's order", "By date, long gaps are told.",
                hint="by date"),
        Command("list", ("f",), "Show the cables in the list", "Filters by trail:NAME.", hint="filter"),
        OVER_TIME,
        Command("undo", ("u",), "Undo the last change to the notes", "Even after a restart.", hint="undo"),
    )  # fmt: skip
    CHANGES: ClassVar[frozenset[str]] = all_but(KEYS, "open", "order", "list", "over_time")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services, trail: str) -> None:
        """``trail`` is an id."""
        super().__init__(services)
        self._trail_id = trail
        self._trail: Trail | None = None
        self._rows: Sequence[StopRow] = ()
        self._by_date = False
        self._passages: dict[str, Passage] = {}

    def read(self) -> TrailRead:
        """The trail and the rows of its cables."""
        found = self.workspace.notes.find(self._trail_id)
        trail = found if isinstance(found, Trail) else None
        stops = trail.stops if trail else ()
        library = self.workspace.library
        rows = {mrn: library.row(mrn) for mrn in {stop.target.mrn for stop in stops}}
        shown = [StopRow(at, stop, rows[stop.target.mrn]) for at, stop in enumerate(stops, start=1)]
        return TrailRead(trail, by_date(shown) if self._by_date else shown)

    def show_records(self, found: TrailRead) -> None:
        """Show the stops."""
        self._trail, self._rows = found
        name = self._trail.name if self._trail else "deleted"
        about = f" · {self._trail.comment}" if self._trail and self._trail.comment else ""
        order = " by date" if self._by_date else ""
        self.show_heading(f'Trail "{name}" · {count(len(self._rows), "stop")}{order}{about}')
        self.rows.notice = "No stops yet. In the reader, :trail-add adds the paragraph."
        shapes = [Shape(one.stop.id, 1 + bool(one.gap) + bool(one.stop.comment)) for one in self._rows]
        self.rows.show(shapes, lambda at, width: stop_lines(self._rows[at], width))
        self.cursor_moved()

    @property
    def current(self) -> StopRow | None:
        """The current stop."""
        return self.rows.at_cursor(self._rows)

    def cursor_moved(self) -> None:
        """Show the comment and the passage of the current stop; the passage follows when it is read."""
        one = self.current
        if one is None:
            self.show_detail(Content())
            return
        target = one.stop.target
        if target.mrn and one.stop.id not in self._passages:
            self.start(partial(self._find, one.stop), "passage", "find the passage of a stop")
        found = self._passages.get(one.stop.id) or passage_as_noted(target)
        title = (one.row.title or "") if one.row else "This cable is not in your library."
        comment = f"\n{safe_line(one.stop.comment)}\n" if one.stop.comment else ""
        self.show_detail(
            Content.assemble(
                (f"{safe_line(target.mrn)} {safe_line(found.place)}\n", "bold"),
                (f"{safe_line(title)}\n", "$dim"),
                comment,
                f"\n{safe_line(found.text) if not target.is_cable else ''}",
            )
        )

    async def _find(self, stop: TrailStop) -> None:
        found = await self.wait(find_passage, self.workspace, stop.target)
        self._passages[stop.id] = found or passage_as_noted(stop.target)
        if self.current is not None and self.current.stop.id == stop.id:
            self.cursor_moved()

    def is_available(self, id: str) -> bool:
        """Most commands need a stop; only in the trail's own order can it be moved."""
        if id in ("later", "earlier"):
            at = self.rows.cursor + (1 if id == "later" else -1)
            return not self._by_date and 0 <= at < len(self._rows)
        return id not in {command.id for command in self.KEYS} - {"undo"} or self.current is not None

    def actions(self) -> dict[str, Action]:
        """The commands on a stop."""
        return {
            "open": self._open,
            "comment": lambda: self.ask(self._comment, "comment on a stop"),
            "later": lambda: self._move(1),
            "earlier": lambda: self._move(-1),
            "remove": self._remove,
            "order": self._switch,
            "list": self._list,
            "over_time": self._over_time,
        }

    def _open(self) -> None:
        if (one := self.current) is not None:
            self.dismiss(Destination(one.stop.target))

    async def _comment(self) -> None:
        if (one := self.current) is not None:
            text = await self.show_dialog(Prompt(f"On stop {one.number}", one.stop.comment))
            if text is not None and text.strip() != one.stop.comment:
                self._apply("Commented.", trail_changes.comment, one.stop.id, text)

    def _move(self, by: int) -> None:
        if (one := self.current) is not None:
            to = one.number - 1 + by
            self._apply(f"Stop {one.number} is now stop {to + 1}.", trail_changes.move, one.stop.id, to)

    def _remove(self) -> None:
        if (one := self.current) is not None:
            self._apply("Removed the stop. u restores it.", trail_changes.remove, one.stop.id)

    def _switch(self) -> None:
        self._by_date = not self._by_date
        self.reload()

    def _list(self) -> None:
        if self._trail is not None:
            self.dismiss(trail_query(self._trail.name))

    def _over_time(self) -> None:
        if self._trail is not None:
            self.dismiss(OverTime(trail_query(self._trail.name)))

    def _apply(self, words: str, job: Callable[..., object], *args: object) -> None:
        async def work() -> None:
            await self.wait(job, self.workspace.notes, self._trail_id, *args)
            self.say(words)

        self.change(work, "change a trail")
