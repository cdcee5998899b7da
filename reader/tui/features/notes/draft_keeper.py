"""Keeping the note that is being typed, so that a crash gives it back."""

from __future__ import annotations

import asyncio
from typing import Protocol

from reader.notes.drafts import Draft, Drafts
from reader.notes.model import Annotation, Target
from reader.tui.core.controller import Controller
from reader.tui.core.services import Services

PAUSE = 0.4
"""Seconds of typing that a crash may cost at most."""
LEFT = "As the program left it"


class OpenEditor(Protocol):
    """Opens the note editor, with a draft in it."""

    def __call__(
        self, target: Target, text: str, note_id: str | None, *, draft: str | None, lead: str
    ) -> None:
        """Open it."""


class DraftKeeper(Controller):
    """The draft of this window, and those that dead ones left."""

    def __init__(self, services: Services, open_editor: OpenEditor) -> None:
        super().__init__(services)
        self._open_editor = open_editor
        self._turn = asyncio.Lock()
        self._waiting = False
        self._unsaved = 0
        """Notes on their way to the disk: until they are there, what was kept of them stays."""
        self._unkept = False

    def typed(self) -> None:
        """Keep what is typed, a moment from now; typing on does not put it off."""
        if not self._waiting:
            self._waiting = True
            self.start(self._later, "draft", "keep what is being typed")

    async def _later(self) -> None:
        try:
            await asyncio.sleep(PAUSE)
        finally:
            self._waiting = False
        self.settle()

    def settle(self) -> None:
        """Make the draft on disk what is in the editor; none if the editor is empty."""
        self.start(self._settle, "drafts", "keep what is being typed", exclusive=False)

    async def _settle(self) -> None:
        async with self._turn:
            if self.state.workspace is None:
                return
            draft = self.services.page.draft
            drafts = Drafts(self.workspace.notes)
            if draft is not None:
                await self._keep(drafts, draft)
            elif not self._unsaved:
                await self.wait(drafts.drop)

    async def keep_now(self) -> None:
        """The program ends: keep what is in the editor. What was kept is never dropped here: it may be on
        its way to become a note.
        """
        async with self._turn:
            if self.state.workspace is not None and (draft := self.services.page.draft) is not None:
                await self._keep(Drafts(self.workspace.notes), draft)

    async def _keep(self, drafts: Drafts, draft: Draft) -> bool:
        """Say once when the disk takes no draft; the note itself may still be saved."""
        kept = await self.wait(drafts.keep, draft)
        if not kept and not self._unkept:
            self.status.problem("What you type cannot be kept before it is saved: the disk refuses.")
        self._unkept = not kept
        return kept

    def save_started(self) -> None:
        """A note is on its way to the disk."""
        self._unsaved += 1

    async def save_ended(self) -> None:
        """It is there, or open in the editor again."""
        self._unsaved -= 1
        await self._settle()

    async def offer(self) -> None:
        """Open the editor on what a dead window was typing, where it was being typed.

        One at a time, the oldest first; one on a cable that is not in the library waits.
        """
        drafts = Drafts(self.workspace.notes)
        left = await self.wait(drafts.left)
        held = await self.wait(self.workspace.library.present, [draft.target.mrn for draft in left])
        draft = next((draft for draft in left if draft.target.mrn in held), None)
        if draft is None or self.services.page.writing:
            return
        await self._open(draft)
        async with self._turn:
            if (own := self.services.page.draft) is not None and await self._keep(drafts, own):
                await self.wait(drafts.drop_left, draft)

    async def _open(self, draft: Draft) -> None:
        target = draft.target
        note = await self.wait(self.workspace.notes.find, draft.note) if draft.note else None
        before = note.body if isinstance(note, Annotation) else ""
        await self.services.cables.show(target.mrn)
        self.services.page.go_to(target.ordinal, target.start)
        # One whose note is gone meanwhile becomes a note of its own.
        self._open_editor(target, before, note.id if note else None, draft=draft.body, lead=LEFT)
        self.status.say(f"You were typing this on {target.label or 'the cable'} when the program ended.")
