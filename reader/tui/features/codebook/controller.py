"""Opens the codebook, and the passages under a code."""

from __future__ import annotations

from importlib import import_module

from reader.tui.core.controller import Action, Controller
from reader.tui.core.tag_line import tag_source
from reader.tui.ui.picker import Picker, once


class CodebookController(Controller):
    """Shows the screens about codes."""

    _last_code: str | None = None
    """The id of the code whose passages were shown last."""

    def commands(self) -> dict[str, Action]:
        """The codebook, the passages under a code."""
        return {
            "codebook": lambda: self.ask(self._codebook, "show the codebook"),
            "passages": lambda: self.ask(self._passages, "show passages"),
        }

    async def _codebook(self) -> None:
        await self.wait(import_module, "reader.tui.features.codebook.codebook_screen")
        from reader.tui.features.codebook.codebook_screen import CodebookScreen

        await self.visit(await self.show_dialog(CodebookScreen(self.services)))

    async def _passages(self) -> None:
        """Ask for a code, and show the passages under it."""
        await self.wait(import_module, "reader.tui.features.codebook.passages_screen")
        from reader.tui.features.codebook.passages_screen import PassagesScreen

        notes = self.workspace.notes
        last = notes.code(self._last_code) if self._last_code else None
        picker = Picker(
            "Passages under",
            once(lambda: tag_source(notes.codes(), notes.usage(), ())),
            slow=True,
            text=last.name if last else "",
            nothing="There is no such code; t tags a paragraph.",
        )
        answer = await self.pick(picker)
        code = notes.find_code(answer.value) if answer is not None and answer.value else None
        if code is None:
            return
        self._last_code = code.id
        await self.visit(await self.show_dialog(PassagesScreen(self.services, code.id)))
