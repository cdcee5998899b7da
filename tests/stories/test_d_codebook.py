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
        await user.sees("│ 3 codes", "#police #training")
        await user.press("}", ".")
        await user.sees("¶3  ← here", "#police")
        await user.press("}", "t", "courts", "enter")
        await user.sees("¶4  ← here", "#courts")

        # 3. Every passage under a code, with its place and two lines; their codes are edited right there.
        await user.press("C", "police", "enter")
        await user.sees("#police · 3 passages in 1 cable", "06PHNOMPENH1385 ¶1 (SBU)  #police")
        await user.sees("06PHNOMPENH1385 ¶3", "contributing to fewer TIP-related arrests in 2006 to date, says")
        await user.press("t", "visit", "enter")
        await user.sees("06PHNOMPENH1385 ¶1 (SBU)  #police #visit")
        await user.press("j", "j", "enter")
        await user.sees("06PHNOMPENH1385 · ¶3 (SBU) · 3 of 8")

        # 4. The codebook, with counts. A definition, a colour, a parent, an alias.
        await user.press("c")
        await user.sees("Codebook · 4 codes", "courts", "police                                                         3")
        await user.press("j", "e", "Anything about the police.", "enter")
        await user.sees("Anything about the police.")
        await user.press("c")
        await user.pilot.pause()
        print(user.screen_text())
        await user.press("blue", "enter")
        await user.pilot.pause()
        print(user.screen_text())
        await user.press("a", "cops", "enter")
        await user.sees("cops")
        await user.press("j", "v", "police", "enter")
        await user.pilot.pause()
        print(user.screen_text())
        await user.press("r", "ctrl+u", "drill", "enter")
        await user.sees('"training" is now "drill"')
        await user.press("u")
        await user.sees('Undone: renaming of "training" to "drill"')
        await user.press("m", "police", "enter")
        await user.pilot.pause()
        print(user.screen_text())
        await user.press("y")
        await user.pilot.pause()
        print(user.screen_text())
