"""The command about the persons that cables name."""

from __future__ import annotations

from reader.tui.commands.model import Command, Need, Task

PEOPLE: tuple[Command, ...] = (
    Command("people", ('"',), "People in the result",
            "The persons that the listed cables name, with the passages; Enter narrows the list to one.",
            need=Need.LIBRARY, task=Task.FIND),
)  # fmt: skip
