"""D: coding with a codebook. Codes put on paragraphs, pulled together, renamed, merged, split, counted."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.stories.hands import sitting_down


async def test_paragraphs_are_coded_and_the_codebook_is_revised(tmp_path: Path) -> None:
    async with sitting_down() as user:
        # 2. A code on a paragraph, completed while typing; `.` repeats it on the next.
        await user.press("j", "j", "enter")
        await user.sees("06PHNOMPENH1385 · ¶1 (SBU)")
        await user.press("t", "police", "enter")
        await user.sees("│ 1 code", "#police")
        await user.press("}", "t", "pol")
        await user.sees("#police  1 passage")
        await user.press("tab", ", training", "enter")
        await user.sees("│ 2 codes", "#police #training")
        await user.press("}", ".")
        await user.sees("│ 3 codes")
        await user.press("}", "t", "courts", "enter")
        await user.sees("│ 4 codes", "#courts")

        # 3. Every passage under a code, with citation; opened in place, its codes edited right there.
        await user.press("C", "police", "enter")
        await user.sees("police", "06PHNOMPENH1385 ¶1", "06PHNOMPENH1385 ¶2", "06PHNOMPENH1385 ¶3")
        print(user.screen_text())
        await user.press("t", "visit", "enter")
        await user.pilot.pause()
        print(user.screen_text())
        await user.press("?")
        await user.pilot.pause()
        print(user.screen_text())
        await user.press("escape")
        await user.press("escape", "c")
        await user.pilot.pause()
        print(user.screen_text())
        await user.press("?")
        await user.pilot.pause()
        print(user.screen_text())
