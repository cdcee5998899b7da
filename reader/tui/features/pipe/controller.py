"""Piping the selected words, the marked cables or one cable to a shell command."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from reader.errors import CablesError
from reader.tui.core.bulk_scope import Scope, SelectedCables
from reader.tui.core.controller import Action, Controller
from reader.tui.core.lines import line_history
from reader.tui.core.lines.command_prompt import CommandPrompt
from reader.tui.core.lines.line_history import Recall, history_file
from reader.tui.core.pane_layout import Pane
from reader.tui.core.services import ArgumentAction
from reader.tui.features.pipe.cable_text import BETWEEN, plain_cable
from reader.tui.features.pipe.output_sheet import OutputSheet
from reader.tui.features.pipe.printed_text import plain_text
from reader.tui.features.pipe.shell_command import MOST_OUTPUT, TIME_LIMIT, Ending, Finished, ShellCommand
from reader.tui.ui.words import count
from reader.workspace import Workspace

MOST_CABLES = 5000
"""Cables that are piped at once; the command line takes any number."""


@dataclass(frozen=True, slots=True)
class Source:
    """What goes into the command."""

    words: str
    """How it is called: ``3 selected words``, ``06PHNOMPENH977``."""
    text: str = ""
    """The text, where it is known already."""
    cables: SelectedCables | None = None


@dataclass(slots=True)
class Running:
    """A command on its way; stopped from the thread of the screen."""

    command: str
    stopped: threading.Event = field(default_factory=threading.Event)
    shell: ShellCommand | None = None

    def stop(self) -> None:
        """End it, whether the texts are still being read or the command runs."""
        self.stopped.set()
        if self.shell is not None:
            self.shell.stop()

    def run(self, source: Source, workspace: Workspace) -> Finished:
        """Read the text, run the command with it, and wait; for a thread."""
        text = source.text
        if source.cables is not None:
            parts: list[str] = []
            for mrn in source.cables.mrns(workspace.library):
                if self.stopped.is_set():
                    return Finished(b"", 0, Ending.STOPPED)
                cable = workspace.cable(mrn)
                if cable is not None:
                    parts.append(plain_cable(cable, mrn))
            text = BETWEEN.join(parts)
        self.shell = ShellCommand(self.command, text)
        if self.stopped.is_set():
            self.shell.stop()
        return self.shell.run()


class PipeController(Controller):
    """Asks for a command, and runs it."""

    def commands(self) -> dict[str, Action]:
        """One command."""
        return {"pipe": lambda: self.ask(self._ask, "ask for a shell command")}

    def arguments(self) -> dict[str, ArgumentAction]:
        """The shell command may be given."""
        return {
            "pipe": lambda command: self.start(partial(self._run, command, self._source()), "pipe", "pipe")
        }

    async def _ask(self) -> None:
        source = self._source()
        path = history_file("shell")
        earlier = Recall(await self.wait(line_history.load, path))
        prompt = CommandPrompt(f" {source.words} | ", earlier, hint="a shell command, for example wc -w")
        command = await self.show_dialog(prompt)
        if command:
            with suppress(OSError):  # a line to be remembered is no work
                await self.wait(line_history.add, path, command)
            await self._run(command, source)

    def _source(self) -> Source:
        """The selected words; else the marked cables; else the cable under the cursor. Raises CablesError."""
        state = self.state
        target = self.services.page.target() if state.cable is not None else None
        if target is not None and target.start is not None and state.cable is not None:
            paragraph = state.cable.paragraph(target.ordinal) if target.ordinal is not None else None
            text = paragraph.text[target.start : target.end] if paragraph else ""
            return Source(count(len(text.split()), "selected word"), text)
        chosen = self.services.marked.selected()
        if chosen is not None and chosen.scope is Scope.MARKED:
            if len(chosen) > MOST_CABLES:
                raise CablesError(
                    f"{len(chosen):,} cables are too many to pipe at once",
                    advice=f"Mark at most {MOST_CABLES:,}, or pipe `cables show` in a shell.",
                )
            return Source(chosen.words, cables=chosen)
        if state.active is not Pane.LIST and state.mrn is not None:
            chosen = SelectedCables(Scope.ONE, mrn=state.mrn)
        if chosen is None or not len(chosen):
            raise CablesError("There is no cable to pipe", advice="Select one in the list.")
        return Source(chosen.words, cables=chosen)

    async def _run(self, command: str, source: Source) -> None:
        """Run it in a thread while the sheet is open."""
        running = Running(command)
        sheet = OutputSheet(f"{source.words} | {command}", running.stop)
        self.dialogs.open_sheet(sheet)
        try:
            finished = await self.wait(running.run, source, self.workspace)
        except BaseException as error:
            running.stop()
            sheet.finish(str(error), "The command could not be run")
            raise
        text = await self.wait(plain_text, finished.output)
        sheet.finish(text, ending_words(finished, bool(text.strip())))


def ending_words(finished: Finished, has_output: bool) -> str:
    """How the command ended, for the user."""
    if finished.ending is Ending.STOPPED:
        return "Stopped"
    if finished.ending is Ending.TIMED_OUT:
        return f"Stopped after {TIME_LIMIT / 60:.0f} minutes"
    if finished.ending is Ending.TOO_MUCH:
        return f"Stopped: it printed more than {MOST_OUTPUT // 1_000_000} MB"
    if finished.code == 127:
        return "Command not found (exit code 127)"
    if finished.code < 0:
        return f"Ended by signal {-finished.code}"
    if finished.code:
        return f"Exit code {finished.code}"
    return "Done" if has_output else "Done; no output"
