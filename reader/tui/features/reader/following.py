"""While the list has the focus, the reader shows the cable that is highlighted there."""

from __future__ import annotations

import asyncio

from reader.tui.commands.model import Command, Need, Where
from reader.tui.core.controller import Controller
from reader.tui.core.events import FocusMoved, RowHighlighted
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import Services
from reader.tui.features.reader.controller import ReaderController

PAUSE = 0.12
"""Seconds a row is highlighted before its cable is shown: not every one passed on the way."""

ON_ITS_WAY = frozenset(
    {
        "cable.compare",
        "command.line",
        "export",
        "find.next",
        "find.previous",
        "palette",
        "pane.next",
        "pane.previous",
        "pipe",
    }
)
"""Commands that need no open cable, but that act on it, or go to it, if there is one."""


def acts_on_cable(command: Command) -> bool:
    """Whether a command of the list acts on the highlighted cable through the reader."""
    return command.where is Where.ANY and (command.need is Need.CABLE or command.id in ON_ITS_WAY)


class ListFollower(Controller):
    """Previews the highlighted cable, so that list, reader, notes and banner are about the same one."""

    def __init__(self, services: Services, reader: ReaderController) -> None:
        super().__init__(services)
        self._reader = reader
        services.events.subscribe(RowHighlighted, lambda _: self.follow())
        services.events.subscribe(FocusMoved, lambda _: self.follow())

    @property
    def behind(self) -> bool:
        """Whether the reader does not show the highlighted cable yet."""
        state, rows = self.state, self.services.rows
        if state.active is not Pane.LIST or state.listing is None or state.restoring or not len(rows):
            return False
        return state.cable is None or rows.current != state.mrn

    def follow(self) -> None:
        """Preview the highlighted cable after a pause."""
        if self.behind and not self._reader.arrival.awaited:
            self.start(self._follow, "open", "show the highlighted cable")

    async def _follow(self) -> None:
        await asyncio.sleep(PAUSE)
        if self.services.rows.current is not None:  # else it comes when its row is loaded
            await self.catch_up()

    async def catch_up(self) -> None:
        """Preview the highlighted cable now, or wait for the one that was asked for."""
        await self._reader.arrival.wait()
        listing, at = self.state.listing, self.services.rows.cursor
        if not self.behind or listing is None:
            return
        mrn = self.services.rows.current
        if mrn is None and (rows := await self.wait(listing.window, at, 1)):
            mrn = rows[0].mrn
        if mrn is not None:
            await self._reader.preview(mrn)
