"""The command about what cables name."""

from __future__ import annotations

from reader.tui.commands.model import Command, Need, Task

PEOPLE: tuple[Command, ...] = (
    Command("people", ('"',), "Names in the result",
            "The persons, places and organisations that the listed cables name, with the passages.",
            need=Need.LIBRARY, task=Task.FIND),
)  # fmt: skip
