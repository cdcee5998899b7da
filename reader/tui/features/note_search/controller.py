"""Opens the search of notes."""

from __future__ import annotations

from importlib import import_module

from reader.tui.core.controller import Action, Controller


class NoteSearchController(Controller):
    """Shows the search of notes as it was left the last time."""

    _query = ""
    _grouped_by_code = False

    def commands(self) -> dict[str, Action]:
        """The command of this feature."""
        return {"notes.search": lambda: self.ask(self._search, "search the notes")}

    async def _search(self) -> None:
        await self.wait(import_module, "reader.tui.features.note_search.screen")
        from reader.tui.features.note_search.screen import NoteSearchScreen

        screen = NoteSearchScreen(self.services, self._query, grouped_by_code=self._grouped_by_code)
        destination = await self.show_dialog(screen)
        self._query, self._grouped_by_code = screen.query_text, screen.grouped_by_code
        await self.visit(destination)
