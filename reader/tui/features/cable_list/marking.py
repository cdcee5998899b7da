"""Marks: which cables a command for several acts on."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from reader.tui.core.bulk_scope import ChosenCables, Scope
from reader.tui.core.controller import Doing, Handler
from reader.tui.core.pane_layout import Pane
from reader.tui.ui.words import count

STILL_COUNTED = "The list is still being counted; try again in a moment."


class Marking(Handler):
    """Marks in the list, and what is chosen by them.

    A command for several cables asks ``screen.marking.chosen()`` (the marked ones, else the one at hand) or
    ``screen.marking.result()`` (all that the list holds), puts ``words`` into its question, and calls
    ``mrns(library)`` in a thread once the user agreed. Marks stay until the user drops them.
    """

    def commands(self) -> dict[str, Doing]:
        """One row, a range, all of the list, none."""
        return {
            "list.mark": self.mark,
            "list.range": self.range,
            "list.mark_all": self.mark_all,
            "list.unmark": self.unmark,
        }

    def chosen(self) -> ChosenCables | None:
        """The marked cables, those of a range being chosen among them; with none marked the cable under the
        list's cursor, or the open one where the list has not the focus. None where there is no cable."""
        view = self.screen.list
        if view.marks or view.range_from is not None:
            live = view.ids(view.rows_in_range)
            return ChosenCables(Scope.MARKED, array("q", sorted({*view.marks, *live})))
        if self.desk.active is not Pane.LIST and self.desk.mrn:
            return ChosenCables(Scope.ONE, mrn=self.desk.mrn)
        one = view.ids(range(view.cursor, view.cursor + 1))
        return ChosenCables(Scope.ONE, one, mrn=view.current or "") if one else None

    def result(self) -> ChosenCables:
        """All that the list holds, fetched or not, in its order."""
        return ChosenCables(Scope.RESULT, self._all())

    def _all(self) -> Sequence[int]:
        listing = self.desk.listing
        return listing.ids if listing is not None and not self.screen.listing.counting else ()

    def mark(self) -> None:
        """Mark the row, or take the mark away, and step on; at the end of a range, mark the range."""
        view = self.screen.list
        if view.range_from is not None:
            self.range()
            return
        for id_ in view.ids(range(view.cursor, view.cursor + 1)):
            view.marks.toggle(id_)
        view.refresh_row(view.cursor)
        view.move_to(view.cursor + 1)
        self._told()

    def range(self) -> None:
        """Begin a range at the cursor; the second time mark all from there to the cursor."""
        view = self.screen.list
        if view.range_from is None:
            view.range_from = view.cursor
            self.screen.say("From here: move, then V or Space marks the range; Esc drops it.")
        else:
            rows, ids = view.rows_in_range, view.ids(view.rows_in_range)
            view.range_from = None
            view.marks.add(ids)
            self.screen.say(f"{count(len(rows), 'cable')} marked.")
        self._redrawn()

    def drop_range(self) -> bool:
        """Give up a range being chosen; False where none is."""
        view = self.screen.list
        if view.range_from is None:
            return False
        view.range_from = None
        self._redrawn()
        return True

    def mark_all(self) -> None:
        """Mark all that the list holds; where all are marked, take their marks away."""
        view, ids = self.screen.list, self._all()
        view.range_from = None
        if self.screen.listing.counting:
            self.screen.say(STILL_COUNTED)
            return
        if ids and view.marks.hold(ids):
            view.marks.remove(ids)
            self.screen.say(f"{count(len(ids), 'mark')} taken away.")
        else:
            view.marks.add(ids)
            self.screen.say(f"{count(len(ids), 'cable')} marked: all of the list.")
        self._redrawn()

    def unmark(self) -> None:
        """Take all marks away, also those of cables that the list does not show now."""
        view = self.screen.list
        gone, view.range_from = len(view.marks), None
        view.marks.clear()
        self.screen.say(f"{count(gone, 'mark')} taken away." if gone else "Nothing is marked.")
        self._redrawn()

    def _redrawn(self) -> None:
        self.screen.list.refresh()
        self._told()

    def _told(self) -> None:
        self.screen.listing.refresh_heading()
        self.screen.refresh_hints()
