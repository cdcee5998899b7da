"""The screens of their own over the main one, and the way from them into the reader."""

from __future__ import annotations

from importlib import import_module

from reader.tui.core.controller import Action, Controller
from reader.tui.core.passage_location import Destination
from reader.tui.core.tag_line import tag_source
from reader.tui.ui.picker import Picker, once


class Rooms(Controller):
    """CodebookScreen, passages, notes to check, the search of notes, links."""

    _last: str | None = None
    """The code whose passages were looked at last."""
    _searched = ("", False)
    """What was last asked of the notes, and whether it was grouped by code."""

    def commands(self) -> dict[str, Action]:
        """A room each."""
        return {
            "codebook": lambda: self.ask(self._codebook, "show the codebook"),
            "notes.check": lambda: self.ask(self._check, "check notes"),
            "notes.search": lambda: self.ask(self._search, "search the notes"),
            "links.outline": lambda: self.ask(self._outline, "show the links"),
            "passages": lambda: self.ask(self._passages, "show passages"),
        }

    async def _codebook(self) -> None:
        await self.wait(load)
        from reader.tui.features.codebook.codebook_screen import CodebookScreen

        going = await self.show_dialog(CodebookScreen(self.screen))
        await self._left(going)

    async def _search(self) -> None:
        await self.wait(load)
        from reader.tui.features.note_search.screen import NoteSearchScreen

        query, by_code = self._searched
        room = NoteSearchScreen(self.screen, query, grouped_by_code=by_code)
        going = await self.show_dialog(room)
        self._searched = room.query_text, room.grouped_by_code
        await self._left(going)

    async def _outline(self) -> None:
        await self.wait(load)
        from reader.tui.features.links.outline_screen import OutlineScreen

        if self.state.mrn is not None:
            room = OutlineScreen(self.screen, self.state.mrn)
            await self._left(await self.show_dialog(room))

    async def _check(self) -> None:
        await self.wait(load)
        from reader.tui.features.review.screen import ReviewScreen

        await self._left(await self.show_dialog(ReviewScreen(self.screen)))

    async def _passages(self) -> None:
        """Ask for a code, and show what is under it."""
        await self.wait(load)
        from reader.tui.features.codebook.passages_screen import PassagesScreen

        notes = self.workspace.notes
        picker = Picker(
            "PassagesScreen under",
            once(lambda: tag_source(notes.codes(), notes.usage(), ())),
            slow=True,
            text=self._name(),
            nothing="There is no such code; t tags a paragraph with one.",
        )
        answer = await self.pick(picker)
        code = notes.find_code(answer.value) if answer is not None and answer.value else None
        if code is None:
            return
        self._last = code.id
        await self._left(await self.show_dialog(PassagesScreen(self.screen, code.id)))

    def _name(self) -> str:
        code = self.workspace.notes.code(self._last) if self._last else None
        return code.name if code else ""

    async def _left(self, going: object) -> None:
        """A room was left for a place in the reader, or for nothing."""
        if isinstance(going, Destination):
            await self.services.notes.visit(going.target, going.note)


def load() -> None:
    """Load what the rooms are made of, for a thread: some 0.15 s the first time."""
    for name in (
        "review.screen",
        "codebook.codebook_screen",
        "importing.imports_screen",
        "note_search.screen",
        "links.outline_screen",
        "codebook.passages_screen",
    ):
        import_module(f"reader.tui.features.{name}")
