"""H: two people share their notes. A bundle is sent, seen, merged; what both changed is chosen between."""

from __future__ import annotations

from pathlib import Path

from reader.workspace import Workspace
from tests.library.builders import cable_text, filled
from tests.stories.hands import User, sitting_down
from tests.tui.stage import own_library


def library(home: Path) -> Path:
    """A library with one cable."""
    text = cable_text(
        "06LIMA101", "STRIKE", [f"(C) The {one} day." for one in ("first", "second")], post="LIMA"
    )
    with Workspace.open(home) as workspace:
        filled(workspace.library, home.parent / f"{home.name}-texts", one=text)
    return home


async def merges(user: User, bundle: Path, preview: str) -> None:
    await user.press("B", "ctrl+u", str(bundle), "enter")
    await user.sees(f"Merge {bundle.name} · {preview}")
    await user.press("enter")
    await user.sees("y/n")
    await user.press("y")


async def test_notes_are_sent_merged_and_chosen_between(tmp_path: Path) -> None:
    anns, bens = own_library(library(tmp_path / "ann")), own_library(library(tmp_path / "ben"))

    # 1. Ann writes a note, and all her notes to a bundle: plain text, one record per line.
    async with sitting_down(anns) as ann:
        await ann.press(":", "author ann", "enter")
        await ann.sees("New notes are by ann.")
        await ann.press("enter", "a", "It began on Monday.", "ctrl+s")
        await ann.sees("│ 1 note")
        await ann.press(":", "bundle", "enter")
        await ann.sees("Write the bundle to")
        await ann.press("ctrl+u", f"{tmp_path}/ann.jsonl", "enter")
        await ann.sees("1 record written to ")
        await ann.quits()
    assert len((tmp_path / "ann.jsonl").read_text().splitlines()) == 2

    # 2. Ben sees what it would change, and merges it; he changes her note and writes one himself.
    async with sitting_down(bens) as ben:
        await ben.press(":", "author ben", "enter")
        await ben.sees("New notes are by ben.")
        await merges(ben, tmp_path / "ann.jsonl", "1 new")
        await ben.sees("Merged: 1 new. u undoes it. Backup:", "It began on Monday.", "by ann")

        await ben.press("tab", "tab", "e")
        await ben.sees("Ctrl+S save")
        await ben.press("ctrl+u", "It began on Tuesday.", "ctrl+s")
        await ben.sees("▌  It began on Tuesday.", "Note changed.")

        await ben.press("shift+tab", "2", "G", "a", "And then?", "ctrl+s")
        await ben.sees("│ 2 notes", "¶2  ← here")
        await ben.press(":", "bundle", "enter")
        await ben.sees("Write the bundle to")
        await ben.press("ctrl+u", f"{tmp_path}/ben.jsonl", "enter")
        await ben.sees("2 records written to ")
        await ben.quits()

    # Ann has changed it meanwhile. 3. Both are kept, side by side, until one is chosen.
    async with sitting_down(anns) as ann:
        await ann.press("tab", "e")
        await ann.sees("Ctrl+S save")
        await ann.press("ctrl+u", "It began on Sunday.", "ctrl+s")
        await ann.sees("▌  It began on Sunday.")
        await merges(ann, tmp_path / "ben.jsonl", "1 new, 1 changed on both sides")
        await ann.sees("Conflicts · 1 record to resolve", "note 06LIMA101 ¶1  ann, ben", "on Tuesday.")
        sides = ann.line("It began on Tuesday.")
        assert sides.index("Sunday") < sides.index("Tuesday")
        await ann.press("2")
        await ann.sees("No conflicts.", "in the version of ben. u reopens the conflict.")
        await ann.press("escape")
        # 5. Authors stay visible.
        await ann.sees("│ 2 notes", "It began on Tuesday.", "And then?", "by ben")

        # 4. Merged twice, it changes nothing.
        await ann.press("B", "ctrl+u", f"{tmp_path}/ben.jsonl", "enter")
        await ann.sees("ben.jsonl contains nothing new.")

        # 5. Notes are found by their author.
        await ann.press("L", "author:ben")
        await ann.sees("1 note on 1 cable", "ben, 29")
