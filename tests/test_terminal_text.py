"""Foreign text made safe for the terminal, and text measured and cut in terminal cells."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.terminal_text import (
    cell_width,
    cell_width_before,
    cut,
    fit,
    is_narrow,
    offset_at_cell,
    one_line,
    safe_line,
    safe_lines,
    safe_same_length,
    terminal_safe,
    wrap_cells,
)

anything = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)
EVERY_CHARACTER = [
    *map(chr, (*range(0x3_2000), 0xDFFFF, *range(0xE_0000, 0xE_0200), 0xF_0000, sys.maxunicode))
]
"""Of the planes without characters, and those for private use, one or two stand for all."""
DRIVES_THE_TERMINAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202e\u2066\u200f\u2028\u2029]")
SAFE = (safe_line, safe_lines, safe_same_length, terminal_safe, one_line)


@pytest.mark.parametrize("safe", SAFE)
def test_no_character_that_can_drive_the_terminal_is_left(safe: Callable[[str], str]) -> None:
    assert not DRIVES_THE_TERMINAL.search(safe("".join(EVERY_CHARACTER)))


@pytest.mark.parametrize("safe", SAFE)
def test_an_escape_sequence_is_shown_as_what_it_is(safe: Callable[[str], str]) -> None:
    assert safe("a\x1b[31mb") == "a␛[31mb"


@pytest.mark.parametrize("safe", SAFE)
def test_accents_dashes_and_other_scripts_stay(safe: Callable[[str], str]) -> None:
    assert safe("Café – 北京 Ελλάδα") == "Café – 北京 Ελλάδα"


@given(anything)
def test_each_form_keeps_the_lines_it_promises(text: str) -> None:
    assert "\n" not in safe_line(text)
    assert "\n" not in one_line(text)
    assert safe_lines(text).count("\n") == text.count("\n")


@given(anything)
def test_offsets_hold_in_the_form_of_the_same_length(text: str) -> None:
    safe = safe_same_length(text)
    assert len(safe) == len(text)
    assert [at for at, c in enumerate(safe) if c == "\n"] == [at for at, c in enumerate(text) if c == "\n"]


def test_what_joins_or_changes_its_neighbours_stays_in_output_only() -> None:
    flag, heart = "\U0001f1fa\U0001f1f8", "\u2764\ufe0f"
    text = f"{flag} \U0001f44d\U0001f3fd {heart}"
    assert terminal_safe(text) == text
    assert safe_line(text) == "US \U0001f44d \u2764"
    assert safe_same_length(text) == "US \U0001f44d· \u2764·"


def test_a_combining_mark_does_not_join_what_is_drawn_before_it() -> None:
    assert safe_line("\u0301a")[0] == "\u25cc"


def test_a_tab_becomes_spaces() -> None:
    assert safe_lines("a\tb\r\nc") == "a   b\nc"
    assert terminal_safe("a\tb\r\nc") == "a b\nc"


@pytest.mark.parametrize("safe", [safe_line, safe_same_length])
def test_what_is_safe_on_the_screen_has_the_width_that_rich_gives_it(safe: Callable[[str], str]) -> None:
    texts = {safe(f"a{character}") for character in EVERY_CHARACTER if character != "\n"}
    assert {text for text in texts if cell_width(text) != cell_len(text)} == set()


@given(anything.map(safe_same_length).map(lambda text: text.replace("\n", " ")))
def test_the_width_of_a_text_is_the_one_rich_gives_it(text: str) -> None:
    assert cell_width(text) == cell_len(text)
    assert cell_width_before(text, 1, len(text)) == cell_len(text[1:])
    assert not is_narrow(text) or cell_len(text) == len(text)


@given(anything.map(safe_line), st.integers(0, 60))
@example("中中", 2)
def test_fitted_text_has_exactly_the_width_and_cut_text_no_more(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(cut(text, width)) <= width


def test_an_ellipsis_marks_what_was_cut_and_nothing_else() -> None:
    assert [cut("Rangoon", width) for width in (0, 1, 6, 7, 9)] == ["", "…", "Rango…", "Rangoon", "Rangoon"]
    assert [fit("北京", width) for width in (2, 3, 4, 5)] == ["… ", "北…", "北京", "北京 "]


@given(anything.map(safe_line), st.integers(0, 60))
def test_the_character_at_a_cell_is_the_one_that_covers_it(text: str, cell: int) -> None:
    at = offset_at_cell(text, 0, len(text), cell)
    assert cell_len(text[:at]) <= cell
    assert at == len(text) or cell_len(text[: at + 1]) > cell


def test_one_word_of_a_megabyte_is_wrapped_without_measuring_its_rest_again_and_again() -> None:
    assert wrap_cells("x" * 1_000_000, 1) == ["x"] * 1_000_000
    assert wrap_cells("北" * 200_000, 3) == ["北"] * 200_000


@given(anything.map(safe_lines), st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap_cells(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
