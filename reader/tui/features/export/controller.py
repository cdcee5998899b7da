"""Exports notes as markdown files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from reader.config.settings import EXPORT_STYLES
from reader.errors import CablesError
from reader.notes.queries.counts import NO_NOTES
from reader.paths import typed_path
from reader.terminal_text import safe_line
from reader.tui.core import preferences
from reader.tui.core.bulk_scope import Scope
from reader.tui.core.controller import Action, Controller
from reader.tui.core.services import ArgumentAction
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.tui.ui.prompt import Prompt
from reader.tui.ui.sheet import Sheet
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.export.writer import PageOutcome


class ExportController(Controller):
    """Asks for scope and folder, and exports."""

    def commands(self) -> dict[str, Action]:
        """Export."""
        return {"export": lambda: self.ask(self._export, "export notes")}

    def arguments(self) -> dict[str, ArgumentAction]:
        """Style and folder may be given."""
        return {"export": lambda text: self.start(partial(self._export_as, text), "export", "export notes")}

    async def _export_as(self, text: str) -> None:
        """``[STYLE] [FOLDER]``: the marked cables, else this one, without asking."""
        style, _, rest = text.partition(" ")
        if style not in EXPORT_STYLES:
            style, rest = "", text
        marked = self.services.marked.selected()
        is_marked = marked is not None and marked.scope is Scope.MARKED
        if not is_marked and not self.state.mrn:
            raise CablesError("There is no cable to export", advice="Open one, or mark some in the list.")
        await self._write("marked" if is_marked else "this", rest.strip() or self._folder(), style)

    def _folder(self) -> str:
        return preferences.export_folder(self.state.looks, self.state.settings.config)

    async def _export(self) -> None:
        ask = self.show_dialog
        answer = await self.pick(
            Picker("Export", narrowed(self._scopes()), hint="one Markdown file per cable")
        )
        if answer is None or answer.value is None:
            return
        given = await ask(Prompt("Export to folder", self._folder()))
        if given and given.strip():
            await self._write(answer.value, given.strip())

    async def _write(self, scope: str, given: str, style: str = "") -> None:
        """Export into a folder as the user typed it, in a style or in that of the settings."""
        state = self.state
        folder = typed_path(given)
        if not folder.is_absolute():
            folder = Path.cwd() / folder
        mrns = await self._mrns(scope)
        self.dialogs.release()
        self.status.aside("exporting…")
        try:
            style = style or state.settings.config.export_style
            written = await self.wait(self.workspace.export, mrns, folder, style=style)
        except OSError as error:
            raise CablesError(
                error.strerror or "the folder cannot be written",
                where=str(folder),
                advice="Choose another folder.",
            ) from error
        finally:
            self.status.aside("")
        state.looks = preferences.with_export_folder(state.looks, state.settings.config, given)
        self.services.session.save_soon()
        await self._report(written, folder)

    def _scopes(self) -> list[Choice]:
        state, chosen = self.state, self.services.marked.selected()
        choices = []
        if chosen and chosen.scope is Scope.MARKED:
            choices.append(Choice("marked", f"The {chosen.words}"))
        if state.mrn:
            notes = state.counts.get(state.mrn, NO_NOTES).words
            choices.append(Choice("this", f"This cable: {state.mrn}", notes))
        total = sum(1 for number in state.counts.values() if number)
        choices.append(Choice("all", "Everything with notes", count(total, "cable")))
        if state.query and len(found := self.services.marked.whole_result()):
            choices.append(Choice("result", found.words.capitalize()))
        return choices

    async def _mrns(self, scope: str) -> list[str] | None:
        if scope == "this":
            return [self.state.mrn] if self.state.mrn else []
        if scope == "all":
            return None
        marked = self.services.marked
        chosen = marked.selected() if scope == "marked" else marked.whole_result()
        return await self.wait(chosen.mrns, self.workspace.library) if chosen else []

    async def _report(self, written: list[PageOutcome], folder: Path) -> None:
        conflicts = [one for one in written if str(one.action) == "conflict"]
        words = f"{count(len(written), 'file')} in {folder}"
        if conflicts:
            words += f", {count(len(conflicts), 'conflict')}: your own text was kept"
        self.status.say(f"Exported {words}." if written else "Nothing to export: there are no notes yet.")
        if written:
            parts: list[tuple[str, str] | str] = [(f"{safe_line(str(folder))}\n\n", "bold")]
            for one in written:
                style = "$error" if str(one.action) == "conflict" else "$dim"
                parts += [(f"  {one.action!s:<10}", style), safe_line(Path(one.path).name), "\n"]
            if conflicts:
                parts.append(
                    "\nA conflict: the part between the markers was edited by hand. It is untouched;\n"
                )
                parts.append("the new text is in the file beside it.\n")
            await self.show_dialog(Sheet("Exported", Content.assemble(*parts)))
