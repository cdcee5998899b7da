"""Opening a library, putting everything back where it was, and closing the one before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import CablesError
from reader.tui.core import session_store
from reader.tui.core.app_state import Desk
from reader.tui.core.controller import Doing, Handler
from reader.tui.core.placement import Place
from reader.tui.features.cable_list.query_task import Ask

if TYPE_CHECKING:
    from reader.workspace import Workspace


class HandOver:
    """A workspace on its way from the thread that opens it: kept by one, or closed; never left lying."""

    def __init__(self, factory: Callable[[], Workspace]) -> None:
        self._factory = factory
        self._guard = threading.Lock()
        self._made: Workspace | None = None
        self._dropped = False

    def make(self) -> Workspace:
        """Open it; for the thread. Closed at once where nobody waits for it any more."""
        made = self._factory()
        with self._guard:
            dropped, self._made = self._dropped, made
        if dropped:
            made.close()
        return made

    def drop(self) -> None:
        """Nobody wants it, whether it is open already or not."""
        with self._guard:
            made, self._dropped = self._made, True
        if made is not None:
            made.close()


class Libraries(Handler):
    """The library that lies open."""

    def commands(self) -> dict[str, Doing]:
        """Another library."""
        return {"library.samples": self.samples}

    def begin(self, factory: Callable[[], Workspace]) -> None:
        """Open a workspace, closing the one before."""
        self.start(partial(self._begin, factory), "workspace", "open the library")

    def samples(self) -> None:
        """Open the five cables that come with the program."""
        from reader.workspace import Workspace

        if self.screen.importing.running:
            self.screen.say("Cables are being imported into this library; i asks whether to stop.")
            return
        self.screen.noting.first(lambda: self.begin(Workspace.samples))

    async def _begin(self, factory: Callable[[], Workspace]) -> None:
        screen, old = self.screen, self.desk
        screen.list.notice = "Opening the library…"
        if old.workspace is not None:
            await screen.saving.now()
        over = HandOver(factory)
        try:
            workspace = await self.wait(over.make)
            session = await self.wait(_session, workspace)
            notes = await self.wait(lambda: workspace.notes)
        except BaseException as error:
            over.drop()
            if isinstance(error, CablesError):
                screen.list.notice = "The library could not be opened.\no opens the samples."
                screen.list.refresh()
            screen.opened.set()
            raise
        screen.desk = Desk(looks=old.looks, session=session, workspace=workspace)
        screen.opening.asked_for = False
        screen.list.marks.clear()  # ids of another library
        screen.panels.restore(session)
        if old.workspace is not None:
            await self.wait(old.workspace.close)
        if notes.warnings:
            screen.problem("\n".join(notes.warnings))
        total = await self.wait(workspace.library.count)
        screen.panels.set_empty(total == 0)
        self.desk.counts = await self.wait(notes.counts)
        await screen.remembering.load()
        screen.judging.restore(session.judging)
        screen.queries.restored(session.query)
        ask = Ask(session.query, session.order or self.desk.order, session.exact)
        await screen.listing.run(ask, stand_on=session.mrn)
        if session.mrn:
            place = Place(session.ordinal, session.offset)
            await screen.opening.show(session.mrn, place=place, missing_is_fine=True)
        screen.opened.set()
        await screen.opening.show_first()
        await screen.resuming.remind(session.worked)
        await screen.drafting.offer()
        screen.refresh_hints()


def _session(workspace: Workspace) -> session_store.Session:
    return session_store.load(session_store.Session, session_store.session_file(workspace.library.folder))
