"""Changes the codebook, saves it to a file and imports one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.notes.codebook import files
from reader.notes.codebook.import_plan import import_entries, plan
from reader.paths import typed_path
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.ui.prompt import Prompt, Question
from reader.tui.ui.words import count


class CodebookFiles(RecordScreen):
    """The part of the codebook screen that changes the codebook and handles its files."""

    def _change_codebook(
        self, message: str, job: Callable[..., object], *args: object, **more: object
    ) -> None:
        """Change the codebook, and show a message."""

        async def work() -> None:
            await self.wait(job, self.workspace.notes, *args, **more)
            self.say(message)

        self.change(work, message)

    async def _prompt(self, label: str, text: str = "", hint: str = "") -> str | None:
        answer = await self.show_dialog(Prompt(label, text, hint=hint))
        return answer.strip() if answer is not None else None

    async def _prompt_file(self, label: str, text: str = "") -> Path | None:
        name = await self._prompt(label, text, "a file that ends with .qdc or .csv")
        return typed_path(name.strip("'\"")).absolute() if name else None

    async def _save(self) -> None:
        path = await self._prompt_file("Save the codebook as", "~/codebook.qdc")
        if path is None:
            return
        if await self.wait(path.exists):
            question = Question(f"Replace {path.name}?")
            if not await self.show_dialog(question):
                return
        codes = await self.wait(files.save, self.workspace.notes, path)
        self.say(f"{count(codes, 'code')} saved as {path}")

    async def _load(self) -> None:
        path = await self._prompt_file("Import the codebook")
        if path is None:
            return
        notes = self.workspace.notes
        codebook, remarks = await self.wait(files.load, path)
        planned = await self.wait(lambda: plan(notes.codebook(), codebook))
        for remark in (*remarks, *planned.remarks):
            self.services.status.log_message(remark)
        if not planned.words:
            self.say("The file contains nothing new.")
        elif await self.show_dialog(Question(f"Import {path.name}: {planned.words}?")):
            self._change_codebook(f"Imported: {planned.words}. u undoes it.", import_entries, codebook)
