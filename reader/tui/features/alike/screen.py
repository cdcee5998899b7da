"""The cables like one, with the passages they share; the texts of these are beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content

from reader.cable.model import Paragraph
from reader.library.discovery.alike.alike import Alike, alike
from reader.library.discovery.alike.copies import copies
from reader.tui.commands.table import Command
from reader.tui.core.cable.first_words import read_first_words
from reader.tui.core.records.common_commands import bindings_of
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.features.alike.alike_rows import AlikeRow, details_of, line_of, rows_of
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services


class Chosen(NamedTuple):
    """A cable that was chosen, and where in it to go."""

    mrn: str
    ordinal: int | None = None
    start: int | None = None
    compares: bool = False
    """Whether to compare it instead of opening it."""


class Found(NamedTuple):
    """What was read."""

    alike: Sequence[Alike]
    not_all: bool
    """Whether only the likeliest cables were compared for passages."""
    newer: str = ""
    """Which cables were not compared by content."""


class AlikeScreen(RecordScreen):
    """Cables like the open one, or only those with passages of its current paragraph."""

    NAME = "Similar cables"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Open the cable", "At the shared passage, if it is on one.", hint="open"),
        Command("compare", ("=",), "Compare it with the open cable", "Word by word.", hint="compare"),
        Command("scope", ("p",), "This paragraph or the whole cable",
                "Only cables with passages of the current paragraph, or all similar ones.", hint="paragraph"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(
        self, services: Services, mrn: str, paragraph: Paragraph | None, *, only_paragraph: bool = False
    ) -> None:
        """``paragraph`` is the current one; None in the head of the cable."""
        super().__init__(services)
        self._mrn = mrn
        self._paragraph = paragraph
        self._asked = paragraph if only_paragraph else None
        self._rows: Sequence[AlikeRow] = ()
        self._first_words: dict[str, str] = {}
        """Of the cables that were looked at."""

    def read(self) -> Found:
        """The cables like the open one, or those with passages of the paragraph."""
        library = self.workspace.library
        if self._asked is None:
            every = alike(library, self._mrn)
            return Found(every.found, every.not_all, every.newer(self._mrn))
        found = copies(library, self._mrn, self._asked.ordinal)
        return Found([Alike(copy.row, copy, None) for copy in found.found], found.not_all)

    def show_records(self, found: Found) -> None:
        """Show the cables and the passages."""
        self._rows = rows_of(found.alike)
        number = count(len(found.alike), "cable")
        more = " · only the likeliest compared" if found.not_all else ""
        if self._asked is None:
            copied = sum(one.copy is not None for one in found.alike)
            sharing = f" · {copied} with passages of it" if copied else ""
            self.show_heading(f"Similar to {self._mrn} · {number}{sharing}{more}")
            self.rows.notice = "No cable shares a passage, a reference, a rare word or a rare TAG with it."
        else:
            self.show_heading(f"Also in · {self._mrn} {self._asked.label} · {number}{more}")
            self.rows.notice = "No other cable contains a passage of this paragraph. p: the whole cable."
        self.rows.show([Shape(row.key) for row in self._rows], self._draw)
        self.cursor_moved()
        if found.newer:
            self.say(found.newer)

    def _draw(self, at: int, width: int) -> Sequence[Sequence[Piece]]:
        return [line_of(self._rows[at], width)]

    @property
    def current(self) -> AlikeRow | None:
        """The current row."""
        return self.rows.at_cursor(self._rows)

    def cursor_moved(self) -> None:
        """Show what the two cables share, and how the other one begins."""
        if self.current is None:
            self.show_detail(Content())
            return
        mrn = self.current.alike.row.mrn
        asked = self._asked.label if self._asked else self._mrn
        self.show_detail(details_of(self.current, asked, self._first_words.get(mrn, "")))
        if mrn not in self._first_words:
            self.start(partial(self._read_first_words, mrn), "first words", "read how the cable begins")

    async def _read_first_words(self, mrn: str) -> None:
        self._first_words[mrn] = await self.wait(read_first_words, self.workspace, mrn)
        if self.current is not None and self.current.alike.row.mrn == mrn:
            self.cursor_moved()

    def is_available(self, id: str) -> bool:
        """A cable is needed to open or compare it, a paragraph to look for that one only."""
        if id == "scope":
            return self._paragraph is not None
        return id not in {"open", "compare"} or self.current is not None

    def actions(self) -> dict[str, Action]:
        """Open, compare, and look for the paragraph or the cable."""
        return {"open": self._open, "compare": self._compare, "scope": self._scope}

    def _open(self) -> None:
        if self.current is not None:
            mrn, passage = self.current.alike.row.mrn, self.current.passage
            self.dismiss(Chosen(mrn, passage.there.first, passage.there.start) if passage else Chosen(mrn))

    def _compare(self) -> None:
        if self.current is not None:
            self.dismiss(Chosen(self.current.alike.row.mrn, compares=True))

    def _scope(self) -> None:
        self._asked = self._paragraph if self._asked is None else None
        self.reload()
