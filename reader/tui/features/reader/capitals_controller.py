"""Cables in capitals, shown in sentence case: the choice, and the words of the library that it needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.cable.annotate.broken_words import has_hyphens
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import CableShown
from reader.tui.core.services import Services
from reader.tui.features.reader.reader_pane import ReaderPane
from reader.tui.page.capitals import in_capitals
from reader.workspace import Workspace

if TYPE_CHECKING:
    from reader.cable.annotate.word_forms import WordForms


class CapitalsController(Controller):
    """Shows the cables that were sent in capitals in sentence case, for as long as the user wants it.

    Words that were broken at the end of a line are joined by the words of the library in both cases.
    The words of the library are counted in a thread when the first such cable is shown; until then it is
    shown as sent. They are kept until another library is opened.
    """

    def __init__(self, services: Services, pane: ReaderPane) -> None:
        super().__init__(services)
        self._pane = pane
        self._counted: tuple[Workspace, WordForms] | None = None
        services.events.subscribe(CableShown, lambda _: self._show())

    def commands(self) -> dict[str, Action]:
        """The only one."""
        return {"reader.sentence_case": self.toggle}

    def toggle(self) -> None:
        """Show capitals in sentence case from now on, or as they were sent."""
        looks = self.state.looks
        self.state.looks = looks = replace(looks, sentence_case=not looks.sentence_case)
        if looks.sentence_case:
            here = self.state.cable is not None and in_capitals(self.state.cable)
            self.status.say(
                "In sentence case; copies and exports keep the capitals. ~ shows them."
                if here
                else "Cables sent in capitals will be shown in sentence case. This one is not in capitals."
            )
        else:
            self.status.say("Capitals are shown as sent.")
        self._show()
        self.services.session.save_soon()

    def _show(self) -> None:
        """Show the open cable as the user wants it."""
        cable = self.state.cable
        wanted = self.state.looks.sentence_case
        if self._counted is not None and self._counted[0] is self.state.workspace:
            known = self._counted[1]
            self._pane.set_forms(known if wanted else None, known)
            return
        self._pane.set_forms(None)
        if cable is None or not (wanted or any(has_hyphens(one.text) for one in cable.paragraphs)):
            return
        if in_capitals(cable):
            self.start(self._count, "words", "show capitals in sentence case")

    async def _count(self) -> None:
        workspace = self.workspace
        forms = await self.wait(_forms, workspace)
        if self.state.workspace is workspace:
            self._counted = workspace, forms
            self._show()


def _forms(workspace: Workspace) -> WordForms:
    from reader.library.discovery.word_sample import word_forms

    return word_forms(workspace.library)
