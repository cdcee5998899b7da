"""Seeing what another window changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.core.controller import Handler

if TYPE_CHECKING:
    from reader.tui.main_screen.screen import MainScreen


class Watching(Handler):
    """Notes another process changed appear within a second."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._looking = False

    def look(self) -> None:
        """Called by a timer; never more than one look at a time."""
        if not self._looking and self.desk.workspace is not None:
            self._looking = True
            self.start(self._look, "watch", "look for changes of another window")

    async def _look(self) -> None:
        try:
            if await self.wait(self.workspace.notes.refresh):
                await self.screen.noting.reload()
        finally:
            self._looking = False
