"""Where summary and comment begin and end, and the summary's own words."""

from __future__ import annotations

import pytest

from tests.cable.build import read

REST = "\n\n¶2. (C) He left again and said nothing more.\n\nAGUIRRE"


@pytest.mark.parametrize(
    "first",
    [
        "¶1. (C) Summary: The Minister came. End summary.",
        "¶1. (C) SUMMARY. The Minister came. END SUMMARY.",
        "¶1. (C) Summary and Comment: The Minister came. End Summary and Comment.",
        "Summary\n-------\n\n¶1. (C) The Minister came. End Summary.",
        "¶1. (C) Begin summary: The Minister\ncame.\n\nEnd summary.",
        "¶1. (C) Summary: The Minister came.",
        "¶1. (C) Summary and Introduction. The Minister came. End Summary and Introduction.",
        "SUMMARY\n-------\n\n¶1. (C) SUMMARY: The Minister came. END SUMMARY.",
        "Summary and Introduction\n------------------------\n\n¶1. (C) The Minister came. End Summary.",
        "(C) KEY POINTS\n--------------\n\n¶1. (C) The Minister came. End Key Points and Comments.",
        "¶1. (C) The Minister came. End Summary.",
    ],
)
def test_a_summary_is_its_words_without_the_opening_and_closing_ones(first: str) -> None:
    assert read(first + REST).summary_text == "The Minister came."


def test_a_cable_without_summary_has_no_summary_text() -> None:
    assert read(f"¶1. (C) The Minister came.{REST}").summary_text is None


def test_a_comment_opens_only_with_its_mark() -> None:
    told = read(f"¶1. (C) Comment by the press was mild.{REST}")
    assert not told.regions
    marked = read(f"¶1. (C) Comment: The press was mild.{REST}")
    assert [region.kind for region in marked.regions] == ["comment"]


def test_the_end_of_a_region_is_no_heading() -> None:
    found = read(f"¶1. (C) Comment: He is old.\n\nEnd Comment\n-----------{REST}")
    assert not found.headings
    assert found.paragraphs[0].text.endswith("End Comment")
