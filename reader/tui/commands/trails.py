"""The commands about trails and missing cables."""

from __future__ import annotations

from reader.tui.commands.model import Command, Need, Task

TRAILS: tuple[Command, ...] = (
    Command("trails", ("Q",), "Trails", "Routes through several cables: reorder, comment, show in the list.",
            need=Need.LIBRARY, task=Task.ANNOTATE),
    Command("trail.keep", (), "Keep the path as a trail",
            "The places you have been to, those that < and > lead to.", need=Need.CABLE,
            task=Task.ANNOTATE),
    Command("trail.add", (), "Add to a trail", "The paragraph, or the selected note's place.",
            need=Need.CABLE, task=Task.ANNOTATE),
    Command("ghosts", (), "List the cables that are cited but missing",
            "Those not in your library, with the cables that cite them.", need=Need.LIBRARY, task=Task.FIND),
)  # fmt: skip
