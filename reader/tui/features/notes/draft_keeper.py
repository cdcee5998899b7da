"""Keeps a draft of the note being typed, so that a crash does not lose it."""

from __future__ import annotations

import asyncio
from typing import Protocol

from reader.notes.drafts import Draft, Drafts
from reader.notes.model import Annotation, Target
from reader.notes.undo.step_wording import target_text
from reader.tui.core.controller import Controller
from reader.tui.core.services import Services

PAUSE = 0.4
"""At most this many seconds of typing are lost in a crash."""
LEFT = "restored"


class OpenEditor(Protocol):
    """Opens the note editor, with a draft in it."""

    def __call__(
        self, target: Target, text: str, note_id: str | None, *, draft: str | None, lead: str
    ) -> None:
        """Open it."""


class DraftKeeper(Controller):
    """Keeps the draft of this window, and offers those left by windows that crashed."""

    def __init__(self, services: Services, open_editor: OpenEditor) -> None:
        super().__init__(services)
        self._open_editor = open_editor
        self._saving_lock = asyncio.Lock()
        self._waiting = False
        self._unsaved = 0
        """Notes being saved; until they are on disk, their draft stays."""
        self._not_saved = False

    def typed(self) -> None:
        """Save the draft in a moment; further typing does not delay it."""
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
        """Save what is in the editor as the draft; delete the draft if the editor is empty."""
        self.start(self._settle, "drafts", "keep what is being typed", exclusive=False)

    async def _settle(self) -> None:
        async with self._saving_lock:
            if self.state.workspace is None:
                return
            draft = self.services.page.draft
            drafts = Drafts(self.workspace.notes)
            if draft is not None:
                await self._keep(drafts, draft)
            elif not self._unsaved:
                await self.wait(drafts.discard)

    async def keep_now(self) -> None:
        """The program ends: keep what is in the editor. What was kept is never dropped here: it may be on
        its way to become a note.
        """
        async with self._saving_lock:
            if self.state.workspace is not None and (draft := self.services.page.draft) is not None:
                await self._keep(Drafts(self.workspace.notes), draft)

    async def _keep(self, drafts: Drafts, draft: Draft) -> bool:
        """Save a draft; report once if that fails, as the note itself may still be saved."""
        kept = await self.wait(drafts.keep, draft)
        if not kept and not self._not_saved:
            self.status.problem("What you type is kept only when you save it: the disk cannot be written.")
        self._not_saved = not kept
        return kept

    def save_started(self) -> None:
        """A note is being saved."""
        self._unsaved += 1

    async def save_ended(self) -> None:
        """It was saved, or is open in the editor again."""
        self._unsaved -= 1
        await self._settle()

    async def offer(self) -> None:
        """Open the editor with a draft left by a crash, at the passage it is about.

        One at a time, the oldest first; a draft on a cable that is not in the library waits.
        """
        drafts = Drafts(self.workspace.notes)
        left = await self.wait(drafts.left_over)
        present = await self.wait(self.workspace.library.present, [draft.target.mrn for draft in left])
        draft = next((draft for draft in left if draft.target.mrn in present), None)
        if draft is None or self.services.page.writing:
            return
        await self._open(draft)
        async with self._saving_lock:
            if (own := self.services.page.draft) is not None and await self._keep(drafts, own):
                await self.wait(drafts.discard_left_over, draft)

    async def _open(self, draft: Draft) -> None:
        target = draft.target
        note = await self.wait(self.workspace.notes.find, draft.note) if draft.note else None
        before = note.body if isinstance(note, Annotation) else ""
        await self.services.cables.show(target.mrn)
        self.services.page.go_to(target.ordinal, target.start)
        # If its note was deleted meanwhile, it becomes a new note.
        self._open_editor(target, before, note.id if note else None, draft=draft.body, lead=LEFT)
        self.status.say(f"You were typing this on {target_text(target)} when the program ended.")
