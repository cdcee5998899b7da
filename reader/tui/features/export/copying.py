"""Copies text to the clipboard, with or without its citation."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from reader.cable.model import Cable
from reader.notes.model import Target
from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.features.export import clipboard
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.export.protection.policy import Found, Treatment


def target_text(cable: Cable, target: Target) -> str:
    """The text of a target in its cable; the subject for the whole cable."""
    paragraph = cable.paragraph(target.ordinal) if target.ordinal is not None else None
    if paragraph is None:
        return cable.title or ""
    return paragraph.text[target.start : target.end] if target.start is not None else paragraph.text


def quoted_with_source(cable: Cable, target: Target) -> str:
    """The text in quotation marks, and its source on a line below."""
    from reader.export.citation import footnote

    return f"“{target_text(cable, target).strip()}”\n{footnote(cable, target.mrn, target.label)}"


class CopyController(Controller):
    """Copies the selected words, or the paragraph; names that are protected only as the user decides."""

    def commands(self) -> dict[str, Action]:
        """Text, and text with its source."""
        return {
            "copy.words": lambda: self._copy(target_text, ""),
            "copy.quote": lambda: self._copy(quoted_with_source, " and their source"),
        }

    def _copy(self, make: Callable[[Cable, Target], str], more: str) -> None:
        cable, target = self.state.cable, self.services.page.target()
        if cable is None:
            return
        if not make(cable, target):
            self.status.say("There is nothing to copy here.")
            return
        self.ask(partial(self._copy_protected, cable, target, make, more), "copy")

    async def _copy_protected(
        self, cable: Cable, target: Target, make: Callable[[Cable, Target], str], more: str
    ) -> None:
        await self.wait(import_module, "reader.tui.features.export.treatments")
        from reader.export.protection.policy import Protection, Treatment
        from reader.export.protection.report import counted
        from reader.joined.protection.protected import own_names
        from reader.tui.features.export import treatments

        own = await self.wait(own_names, self.workspace.library)
        survey = Protection(None, own)
        await self.wait(treatments.passage, cable, target, survey)
        found = {one: times for one, times in survey.found.items() if one.label == target.label or more}
        if not found:
            self._send(cable, target, make, more)
            return
        chosen = self.state.looks.protected
        treatment = Treatment(chosen) if chosen in list(Treatment) else await self._ask(found)
        if treatment is None:
            self.status.say("Nothing was copied.")
            return
        copied = await self.wait(treatments.passage, cable, target, Protection(treatment, own))
        if copied is None:
            self.status.say(f"Nothing was copied, to protect a name: {counted(found)}. Z changes that.")
            return
        done = "kept" if treatment is Treatment.KEEP else "masked"
        self._send(copied.cable, copied.target, make, f"{more}; protected names {done}, Z changes that")

    async def _ask(self, found: Mapping[Found, int]) -> Treatment | None:
        """Ask once; the answer is remembered until ``Z`` changes it."""
        from reader.tui.features.export import treatments

        treatment = await treatments.ask_treatment(self, found)
        if treatment is not None:
            self.state.looks = replace(self.state.looks, protected=str(treatment))
            self.services.session.save_soon()
        return treatment

    def _send(self, cable: Cable, target: Target, make: Callable[[Cable, Target], str], more: str) -> None:
        text = make(cable, target)
        self.dialogs.release()
        words = f"{count(len(target_text(cable, target).split()), 'word')}{more}"
        self.start(partial(self._fill, text, words), "clipboard", "fill the clipboard")

    async def _fill(self, text: str, words: str) -> None:
        """Copy with a tool, else through the terminal, else into a file; say which."""
        if tool := await self.wait(clipboard.copy_with_tool, text, os.environ):
            self.status.say(f"Copied with {tool}: {words}.")
        elif clipboard.terminal_takes(text, os.environ):
            self.services.terminal.copy_to_clipboard(text)  # terminals do not confirm, and some ignore it
            self.status.say(f"Sent to the terminal's clipboard: {words}.")
        else:
            path = await self.wait(clipboard.copy_to_file, text)
            self.status.say(f"No clipboard here, written to {safe_line(str(path))}: {words}.")
