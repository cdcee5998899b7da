"""Copies text to the clipboard, with or without its citation."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from reader.cable.model import Cable
from reader.notes.model import Target
from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.features.export import clipboard
from reader.tui.ui.words import count


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
    """Copies the selected words, or the paragraph."""

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
        text = make(cable, target)
        if not text:
            self.status.say("There is nothing to copy here.")
            return
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
            self.status.say(f"No clipboard here. {words.capitalize()} written to {safe_line(str(path))}.")
