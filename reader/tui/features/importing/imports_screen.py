"""The imports so far, and what they skipped, with place and reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from reader.library.sources import Skipped
from reader.library.upkeep.history import ImportRun, imports, skipped
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.controller import Action
from reader.tui.core.records.common_commands import bindings_of
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.features.importing.import_words import run_words
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, opening

Line = ImportRun | Skipped


class ImportsScreen(RecordScreen):
    """The latest import first, each with what it skipped below it."""

    NAME = "Imports"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("earlier", ("}",), "Previous import", "", hint="previous"),
        Command("later", ("{",), "Next import", ""),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    _lines: Sequence[Line] = ()

    def read(self) -> list[Line]:
        """All imports, each before what it skipped."""
        library = self.workspace.library
        lines: list[Line] = []
        for run in imports(library):
            lines += [run, *(skipped(library, run.id) if run.skipped else ())]
        return lines

    def show_records(self, found: Sequence[Line]) -> None:
        """Show imports and skipped files."""
        self._lines = found
        runs = sum(isinstance(line, ImportRun) for line in found)
        self.show_heading(f"{count(runs, 'import')} · {len(found) - runs:,} skipped")
        self.rows.notice = "Nothing has been imported yet. Press i on the main screen."
        self.rows.show([Shape(str(at)) for at in range(len(found))], self._draw)

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        line = self._lines[at]
        if isinstance(line, ImportRun):
            return [[Piece(opening(run_words(line), width), "heading")]]
        place = opening(line.place, max(width // 2, 1))
        return [[Piece(f"  {place}  ", "plain"), Piece(safe_line(line.reason), "dim")]]

    def cursor_moved(self) -> None:
        """Show the line in full."""
        line = self.rows.at_cursor(self._lines)
        if isinstance(line, ImportRun):
            paths = [part for path in line.paths for part in (f"{safe_line(path)}\n", "")]
            self.show_detail(Content.assemble((f"{run_words(line)}\n\n", "bold"), *paths))
        elif line is not None:
            place = (f"{safe_line(line.place)}\n\n", "bold")
            self.show_detail(Content.assemble(place, safe_line(line.reason)))

    def is_available(self, id: str) -> bool:
        """Whether there is another import."""
        return id not in ("earlier", "later") or self._other(1 if id == "earlier" else -1) is not None

    def actions(self) -> dict[str, Action]:
        """Go to the import before or after."""
        return {"earlier": lambda: self._go(1), "later": lambda: self._go(-1)}

    def _other(self, step: int) -> int | None:
        at = self.rows.cursor + step
        while 0 <= at < len(self._lines) and not isinstance(self._lines[at], ImportRun):
            at += step
        return at if 0 <= at < len(self._lines) else None

    def _go(self, step: int) -> None:
        if (at := self._other(step)) is not None:
            self.rows.move_to(at)
