"""Going one step back, and leaving the program."""

from __future__ import annotations

from reader.tui.core.controller import Action, AsyncAction, Controller
from reader.tui.core.services import Services
from reader.tui.features.bulk.controller import BulkController
from reader.tui.features.cable_list.marking import MarkingController
from reader.tui.features.facets.controller import FacetController
from reader.tui.features.importing.controller import ImportController
from reader.tui.features.reader.find.controller import FindController
from reader.tui.features.search.controller import FilterController
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
        self._view = view
        self._filter = filter
        self._importing = importing

    def commands(self) -> dict[str, Action]:
        """Step back, quit."""
        return {"cancel": self.cancel, "quit": self.quit, "quit.now": self.quit}

    def cancel(self) -> None:
        """One step back: bulk change, selection, find, zoom, filter; without any of these, the import."""
        state = self.state
        if self._bulk.running:
            self._bulk.stop()
        elif self.services.page.clear_selection() or self._marking.cancel_range() or self._facets.leave():
            pass
        elif state.find_text:
            self._find.clear()
        elif state.zoomed:
            self._view.zoom()
        elif state.query:
            self._filter.clear()
        elif self._importing.running:
            self._importing.ask_stop()
        else:
            self.status.say("q quits, ? helps.")

    def quit(self) -> None:
        """Save the note being written and the session, and leave; asks first while an import runs."""
        if self._importing.running:
            self.ask(self._ask_quit, "ask whether to leave")
        else:
            self._save_and_exit()

    async def _ask_quit(self) -> None:
        question = "Stop the import and leave? What is in stays; i goes on with it."
        if await self.show_dialog(Question(question)):
            self._importing.stop()
            self._save_and_exit()

    def _save_and_exit(self) -> None:
        self.services.notes.after_saving(lambda: self.start(self._exit, "leaving", "leave"))
