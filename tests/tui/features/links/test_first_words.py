"""What a reference leads to, before one goes there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.tui.core.cable.first_words import LONG, first_words, read_first_words
from tests.tui.build import Draft, cable_of
from tests.tui.features.links.test_references import FIRST, GHOST, SECOND, library

LONG_TEXT = " ".join(f"word{number}" for number in range(200))


def test_a_cable_begins_with_its_summary_and_without_one_with_its_first_paragraph() -> None:
    cable = cable_of(Draft("Rice is scarce.", portion="C"), "More.")
    assert first_words(cable) == "¶1 (C) Rice is scarce."
    assert first_words(replace(cable, summary=cable.paragraphs[0].span)) == "Summary: Rice is scarce."
    assert first_words(cable_of()) == "No text."


def test_a_place_late_in_a_paragraph_is_shown_with_a_few_words_before_it() -> None:
    cable = cable_of(LONG_TEXT)
    shown = first_words(cable, cable.paragraphs[0], LONG_TEXT.index("word150"))
    assert shown.startswith("¶1 (SBU) …word1")
    assert "word150" in shown
    assert len(shown) < LONG + 20
    assert first_words(cable, cable.paragraphs[0], 5).startswith("¶1 (SBU) word0")


def test_the_paragraph_that_is_cited_is_shown_and_a_cable_one_lacks_names_who_cites_it(
    tmp_path: Path,
) -> None:
    with library(tmp_path) as workspace:
        assert read_first_words(workspace, SECOND, number=3) == "¶3 (C) More (ref B)."
        assert read_first_words(workspace, SECOND, number=9) == "¶1 (C) It began early."
        assert read_first_words(workspace, SECOND, 2, start=0).startswith("¶2 (C) The embargo")
        assert read_first_words(workspace, GHOST) == f"Not in your library. Cited by {SECOND}, {FIRST}."


def test_a_long_text_is_cut_after_a_word_and_shows_that_it_is() -> None:
    shown = first_words(cable_of("embargo " * 200))
    assert shown.endswith(" embargo…")
    assert len(shown) < LONG + 20
