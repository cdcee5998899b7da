"""A room that changes the codebook, and saves it to a file or takes one in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.notes.codebook import files
from reader.notes.codebook.import_plan import plan, take_in
from reader.tui.core.record_screen import RecordScreen
from reader.tui.ui.prompt import Prompt, Question
from reader.tui.ui.words import count


class CodebookFiles(RecordScreen):
    """Changes of the codebook that are said, and its files."""

    def _do(self, words: str, job: Callable[..., object], *args: object, **more: object) -> None:
        """Carry out a change of the codebook, and say it."""

        async def work() -> None:
            await self.wait(job, self.workspace.notes, *args, **more)
            self.say(words)

        self.change(work, words)

    async def _prompt(self, label: str, text: str = "", hint: str = "") -> str | None:
        answer = await self.show_dialog(Prompt(label, text, hint=hint))
        return answer.strip() if answer is not None else None

    async def _file(self, label: str, text: str = "") -> Path | None:
        given = await self._prompt(label, text, "a file that ends with .qdc or .csv")
        return Path(given.strip("'\"")).expanduser().absolute() if given else None

    async def _save(self) -> None:
        path = await self._file("Save the codebook as", "~/codebook.qdc")
        if path is None:
            return
        if await self.wait(path.exists):
            question = Question(f"Replace {path.name}?")
            if not await self.show_dialog(question):
                return
        codes = await self.wait(files.save, self.workspace.notes, path)
        self.say(f"{count(codes, 'code')} saved as {path}")

    async def _load(self) -> None:
        path = await self._file("Take in the codebook")
        if path is None:
            return
        notes = self.workspace.notes
        told, remarks = await self.wait(files.load, path)
        foreseen = await self.wait(lambda: plan(notes.codebook(), told))
        for remark in (*remarks, *foreseen.remarks):
            self.services.status.note_down(remark)
        if not foreseen.words:
            self.say("Nothing in it is new here.")
        elif await self.show_dialog(Question(f"Take in {path.name}: {foreseen.words}?")):
            self._do(f"Taken in: {foreseen.words}. u undoes it.", take_in, told)
