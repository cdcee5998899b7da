"""Remembering which cables were read, with the notes: so a filter can ask for ``is:unread``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reader.errors import CablesError
from reader.notes import read_marks
from reader.notes.repository import Notes
from reader.tui.core.controller import Handler


class Remembering(Handler):
    """What was read, in this session and before."""

    async def load(self) -> None:
        """Take up what was read before; what only the last place remembers is noted down."""
        if not self.screen.passing:
            before = tuple(self.desk.read)
            self.desk.read |= await self.wait(_known, self.workspace.notes, before)

    def read(self, mrn: str) -> None:
        """A cable is being read."""
        if mrn in self.desk.read:
            return
        self.desk.read.add(mrn)
        if not self.screen.passing:
            work = partial(self._note, mrn)
            self.screen.start(work, "reading", "remember what was read", exclusive=False)

    async def _note(self, mrn: str) -> None:
        await self.wait(_mark, self.workspace.notes, (mrn,))


def _known(notes: Notes, before: Sequence[str]) -> set[str]:
    _mark(notes, before)
    return set(read_marks.read(notes))


def _mark(notes: Notes, mrns: Sequence[str]) -> None:
    """A disk that refuses is no reason to disturb anyone: what was read is not work."""
    if not notes.read_only:
        try:
            read_marks.mark_read(notes, mrns)
        except CablesError:
            return
