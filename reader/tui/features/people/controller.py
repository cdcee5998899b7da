"""Opens the screen of names, and narrows the result to one of them."""

from __future__ import annotations

from importlib import import_module

from reader.tui.core.controller import Action, Controller


class PeopleController(Controller):
    """Shows who and what is named in the result."""

    def commands(self) -> dict[str, Action]:
        """The command of this feature."""
        return {"people": lambda: self.ask(self._people, "show the names")}

    async def _people(self) -> None:
        if self.state.listing is None:
            self.status.say("The list is not there yet.")
            return
        await self.wait(import_module, "reader.tui.features.people.screen")
        from reader.tui.features.people.screen import NamesScreen

        if query := await self.show_dialog(NamesScreen(self.services, self.state.listing)):
            self.services.results.query(query)
