"""The commands that show what is in the open cable, and where."""

from __future__ import annotations

from reader.tui.commands.model import Command, Need, Task, Where

READING: tuple[Command, ...] = (
    Command("outline", ("o",), "Outline of the cable",
            "Headings, summary, comment and paragraphs, with notes and hits; type to narrow it, "
            "Enter goes there.", Where.READER, Need.CABLE, "outline", task=Task.READ),
    Command("peek", ("p",), "Peek at a reference, code or name",
            "Of this paragraph or the selected words, in a box beside them; p again shows the next, "
            "Enter goes there, any other key closes it. The mouse shows the same where it rests.",
            Where.READER, Need.CABLE, "peek", task=Task.READ),
    Command("passage.copies", (), "Find other cables with this paragraph",
            "With passages of at least twelve words of it; Enter goes there, = compares.", need=Need.CABLE,
            task=Task.READ),
    Command("portions", ("&",), "Show only some portions",
            "Dims or folds the paragraphs of other levels than those you choose; Esc ends it.",
            Where.READER, Need.CABLE, task=Task.READ),
    Command("portion.next", (")",), "Next portion",
            "Of the levels chosen with &; without any, the next paragraph of another level.",
            Where.READER, Need.CABLE, task=Task.READ),
    Command("portion.previous", ("(",), "Previous portion", "", Where.READER, Need.CABLE, task=Task.READ),
)  # fmt: skip
