"""Two cables, or two versions of one, with the words marked in which they differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType

from reader.cable.compare.comparison import Comparison, compare
from reader.cable.model import Cable, Paragraph
from reader.notes.anchoring.anchor import locate
from reader.notes.model import Annotation, Confidence, CrossReference, Target
from reader.notes.queries.counts import NO_NOTES, NoteCounts, count_records
from reader.tui.commands.table import Command
from reader.tui.core.records.common_commands import bindings_of
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.features.compare.diff_lines import SIDE_BY_SIDE, DiffLine, Noted, diff_lines, same_place
from reader.tui.features.compare.side import Side, SidePlace, heading
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import opening

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services


class OwnNote(NamedTuple):
    """A note or link of the user."""

    record: Annotation | CrossReference
    target: Target
    """What it is about."""
    text: str


MARGIN = 4
"""Cells beside the lines: the cursor's bar, the edge, the scroll bar."""


class CompareScreen(RecordScreen):
    """A line of the comparison is a row; Enter goes to its paragraph."""

    NAME = "Compare"
    LIST_ONLY = True
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Go to the paragraph", "Shows it in the reader.", hint="go there"),
        Command("next", ("n", "space"), "Next change", "", hint="next change"),
        Command("previous", ("N",), "Previous change", "", hint="previous"),
        Command("full", ("z",), "Show or fold unchanged parts", "", hint="unchanged"),
        Command("swap", ("s",), "Swap the two cables", "", hint="swap"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services, before: Side, after: Side) -> None:
        super().__init__(services)
        self._sides = (before, after)
        self._full = False
        self._comparison: Comparison | None = None
        self._noted = Noted()
        self._lines: Sequence[DiffLine] = ()
        self._width = 0

    def read(self) -> tuple[Comparison, Noted, list[DiffLine]] | None:
        """Compare, look where the notes are, and break the lines. None where a cable is gone."""
        comparison, noted = self._comparison, self._noted
        if comparison is None:
            before, after = (self.workspace.cable(side.mrn, version=side.version) for side in self._sides)
            if before is None or after is None:
                return None
            comparison, noted = compare(before, after), self._find_notes(before, after)
        return comparison, noted, diff_lines(comparison, self._width, noted, full=self._full)

    def show_records(self, found: tuple[Comparison, Noted, list[DiffLine]] | None) -> None:
        """Show the lines."""
        if found is None:
            self.rows.notice = "One of the cables is no longer in the library."
            return
        shown, at = self._lines, self.rows.cursor
        self._comparison, self._noted, self._lines = found
        if self._comparison.is_same:
            self.rows.notice = "The texts differ only in spaces and line breaks."
        select = str(same_place(shown, at, self._lines)) if shown else None
        self.rows.show([Shape(str(at)) for at in range(len(self._lines))], self._draw, select=select)
        self.show_heading(heading(*self._sides, self._comparison.differences, self._width))

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        return [self._lines[at].pieces]

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines for the new width."""
        super().on_resize(event)
        width = self.size.width - MARGIN
        if self.services.state.linear:
            width = min(width, SIDE_BY_SIDE - 1)
        if width != self._width:
            self._width = width
            self.reload()

    # Notes

    def _find_notes(self, before: Cable, after: Cable) -> Noted:
        first, second = (self._targets(side.mrn) for side in self._sides)
        to_check = []
        if self._sides[0].mrn == self._sides[1].mrn:
            for _, target, summary in second:
                was, now = locate(target, before).confidence, locate(target, after).confidence
                if Confidence.LOST in (was, now) and was is not now:
                    where = "second" if now is Confidence.LOST else "first"
                    to_check.append(
                        f"{target.label or 'whole cable'} not in the {where}: {opening(summary, 200)}"
                    )
        return Noted(_counted(first, before), _counted(second, after), to_check)

    def _targets(self, mrn: str) -> list[OwnNote]:
        notes = self.workspace.notes.for_cable(mrn)
        return [OwnNote(note, note.target, note.body) for note in notes.annotations] + [
            OwnNote(link, link.source, link.comment or link.relation) for link in notes.outgoing
        ]

    # Commands

    @property
    def line(self) -> DiffLine | None:
        """The current line."""
        return self.rows.at_cursor(self._lines)

    def is_available(self, id: str) -> bool:
        """A place to go to."""
        return id != "open" or self._destination() is not None

    def actions(self) -> dict[str, Action]:
        """Walk through the changes, or leave for a place."""
        return {
            "open": lambda: self.dismiss(self._destination()),
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "full": self._fold,
            "swap": self._swap,
        }

    def _destination(self) -> SidePlace | None:
        if self._comparison is None or self.line is None or self.line.part is None:
            return None
        row = self._comparison.rows[self.line.part]
        before, after = ((self._sides[0], row.before), (self._sides[1], row.after))
        places = (after, before) if self._sides[1].is_current else (before, after)
        side, part = next(place for place in places if place[1] is not None)
        return SidePlace(side, part.ordinal) if isinstance(part, Paragraph) else None

    def _step(self, by: int) -> None:
        starts = [at for at, line in enumerate(self._lines) if line.starts_change]
        here = self.rows.cursor
        there = [at for at in starts if (at > here if by > 0 else at < here)]
        if there:
            at = there[0] if by > 0 else there[-1]
            self.rows.move_to(at)
            self.rows.scroll_to(y=at - self.rows.size.height // 4, animate=False)
        else:
            self.say("That was the last change." if by > 0 else "That was the first change.")

    def _fold(self) -> None:
        self._full = not self._full
        self.say("Unchanged parts are shown." if self._full else "Unchanged parts are folded.")
        self.reload()

    def _swap(self) -> None:
        self._sides = (self._sides[1], self._sides[0])
        self._comparison = None
        self.reload()


def _counted(notes: Sequence[OwnNote], cable: Cable) -> dict[int, NoteCounts]:
    counts: dict[int, NoteCounts] = {}
    for note in notes:
        ordinal = locate(note.target, cable).ordinal
        if ordinal is not None:
            counts[ordinal] = counts.get(ordinal, NO_NOTES).plus(count_records([note.record]))
    return counts
