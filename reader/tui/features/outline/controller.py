"""Shows the outline of the open cable and goes to what is chosen."""

from __future__ import annotations

from reader.tui.core.controller import Action, Controller
from reader.tui.features.outline.outline_lines import LEGEND, line_of, narrowed_in_order, outline_lines
from reader.tui.ui.picker import Picker


class OutlineController(Controller):
    """The outline."""

    def commands(self) -> dict[str, Action]:
        """One picker."""
        return {"outline": lambda: self.ask(self._outline, "show the outline")}

    async def _outline(self) -> None:
        """Let the user choose a part, beginning at the one being read, and go there."""
        cable, page = self.state.cable, self.services.page
        if cable is None:
            return
        lines = outline_lines(cable, self.state.entries, page.hits)
        picker = Picker("Outline", narrowed_in_order(lines), chosen=line_of(lines, page.current), hint=LEGEND)
        answer = await self.pick(picker)
        chosen = next((line for line in lines if answer and line.choice.value == answer.value), None)
        if chosen is not None:
            self.services.cables.remember()
            # To its first word, so that it is unfolded.
            folded = chosen.paragraph is not None and not self.state.portions.shows(chosen.paragraph)
            page.go_to(chosen.ordinal, 0 if folded else None)
