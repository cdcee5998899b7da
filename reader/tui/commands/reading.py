"""The commands that show what is in the open cable, and where."""

from __future__ import annotations

from reader.tui.commands.model import Command, Need, Task, Where

READING: tuple[Command, ...] = (
    Command("outline", ("o",), "Outline of the cable",
            "Headings, summary, comment and paragraphs, with notes and hits; type to narrow it, "
            "Enter goes there.", Where.READER, Need.CABLE, "outline", task=Task.READ),
)  # fmt: skip
