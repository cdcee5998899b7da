"""Opening cables, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from reader.cable.model import Cable
from reader.errors import CablesError
from reader.notes.model import Confidence
from reader.tui.core.app_state import Stop
from reader.tui.core.controller import Doing, Handler
from reader.tui.core.note_entries import Entry, entries
from reader.tui.core.pane_layout import Pane
from reader.tui.core.placement import Place, Placed
from reader.tui.core.version_words import Versions

if TYPE_CHECKING:
    from reader.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Loaded:
    """A cable with all that stands beside it."""

    mrn: str
    cable: Cable
    entries: tuple[Entry, ...]
    held: frozenset[str]
    """Of the cables its links point at, those that can be opened."""
    doubts: int = 0
    """Notes and links whose place in this text the user has to say yes or no to."""
    versions: Versions = field(default_factory=Versions)
    """The texts held of it, and which of them this is."""


def load(
    workspace: Workspace, mrn: str, cable: Cable | None = None, *, version: int | None = None
) -> Loaded | None:
    """Read a cable and its notes; waits for the disk. None where it is not held.

    ``cable`` is that of the ``version``, where it was read already; without one, what the library shows.
    """
    from reader.notes.anchoring.anchor import Locator
    from reader.notes.anchoring.review import doubts

    cable = cable or workspace.cable(mrn, version=version)
    if cable is None:
        return None
    texts = workspace.library.version_summaries(mrn)
    at = next((at for at, each in enumerate(texts) if each.id == version), 0)
    notes = workspace.notes

    def name(id: str) -> str:
        code = notes.code(id)
        return code.name if code else id[:8]

    found = entries(notes.for_cable(mrn), name, Locator(cable).locate, notes.author)
    others = {entry.other.mrn for entry in found if entry.other}
    held = frozenset(workspace.library.present(others)) if others else frozenset()
    unsure = any(entry.anchor.confidence in (Confidence.UNSURE, Confidence.LOST) for entry in found)
    return Loaded(
        mrn, cable, found, held, len(doubts(notes, mrn, cable)) if unsure else 0, Versions(texts, at)
    )


class Opening(Handler):
    """Cables, and the way back."""

    going: int | None = None
    """Index of the cable a key is on the way to."""
    asked_for = False
    """The user asked for a cable of this library."""

    def commands(self) -> dict[str, Doing]:
        """Moving between cables."""
        return {
            "cable.next": lambda: self.step(1),
            "cable.previous": lambda: self.step(-1),
            "place.back": lambda: self.travel(back=True),
            "place.forward": lambda: self.travel(back=False),
        }

    # Cables

    async def show_first(self) -> None:
        """With no cable open yet, put the one under the list's cursor beside it, the focus staying there.

        The user did not ask for it, so that it does not count as read; the one cable of a file opened just
        to read it was asked for, and gets the focus.
        """
        desk, at = self.desk, self.screen.list.cursor
        if desk.cable is None and not self.asked_for and desk.listing is not None and len(desk.listing):
            rows = await self.wait(desk.listing.window, at, 1)
            only = self.screen.passing and len(desk.listing) == 1
            if rows:
                await self._open(rows[0].mrn, missing_is_fine=True, read=only, focus=only, hit=True)

    def open(
        self,
        mrn: str,
        *,
        ordinal: int | None = None,
        start: int | None = None,
        focus: bool = True,
        hit: bool = False,
    ) -> None:
        """Show a cable, at a paragraph (and a clean-text offset in it), or at a hit of the filter."""
        self.remember()
        self.going, self.asked_for = None, True
        work = partial(self._open, mrn, ordinal=ordinal, start=start, focus=focus, hit=hit)
        self.start(work, "open", f"open {mrn}")

    async def go(self, mrn: str, *, ordinal: int | None = None, start: int | None = None) -> None:
        """As ``open``, but returns when one is there."""
        self.remember()
        self.going, self.asked_for = None, True
        await self._open(mrn, ordinal=ordinal, start=start, focus=True)

    async def show_beside(self, mrn: str) -> None:
        """Show the cable the list stands on; the list keeps the focus and its cursor."""
        self.asked_for = True
        await self._open(mrn, missing_is_fine=True, stand=False, hit=True)

    async def show(self, mrn: str, *, place: Place | None = None, missing_is_fine: bool = False) -> None:
        """Show a cable, at a place, and return when it is there. Raises CablesError where it is not held."""
        await self._open(mrn, place=place, missing_is_fine=missing_is_fine)

    async def _open(
        self,
        mrn: str,
        *,
        ordinal: int | None = None,
        start: int | None = None,
        place: Place | None = None,
        focus: bool = False,
        missing_is_fine: bool = False,
        read: bool = True,
        stand: bool = True,
        hit: bool = False,
    ) -> None:
        if mrn == self.desk.mrn and self.desk.cable is not None and place is None:
            loaded = None
        else:
            loaded = await self.wait(load, self.workspace, mrn)
            if loaded is None:
                if missing_is_fine:
                    return
                raise CablesError(
                    f"{mrn} is not in this library", advice="i imports cables; r lists who cites it."
                )
        screen, desk = self.screen, self.desk
        lit = await screen.lighting.look(loaded.cable if loaded else desk.cable) if hit else None
        if not read and self.asked_for:
            return
        if read and mrn not in desk.read:
            screen.remembering.read(mrn)
            screen.tell_list()
        if read and self.asked_for:
            screen.faceting.close()
        if loaded is not None:
            desk.mrn, desk.cable = mrn, loaded.cable
            self.put(loaded, cable=True, place=place)
        if ordinal is not None:
            screen.reader.go_to(ordinal, start)
        screen.lighting.light(lit)
        if focus:
            screen.panels.activate(Pane.READER)
        if stand:
            await self._stand_on(mrn)
        screen.refresh_hints()
        screen.saving.soon()

    def put(self, loaded: Loaded, *, cable: bool = False, place: Place | None = None) -> None:
        """Hand a cable's notes to the panels; with ``cable``, the cable itself, at a place, too."""
        screen, desk = self.screen, self.desk
        desk.entries, desk.doubts, desk.versions = loaded.entries, loaded.doubts, loaded.versions
        placed = tuple(Placed(entry.id, entry.kind, entry.anchor) for entry in loaded.entries)
        if cable:
            screen.reader.tell_version(loaded.versions.header, loaded.versions.described)
            screen.reader.show(loaded.cable, loaded.mrn, placed, place)
        else:
            screen.reader.set_placed(placed)
        screen.panel.show(loaded.cable, loaded.entries, loaded.held)
        screen.panel.follow(screen.reader.place.ordinal)
        screen.tell_list()
        screen.refresh_headings()

    async def _stand_on(self, mrn: str) -> None:
        """Put the list's cursor on a cable, where the list has it."""
        listing = self.desk.listing
        if listing is not None and self.screen.list.current != mrn:
            at = await self.wait(listing.position_of, mrn)
            if at is not None:
                self.screen.list.move_to(at)

    def step(self, by: int) -> None:
        """The cable above or below in the list. Keys that come faster than cables open count all the same."""
        view, mrn = self.screen.list, self.desk.mrn
        if self.going is not None:
            self._go(self.going + by)
        elif mrn is None:
            self._go(view.cursor)
        elif view.current == mrn:
            self._go(view.cursor + by)
        else:
            self.start(partial(self._step_from, mrn, by), "open", "find the open cable in the list")

    async def _step_from(self, mrn: str, by: int) -> None:
        """The cursor was moved away from the open cable; the step counts from the cable."""
        listing = self.desk.listing
        at = await self.wait(listing.position_of, mrn) if listing else None
        self._go(self.screen.list.cursor if at is None else at + by)

    def _go(self, index: int) -> None:
        if index < 0:
            self.screen.say("This is the first cable of the list.")
        elif index >= len(self.screen.list):
            self.screen.say("That was the last cable of the list.")
        else:
            if self.going is None:
                self.remember()
            self.going, self.asked_for = index, True
            self.start(partial(self._open_at, index), "open", "open the next cable")

    async def _open_at(self, index: int) -> None:
        rows = await self.wait(self.desk.listing.window, index, 1) if self.desk.listing else []
        if rows:
            await self._open(rows[0].mrn, hit=True)
        self.going = None

    # The way back

    def here(self) -> Stop | None:
        """The place one is at."""
        return Stop(self.desk.mrn, self.screen.reader.place) if self.desk.mrn else None

    def remember(self) -> None:
        """Note the present place, so that Back leads to it."""
        if (stop := self.here()) is not None:
            self.desk.trail.leave(stop)

    def travel(self, *, back: bool) -> None:
        """Back or forward."""
        here = self.here()
        if here is None:
            return
        trail = self.desk.trail
        stop = trail.back(here) if back else trail.forward(here)
        if stop is None:
            self.screen.say("There is nothing to go back to." if back else "There is nothing ahead.")
            return
        self.start(partial(self._open, stop.mrn, place=stop.place), "open", f"open {stop.mrn}")
