"""The imports there were, and everything that they skipped, with place and reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from reader.library.sources import Skipped
from reader.library.upkeep.history import ImportRun, imports, skipped
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.record_screen import Room
from reader.tui.core.record_screen_keys import keys_of
from reader.tui.features.importing.import_words import run_words
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, opening

Line = ImportRun | Skipped


class Imports(Room):
    """The latest import first, what it skipped below it."""

    NAME = "Imports"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("earlier", ("}",), "The import before", "", hint="the import before"),
        Command("later", ("{",), "The import after", ""),
    )
    BINDINGS: ClassVar[list[BindingType]] = keys_of(KEYS)

    _lines: Sequence[Line] = ()

    def read(self) -> list[Line]:
        """All runs, each before what it skipped."""
        library = self.workspace.library
        lines: list[Line] = []
        for run in imports(library):
            lines += [run, *(skipped(library, run.id) if run.skipped else ())]
        return lines

    def put(self, found: Sequence[Line]) -> None:
        """Show them."""
        self._lines = found
        runs = sum(isinstance(line, ImportRun) for line in found)
        self.heading(f"{count(runs, 'import')} · {len(found) - runs:,} skipped")
        self.rows.notice = "Nothing was imported yet: i on the main screen asks for a file or folder."
        self.rows.show([Shape(str(at)) for at in range(len(found))], self._draw)

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        line = self._lines[at]
        if isinstance(line, ImportRun):
            return [[Piece(opening(run_words(line), width), "heading")]]
        place = opening(line.place, max(width // 2, 1))
        return [[Piece(f"  {place}  ", "plain"), Piece(safe_line(line.reason), "dim")]]

    def moved(self) -> None:
        """All that is known of one, unshortened."""
        line = self._lines[self.rows.cursor] if self.rows.cursor < len(self._lines) else None
        if isinstance(line, ImportRun):
            paths = [part for path in line.paths for part in (f"{safe_line(path)}\n", "")]
            self.tell(Content.assemble((f"{run_words(line)}\n\n", "bold"), *paths))
        elif line is not None:
            self.tell(Content.assemble((f"{safe_line(line.place)}\n\n", "bold"), safe_line(line.reason)))

    def possible(self, id: str) -> bool:
        """There may be one import alone."""
        return id not in ("earlier", "later") or self._other(1 if id == "earlier" else -1) is not None

    def doing(self) -> dict[str, Callable[[], object]]:
        """From import to import."""
        return {"earlier": lambda: self._go(1), "later": lambda: self._go(-1)}

    def _other(self, way: int) -> int | None:
        at = self.rows.cursor + way
        while 0 <= at < len(self._lines) and not isinstance(self._lines[at], ImportRun):
            at += way
        return at if 0 <= at < len(self._lines) else None

    def _go(self, way: int) -> None:
        if (at := self._other(way)) is not None:
            self.rows.move_to(at)
