"""Exports notes: asks what, as what and where to, shows what would be written, and writes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import CablesError
from reader.library.bulk_lookup import mrns
from reader.notes.queries.counts import NO_NOTES
from reader.notes.reports.saved_queries import saved_queries
from reader.notes.trails.trail_lookup import all_trails
from reader.paths import typed_path
from reader.terminal_text import safe_line
from reader.tui.commands.arguments import STYLES_IN_WORDS
from reader.tui.core import preferences
from reader.tui.core.bulk_scope import Scope
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import Exported
from reader.tui.core.services import ArgumentAction
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.tui.ui.prompt import Prompt
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.export.folder.project_file import Project
    from reader.export.writer import PageOutcome
    from reader.tui.features.export.job import Job


REMEMBERED = "remembered"
"""The scope that the usual folder remembers."""


class ExportController(Controller):
    """Puts an export together step by step; Esc leaves at any step, with nothing written."""

    def commands(self) -> dict[str, Action]:
        """Export."""
        return {"export": lambda: self.ask(self._export, "export notes")}

    def arguments(self) -> dict[str, ArgumentAction]:
        """Style and folder may be given."""
        return {"export": lambda text: self.ask(partial(self._export_as, text), "export notes")}

    async def _export_as(self, text: str) -> None:
        """``[STYLE] [FOLDER]``: the marked cables, else this one, without a preview."""
        style, _, rest = text.partition(" ")
        if style not in STYLES_IN_WORDS:
            style, rest = "", text
        marked = self.services.marked.selected()
        is_marked = marked is not None and marked.scope is Scope.MARKED
        if not is_marked and not self.state.mrn:
            raise CablesError("There is no cable to export", advice="Open one, or mark some in the list.")
        scope = await self._scope("marked" if is_marked else "this")
        await self._carry_out(scope, style, rest.strip() or self._folder(), preview=False)

    def _folder(self) -> str:
        return preferences.export_folder(self.state.looks, self.state.settings.config)

    async def export_trail(self, name: str) -> None:
        """As one HTML page in the usual folder, unless another file or folder is typed."""
        await self.wait(import_module, "reader.tui.features.export.job")
        from reader.export.file_names import tag_name
        from reader.tui.features.export.job import Job

        usual = Path(self._folder())
        folder = usual.parent if usual.suffix else usual
        file = folder / f"{tag_name(name).replace('/', '-')}.html"
        given = await self.show_dialog(Prompt("Export the trail to file or folder", str(file)))
        if given and given.strip():
            await self._carry_out(
                Job(Path(), "", trail=name), "", given.strip(), preview=True, is_usual=False
            )

    async def _export(self) -> None:
        known = await self._remembered()
        answer = await self.pick(Picker("Export", narrowed(self._scopes(known)), hint="what to export"))
        if answer is None or answer.value is None:
            return
        if known and answer.value == REMEMBERED:
            from reader.tui.features.export.job import remembered

            job = await self.wait(remembered, self.workspace, known)
            await self._carry_out(job, "", self._folder(), preview=True)
            return
        scope = await self._scope(answer.value)
        if scope is None:
            return
        given = await self.show_dialog(Prompt("Export to folder or file", self._folder()))
        if given and given.strip():
            await self._carry_out(scope, "", given.strip(), preview=True)

    async def _remembered(self) -> Project | None:
        """What the usual folder remembers; None also if that cannot be read: an export there says why."""
        await self.wait(import_module, "reader.tui.features.export.job")
        from reader.tui.features.export.job import known_project

        try:
            return await self.wait(known_project, Path.cwd() / typed_path(self._folder()))
        except CablesError:
            return None

    # What

    def _scopes(self, known: Project | None) -> list[Choice]:
        state, chosen = self.state, self.services.marked.selected()
        choices = []
        if known:
            from reader.tui.features.export.job import scope_in_words

            choices.append(
                Choice(REMEMBERED, "What the usual folder remembers", safe_line(scope_in_words(known)))
            )
        if chosen and chosen.scope is Scope.MARKED:
            choices.append(Choice("marked", f"The {chosen.words}"))
        if state.mrn:
            notes = state.counts.get(state.mrn, NO_NOTES).words
            choices.append(Choice("this", f"This cable: {state.mrn}", notes))
        total = sum(1 for number in state.counts.values() if number)
        choices.append(Choice("all", "Everything with notes", count(total, "cable")))
        choices.append(Choice("code", "A code", "with the codes below it"))
        if len(found := self.services.marked.whole_result()):
            what = "The result of this query" if state.query else "The cables in the list"
            choices.append(Choice("result", what, f"{count(len(found), 'cable')}; those with notes"))
        choices.append(Choice("saved", "A saved query", "its cables with notes"))
        choices.append(Choice("trail", "A trail", "its cables, with the stops"))
        return choices

    async def _scope(self, scope: str) -> Job | None:
        """A job with only its cables set; None if the user cancels."""
        await self.wait(import_module, "reader.tui.features.export.job")
        from reader.tui.features.export.job import Job

        job = Job(Path(), "")
        if scope == "all":
            return job
        if scope == "code":
            code = await self._code()
            return replace(job, code=code) if code else None
        if scope == "trail":
            trail = await self._trail()
            return replace(job, trail=trail) if trail else None
        if scope == "saved":
            return await self._saved_query(job)
        if scope == "this":
            return replace(job, mrns=(self.state.mrn,) if self.state.mrn else ())
        marked = self.services.marked
        chosen = marked.selected() if scope == "marked" else marked.whole_result()
        cables = await self.wait(chosen.mrns, self.workspace.library) if chosen else []
        if scope == "result":
            return self._with_notes(job, cables, self.state.query)
        return replace(job, mrns=tuple(cables))

    def _with_notes(self, job: Job, cables: Iterable[str], query: str) -> Job:
        """The cables of a query that have notes: the others have no page."""
        return replace(job, mrns=tuple(mrn for mrn in cables if self.state.counts.get(mrn)), query=query)

    async def _code(self) -> str:
        codes = await self.wait(self.workspace.notes.codebook)
        choices = [Choice(code.name, safe_line(code.name)) for code, _ in codes.tree()]
        answer = await self.pick(Picker("Code", narrowed(choices), nothing="No codes yet."))
        return (answer.value or "") if answer else ""

    async def _trail(self) -> str:
        trails = await self.wait(all_trails, self.workspace.notes)
        choices = [Choice(each.name, safe_line(each.name), count(len(each.stops), "stop")) for each in trails]
        answer = await self.pick(Picker("Trail", narrowed(choices), nothing="No trails yet."))
        return (answer.value or "") if answer else ""

    async def _saved_query(self, job: Job) -> Job | None:
        saved = await self.wait(saved_queries, self.workspace.notes)
        choices = [Choice(each.query, safe_line(each.name), safe_line(each.query)) for each in saved]
        answer = await self.pick(Picker("Saved query", narrowed(choices), nothing="No saved queries yet."))
        if answer is None or not answer.value:
            return None
        return self._with_notes(job, await self.wait(self._found, answer.value), answer.value)

    def _found(self, query: str) -> list[str]:
        """The MRNs of all results; waits for the disk."""
        library = self.workspace.library
        return mrns(library, library.listing(query, notes=self.workspace.about_notes).ids)

    # How

    async def _carry_out(
        self, scope: Job | None, style: str, given: str, *, preview: bool, is_usual: bool = True
    ) -> None:
        """Look at it, ask about protected names, show it, and write it. ``is_usual``: suggest it again."""
        if scope is None:
            return
        from reader.tui.features.export.job import DOCUMENTS, known_project, usual_style, with_project

        target = typed_path(given)
        target = target if target.is_absolute() else Path.cwd() / target
        known = await self.wait(known_project, target)
        config = self.state.settings.config
        usual = usual_style(target, known, config.export_style)
        job = replace(scope, style=style or usual, target=target)
        if preview and not style and usual not in DOCUMENTS:
            shown = with_project(job, known, config.export_template)
            chosen = await self._style(usual, shown.words, is_remembered=known is not None)
            if not chosen:
                return
            job = replace(job, style=chosen)
        job = with_project(job, known, config.export_template)
        looked_at = await self._run(job, preview=True)
        if looked_at is None:
            self.status.say("Nothing was exported.")
            return
        job, found = looked_at
        if preview and found and not await self._is_wanted(job, found):
            self.status.say("Nothing was exported.")
            return
        self.dialogs.release()
        written = await self._run(job, preview=False) if found else (job, [])
        if written is None:
            self.status.say("Nothing was exported.")
            return
        if is_usual:
            state = self.state
            state.looks = preferences.with_export_folder(state.looks, state.settings.config, given)
            self.services.session.save_soon()
        self._report(written[1], job)

    async def _style(self, usual: str, words: str, *, is_remembered: bool) -> str:
        """Ask for the style; empty if the user cancels. ``words``: what else the folder remembers."""
        names = (usual, *(name for name in STYLES_IN_WORDS if name != usual))
        styles = [Choice(name, name, STYLES_IN_WORDS[name]) for name in names]
        where = "as this folder remembers" if is_remembered else "as in the settings"
        hint = safe_line(" · ".join(filter(None, (f"Enter: {where}", words))))
        answer = await self.pick(Picker("Style", narrowed(styles), hint=hint))
        return (answer.value or "") if answer else ""

    async def _run(self, job: Job, *, preview: bool) -> tuple[Job, list[PageOutcome]] | None:
        """What was done, or would be; asks what to do with protected names, and goes on.

        None if the user cancels.
        """
        from reader.export.protection.report import ProtectedNames
        from reader.tui.features.export.treatments import ask_treatment

        try:
            return job, await self._outcomes(job, preview=preview)
        except ProtectedNames as error:
            treatment = await ask_treatment(self, error.found)
        if treatment is None:
            return None
        job = replace(job, treatment=str(treatment))
        return job, await self._outcomes(job, preview=preview)

    async def _is_wanted(self, job: Job, found: list[PageOutcome]) -> bool:
        from reader.tui.features.export.preview_screen import PreviewScreen

        about = safe_line(" · ".join(filter(None, (job.style, job.words, str(job.target)))))
        return bool(await self.show_dialog(PreviewScreen(self.services, found, about)))

    async def _outcomes(self, job: Job, *, preview: bool) -> list[PageOutcome]:
        from reader.tui.features.export.job import outcomes

        self.status.aside("looking…" if preview else "exporting…")
        try:
            return await self.wait(outcomes, self.workspace, job, preview=preview)
        finally:
            self.status.aside("")

    def _report(self, written: list[PageOutcome], job: Job) -> None:
        if not written:
            self.status.say("Nothing to export: there are no notes yet.")
            return
        self.services.events.publish(Exported())
        conflicts = sum(str(one.action) == "conflict" for one in written)
        words = f"{count(len(written), 'file')} in {safe_line(str(job.target))}"
        if job.words:
            words += f", {safe_line(job.words)}"
        if conflicts:
            words += f", {count(conflicts, 'conflict')}: your own text was kept"
        self.status.say(f"Exported {words}.")
