"""Copying words, with or without their citation, to where other programs can paste them from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from reader.cable.model import Cable
from reader.notes.model import Target
from reader.tui.core.controller import Doing, Handler
from reader.tui.ui.words import count

TOOLS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)
"""The variable that says a desktop is there, and the command that takes the text on its standard input."""
PATIENCE = 2.0
"""Seconds a tool may take."""


def tool(environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """The command that fills this machine's clipboard; None where there is none, or at the far end."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return None  # the clipboard of the machine at the other end is nobody's
    if sys.platform == "darwin":
        return ("pbcopy",) if shutil.which("pbcopy") else None
    return next((command for at, command in TOOLS if environment.get(at) and shutil.which(command[0])), None)


def hand_over(command: tuple[str, ...], text: str) -> None:
    """Give a text to a clipboard tool, and wait. One that fails is left alone: the terminal was asked too."""
    quiet = subprocess.DEVNULL
    with suppress(OSError, subprocess.SubprocessError):
        given = text.encode(errors="replace")
        subprocess.run(command, input=given, stdout=quiet, stderr=quiet, timeout=PATIENCE, check=False)


def words_of(cable: Cable, target: Target) -> str:
    """The words a target is about, as the cable says them; the subject for the whole cable."""
    paragraph = cable.paragraph(target.ordinal) if target.ordinal is not None else None
    if paragraph is None:
        return cable.subject or ""
    return paragraph.text[target.start : target.end] if target.start is not None else paragraph.text


def cited(cable: Cable, target: Target) -> str:
    """The words in quotation marks, and on a line of its own where they are from."""
    from reader.export.citation import footnote

    return f"“{words_of(cable, target).strip()}”\n{footnote(cable, target.mrn, target.label)}"


class Copying(Handler):
    """The clipboard."""

    def commands(self) -> dict[str, Doing]:
        """Words, and words with their source."""
        return {
            "copy.words": lambda: self._copy(words_of, ""),
            "copy.quote": lambda: self._copy(cited, " and their source"),
        }

    def _copy(self, make: Callable[[Cable, Target], str], more: str) -> None:
        cable, target = self.desk.cable, self.screen.reader.target()
        if cable is None:
            return
        text = make(cable, target)
        if not text:
            self.screen.say("There are no words to copy here.")
            return
        self.screen.app.copy_to_clipboard(text)
        if (command := tool(os.environ)) is not None:
            self.start(partial(self.wait, hand_over, command, text), "clipboard", "fill the clipboard")
        # Terminals do not answer, and some ignore it.
        words = count(len(words_of(cable, target).split()), "word")
        self.screen.say(f"Sent to the clipboard: {words}{more}.")
