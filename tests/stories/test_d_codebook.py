"""D: coding with a codebook. Codes put on paragraphs, pulled together, renamed, merged, split, counted."""

from __future__ import annotations

import csv

import pytest

from reader.cli.main import main
from tests.stories.hands import sitting_down


async def test_paragraphs_are_coded_and_the_codebook_is_revised(capsys: pytest.CaptureFixture[str]) -> None:
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
        await user.sees(
            "06PHNOMPENH1385 ¶3", "contributing to fewer TIP-related arrests in 2006 to date, says"
        )
        await user.press("t", "visit", "enter")
        await user.sees("06PHNOMPENH1385 ¶1 (SBU)  #police #visit")
        await user.press("j", "j", "enter")
        await user.sees("06PHNOMPENH1385 · ¶3 (SBU) · 3 of 8")

        # 4. The codebook, with counts: a definition, a colour, another name, a parent.
        await user.press("c")
        await user.sees(
            "Codebook · 4 codes", "courts", "police                                                         3"
        )
        await user.press("j", "e", "Anything about the police.", "enter")
        await user.sees("Anything about the police.")
        await user.press("c", "blue", "enter")
        await user.sees("colour blue")
        await user.press("a", "cops", "enter")
        await user.sees("also cops")
        await user.press("j", "v", "police", "enter")
        await user.sees("under police", "police                                                     3 + 2")
        # Renamed, merged, split and deleted everywhere, each in one step to undo.
        await user.press("r", "ctrl+u", "drill", "enter")
        await user.sees('"training" is now "drill"', "▌   · drill")
        await user.press("u")
        await user.sees('Undone: renaming of "training" to "drill"', "▌   · training")
        await user.press("m", "police", "enter")
        await user.sees('Merge "training" (2) into "police"? y/n')
        await user.press("y")
        await user.sees("Codebook · 3 codes", "also cops, training", "1 #visit")
        await user.press("u")
        await user.sees("Codebook · 4 codes", 'Undone: merging of "training" into "police"')
        await user.press("s")
        await user.sees("#police · 3 passages in 1 cable")
        await user.press("space", "space", "s")
        await user.sees("New code for the 2 marked passages")
        await user.press("arrests", "enter")
        await user.sees('2 passages moved to "arrests". u undoes it.', "#police · 1 passage in 1 cable")
        await user.press("escape")
        await user.sees(
            "Codebook · 5 codes", "arrests                                                        2"
        )
        await user.press("/", "visit", "enter", "d")
        await user.sees('Delete "visit" and remove it from 1 passage? y/n')
        await user.press("y")
        await user.sees("Codebook · 4 codes", 'Deleted "visit". u restores it.')
        # 5. How often two codes are on the same passage; as CSV for statistics.
        await user.press("u")
        await user.sees("Codebook · 5 codes", "Together with", "1 #arrests", "1 #police")
        await user.press("escape")
        await user.quits()
    capsys.readouterr()
    assert main(["--samples", "codes", "--together", "--csv"]) == 0
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert ["arrests", "training", "1"] in rows
