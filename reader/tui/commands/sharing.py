"""The commands that share notes and words with others."""

from __future__ import annotations

from reader.tui.commands.model import Command, Need, Task

SHARING: tuple[Command, ...] = (
    Command("merge", ("B",), "Merge a colleague's bundle of notes",
            "Shows what would change and asks; a backup is written first.", need=Need.LIBRARY,
            task=Task.SHARE),
    Command("conflicts", ("X",), "Resolve conflicts", "Notes that both sides of a merge changed.",
            need=Need.LIBRARY, task=Task.SHARE),
    Command("bundle", (), "Write all notes to a bundle", "One text file for a colleague, or for git.",
            need=Need.LIBRARY, task=Task.SHARE),
    Command("author", (), "Set the author", "The name on notes you write from now on.",
            need=Need.LIBRARY, task=Task.SHARE),
    Command("copy.words", ("y",), "Copy the words", "The selected words, or the paragraph.", need=Need.CABLE,
            task=Task.SHARE),
    Command("copy.quote", ("Y",), "Copy as a quotation with its source",
            "The words in quotation marks, and a citation of cable and paragraph.",
            need=Need.CABLE, task=Task.SHARE),
    Command("protect", ("Z",), "Protect the selected name",
            "Copies and exports mask or leave out names on your list; without a selection, shows it.",
            need=Need.LIBRARY, task=Task.SHARE),
    Command("verify", (), "Check the quotations in a draft", "Compares them with the cables.",
            need=Need.LIBRARY, task=Task.SHARE),
    Command("pipe", ("|",), "Pipe to a shell command",
            "Sends the selected words, the marked cables or this cable as plain text; shows the output.",
            need=Need.LIBRARY, hint="pipe", task=Task.SHARE),
)  # fmt: skip
