"""Remembers things from one session to the next, and notices changes made by other windows."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from reader.errors import CablesError
from reader.notes import read_marks
from reader.notes.repository import Notes
from reader.tui.core import session_store
from reader.tui.core.controller import Controller
from reader.tui.core.events import ReadMarksChanged, ResultsShown
from reader.tui.core.services import Services
from reader.tui.core.session_store import Looks, Session

SAVE_PAUSE = 1.5
"""Seconds after the last change of place before it is written."""


class SessionController(Controller):
    """Saves the place, keeps the read marks, and watches for changes by other windows."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._checking = False
        services.events.subscribe(ResultsShown, self._results_shown)

    # The place

    def _results_shown(self, event: ResultsShown) -> None:
        if event.complete:
            self.save_soon()

    def save_soon(self) -> None:
        """Write the place after a pause."""
        self.start(self._save_later, "saving", "remember the place")

    async def _save_later(self) -> None:
        await asyncio.sleep(SAVE_PAUSE)
        await self.save_now()

    async def save_now(self) -> None:
        """Write the place. An error of the disk is ignored: losing the place costs no work."""
        state = self.state
        looks = state.looks
        if state.workspace is not None and not state.temporary:
            state.session = self._session()
            folder = state.workspace.library.folder
            await self.wait(_save, state.session, session_store.session_file(folder))
        await self.wait(_save, looks, session_store.looks_file())

    def _session(self) -> Session:
        state = self.state
        place = self.services.page.place
        return Session(
            query=state.query if state.exact else state.normal_query,
            exact=True,
            order=state.order,
            mrn=state.mrn or "",
            ordinal=place.ordinal,
            offset=place.offset,
            width=place.width,
            start=place.start,
            header_open=place.header_open,
            as_sent=place.as_sent,
            pane=state.active.value,
            drawer=state.drawer.value,
            zoomed=state.zoomed,
            histogram=state.histogram,
            last_tag=state.last_tag,
            began=state.began,
            worked=state.last_work_day,
            judging=self.services.triage.scope_name,
            read=tuple(sorted(state.read)),
            walked=state.trail.texts(),
        )

    def note_work(self) -> None:
        """Remember that notes were changed today."""
        self.state.last_work_day = dt.date.today().isoformat()

    # Read marks

    async def load_read_marks(self) -> None:
        """Load the read marks of earlier sessions; those only in the saved session are stored."""
        if not self.state.temporary:
            before = tuple(self.state.read)
            self.state.read |= await self.wait(_read_before, self.workspace.notes, before)

    def mark_read(self, mrn: str) -> None:
        """Remember that a cable was read."""
        if mrn in self.state.read:
            return
        self.state.read.add(mrn)
        if not self.state.temporary:
            self.start(partial(self._store, mrn), "reading", "remember what was read", exclusive=False)
        self.services.events.publish(ReadMarksChanged())

    async def _store(self, mrn: str) -> None:
        await self.wait(_mark, self.workspace.notes, (mrn,))

    # Other windows

    def look_for_changes(self) -> None:
        """Called by a timer, so that notes changed in another window appear within a second."""
        if not self._checking and self.state.workspace is not None:
            self._checking = True
            self.start(self._check_for_changes, "watch", "look for changes of another window")

    async def _check_for_changes(self) -> None:
        try:
            if await self.wait(self.workspace.notes.refresh):
                await self.services.notes.reload()
        finally:
            self._checking = False


def _save(record: Looks | Session, path: Path) -> None:
    with suppress(OSError):
        session_store.save(record, path)


def _read_before(notes: Notes, before: Sequence[str]) -> set[str]:
    _mark(notes, before)
    return set(read_marks.read(notes))


def _mark(notes: Notes, mrns: Sequence[str]) -> None:
    """An error of the disk is ignored: losing read marks costs no work."""
    if not notes.read_only:
        try:
            read_marks.mark_read(notes, mrns)
        except CablesError:
            return
