"""Marks: the cables that a command for several acts on."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from reader.tui.core.bulk_scope import STILL_COUNTED, Scope, SelectedCables
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import MarksChanged, TakenAway
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import Services
from reader.tui.features.cable_list.cable_list import CableList
from reader.tui.ui.words import count


class MarkingController(Controller):
    """Marks in the list, and the cables that a command for several acts on.

    Such a command calls ``selected()`` or ``whole_result()``, puts ``words`` into its question, and calls
    ``mrns(library)`` in a thread once the user agreed. Marks stay until the user removes them.
    """

    def __init__(self, services: Services, rows: CableList) -> None:
        super().__init__(services)
        self._rows = rows

    def commands(self) -> dict[str, Action]:
        """One row, a range, all of the list, none."""
        return {
            "list.mark": self.mark,
            "list.range": self.range,
            "list.mark_all": self.mark_all,
            "list.unmark": self.unmark,
        }

    def selected(self) -> SelectedCables | None:
        """The marked cables, with those of a range being selected; with none marked the cable under the
        list's cursor, or the open one where the list has not the focus. None where there is no cable."""
        view = self._rows
        if view.marks or view.range_from is not None:
            live = view.ids(view.rows_in_range)
            return SelectedCables(Scope.MARKED, array("q", sorted({*view.marks, *live})))
        if self.state.active is not Pane.LIST and self.state.mrn:
            return SelectedCables(Scope.ONE, mrn=self.state.mrn)
        one = view.ids(range(view.cursor, view.cursor + 1))
        return SelectedCables(Scope.ONE, one, mrn=view.current or "") if one else None

    def whole_result(self) -> SelectedCables:
        """All cables of the list, fetched or not, in its order."""
        return SelectedCables(Scope.RESULT, self._all())

    def _all(self) -> Sequence[int]:
        listing = self.state.listing
        return listing.ids if listing is not None and not self.state.counting else ()

    def mark(self) -> None:
        """Mark or unmark the row and go to the next; at the end of a range, mark the range."""
        view = self._rows
        if view.range_from is not None:
            self.range()
            return
        for id_ in view.ids(range(view.cursor, view.cursor + 1)):
            view.marks.toggle(id_)
        view.refresh_row(view.cursor)
        view.move_to(view.cursor + 1)
        self._changed()

    def range(self) -> None:
        """Start a range at the cursor; the second time mark all from there to the cursor."""
        view = self._rows
        if view.range_from is None:
            view.range_from = view.cursor
            self.status.say("Range starts here: move, then V or Space marks it; Esc cancels.")
        else:
            rows, ids = view.rows_in_range, view.ids(view.rows_in_range)
            view.range_from = None
            view.marks.add(ids)
            self.status.say(f"{count(len(rows), 'cable')} marked.")
        self._redraw()

    def cancel_range(self) -> bool:
        """Cancel a range; False if there is none."""
        view = self._rows
        if view.range_from is None:
            return False
        view.range_from = None
        self._redraw()
        return True

    def mark_all(self) -> None:
        """Mark all cables of the list; if all are marked, unmark them."""
        view, ids = self._rows, self._all()
        view.range_from = None
        if self.state.counting:
            self.status.say(STILL_COUNTED)
            return
        if ids and view.marks.contains_all(ids):
            view.marks.remove(ids)
            self.status.say(f"{count(len(ids), 'mark')} cleared.")
        else:
            view.marks.add(ids)
            self.status.say(f"{count(len(ids), 'cable')} marked: the whole list.")
        self._redraw()

    def unmark(self) -> None:
        """Take all marks away, also those of cables that the list does not show now."""
        self.cancel_range()
        if not self.unmark_all():
            self.status.say("Nothing is marked.")

    def unmark_all(self) -> bool:
        """Take all marks away, and say how they come back; False if there are none."""
        marks = self._rows.marks
        gone = list(marks)
        if not gone:
            return False

        def mark_again() -> None:
            marks.add(gone)
            self._redraw()

        marks.clear()
        self._redraw()
        self.services.events.publish(TakenAway(f"{count(len(gone), 'mark')} cleared.", mark_again))
        return True

    def _redraw(self) -> None:
        self._rows.refresh()
        self._changed()

    def _changed(self) -> None:
        self.services.events.publish(MarksChanged())
