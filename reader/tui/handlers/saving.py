"""Remembering the place, and seeing what another window changed."""

from __future__ import annotations

import asyncio

from reader.tui import state
from reader.tui.handlers.base import Handler

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
        jobs = [(desk.looks, state.looks_file())]
        if desk.workspace is not None and not self.screen.passing:
            desk.session = self._session()
            self.screen.tell_list()
            folder = desk.workspace.library.folder
            await self.wait(_save, desk.session, state.session_file(folder))
        for record, path in jobs:
            await self.wait(_save, record, path)

    def _session(self) -> state.Session:
        desk = self.desk
        place = self.screen.reader.place
        return state.Session(
            query=desk.query,
            order=desk.order,
            mrn=desk.mrn or "",
            ordinal=place.ordinal,
            offset=place.offset,
            pane=desk.active.value,
            drawer=desk.drawer.value,
            zoomed=desk.zoomed,
            last_tag=desk.last_tag,
            read=tuple(sorted(desk.read)),
        )


def _save(record: state.Looks | state.Session, path: object) -> None:
    from contextlib import suppress
    from pathlib import Path

    with suppress(OSError):
        state.save(record, Path(str(path)))


class Watching(Handler):
    """Notes another process changed appear within a second."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
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
