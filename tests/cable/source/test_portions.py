"""Portion marks: many spellings, one normal form; what only looks like a mark is none."""

from __future__ import annotations

import pytest

from reader.cable.level import Level
from reader.cable.source.portions import LONGEST, is_entire_text, read_portion


@pytest.mark.parametrize(
    ("printed", "normal", "level"),
    [
        ("C", "C", Level.C),
        ("S//NF", "S/NF", Level.S),
        ("S-NF", "S/NF", Level.S),
        ("SNF", "S/NF", Level.S),
        ("Secret/NOFORN", "S/NF", Level.S),
        ("SBU", "SBU", Level.SBU),
        ("U//FOUO", "U/FOUO", Level.SBU),
        ("LOU", "LOU", Level.SBU),
        ("C - ENTIRE TEXT", "C", Level.C),
        ("S//REL TO USA, FVEY", "S/REL USA, FVEY", Level.S),
        ("TOP SECRET", "TS", Level.TS),
    ],
)
def test_spellings_have_one_normal_form(printed: str, normal: str, level: Level) -> None:
    found = read_portion(printed)

    assert found is not None
    assert (found.normal, found.level, found.printed) == (normal, level, printed)


@pytest.mark.parametrize("printed", ["U.S.", "China", "CIA", "S/China", "Senator", "", "C" * (LONGEST + 1)])
def test_what_is_no_mark(printed: str) -> None:
    assert read_portion(printed) is None


def test_a_mark_may_cover_the_whole_cable() -> None:
    assert is_entire_text("S/NF - Entire Text")
    assert not is_entire_text("S/NF")
