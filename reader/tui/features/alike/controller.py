"""Opens the list of cables like the open one, and goes to what is chosen there."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from reader.tui.core.controller import Action, Controller


class AlikeController(Controller):
    """Similar cables, and other cables with the current paragraph."""

    def commands(self) -> dict[str, Action]:
        """The commands of this feature."""
        return {
            "cable.similar": lambda: self.ask(self._show, "look for similar cables"),
            "passage.copies": lambda: self.ask(
                partial(self._show, only_paragraph=True), "look for other copies of the paragraph"
            ),
        }

    async def _show(self, *, only_paragraph: bool = False) -> None:
        mrn, cable, ordinal = self.state.mrn, self.state.cable, self.services.page.current
        if mrn is None or cable is None:
            return
        paragraph = cable.paragraph(ordinal) if ordinal is not None else None
        if only_paragraph and paragraph is None:
            self.status.say("Move to a paragraph first: this looks for other cables that contain it.")
            return
        screen = await self.wait(import_module, "reader.tui.features.alike.screen")  # starting stays fast
        chosen = await self.show_dialog(
            screen.AlikeScreen(self.services, mrn, paragraph, only_paragraph=only_paragraph)
        )
        if chosen is None:
            return
        if chosen.compares:
            # This question is over then: comparing may ask another one.
            self.services.tasks.call_later(self.services.comparing.compare, mrn, chosen.mrn)
        else:
            self.services.cables.open(chosen.mrn, ordinal=chosen.ordinal, start=chosen.start)
