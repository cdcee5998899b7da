"""Words with their neighbours in a few lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.notes.codebook.colours import COLOURS, hex_of, name_of
from reader.tui.core.records.excerpts import excerpt
from reader.tui.features.codebook.code_colours import swatch
from reader.tui.ui.pieces import Piece

TEXT = (
    "The raid of the police on the bar in the harbour took place at night, and nobody was told of it before."
)


def said(lines: list[list[Piece]]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


def test_the_words_are_marked_and_stand_among_their_neighbours() -> None:
    start = TEXT.index("took place")
    lines = excerpt(TEXT, start, start + len("took place"), 24)
    assert said(lines) == ["…harbour took place at", "night, and nobody was…"]
    assert [piece.text for line in lines for piece in line if piece.role == "quote"] == ["took place"]


def test_without_words_the_text_begins_at_its_beginning() -> None:
    assert said(excerpt(TEXT, None, None, 20)) == ["The raid of the", "police on the bar…"]
    assert said(excerpt("short", None, None, 20)) == ["short"]
    assert excerpt("", None, None, 20) == [[]]


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200), st.integers(4, 40), st.integers(1, 4))
def test_no_text_makes_a_line_too_wide_or_one_too_many(
    text: str, one: int, other: int, width: int, lines: int
) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    made = excerpt(text, start, end, width, lines)
    assert len(made) <= lines
    assert all(cell_len(line) <= width for line in said(made))


@pytest.mark.parametrize(
    ("colour", "value", "name", "sign"),
    [
        ("red", COLOURS["red"], "red", "r"),
        (COLOURS["teal"].upper(), COLOURS["teal"], "teal", "t"),
        ("#123456", "#123456", "#123456", "■"),
        ("", None, "", "·"),
        ("\x1b[31m", None, "\x1b[31m", "·"),
        ("red; drop", None, "red; drop", "·"),
    ],
)
def test_a_colour_is_a_name_or_six_figures(colour: str, value: str | None, name: str, sign: str) -> None:
    assert hex_of(colour) == value
    assert name_of(colour) == name
    assert swatch(colour)[0] == sign
