"""The line over the footer while cables are imported: progress, speed, time left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from reader.tui.features.importing.import_words import progress_line

if TYPE_CHECKING:
    from reader.library.ingest.import_report import Progress

LOOKS = {"name": "", "done": "$accent bold", "left": "$faint", "plain": "$dim"}


class ImportLine(Widget):
    """Visible only during an import."""

    DEFAULT_CSS = "ImportLine { height: 1; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self._label = self._end = ""
        self._progress: Progress | None = None

    def show_progress(self, name: str, progress: Progress | None, end: str) -> None:
        """Show what is imported, its progress, and at the ``end`` how to stop it."""
        self._label, self._progress, self._end = name, progress, end
        self.display = True
        self.refresh()

    def hide(self) -> None:
        """Hide the line: the import is over."""
        self.display = False

    def render(self) -> Content:
        """The line."""
        pieces = progress_line(self._label, self._progress, self.size.width, self._end)
        return Content.assemble(*((piece.text, LOOKS[piece.role]) for piece in pieces))
