"""Exporting notes as markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from reader.errors import CablesError
from reader.tui.core.bulk_scope import Scope
from reader.tui.core.controller import Doing, Handler
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.tui.ui.prompt import Prompt
from reader.tui.ui.sheet import Sheet
from reader.tui.ui.words import count, shown

if TYPE_CHECKING:
    from reader.export.writer import PageOutcome


def default_folder() -> str:
    """Where an export goes before the user said otherwise."""
    return str(Path("~/cable-notes"))


class Exporting(Handler):
    """The export."""

    def commands(self) -> dict[str, Doing]:
        """One command, two questions."""
        return {"export": lambda: self.ask(self._export, "export notes")}

    async def _export(self) -> None:
        desk, ask = self.desk, self.screen.app.push_screen_wait
        answer = await self.pick(
            Picker("Export", narrowed(self._scopes()), hint="one markdown file for each cable")
        )
        if answer is None or answer.value is None:
            return
        given = await ask(Prompt("Into the folder", desk.looks.export_folder or default_folder()))
        if not given or not given.strip():
            return
        folder = Path(given.strip()).expanduser()
        if not folder.is_absolute():
            folder = Path.cwd() / folder
        mrns = await self._mrns(answer.value)
        self.screen.release()
        self.screen.aside("exporting…")
        try:
            written = await self.wait(self.workspace.export, mrns, folder)
        except OSError as error:
            raise CablesError(
                error.strerror or "the folder cannot be written",
                where=str(folder),
                advice="Choose another folder.",
            ) from error
        finally:
            self.screen.aside("")
        desk.looks = replace(desk.looks, export_folder=given.strip())
        self.screen.saving.soon()
        await self._report(written, folder)

    def _scopes(self) -> list[Choice]:
        desk, chosen = self.desk, self.screen.marking.chosen()
        choices = []
        if chosen and chosen.scope is Scope.MARKED:
            choices.append(Choice("marked", f"The {chosen.words}"))
        if desk.mrn:
            notes = count(desk.counts.get(desk.mrn, 0), "note")
            choices.append(Choice("this", f"This cable: {desk.mrn}", notes))
        total = sum(1 for number in desk.counts.values() if number)
        choices.append(Choice("all", "Everything with notes", count(total, "cable")))
        if desk.query and len(found := self.screen.marking.result()):
            choices.append(Choice("result", found.words.capitalize()))
        return choices

    async def _mrns(self, scope: str) -> list[str] | None:
        if scope == "this":
            return [self.desk.mrn] if self.desk.mrn else []
        if scope == "all":
            return None
        marking = self.screen.marking
        chosen = marking.chosen() if scope == "marked" else marking.result()
        return await self.wait(chosen.mrns, self.workspace.library) if chosen else []

    async def _report(self, written: list[PageOutcome], folder: Path) -> None:
        conflicts = [one for one in written if str(one.action) == "conflict"]
        words = f"{count(len(written), 'file')} in {folder}"
        if conflicts:
            words += f", {count(len(conflicts), 'conflict')}: your own text was kept"
        self.screen.say(f"Exported {words}." if written else "There was nothing to export: no notes yet.")
        if written:
            parts: list[tuple[str, str] | str] = [(f"{shown(str(folder))}\n\n", "bold")]
            for one in written:
                style = "$error" if str(one.action) == "conflict" else "$dim"
                parts += [(f"  {one.action!s:<10}", style), shown(Path(one.path).name), "\n"]
            if conflicts:
                parts.append(
                    "\nA conflict: the part between the markers was edited by hand. It is untouched;\n"
                )
                parts.append("the new text lies beside it.\n")
            await self.screen.app.push_screen_wait(Sheet("Exported", Content.assemble(*parts)))
