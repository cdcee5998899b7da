"""Opening a library, restoring the session in it, and closing the library before it."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import CablesError
from reader.tui.core import collector, session_store
from reader.tui.core.app_state import AppState, Trail
from reader.tui.core.cable.placement import Place
from reader.tui.core.controller import Action, Controller
from reader.tui.core.pane_layout import Pane
from reader.tui.core.query_task import QueryRequest
from reader.tui.core.services import Services
from reader.tui.core.session_store import Session
from reader.tui.features.cable_list.cable_list import CableList
from reader.tui.features.importing.controller import ImportController
from reader.tui.features.notes.controller import NotesController
from reader.tui.features.reader.controller import ReaderController
from reader.tui.features.reader.following import ListFollower
from reader.tui.features.search.controller import FilterController
from reader.tui.features.session.controller import SessionController
from reader.tui.features.session.greeting import GreetingController
from reader.tui.features.triage.controller import TriageController
from reader.tui.main_screen.pane_controller import PaneController

if TYPE_CHECKING:
    from reader.workspace import Workspace


class HandOver:
    """Hands a workspace over from the thread that opens it, or closes it if nobody waits for it any more."""

    def __init__(self, factory: Callable[[], Workspace]) -> None:
        self._factory = factory
        self._guard = threading.Lock()
        self._workspace: Workspace | None = None
        self._abandoned = False

    def open(self) -> Workspace:
        """Open it; called in the thread. Closes it at once if it was abandoned meanwhile."""
        workspace = self._factory()
        with self._guard:
            abandoned, self._workspace = self._abandoned, workspace
        if abandoned:
            workspace.close()
        return workspace

    def abandon(self) -> None:
        """Give it up, whether it is open already or not."""
        with self._guard:
            workspace, self._abandoned = self._workspace, True
        if workspace is not None:
            workspace.close()


class LibraryController(Controller):
    """The open library."""

    def __init__(
        self,
        services: Services,
        rows: CableList,
        *,
        panes: PaneController,
        reader: ReaderController,
        following: ListFollower,
        notes: NotesController,
        filter: FilterController,
        triage: TriageController,
        session: SessionController,
        greeting: GreetingController,
        importing: ImportController,
    ) -> None:
        super().__init__(services)
        self._rows = rows
        self._panes = panes
        self._reader = reader
        self._following = following
        self._notes = notes
        self._filter = filter
        self._triage = triage
        self._session = session
        self._greeting = greeting
        self._importing = importing
        self.opened = asyncio.Event()
        """Set when a library is open, or cannot be opened; keys wait for it."""

    def commands(self) -> dict[str, Action]:
        """Another library."""
        return {"library.samples": self.open_samples}

    def open(self, factory: Callable[[], Workspace]) -> None:
        """Open a workspace, and close the one before."""
        self.opened.clear()
        self.start(partial(self._open, factory), "workspace", "open the library")

    def open_samples(self) -> None:
        """Open the sample cables that come with the program."""
        from reader.workspace import Workspace

        if self._importing.running:
            self.status.say("Cables are being imported into this library; i asks whether to stop.")
            return
        self.services.notes.after_saving(lambda: self.open(Workspace.samples))

    async def _open(self, factory: Callable[[], Workspace]) -> None:
        try:
            await self._replace(factory)
        except Exception:  # not when cancelled: another library is being opened instead
            self.opened.set()
            raise
        finally:
            collector.settle()

    async def _replace(self, factory: Callable[[], Workspace]) -> None:
        old = self.state
        self._rows.notice = "Opening the library…"
        if old.workspace is not None:
            await self._session.save_now()
        hand_over = HandOver(factory)
        try:
            workspace = await self.wait(hand_over.open)
            session = await self.wait(_saved_session, workspace)
            notes = await self.wait(lambda: workspace.notes)
        except BaseException as error:
            hand_over.abandon()
            if isinstance(error, CablesError):
                self._rows.notice = "The library could not be opened.\no opens the samples."
                self._rows.refresh()
            raise
        self.services.state = AppState(
            looks=old.looks,
            settings=old.settings,
            session=session,
            workspace=workspace,
            restoring=True,
            temporary=old.temporary,
            restrictions=old.restrictions,
            read=set(session.read),
            last_tag=session.last_tag,
            began=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            last_work_day=session.worked,
            trail=Trail.restored(session.walked),
        )
        self._rows.marks.clear()  # ids of another library
        self._filter.put(session.query)
        self._reader.close()
        self._notes.clear()
        self._panes.restore(session)
        if old.workspace is not None:
            await self.wait(old.workspace.close)
        if notes.warnings:
            self.status.problem("\n".join(notes.warnings))
        total = await self.wait(workspace.library.count)
        self._panes.set_empty(total == 0)
        self.state.counts = await self.wait(notes.counts)
        await self._session.load_read_marks()
        self._triage.restore(session.judging)
        request = QueryRequest(session.query, session.order or self.state.order, session.exact)
        await self._filter.run(request, cursor_on=session.mrn)
        if session.mrn:
            await self._restore_cable(session)
        self.state.restoring = False
        self.opened.set()
        await self._reader.show_first()
        self._following.follow()
        await self._greeting.show_last_work(session)
        await self._notes.drafts.offer()
        self.status.refresh_hints()

    async def _restore_cable(self, session: Session) -> None:
        """Show the cable that was open; one that was only previewed still is."""
        place = Place(
            session.ordinal,
            session.offset,
            session.width,
            session.start,
            session.header_open,
            session.as_sent,
        )
        if session.pane == Pane.LIST and session.mrn not in self.state.read:
            await self._reader.preview(session.mrn, place=place)
        else:
            await self._reader.show(session.mrn, place=place, missing_is_fine=True)


def _saved_session(workspace: Workspace) -> Session:
    return session_store.load(Session, session_store.session_file(workspace.library.folder))
