"""Sharing notes with colleagues: merging a bundle, writing one, and resolving conflicts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from reader.notes.merge import apply, bundle_files
from reader.notes.merge.bundle import Bundle
from reader.paths import typed_path
from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.ui.prompt import Prompt, Question
from reader.tui.ui.words import count


class SharingController(Controller):
    """Merges and writes bundles, and shows conflicts."""

    def commands(self) -> dict[str, Action]:
        """Merge, bundle, conflicts."""
        return {
            "merge": lambda: self.ask(self._merge, "ask for a bundle"),
            "bundle": lambda: self.ask(self._write_bundle, "write a bundle"),
            "conflicts": lambda: self.ask(self._conflicts, "choose between both sides"),
        }

    async def _path(self, label: str, hint: str, text: str = "") -> Path | None:
        given = await self.show_dialog(Prompt(label, text, hint=hint))
        if not given or not given.strip():
            return None
        path = typed_path(given.strip().strip("'\""))
        return path if path.is_absolute() else Path.cwd() / path

    async def _merge(self) -> None:
        """Ask for the file, show what would change, and merge it."""
        from reader.tui.features.sharing.merge_screen import MergeScreen

        path = await self._path("Merge the bundle", "a colleague's file")
        if path is None:
            return
        notes = self.workspace.notes
        bundle = await self.wait(bundle_files.load, path)
        preview = await self.wait(apply.preview, notes, bundle)
        if not preview.words:
            self.status.say(f"{path.name} contains nothing new.")
            return
        if await self.show_dialog(MergeScreen(self.services, path, bundle, preview)):
            self.change(partial(self._merge_bundle, path, bundle), "merge a bundle")

    async def _merge_bundle(self, path: Path, bundle: Bundle) -> None:
        self.status.aside("merging…")
        try:
            words = f"merge of {path.name}"
            done = await self.wait(apply.merge, self.workspace.notes, bundle, words=words)
        finally:
            self.status.aside("")
        await self.services.notes.reload()
        twins = " ".join(
            f'Several codes are named "{name}".' for name in self.workspace.notes.codebook().duplicate_names()
        )
        advice = f" {twins} Press c, then m, to merge them." if twins else ""
        backup = safe_line(str(done.backup))
        message = f"Merged: {done.words}. u undoes it.{advice} Backup: {backup}"
        self.status.say(message)
        if await self.wait(self._has_conflicts):
            self.ask(partial(self._conflicts, message), "choose between both sides")

    def _has_conflicts(self) -> bool:
        return any(True for _ in apply.both_sides(self.workspace.notes))

    async def _conflicts(self, message: str = "") -> None:
        from reader.tui.features.sharing.conflicts_screen import ConflictsScreen

        await self.show_dialog(ConflictsScreen(self.services, message=message))

    async def _write_bundle(self) -> None:
        """Write all notes to one file, for a colleague or for git."""
        path = await self._path("Write the bundle to", "a file", "~/cables-notes.jsonl")
        if path is None:
            return
        if await self.wait(path.exists):
            question = Question(f"Replace {path.name}?")
            if not await self.show_dialog(question):
                return
        records = await self.wait(bundle_files.save, self.workspace.notes, path)
        self.status.say(f"{count(records, 'record')} written to {safe_line(str(path))}")
