"""Remembering the place."""

from __future__ import annotations

import asyncio

from reader.tui.core import session_store
from reader.tui.core.controller import Handler

CALM = 1.5
"""Seconds after the last change of place before it is written."""


class Saving(Handler):
    """The last place, kept off the drawing thread."""

    def soon(self) -> None:
        """Write the place after a short calm."""
        self.start(self._later, "saving", "remember the place")

    async def _later(self) -> None:
        await asyncio.sleep(CALM)
        await self.now()

    async def now(self) -> None:
        """Write the place. A disk that refuses is no reason to disturb anyone: the place is not work."""
        desk = self.desk
        jobs = [(desk.looks, session_store.looks_file())]
        if desk.workspace is not None and not self.screen.passing:
            desk.session = self._session()
            self.screen.tell_list()
            folder = desk.workspace.library.folder
            await self.wait(_save, desk.session, session_store.session_file(folder))
        for record, path in jobs:
            await self.wait(_save, record, path)

    def _session(self) -> session_store.Session:
        desk = self.desk
        place = self.screen.reader.place
        return session_store.Session(
            query=desk.query,
            exact=desk.exact,
            order=desk.order,
            mrn=desk.mrn or "",
            ordinal=place.ordinal,
            offset=place.offset,
            pane=desk.active.value,
            drawer=desk.drawer.value,
            zoomed=desk.zoomed,
            last_tag=desk.last_tag,
            worked=desk.worked,
            judging=self.screen.judging.scope.value,
            read=tuple(sorted(desk.read)),
        )


def _save(record: session_store.Looks | session_store.Session, path: object) -> None:
    from contextlib import suppress
    from pathlib import Path

    with suppress(OSError):
        session_store.save(record, Path(str(path)))
