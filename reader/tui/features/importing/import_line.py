"""The line over the footer while cables are imported: how far it is, how fast, how long still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from reader.tui.features.importing.import_words import progress_line

if TYPE_CHECKING:
    from reader.library.ingest.import_report import Progress

LOOKS = {"name": "", "done": "$accent bold", "left": "$faint", "plain": "$dim"}


class ImportLine(Widget):
    """Shown only while there is something to tell."""

    DEFAULT_CSS = "ImportLine { height: 1; display: none; }"

    def __init__(self) -> None:
        super().__init__()
        self._of = self._end = ""
        self._progress: Progress | None = None

    def tell(self, name: str, progress: Progress | None, end: str) -> None:
        """Of what is imported, how far it is, and how to stop it."""
        self._of, self._progress, self._end = name, progress, end
        self.display = True
        self.refresh()

    def put_away(self) -> None:
        """It is over."""
        self.display = False

    def render(self) -> Content:
        """The line."""
        pieces = progress_line(self._of, self._progress, self.size.width, self._end)
        return Content.assemble(*((piece.text, LOOKS[piece.role]) for piece in pieces))
