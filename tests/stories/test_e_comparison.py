"""E: two versions of a cable, side by side. What was blacked out since, and which notes no longer fit."""

from __future__ import annotations

from pathlib import Path

from reader.workspace import Workspace
from tests.library.builders import cable_text, filled
from tests.stories.hands import sitting_down
from tests.tui.stage import own_library

PARAGRAPHS = [
    "(C) The dockers stopped work on Monday.",
    "(C) XXXXXXXXXXXX told the consul that the minister knew of the plan.",
    "(C) Nothing else happened in the port.",
    "(C) The navy waits for orders from the capital.",
]


def first_version(home: Path) -> Path:
    """A library with a cable in which a name is blacked out."""
    with Workspace.open(home) as workspace:
        filled(
            workspace.library,
            home.parent / "first",
            one=cable_text("06LIMA101", "STRIKE", PARAGRAPHS, post="LIMA"),
        )
    return home


def second_version(home: Path) -> Path:
    """The same cable, published again: a name is open, another blacked out, and one paragraph is another."""
    changed = [
        PARAGRAPHS[0],
        "(C) Father Torres told the consul that the minister knew of the plan.",
        "(C) Ships wait outside.",
        "(C) The navy waits for orders from XXXXXXXXXXXX.",
    ]
    with Workspace.open(home) as workspace:
        filled(
            workspace.library,
            home.parent / "second",
            one=cable_text("06LIMA101", "STRIKE", changed, post="LIMA"),
        )
    return home


async def test_two_versions_are_compared_word_by_word(tmp_path: Path) -> None:
    home = first_version(tmp_path / "library")
    async with sitting_down(own_library(home)) as user:
        await user.press("enter")
        await user.sees("06LIMA101 · ¶1 (C)")
        await user.press("2", "G", "a", "Who told him?", "ctrl+s")
        await user.sees("│ 1 note")
        await user.press("3", "G", "a", "Nothing at all?", "ctrl+s")
        await user.sees("│ 2 notes")
        await user.quits()
    second_version(home)
    async with sitting_down(own_library(home)) as user:
        await user.sees("CB Cambodia · 2 versions")
        # 1. Compared by a key; 2. side by side, word by word, what is the same folded.
        await user.press("=")
        await user.sees("06LIMA101: version 2", "→ version 1 (current)", "4 differences", "1 unchanged part")
        await user.press("s")
        await user.sees_in_order("06LIMA101: version 1 (current)", "→ version 2", "XXXX", "│ Father Torres")
        opened = user.line("told the consul")
        assert opened.index("XXXXXXXXXXXX") < opened.index("│") < opened.index("Father Torres")
        # 3. Redactions opened and closed are listed on their own; 4. notes on both sides, and those to check.
        await user.sees("Redactions opened and closed", "¶2 opened: Father Torres", "¶4 closed: the capital")
        await user.sees("¶2  1 note", "¶3  only in the first  1 note; then no notes")
        await user.sees("Notes to review", "¶3 not in the second: Nothing at all?")
        await user.press("z")
        await user.sees("The dockers stopped work on Monday.")
        await user.press("z")
        await user.sees("1 unchanged part")
        await user.press("n", "n", "enter")
        await user.sees("06LIMA101 · ¶3 (C)", "¶3  ← here")

        # 2. On a narrow screen one text, with both words where they differ.
        await user.pilot.resize_terminal(60, 20)
        await user.press("=")
        await user.sees("06LIMA101: version 2 → 1 · 4 differences", "Father Torres XXXXXXXXXXXX")
        both = user.line("told the consul")
        assert both.index("Father Torres") < both.index("XXXXXXXXXXXX")
        assert "│" not in both
