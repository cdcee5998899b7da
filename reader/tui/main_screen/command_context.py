"""Which commands are possible now."""

from __future__ import annotations

from textual.screen import Screen

from reader.tui.commands.table import BY_ID, COMMANDS, Command, Need, Where, elsewhere
from reader.tui.core.controller import Controller
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import Services
from reader.tui.main_screen.panes import Widgets

PANE_OF = {Where.LIST: Pane.LIST, Where.READER: Pane.READER, Where.NOTES: Pane.NOTES}

REFUSALS = {
    Need.LIBRARY: "The library is not open yet.",
    Need.ROW: "There is no cable in the list.",
    Need.MARKED: "No cable is marked: in the list, Space marks one, V a range, * all.",
    Need.CABLE: "Open a cable first: Enter in the list.",
    Need.NOTE: "Select a note first: Tab to the notes panel, then j and k.",
    Need.FOUND: "Nothing to find yet: / finds words in the cable.",
    Need.BACK: "There is nothing to go back to.",
    Need.FORWARD: "There is nothing to go forward to.",
    Need.VERSIONS: "There is only one version of this cable.",
    Need.JUDGING: "D starts judging: then 1 keep, 2 maybe, 3 no, 0 clear.",
}
"""Shown when a command is not possible yet."""

OF_CABLE = (Need.CABLE, Need.NOTE)
"""Commands that need one of these act on a cable."""

OUT_OF_RESULT = {
    Where.FACETS: "That needs a single cable, not facets: Esc goes back to the list.",
    Where.PERIODS: "That needs a single cable, not the histogram: Esc goes to the list.",
}
"""Shown for these commands where no cable is highlighted."""

OF_RESULT = tuple(OUT_OF_RESULT)
"""Where the user looks at the whole result."""


class CommandContext(Controller):
    """The pane that has the focus, and what there is to act on."""

    def __init__(self, services: Services, screen: Screen[None], widgets: Widgets) -> None:
        super().__init__(services)
        self._screen = screen
        self._widgets = widgets

    def where(self) -> Where:
        """The part of the screen whose keys work now."""
        if self._screen.focused is self._widgets.facets:
            return Where.FACETS
        if self._screen.focused is self._widgets.histogram:
            return Where.PERIODS
        return next(where for where, pane in PANE_OF.items() if pane is self.state.active)

    def has(self, need: Need) -> bool:
        """Whether a command's need is met."""
        return self._met()[need]

    def _met(self) -> dict[Need, bool]:
        """Of each need, whether it is met."""
        state, rows = self.state, self._widgets.cable_list
        return {
            Need.NOTHING: True,
            Need.LIBRARY: state.workspace is not None,
            Need.ROW: len(rows) > 0,
            Need.MARKED: bool(rows.marks) or rows.range_from is not None,
            Need.CABLE: state.cable is not None,
            Need.NOTE: self._widgets.notes.current is not None,
            Need.FOUND: bool(state.find_text) or self._widgets.reader.has_hits,
            Need.BACK: bool(state.trail.behind),
            Need.FORWARD: bool(state.trail.ahead),
            Need.VERSIONS: state.versions.several,
            Need.JUDGING: self.services.triage.on,
        }

    def possible(self) -> list[Command]:
        """The allowed commands whose needs are met, in the order of the table."""
        allowed, met = self.state.restrictions, self._met()
        return [each for each in COMMANDS if met[each.need] and allowed.refusal(each.id) is None]

    def without_meaning(self, key: str) -> str:
        """Where a key, as it is shown, does something, and what; empty for one without any meaning."""
        found = elsewhere(key, self.where())
        if not found:
            return ""
        places = dict.fromkeys(f"the {command.where.value}: {command.name}" for command in found)
        return f"{key} works in {'; in '.join(places)}."

    def refusal(self, id: str) -> str | None:
        """Why a command is not possible now; None if it is.

        A key acts on what is highlighted where the focus is, never on something in another pane.
        """
        if (refused := self.state.restrictions.refusal(id)) is not None:
            return refused
        command, where = BY_ID[id], self.where()
        if command.where is Where.ANY and command.need in OF_CABLE and where in OF_RESULT:
            return OUT_OF_RESULT[where]
        if self.has(command.need) and not (command.need is Need.NOTE and where is Where.LIST):
            return None
        return REFUSALS.get(command.need, "")
