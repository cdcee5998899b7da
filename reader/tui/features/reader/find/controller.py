"""Finds words in the cable, and then in the next ones."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from reader.cable.model import Cable
from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.core.services import ArgumentAction, Services
from reader.tui.features.reader.reader_pane import ReaderPane
from reader.tui.ui.prompt import Prompt

if TYPE_CHECKING:
    from reader.library.listing import Listing
    from reader.workspace import Workspace

FAR = 2000
"""Cables searched for the next hit before the user is asked to filter instead."""
BATCH = 32


def has(cable: Cable, text: str) -> bool:
    """Whether the body of a cable contains a text, ignoring case, by the rules of find in the reader."""
    wanted = text.casefold()
    return any(wanted in part.text.casefold() for part in cable.body)


def search_on(
    workspace: Workspace, listing: Listing, at: int, step: int, text: str, stop: threading.Event
) -> str | None:
    """The next cable of a listing, from an index on, that contains a text; waits for the disk."""
    for distance in range(0, FAR, BATCH):
        if step > 0:
            start, size = at + 1 + distance, BATCH
        else:
            start = max(at - distance - BATCH, 0)
            size = at - distance - start
        if start >= len(listing) or size <= 0:
            return None
        rows = listing.window(start, size)
        for row in rows if step > 0 else reversed(rows):
            if stop.is_set():
                return None
            cable = workspace.cable(row.mrn)
            if cable is not None and has(cable, text):
                return row.mrn
    return None


class FindController(Controller):
    """Find, next, previous."""

    def __init__(self, services: Services, pane: ReaderPane) -> None:
        super().__init__(services)
        self._pane = pane
        self._stop = threading.Event()
        """Set to stop the search through the next cables."""

    def commands(self) -> dict[str, Action]:
        """Find and step."""
        return {
            "find.start": lambda: self.ask(self._ask, "find in the cable"),
            "find.next": lambda: self.step(1),
            "find.previous": lambda: self.step(-1),
        }

    def arguments(self) -> dict[str, ArgumentAction]:
        """The words may be given."""
        return {"find.start": self.find}

    async def _ask(self) -> None:
        before = self._pane.place
        text = await self.show_dialog(Prompt("/", hint="find in the cable", changed=self._typed))
        if not text:
            self.clear()
            if self.state.cable is not None:
                self._pane.go_to(before.ordinal)
            return
        self.find(text)

    def find(self, text: str) -> None:
        """Go to the first place that says this."""
        self.state.find_text = text
        if not self._pane.find(text):
            self.status.say(f'"{safe_line(text)}" is not in this cable; n looks in the next ones.')
        self.status.refresh_hints()

    def _typed(self, text: str) -> None:
        if text:
            self._pane.find(text)
        else:
            self._pane.clear_find()

    def clear(self) -> None:
        """End the search and remove the highlighting."""
        self.state.find_text = ""
        self._pane.clear_find()
        self.status.aside("")
        self.status.refresh_hints()

    def step(self, by: int) -> None:
        """Go to the next hit; after the last, to the next cable of the list that has one."""
        if self._pane.next_hit(by):
            return
        if not self.state.find_text:
            self.services.cables.step(by)
        else:
            self._stop.set()
            self._stop = threading.Event()
            self.start(partial(self._search_on, by, self._stop), "find", "find in the next cables")

    async def _search_on(self, by: int, stop: threading.Event) -> None:
        state, text = self.state, self.state.find_text
        if state.listing is None or state.mrn is None:
            return
        at = await self.wait(state.listing.position_of, state.mrn)
        self.status.aside("looking in the next cables…")
        mrn = None
        if at is not None:
            mrn = await self.wait(search_on, self.workspace, state.listing, at, by, text, stop)
        self.status.aside("")
        if mrn is None:
            where = "below" if by > 0 else "above"
            self.status.say(f'No more "{safe_line(text)}" in the cables {where} in this list.')
            return
        self.services.cables.remember()
        await self.services.cables.show(mrn)
        self._pane.find(text)
        if by < 0:
            self._pane.next_hit(-1)
        self.status.say(f'"{safe_line(text)}" in {mrn}')
