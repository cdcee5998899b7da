"""Comparing the marked cables, the versions of the open one, or it and another."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from reader.cable.mrn import canonical
from reader.config import dates
from reader.library import bulk_lookup
from reader.terminal_text import safe_line
from reader.tui.core.bulk_scope import Scope
from reader.tui.core.controller import Action, Controller
from reader.tui.features.compare.side import Side, SidePlace
from reader.tui.ui.picker import Choice, Picker
from reader.tui.ui.words import long_date


class CompareController(Controller):
    """Opens the comparison."""

    def commands(self) -> dict[str, Action]:
        """One command."""
        return {"cable.compare": lambda: self.ask(self._compare, "compare cables")}

    async def _compare(self) -> None:
        """Find out what to compare, show it, and go where the user leaves it for."""
        sides = await self._sides()
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
        library = self.workspace.library

        def source(text: str) -> Sequence[Choice]:
            rows = library.complete(canonical(text) or text, 40) if text.strip() else library.complete("", 20)
            return [
                Choice(
                    row.mrn,
                    row.mrn,
                    f"{long_date(row.date, row.estimated).strip()}  {safe_line(row.title or '')}",
                )
                for row in rows
                if row.mrn != mrn
            ]

        answer = await self.pick(
            Picker(
                f"Compare {mrn} with",
                source,
                slow=True,
                hint="MRN or words of the subject",
                nothing="No matches: type an MRN, or words of a subject.",
            )
        )
        return answer.value if answer is not None else None
