"""Merging with a colleague: a bundle taken in after a look at it, and both sides of what both changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from reader.notes.merge import apply, bundle_files
from reader.notes.merge.bundle import Bundle
from reader.terminal_text import safe_line
from reader.tui.core.controller import Doing, Handler
from reader.tui.ui.prompt import Prompt, Question
from reader.tui.ui.words import count


class Sharing(Handler):
    """Bundles in and out."""

    def commands(self) -> dict[str, Doing]:
        """Take one in, give one out, choose between both sides."""
        return {
            "merge": lambda: self.ask(self._merge, "ask for a bundle"),
            "bundle": lambda: self.ask(self._give, "write a bundle"),
            "conflicts": lambda: self.ask(self._choose, "choose between both sides"),
        }

    async def _path(self, label: str, hint: str, text: str = "") -> Path | None:
        given = await self.screen.app.push_screen_wait(Prompt(label, text, hint=hint))
        if not given or not given.strip():
            return None
        path = Path(given.strip().strip("'\"")).expanduser()
        return path if path.is_absolute() else Path.cwd() / path

    async def _merge(self) -> None:
        """Ask for the file, show what it would do, do it."""
        from reader.tui.features.sharing.merge_screen import Merging

        path = await self._path("Merge the bundle", "a file a colleague sent")
        if path is None:
            return
        notes = self.workspace.notes
        bundle = await self.wait(bundle_files.load, path)
        preview = await self.wait(apply.preview, notes, bundle)
        if not preview.words:
            self.screen.say(f"{path.name} holds nothing that is not here already.")
            return
        if await self.screen.app.push_screen_wait(Merging(self.screen, path, bundle, preview)):
            self.change(partial(self._merging, path, bundle), "merge a bundle")

    async def _merging(self, path: Path, bundle: Bundle) -> None:
        self.screen.aside("merging…")
        try:
            words = f"merge of {path.name}"
            done = await self.wait(apply.merge, self.workspace.notes, bundle, words=words)
        finally:
            self.screen.aside("")
        await self.screen.noting.reload()
        twins = " ".join(
            f"Several codes are named “{name}”." for name in self.workspace.notes.codebook().twins()
        )
        advice = f" {twins} c leads to them, m makes them one." if twins else ""
        said = f"Merged: {done.words}. u undoes it.{advice} The backup lies in {safe_line(str(done.backup))}"
        self.screen.say(said)
        open_pairs = await self.wait(self._open)
        if open_pairs:
            self.ask(partial(self._choose, self.screen.said[-1][1]), "choose between both sides")

    def _open(self) -> int:
        return sum(1 for _ in apply.both_sides(self.workspace.notes))

    async def _choose(self, said: str = "") -> None:
        from reader.tui.features.sharing.conflicts_screen import Choosing

        await self.screen.app.push_screen_wait(Choosing(self.screen, said=said))

    async def _give(self) -> None:
        """All notes into one file, for a colleague or for git."""
        path = await self._path("Write the bundle to", "a file", "~/cables-notes.jsonl")
        if path is None:
            return
        if await self.wait(path.exists):
            question = Question(f"Replace {path.name}?")
            if not await self.screen.app.push_screen_wait(question):
                return
        records = await self.wait(bundle_files.save, self.workspace.notes, path)
        self.screen.say(f"{count(records, 'record')} written to {safe_line(str(path))}")
