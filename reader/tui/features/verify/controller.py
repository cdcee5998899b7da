"""Asks for a draft, and shows what a check of it finds."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path

from reader.errors import CablesError
from reader.paths import typed_path
from reader.tui.core.controller import Action, Controller
from reader.tui.core.services import ArgumentAction
from reader.tui.ui.prompt import Prompt


class VerifyController(Controller):
    """Remembers the draft and the place in its list, so that one comes back from each cable to the next."""

    _given = ""
    _at = ""
    _only_faults = False

    def commands(self) -> dict[str, Action]:
        """Check a draft."""
        return {"verify": lambda: self.ask(self._ask, "check a draft")}

    def arguments(self) -> dict[str, ArgumentAction]:
        """The file may be given."""
        return {"verify": lambda text: self.ask(partial(self._verify, text), "check a draft")}

    async def _ask(self) -> None:
        hint = "Markdown, DOCX, HTML or text"
        given = await self.show_dialog(Prompt("Check the draft", self._given, hint=hint))
        if given and given.strip():
            await self._verify(given)

    async def _verify(self, given: str) -> None:
        given = given.strip().strip("'\"")
        path = typed_path(given)
        path = path if path.is_absolute() else Path.cwd() / path
        if not await self.wait(path.is_file):
            raise CablesError(
                "No such file", where=str(path), advice="Give a Markdown, DOCX, HTML or text file."
            )
        if given != self._given:
            self._given, self._at = given, ""
        await self.wait(import_module, "reader.tui.features.verify.screen")
        from reader.tui.features.verify.screen import VerifyScreen

        screen = VerifyScreen(self.services, path, select=self._at, only_faults=self._only_faults)
        place = await self.show_dialog(screen)
        self._at, self._only_faults = screen.key, screen.only_faults
        if place is not None:
            await self.services.cables.go(place.mrn, ordinal=place.ordinal)
            self.status.say(
                f"Line {place.line} of {path.name}: {place.state}. :verify goes back to the list."
            )
