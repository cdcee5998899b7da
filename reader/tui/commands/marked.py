"""The commands for the marked cables."""

from __future__ import annotations

from reader.tui.commands.model import Command, Need, Task

MARKED: tuple[Command, ...] = (
    Command("tag.all", ("T",), "Tag the marked cables",
            "In one step; asks first, with their number. * marks the whole list.", need=Need.MARKED,
            hint="tag marked", task=Task.ANNOTATE),
    Command("judge.all", ("W",), "Judge the marked cables",
            "Keep, maybe, no or clear, in one step; asks first, with their number. * marks the whole list.",
            need=Need.MARKED, task=Task.JUDGE),
    Command("cable.flag", ("!",), "Flag the cable",
            "Or the marked ones: gives the code flag, so that code:flag finds them; again: removes it.",
            need=Need.CABLE, task=Task.ANNOTATE),
)  # fmt: skip
