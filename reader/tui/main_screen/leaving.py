"""Going one step back with Esc, taking that back, and leaving the program."""

from __future__ import annotations

from reader.tui.core.controller import Action, AsyncAction, Controller
from reader.tui.core.events import TakenAway
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import Services
from reader.tui.features.bulk.controller import BulkController
from reader.tui.features.cable_list.marking import MarkingController
from reader.tui.features.facets.controller import FacetController
from reader.tui.features.importing.controller import ImportController
from reader.tui.features.portions.controller import PortionController
from reader.tui.features.reader.find.controller import FindController
from reader.tui.features.search.controller import FilterController
from reader.tui.features.triage.controller import TriageController
from reader.tui.main_screen.view_commands import ViewController
from reader.tui.ui.prompt import Question


class LeaveController(Controller):
    """Esc and quitting."""

    def __init__(
        self,
        services: Services,
        exit: AsyncAction,
        *,
        bulk: BulkController,
        marking: MarkingController,
        facets: FacetController,
        find: FindController,
        portions: PortionController,
        triage: TriageController,
        view: ViewController,
        filter: FilterController,
        importing: ImportController,
    ) -> None:
        """``exit`` saves the session and ends the program."""
        super().__init__(services)
        self._exit = exit
        self._bulk = bulk
        self._marking = marking
        self._facets = facets
        self._find = find
        self._portions = portions
        self._triage = triage
        self._view = view
        self._filter = filter
        self._importing = importing
        self._taken_away: TakenAway | None = None
        services.events.subscribe(TakenAway, self._remember)

    def commands(self) -> dict[str, Action]:
        """Step back, take that back, quit."""
        return {
            "cancel": self.cancel,
            "cancel.undo": self.bring_back,
            "quit": self.quit,
            "quit.now": self.quit,
        }

    def cancel(self) -> None:
        """One step back, in the pane with the focus; only the list ends what the list shows."""
        state = self.state
        if self._bulk.running:
            self._bulk.stop()
        elif self.services.page.clear_selection() or self._marking.cancel_range() or self._facets.leave():
            pass
        elif state.find_text:
            self._find.clear()
        elif state.active is not Pane.LIST and self._portions.end():
            pass
        elif state.zoomed:
            self._view.zoom()
        elif self._triage.end():
            pass
        elif state.active is not Pane.LIST:
            self._to_list()
        elif self._marking.unmark_all() or self._facets.hide_histogram():
            pass
        elif state.query:
            self._filter.clear()
        elif self._importing.running:
            self._importing.ask_stop()
        else:
            self.status.say("q quits, ? shows help.")

    def _to_list(self) -> None:
        """From the notes to the reader, and from a reader that covers the list back to it."""
        panes = self.services.panes
        if self.state.active is Pane.NOTES:
            panes.activate(Pane.READER)
        elif not panes.widths.list:
            panes.activate(Pane.LIST)
        else:
            self.status.say("Shift+Tab goes to the list, q quits, ? shows help.")

    def _remember(self, taken_away: TakenAway) -> None:
        self._taken_away = taken_away
        self.status.say(f"{taken_away.words} ; restores it.")

    def bring_back(self) -> None:
        """Undo what Esc did to the view."""
        if self._taken_away is None:
            self.status.say("Nothing to restore: Esc has not cleared anything.")
        else:
            taken_away, self._taken_away = self._taken_away, None
            taken_away.bring_back()

    def quit(self) -> None:
        """Save the note being written and the session, and leave; asks first while an import runs."""
        if self._importing.running:
            self.ask(self._ask_quit, "ask whether to leave")
        else:
            self._save_and_exit()

    async def _ask_quit(self) -> None:
        question = "Stop the import and quit? Cables already imported stay; i resumes it."
        if await self.show_dialog(Question(question)):
            self._importing.stop()
            self._save_and_exit()

    def _save_and_exit(self) -> None:
        self.services.notes.after_saving(lambda: self.start(self._exit, "leaving", "leave"))
