"""The other texts that are held of the open cable."""

from __future__ import annotations

from functools import partial

from reader.tui.core.controller import Doing, Handler
from reader.tui.core.placement import Place
from reader.tui.core.version_words import same_paragraph
from reader.tui.features.reader.controller import load


class VersionWork(Handler):
    """From version to version."""

    def commands(self) -> dict[str, Doing]:
        """One command."""
        return {"cable.version": self.step}

    def step(self) -> None:
        """Show the next version in place of this one, at the same paragraph; after the last the first."""
        after = self.desk.versions.after
        if self.desk.mrn is not None and after is not None:
            self.start(partial(self._show, self.desk.mrn, after.id), "open", "show another version")

    async def _show(self, mrn: str, version: int) -> None:
        loaded = await self.wait(load, self.workspace, mrn, version=version)
        desk, screen = self.desk, self.screen
        if loaded is None or desk.cable is None:
            return
        here = screen.reader.place
        place = Place(same_paragraph(desk.cable, loaded.cable, here.ordinal), here.offset)
        desk.cable = loaded.cable
        screen.opening.put(loaded, cable=True, place=place)
        screen.refresh_hints()
        said = loaded.versions.described
        screen.say(f"{said[:1].upper()}{said[1:]}.")
