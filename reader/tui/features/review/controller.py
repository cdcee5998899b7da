"""Opens the screen of notes to review."""

from __future__ import annotations

from importlib import import_module

from reader.tui.core.controller import Action, Controller


class ReviewController(Controller):
    """Shows the notes whose place is uncertain."""

    def commands(self) -> dict[str, Action]:
        """The command of this feature."""
        return {"notes.check": lambda: self.ask(self._review, "check notes")}

    async def _review(self) -> None:
        await self.wait(import_module, "reader.tui.features.review.screen")
        from reader.tui.features.review.screen import ReviewScreen

        await self.visit(await self.show_dialog(ReviewScreen(self.services)))
