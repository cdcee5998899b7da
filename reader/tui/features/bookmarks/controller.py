"""Setting bookmarks, going to them, and listing them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reader.errors import CablesError, UsageError
from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import ArgumentAction, Services
from reader.tui.features.bookmarks import bookmark_store
from reader.tui.features.bookmarks.bookmark_store import Bookmark, is_letter
from reader.tui.features.bookmarks.letter_prompt import ALL, BACK, LetterPrompt
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.workspace import Workspace

NONE_YET = "No bookmarks in this library yet: m and a letter sets one."


class BookmarkController(Controller):
    """Bookmarks."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._unsaved: dict[str, Bookmark] = {}
        """Those in cables that were opened just to read them, which last as long as the window."""

    def commands(self) -> dict[str, Action]:
        """Set, go, list."""
        return {
            "bookmark.set": lambda: self.ask(self._ask_set, "ask for the letter of a bookmark"),
            "bookmark.go": lambda: self.ask(self._ask_go, "ask which bookmark to go to"),
            "bookmark.list": lambda: self.ask(self._list, "list the bookmarks"),
        }

    def arguments(self) -> dict[str, ArgumentAction]:
        """The letter may be given."""
        return {
            "bookmark.set": lambda text: self.start(
                partial(self._set, _letter(text)), "bookmark", "set a bookmark"
            ),
            "bookmark.go": lambda text: self.start(
                partial(self._go, _letter(text)), "bookmark", "go to a bookmark"
            ),
        }

    # Setting

    async def _ask_set(self) -> None:
        here = self._here()
        letter = await self.show_dialog(LetterPrompt(f"Set bookmark at {here.place}: press a letter"))
        if letter:
            await self._set(letter, here)

    async def _set(self, letter: str, here: Bookmark | None = None) -> None:
        here = here or self._here()
        if self.state.temporary:
            before = self._unsaved.get(letter)
            self._unsaved[letter] = here
        else:
            path = bookmark_store.bookmarks_file(self.workspace.library.folder)
            try:
                before = await self.wait(bookmark_store.put, path, letter, here)
            except OSError as error:
                raise CablesError(
                    f"The bookmark could not be saved: {error.strerror or error}",
                    where=str(error.filename or path),
                    advice="Make room, or change the folder's permissions.",
                ) from error
        moved = f"; it was at {before.place}" if before and before != here else ""
        self.status.say(f"Bookmark {letter}: {here.place}{moved}.")

    def _here(self) -> Bookmark:
        """The cable under the cursor of the list if that has the focus, else the paragraph in the reader.

        As the banner says: in the list that is the whole cable, also where its text is shown already.
        """
        state = self.state
        row = self.services.rows.current if state.active is Pane.LIST else None
        if row is not None:
            return Bookmark(row)
        if state.mrn is None or state.cable is None:
            raise CablesError(
                "There is no cable to set a bookmark in", advice="Open one first: Enter in the list."
            )
        ordinal = self.services.page.current
        paragraph = state.cable.paragraph(ordinal) if ordinal is not None else None
        return Bookmark(state.mrn, ordinal, paragraph.label if paragraph else "")

    # Going

    async def _bookmarks(self) -> dict[str, Bookmark]:
        if self.state.temporary:
            return dict(sorted(self._unsaved.items()))
        path = bookmark_store.bookmarks_file(self.workspace.library.folder)
        return await self.wait(bookmark_store.load, path)

    async def _ask_go(self) -> None:
        letter = await self.show_dialog(
            LetterPrompt("Go to bookmark: press its letter · Enter lists them · ' goes back", more=True)
        )
        if letter == ALL:
            await self._list()
        elif letter == BACK:
            self.services.commands.run_command("place.back")
        elif letter is not None:
            await self._go(letter)

    async def _go(self, letter: str) -> None:
        bookmarks = await self._bookmarks()
        bookmark = bookmarks.get(letter)
        if bookmark is None:
            there = f"Bookmarks: {', '.join(bookmarks)}." if bookmarks else "m and a letter sets one."
            raise CablesError(f"There is no bookmark {letter}", advice=there)
        if await self.wait(self.workspace.library.row, bookmark.mrn) is None:
            raise CablesError(
                f"Bookmark {letter} is at {bookmark.mrn}, which is no longer in this library",
                advice="m sets it somewhere else.",
            )
        await self.services.cables.go(bookmark.mrn, ordinal=bookmark.ordinal)

    async def _list(self) -> None:
        bookmarks = await self._bookmarks()
        if not bookmarks:
            self.status.say(NONE_YET)
            return
        choices = await self.wait(_choices, self.workspace, bookmarks)
        answer = await self.pick(Picker("Bookmarks", narrowed(choices), hint="Enter goes there"))
        if answer is not None and answer.value:
            await self._go(answer.value)


def _letter(text: str) -> str:
    """The letter typed on the command line. Raises UsageError."""
    if not is_letter(text.strip()):
        raise UsageError(
            "A bookmark is one letter", where=safe_line(text.strip()), advice="a to z, or A to Z."
        )
    return text.strip()


def _choices(workspace: Workspace, bookmarks: dict[str, Bookmark]) -> Sequence[Choice]:
    """The bookmarks with the subjects of their cables; waits for the disk."""
    choices = []
    for letter, bookmark in bookmarks.items():
        row = workspace.library.row(bookmark.mrn)
        detail = (row.title or "(no subject)") if row is not None else "no longer in this library"
        choices.append(Choice(letter, f"{letter}  {bookmark.place}", detail))
    return choices
