"""Importing cables from the screen, with progress, and stopping it."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.tui.handlers.base import Doing, Handler
from reader.tui.screens.asking import Prompt
from reader.tui.words import count, shown

if TYPE_CHECKING:
    from reader.library.importer import ImportReport, Progress
    from reader.tui.screens.main import MainScreen


class Importing(Handler):
    """The import."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._stop: threading.Event | None = None

    def commands(self) -> dict[str, Doing]:
        """One command."""
        return {"library.import": lambda: self.ask(self._import, "ask what to import")}

    @property
    def running(self) -> bool:
        """An import is going on."""
        return self._stop is not None

    def stop(self) -> None:
        """Ask the import to stop; what is in stays in."""
        if self._stop is not None:
            self._stop.set()
            self.screen.aside("stopping the import…")

    async def _import(self) -> None:
        if self.running:
            self.screen.say("An import is going on; Esc stops it.")
            return
        given = await self.screen.app.push_screen_wait(
            Prompt("Import from", hint="a file or folder of cables, or a CSV")
        )
        if given and given.strip():
            path = Path(given.strip().strip("'\"")).expanduser()
            self.start(partial(self._run, path), "import", f"import {path.name}")

    async def _run(self, path: Path) -> None:
        if not await self.wait(path.exists):
            raise UsageError("there is no such file or folder", where=str(path))
        stop = self._stop = threading.Event()
        screen = self.screen
        screen.aside("importing… Esc stops")

        def progress(so_far: Progress) -> None:
            screen.call_later(self._tell, so_far)

        try:
            report = await self.wait(
                self.workspace.import_paths, [path], on_progress=progress, cancelled=stop.is_set
            )
        finally:
            self._stop = None
            screen.aside("")
        self._report(report)
        total = await self.wait(self.workspace.library.count)
        screen.panels.set_empty(total == 0)
        await screen.listing.again(stand_on=self.desk.mrn or "")
        await screen.opening.show_first()

    def _tell(self, so_far: Progress) -> None:
        if self._stop is not None and not self._stop.is_set():
            skipped = f", {so_far.skipped:,} skipped" if so_far.skipped else ""
            self.screen.aside(f"importing… {count(so_far.texts, 'text')}{skipped} · Esc stops")

    def _report(self, report: ImportReport) -> None:
        words = f"{count(report.added, 'cable')} added"
        if report.cancelled:
            words = f"Stopped: {words}"
        if report.unchanged:
            words += f", {report.unchanged:,} already here"
        if report.versions:
            words += f", {count(report.versions, 'other version')}"
        if report.skipped:
            words += f", {len(report.skipped):,} skipped (M says why)"
        for skipped in report.skipped[:50]:
            self.screen.note_down(f"skipped {shown(str(skipped.place))}: {skipped.reason}")
        if report.added or report.unchanged or report.versions:
            self.screen.say(f"{words}.")
        else:
            self.screen.problem(f"No cables found there; {words}.")
