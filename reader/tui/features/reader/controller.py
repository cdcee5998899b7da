"""Opening cables in the reader, and going back and forward between places."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from reader.errors import CablesError
from reader.tui.core.app_state import Stop
from reader.tui.core.cable.loaded_cable import LoadedCable, load_cable
from reader.tui.core.cable.placement import Place, PlacedNote
from reader.tui.core.cable.versions import same_paragraph
from reader.tui.core.controller import Action, AsyncAction, Controller
from reader.tui.core.events import CableOpened, CableShown, FocusMoved, NotesChanged, SettingsChanged
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import Services
from reader.tui.features.reader.arrival import Arrival
from reader.tui.features.reader.find.highlight import Highlighter
from reader.tui.features.reader.reader_pane import ReaderPane


class ReaderController(Controller):
    """The open cable."""

    def __init__(self, services: Services, pane: ReaderPane) -> None:
        super().__init__(services)
        self._pane = pane
        self._highlighter = Highlighter(services, pane)
        self.going: int | None = None
        """Index in the list of the cable that is being opened by ``step``."""
        self.arrival = Arrival()
        """Whether a cable is being opened because the user asked for it."""
        services.events.subscribe(NotesChanged, self._notes_changed)
        services.events.subscribe(SettingsChanged, lambda _: pane.lay_out())
        services.events.subscribe(FocusMoved, lambda _: self._focus_moved())

    def commands(self) -> dict[str, Action]:
        """Moving between cables and versions."""
        return {
            "list.open": self.open_highlighted,
            "cable.next": lambda: self.step(1),
            "cable.previous": lambda: self.step(-1),
            "cable.version": self.next_version,
            "place.back": lambda: self.travel(back=True),
            "place.forward": lambda: self.travel(back=False),
        }

    def close(self) -> None:
        """Forget the open cable: another library is opened."""
        self.arrival.give_up()
        self._pane.show(None, None)

    # Opening

    async def show_first(self) -> None:
        """Preview the highlighted cable if none is open; the list keeps the focus.

        The one cable of a file opened just to read it was asked for, and gets the focus.
        """
        state, listing, at = self.state, self.state.listing, self.services.rows.cursor
        if state.cable is None and not self.arrival.awaited and listing is not None and len(listing):
            rows = await self.wait(listing.window, at, 1)
            if rows and state.temporary and len(listing) == 1:
                await self.go(rows[0].mrn, hit=True)
            elif rows:
                await self.preview(rows[0].mrn)

    def open(
        self,
        mrn: str,
        *,
        ordinal: int | None = None,
        start: int | None = None,
        focus: bool = True,
        hit: bool = False,
    ) -> None:
        """Open a cable, at a paragraph (and an offset in it), or at the best match of the query (``hit``)."""
        action = partial(self._open, mrn, ordinal=ordinal, start=start, focus=focus, hit=hit)
        self._open_soon(action, f"open {mrn}")

    def open_highlighted(self) -> None:
        """Open the cable that is highlighted in the list; its row may still be loading."""
        self._open_soon(partial(self._open_row, self.services.rows.cursor, focus=True), "open the cable")

    def _open_soon(self, action: AsyncAction, description: str) -> None:
        """Open a cable in the background; keys pressed meanwhile are for it."""
        self.remember()
        self.dialogs.expect()
        self._start(partial(self._then_release, action), description)

    async def _then_release(self, action: AsyncAction) -> None:
        try:
            await action()
        finally:
            self.dialogs.release()

    async def go(
        self, mrn: str, *, ordinal: int | None = None, start: int | None = None, hit: bool = False
    ) -> None:
        """As ``open``, but returns when the cable is open. Raises CablesError."""
        self.remember()
        self.going = None
        await self.arrival.during(partial(self._open, mrn, ordinal=ordinal, start=start, focus=True, hit=hit))

    async def show(self, mrn: str, *, place: Place | None = None, missing_is_fine: bool = False) -> None:
        """Show a cable without moving the focus. Raises CablesError where the library lacks it."""
        await self.arrival.during(partial(self._open, mrn, place=place, missing_is_fine=missing_is_fine))

    async def preview(self, mrn: str, *, place: Place | None = None) -> None:
        """Show a cable beside the list, which keeps the focus. It does not count as read.

        Nothing happens if the user meanwhile opens another cable, moves on, or leaves the list.
        """
        state = self.state
        if mrn == state.mrn and state.cable is not None:
            return
        loaded = await self.wait(load_cable, self.workspace, mrn)
        if loaded is None:
            return
        matches = await self._highlighter.matches(loaded.cable) if place is None else None
        elsewhere = state.active is not Pane.LIST or self.services.rows.current not in (None, mrn)
        if self.arrival.awaited or (elsewhere and state.cable is not None):
            return
        self.remember()
        state.previewed = True
        self._show(loaded, place)
        self._highlighter.highlight(matches)
        self._shown()

    def _start(self, action: AsyncAction, description: str, *, going: int | None = None) -> None:
        """Open a cable beside the screen, in place of one that is on its way."""
        self.going = going
        self.arrival.expect()
        self.start(partial(self.arrival.during, action), "open", description)

    async def _open(
        self,
        mrn: str,
        *,
        ordinal: int | None = None,
        start: int | None = None,
        place: Place | None = None,
        focus: bool = False,
        missing_is_fine: bool = False,
        hit: bool = False,
    ) -> None:
        state, services = self.state, self.services
        if mrn == state.mrn and state.cable is not None and place is None:
            loaded = None
        else:
            loaded = await self.wait(load_cable, self.workspace, mrn)
            if loaded is None:
                if missing_is_fine:
                    return
                raise CablesError(
                    f"{mrn} is not in this library", advice="i imports cables; r lists who cites it."
                )
        wanted = hit or place is not None
        matches = await self._highlighter.matches(loaded.cable if loaded else state.cable) if wanted else None
        if matches is not None and place is not None:
            matches = matches._replace(best=None)  # a place is kept exactly
        state.previewed = False
        services.session.mark_read(mrn)
        if not state.restoring:
            services.events.publish(CableOpened(mrn))
        if loaded is not None:
            self._show(loaded, place)
        if ordinal is not None:
            self._pane.go_to(ordinal, start)
        self._highlighter.highlight(matches)
        if focus:
            services.panes.activate(Pane.READER)
        listed = await self._move_list(mrn)
        if not listed and state.active is Pane.LIST:
            services.panes.activate(Pane.READER)  # the list highlights another cable
        self._shown()

    def _shown(self) -> None:
        self.status.refresh_hints()
        self.services.session.save_soon()

    def _focus_moved(self) -> None:
        """A preview that the user goes to is open."""
        state = self.state
        if state.previewed and state.mrn and state.active is Pane.READER and not state.facets:
            state.previewed = False
            self.services.session.mark_read(state.mrn)

    def _show(self, loaded: LoadedCable, place: Place | None) -> None:
        """Put a cable on the page, at a position."""
        state = self.state
        state.mrn, state.cable = loaded.mrn, loaded.cable
        state.entries, state.uncertain_notes, state.versions = (
            loaded.entries,
            loaded.uncertain_notes,
            loaded.versions,
        )
        self._pane.set_version(loaded.versions.header, loaded.versions.described)
        self._pane.show(loaded.cable, loaded.mrn, _placed(loaded), place)
        self.services.events.publish(CableShown(loaded))

    def _notes_changed(self, event: NotesChanged) -> None:
        if event.loaded is not None:
            self._pane.set_notes(_placed(event.loaded))

    async def _move_list(self, mrn: str) -> bool:
        """Put the list's cursor on a cable; False where the list has not got it."""
        listing, rows = self.state.listing, self.services.rows
        if rows.current == mrn:
            return True
        at = await self.wait(listing.position_of, mrn) if listing is not None else None
        if at is not None:
            rows.move_to(at)
        return at is not None

    # From cable to cable

    def step(self, by: int) -> None:
        """Open the cable above or below in the list. Keys that come faster than cables open still count."""
        rows, mrn = self.services.rows, self.state.mrn
        if self.going is not None:
            self._step_to(self.going + by)
        elif self.state.active is Pane.LIST or (mrn is not None and rows.current == mrn):
            self._step_to(rows.cursor + by)
        elif mrn is None:
            self._step_to(rows.cursor)
        else:
            self._start(partial(self._step_from, mrn, by), "find the open cable in the list")

    async def _step_from(self, mrn: str, by: int) -> None:
        """The cursor was moved away from the open cable; the step counts from the cable."""
        listing = self.state.listing
        at = await self.wait(listing.position_of, mrn) if listing else None
        self._step_to(self.services.rows.cursor if at is None else at + by)

    def _step_to(self, index: int) -> None:
        if index < 0:
            self.status.say("This is the first cable in the list.")
        elif index >= len(self.services.rows):
            self.status.say("That was the last cable in the list.")
        else:
            if self.going is None:
                self.remember()
            self._start(partial(self._open_row, index), "open the next cable", going=index)

    async def _open_row(self, index: int, *, focus: bool = False) -> None:
        rows = await self.wait(self.state.listing.window, index, 1) if self.state.listing else []
        if rows:
            await self._open(rows[0].mrn, focus=focus, hit=True)
        self.going = None

    # Versions

    def next_version(self) -> None:
        """Show the next version of the open cable, at the same paragraph; after the last the first."""
        after = self.state.versions.after
        if self.state.mrn is not None and after is not None:
            self._start(partial(self.show_version, self.state.mrn, after.id), "show another version")

    async def show_version(self, mrn: str, version: int, ordinal: int | None = None) -> None:
        """Show a version of the open cable, at a paragraph, or at the one being read."""
        loaded = await self.wait(load_cable, self.workspace, mrn, version=version)
        before, here = self.state.cable, self._pane.place
        if loaded is None or before is None:
            return
        there = ordinal or same_paragraph(before, loaded.cable, here.ordinal)
        self._show(loaded, replace(here, ordinal=there) if ordinal is None else Place(ordinal))
        self.status.refresh_hints()
        self.status.say(loaded.versions.sentence)

    # Back and forward

    def _here(self) -> Stop | None:
        return Stop(self.state.mrn, self._pane.place) if self.state.mrn else None

    def remember(self) -> None:
        """Remember the present place, so that Back leads to it; a preview is none."""
        if (stop := self._here()) is not None and not self.state.previewed:
            self.state.trail.leave(stop)

    def travel(self, *, back: bool) -> None:
        """Go back or forward."""
        if (here := self._here()) is None:
            return
        stop = self.state.trail.back(here) if back else self.state.trail.forward(here)
        if stop is None:
            self.status.say(f"There is nothing to go {'back' if back else 'forward'} to.")
            return
        self._start(partial(self._open, stop.mrn, place=stop.place), f"open {stop.mrn}")


def _placed(loaded: LoadedCable) -> tuple[PlacedNote, ...]:
    return tuple(PlacedNote(entry.id, entry.kind, entry.anchor) for entry in loaded.entries)
