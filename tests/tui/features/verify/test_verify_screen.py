"""A draft is checked on the screen, and each place in it opened."""

from __future__ import annotations

from pathlib import Path

from reader.export.verify.checker import Finding, Verdict
from reader.export.verify.matching import Difference
from reader.tui.features.verify.finding_lines import counts, details, height, row, summary
from tests.tui.stage import playing

DRAFT = """\
It says that “Judicial reform has slowed over the year” (06PHNOMPENH1385 ¶1 (SBU)).

It says “PolEconoffs attended as observers” (04RANGOON1422 ¶4).
"""
DIFFERS = Finding(12, Verdict.DIFFERS, "a\nb c", "09X1 ¶1", "09X1 ¶2", "09X1", 2, (Difference("b", ""),))
EXACT = Finding(3, Verdict.EXACT, "a", "09X1 ¶1", "09X1 ¶1", "09X1", 1)


def text_of(finding: Finding, width: int) -> list[str]:
    return ["".join(piece.text for piece in line) for line in row(finding, width)]


def test_a_row_says_the_state_in_words_and_has_two_lines_where_it_is_narrow() -> None:
    assert text_of(DIFFERS, 60) == ["   12  ✗ differs          a b c"]
    assert [line.rstrip() for line in text_of(DIFFERS, 34)] == ["   12  ✗ differs", "       a b c"]
    assert (height(60), height(34)) == (1, 2)


def test_a_finding_in_full_sets_draft_and_cable_against_each_other() -> None:
    text = "".join(part if isinstance(part, str) else part[0] for part in details(DIFFERS))
    assert "draft  b\ncable  nothing\ncited  09X1 ¶1\nfound  09X1 ¶2\n\na b c" in text


def test_the_numbers_are_said_together_and_by_state() -> None:
    assert summary([DIFFERS, EXACT]) == "2 places checked · 1 to correct"
    assert counts([DIFFERS, EXACT]) == "1 exact, 1 differs"


async def test_a_draft_is_checked_filtered_and_its_place_opened(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT)
    async with playing() as stage:
        await stage.press(":")
        await stage.type(f"verify {tmp_path / 'draft.md'}")
        await stage.press("enter")
        await stage.shows("2 places checked · 1 to correct", "✗ differs", "✓ exact", "improved")
        await stage.press("f")
        await stage.until(lambda: "✓ exact" not in stage.screen_text(), "only faults")
        await stage.press("enter")
        await stage.shows("Line 1 of draft.md: differs.", "G/TIP Senior Coordinator Mark Taylor")
        assert stage.main.state.mrn == "06PHNOMPENH1385"
