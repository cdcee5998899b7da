"""Imports cables from the screen: prompt, progress, stop, and result."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.features.importing.dropped_paths import readings, to_text
from reader.tui.features.importing.import_line import ImportLine
from reader.tui.features.importing.import_words import import_name, report_words
from reader.tui.ui.prompt import Prompt, Question

if TYPE_CHECKING:
    from reader.library.ingest.import_report import ImportReport, Progress
    from reader.tui.core.services import ArgumentAction, Services

HINT = "a file or folder; Enter alone lists past imports"


class ImportController(Controller):
    """Runs an import, one at a time."""

    def __init__(self, services: Services, line: ImportLine) -> None:
        super().__init__(services)
        self._line = line
        self._stop: threading.Event | None = None
        self._name = ""
        self._showing_first = False
        """The library was empty, and its first cables are being shown."""

    def commands(self) -> dict[str, Action]:
        """Import, and the imports so far."""
        return {
            "library.import": lambda: self.ask(self._import, "ask what to import"),
            "library.imports": lambda: self.ask(self._imports, "show the imports"),
        }

    def arguments(self) -> dict[str, ArgumentAction]:
        """The path may be given."""
        return {"library.import": self._import_given}

    def _import_given(self, text: str) -> None:
        """Import without asking, unless an import is running."""

        async def run() -> None:
            await self._run(await self.wait(_paths_of, text))

        if self.running:
            self.status.say("An import is running; i asks whether to stop it.")
        else:
            self.start(run, "import", "import")

    @property
    def running(self) -> bool:
        """Whether an import is running."""
        return self._stop is not None

    # What to import

    async def _import(self, text: str = "", paths: Sequence[Path] = ()) -> None:
        if self.running:
            await self._ask_stop()
            return
        given = await self.show_dialog(Prompt("Import from", text, hint=HINT))
        if given is None:
            return
        if not given.strip():
            await self._imports()
            return
        if given != safe_line(text):
            paths = await self.wait(_paths_of, given)
        self.start(partial(self._run, paths), "import", f"import {import_name(paths)}")

    def offer(self, text: str) -> None:
        """Ask whether to import the files named in a text that was pasted, or dropped on the terminal."""
        if text.strip():
            self.ask(partial(self._offer, text), "ask about pasted paths")

    async def _offer(self, text: str) -> None:
        paths = await self.wait(_existing_paths, text)
        if paths:
            await self._import(to_text(paths), paths)
        else:
            self.status.say(
                "To search for pasted words, press \\ or / first. Pasted file names are imported."
            )

    async def _imports(self) -> None:
        await self.wait(import_module, "reader.tui.features.importing.imports_screen")
        from reader.tui.features.importing.imports_screen import ImportsScreen

        await self.show_dialog(ImportsScreen(self.services))

    # While it runs

    async def _run(self, paths: Sequence[Path]) -> None:
        for path in paths:
            if not await self.wait(_exists, path):
                raise UsageError("No such file or folder", where=str(path))
        await self.wait(import_module, "reader.tui.features.importing.column_questions")
        from reader.tui.features.importing.column_questions import ask_columns

        columns = await ask_columns(self, paths)
        if columns is None:
            self.status.say("Nothing was imported.")
            return
        stop = self._stop = threading.Event()
        self._name = import_name(paths)
        self._show(None)
        call_later = self.services.tasks.call_later

        def progress(so_far: Progress) -> None:
            call_later(self._progressed, so_far)

        try:
            report = await self.wait(
                self.workspace.import_paths,
                paths,
                on_progress=progress,
                cancelled=stop.is_set,
                columns=columns,
            )
        finally:
            stop.set()  # however the wait ends, even by a crash, the import ends with it
            self._stop = None
            self._line.hide()
        self._report(report)
        await self._show_cables()

    def _progressed(self, so_far: Progress) -> None:
        if self._stop is None or self._stop.is_set():
            return
        self._show(so_far)
        if so_far.added and self.state.empty and not self._showing_first:
            self._showing_first = True
            self.start(self._show_first, "first import", "show the first cables")

    def _show(self, so_far: Progress | None, end: str = "i stops") -> None:
        self._line.show_progress(self._name, so_far, end)

    async def _show_first(self) -> None:
        """Show what was imported so far, as it can be read already."""
        try:
            await self._show_cables()
        finally:
            self._showing_first = False

    async def _show_cables(self) -> None:
        total = await self.wait(self.workspace.library.count)
        self.services.panes.set_empty(total == 0)
        await self.services.results.again()
        await self.services.cables.show_first()

    # Stopping it

    def ask_stop(self) -> None:
        """Ask whether to stop it."""
        self.ask(self._ask_stop, "ask whether to stop the import")

    async def _ask_stop(self) -> None:
        question = "Stop the import? Cables already imported stay; i resumes it."
        if await self.show_dialog(Question(question)):
            self.stop()

    def stop(self) -> None:
        """Stop it; cables imported so far stay."""
        if self._stop is not None:
            self._stop.set()
            self._show(None, "stopping…")

    # The result

    def _report(self, report: ImportReport) -> None:
        words = report_words(report)
        if report.added or report.unchanged or report.versions or report.cancelled:
            self.status.say(words)
        else:
            self.status.problem(f"No cables found there; {words}")


def _existing_paths(text: str) -> list[Path]:
    """The paths a text names if all of them exist, else none; waits for the disk."""
    return next((paths for paths in readings(text) if all(map(_exists, paths))), [])


def _exists(path: Path) -> bool:
    """Whether there is such a file or folder; a name too long, or with a NUL, names none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _paths_of(text: str) -> list[Path]:
    """The paths a line names, whether or not they exist."""
    return _existing_paths(text) or readings(text)[0]
