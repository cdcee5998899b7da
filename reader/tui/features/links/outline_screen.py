"""The cables reached from one by links, over several hops, as an outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from reader.joined.cable_links import outline
from reader.joined.chain_query import HOPS, MOST_HOPS, chain_query
from reader.library.bulk_lookup import subjects
from reader.notes.model import Target
from reader.notes.reports.link_outline import Line
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.cable.passage_location import Destination
from reader.tui.core.records.common_commands import bindings_of
from reader.tui.core.records.over_time import OVER_TIME, OverTime
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.features.links.chain_by_date import DatedCable, by_date, dated_lines
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, opening

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services


def line_pieces(line: Line, subject: str | None, width: int) -> list[Piece]:
    """``    ¶2 continues → 07BEIJING7545 ¶4  the same plan``; ``subject`` is None if not in the library."""
    way = line.way
    indent = " " * min(2 * line.depth, max(width - 40, 4))
    if way is None:
        pieces = [Piece(f"{safe_line(line.mrn)}  ", "heading")]
    else:
        near = f"{way.near.label} " if way.near and way.near.label else ""
        far = f" {way.far.label}" if way.far and way.far.label else ""
        own = way.near is not None
        pieces = [
            Piece(f"{indent}{near}{safe_line(way.words)} → ", "plain" if own else "dim"),
            Piece(f"{safe_line(line.mrn)}{far}  ", "link" if subject is not None else "dim"),
        ]
        if way.comment:
            pieces.append(Piece(f"{safe_line(way.comment)}  ", "note"))
    if line.again:
        pieces.append(Piece("shown elsewhere", "dim"))
    else:
        pieces.append(Piece(opening("not in library" if subject is None else subject, max(width, 1)), "dim"))
    if line.more:
        pieces.append(Piece(f"  and {line.more:,} more", "dim"))
    return pieces


class OutlineScreen(RecordScreen):
    """The links of a cable, and the links of those."""

    NAME = "Links"
    LIST_ONLY = True
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Go to the cable", "Shows it in the reader.", hint="go there"),
        Command("farther", ("+", "right"), "One step farther", "", hint="farther"),
        Command("nearer", ("-", "left"), "One step nearer", "", hint="nearer"),
        Command("texts", ("r",), "With references in the texts, or your links only", "",
                hint="references"),
        Command("dates", ("d",), "By date, or as an outline", "By date, long gaps are told.", hint="by date"),
        OVER_TIME,
        Command("from", ("o",), "Start from this cable", "The outline starts with the selected cable.",
                hint="from here"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services, mrn: str) -> None:
        super().__init__(services)
        self._mrn = mrn
        self._hops = HOPS
        self._with_references = False
        self._by_date = False
        self._lines: Sequence[Line] = ()
        self._dated: Sequence[DatedCable] = ()
        self._subjects: Mapping[str, str] = {}

    def read(self) -> tuple[list[Line], dict[str, str], list[DatedCable]]:
        """The outline, the subjects of its cables and, if asked for, the cables by date."""
        lines = outline(self.workspace, self._mrn, self._hops, texts=self._with_references)
        dated = by_date(lines, self.workspace.library.row) if self._by_date else []
        return lines, subjects(self.workspace.library, {line.mrn for line in lines}), dated

    def show_records(self, found: tuple[list[Line], dict[str, str], list[DatedCable]]) -> None:
        """Show the outline, or the cables by date."""
        self._lines, self._subjects, self._dated = found
        cables = len({line.mrn for line in self._lines}) - 1
        steps = count(self._hops, "link or reference" if self._with_references else "link", self._plural)
        none = "no links or references" if self._with_references else "no links yet"
        reached = f"{count(cables, 'cable')} up to {steps} away" if cables else none
        self.show_heading(f"{self._mrn} · {reached}")
        if self._by_date:
            self.rows.show([Shape(one.mrn, 1 + bool(one.gap)) for one in self._dated], self._draw_dated)
            return
        shapes = [Shape(f"{at} {line.mrn}") for at, line in enumerate(self._lines)]
        self.rows.show(shapes, self._draw)

    def _draw_dated(self, at: int, width: int) -> list[list[Piece]]:
        return dated_lines(self._dated[at], width)

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        line = self._lines[at]
        return [line_pieces(line, self._subjects.get(line.mrn), width)]

    @property
    def _plural(self) -> str:
        return "links or references" if self._with_references else "links"

    @property
    def line(self) -> Line | None:
        """The current line."""
        at = self.rows.cursor
        if self._by_date:
            mrn = self._dated[at].mrn if at < len(self._dated) else None
            return Line(0, mrn) if mrn else None
        return self._lines[at] if at < len(self._lines) else None

    def is_available(self, id: str) -> bool:
        """Whether the number of hops can change."""
        return not (id == "farther" and self._hops >= MOST_HOPS) and not (id == "nearer" and self._hops <= 1)

    def actions(self) -> dict[str, Action]:
        """Change the number of hops, or go to a place in the outline."""
        return {
            "open": self._open,
            "farther": lambda: self._set(hops=self._hops + 1),
            "nearer": lambda: self._set(hops=self._hops - 1),
            "dates": self._switch,
            "over_time": self._over_time,
            "texts": lambda: self._set(references=not self._with_references),
            "from": lambda: self._set(mrn=self.line.mrn if self.line else self._mrn),
        }

    def _switch(self) -> None:
        self._by_date = not self._by_date
        self.reload()

    def _over_time(self) -> None:
        self.dismiss(OverTime(chain_query(self._mrn, self._hops, texts=self._with_references)))

    def _set(
        self, *, hops: int | None = None, references: bool | None = None, mrn: str | None = None
    ) -> None:
        self._hops = self._hops if hops is None else hops
        self._with_references = self._with_references if references is None else references
        self._mrn = mrn or self._mrn
        self.reload()

    def _open(self) -> None:
        if (line := self.line) is not None:
            far = line.way.far if line.way else None
            self.dismiss(Destination(far or Target(line.mrn)))
