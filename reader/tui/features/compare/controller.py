"""Comparing the marked cables, the versions of the open one, or it and another."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from reader.config import dates
from reader.library import bulk_lookup
from reader.tui.core.bulk_scope import Scope
from reader.tui.core.cable.cable_choices import HINT, NOTHING, cable_source
from reader.tui.core.controller import Action, Controller
from reader.tui.features.compare.side import Side, SidePlace
from reader.tui.ui.picker import Picker


class CompareController(Controller):
    """Opens the comparison."""

    def commands(self) -> dict[str, Action]:
        """One command."""
        return {"cable.compare": lambda: self.ask(self._compare, "compare cables")}

    def compare(self, before: str, after: str) -> None:
        """Show what differs between two cables."""
        self.ask(partial(self._compare, (Side(before), Side(after))), "compare cables")

    async def _compare(self, sides: tuple[Side, Side] | None = None) -> None:
        """Find out what to compare, show it, and go where the user leaves it for."""
        sides = sides or await self._sides()
        if sides is None:
            return
        screen = import_module("reader.tui.features.compare.screen")  # only when it is used: starting is fast
        place = await self.show_dialog(screen.CompareScreen(self.services, *sides))
        if place is not None:
            await self._go(place)

    async def _go(self, place: SidePlace) -> None:
        """Open the paragraph, in the version it was chosen in."""
        side, cables = place.side, self.services.cables
        await cables.go(side.mrn, ordinal=place.ordinal if side.is_current else None)
        here = self.state.versions.here
        if side.version is not None and here is not None and here.id != side.version:
            await cables.show_version(side.mrn, side.version, place.ordinal)

    async def _sides(self) -> tuple[Side, Side] | None:
        """Two marked cables; otherwise two versions of the open cable; otherwise it and one asked for."""
        marked, mrn = self.services.marked.selected(), self.state.mrn
        if marked is not None and marked.scope is Scope.MARKED:
            if len(marked) != 2:
                self.status.say(f"= compares two marked cables; you have marked {len(marked)}.")
                return None
            first, second = await self.wait(bulk_lookup.mrns, self.workspace.library, marked.ids)
            return Side(first), Side(second)
        if mrn is None:
            self.status.say(
                "= compares the open cable with another one, or two marked cables. Open one first."
            )
            return None
        if self.state.versions.several:
            return self._versions(mrn)
        other = await self._other(mrn)
        return None if other is None else (Side(mrn), Side(other))

    def _versions(self, mrn: str) -> tuple[Side, Side]:
        """The version on the page, or the latest other one, and the current version."""
        versions = self.state.versions
        current, other = (
            Side(mrn, one.id, at + 1, dates.medium(one.imported.astimezone()).strip())
            for at, one in enumerate(versions.summaries)
            if at in (0, versions.at or 1)
        )
        return other, current

    async def _other(self, mrn: str) -> str | None:
        """Ask for the cable to compare with."""
        answer = await self.pick(
            Picker(
                f"Compare {mrn} with",
                cable_source(self.workspace, mrn),
                slow=True,
                hint=HINT,
                nothing=NOTHING,
            )
        )
        return answer.value if answer is not None else None
