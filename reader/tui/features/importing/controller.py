"""Importing cables from the screen: asking what, telling how far it is, stopping it, and what came of it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.tui.core.controller import Doing, Handler
from reader.tui.features.importing.dropped_paths import readings, written
from reader.tui.features.importing.import_line import ImportLine
from reader.tui.features.importing.import_words import named, report_words
from reader.tui.main_screen.record_screens import load
from reader.tui.ui.prompt import Prompt, Question
from reader.tui.ui.words import shown

if TYPE_CHECKING:
    from reader.library.ingest.import_report import ImportReport, Progress
    from reader.tui.main_screen.screen import MainScreen

HINT = "a file or folder of cables, or a CSV; Enter alone lists the imports so far"


class Importing(Handler):
    """The import."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._stop: threading.Event | None = None
        self._name = ""
        self._shows = False
        """Its first cables are being shown in a library that was empty."""

    def commands(self) -> dict[str, Doing]:
        """Import, and what was imported."""
        return {
            "library.import": lambda: self.ask(self._import, "ask what to import"),
            "library.imports": lambda: self.ask(self._imports, "show the imports"),
        }

    @property
    def running(self) -> bool:
        """An import is going on."""
        return self._stop is not None

    # What to import

    async def _import(self, text: str = "", paths: Sequence[Path] = ()) -> None:
        if self.running:
            await self._ask_stop()
            return
        given = await self.screen.app.push_screen_wait(Prompt("Import from", text, hint=HINT))
        if given is None:
            return
        if not given.strip():
            await self._imports()
            return
        if given != shown(text):
            paths = await self.wait(_meant, given)
        self.start(partial(self._run, paths), "import", f"import {named(paths)}")

    def dropped(self, text: str) -> None:
        """Something was pasted where nothing is typed: names of files are asked about."""
        if text.strip():
            self.ask(partial(self._dropped, text), "ask about what was dropped")

    async def _dropped(self, text: str) -> None:
        paths = await self.wait(_there, text)
        if paths:
            await self._import(written(paths), paths)
        else:
            self.screen.say(
                "Pasted words belong into a line (\\ filters, / finds); names of files are imported."
            )

    async def _imports(self) -> None:
        await self.wait(load)
        from reader.tui.features.importing.imports_screen import Imports

        await self.screen.app.push_screen_wait(Imports(self.screen))

    # While it runs

    async def _run(self, paths: Sequence[Path]) -> None:
        for path in paths:
            if not await self.wait(path.exists):
                raise UsageError("there is no such file or folder", where=str(path))
        stop = self._stop = threading.Event()
        self._name = named(paths)
        self._show(None)
        screen = self.screen

        def progress(so_far: Progress) -> None:
            screen.call_later(self._tell, so_far)

        try:
            report = await self.wait(
                self.workspace.import_paths, paths, on_progress=progress, cancelled=stop.is_set
            )
        finally:
            stop.set()  # whatever ends the waiting, a crash too, ends the import
            self._stop = None
            screen.query_one(ImportLine).put_away()
        self._report(report)
        await self._show_cables()

    def _tell(self, so_far: Progress) -> None:
        if self._stop is None or self._stop.is_set():
            return
        self._show(so_far)
        if so_far.added and self.screen.has_class("-empty") and not self._shows:
            self._shows = True
            self.start(self._show_first, "first import", "show the first cables")

    def _show(self, so_far: Progress | None, end: str = "i stops") -> None:
        self.screen.query_one(ImportLine).tell(self._name, so_far, end)

    async def _show_first(self) -> None:
        """What is in already can be read."""
        try:
            await self._show_cables()
        finally:
            self._shows = False

    async def _show_cables(self) -> None:
        total = await self.wait(self.workspace.library.count)
        self.screen.panels.set_empty(total == 0)
        await self.screen.listing.again()
        await self.screen.opening.show_first()

    # Stopping it

    def ask_stop(self) -> None:
        """Ask whether to stop it."""
        self.ask(self._ask_stop, "ask whether to stop the import")

    async def _ask_stop(self) -> None:
        question = "Stop the import? What is in stays; i goes on with it."
        if await self.screen.app.push_screen_wait(Question(question)):
            self.stop()

    def stop(self) -> None:
        """Stop it in good order; what is in stays in."""
        if self._stop is not None:
            self._stop.set()
            self._show(None, "stopping…")

    # Afterwards

    def _report(self, report: ImportReport) -> None:
        words = report_words(report)
        if report.added or report.unchanged or report.versions or report.cancelled:
            self.screen.say(words)
        else:
            self.screen.problem(f"No cables found there; {words}")


def _there(text: str) -> list[Path]:
    """The paths a text names, where all are there; waits for the disk."""
    for paths in readings(text):
        try:
            if all(path.exists() for path in paths):
                return paths
        except (OSError, ValueError):  # a name too long, or with a NUL: no path
            continue
    return []


def _meant(text: str) -> list[Path]:
    """The paths a line names; as it stands where there are none."""
    return _there(text) or readings(text)[0]
