"""Lines that fit: nothing lost, nothing too wide, in time that grows with the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.terminal_text import safe_same_length
from reader.tui.page.wrap import break_at, break_lines, cut_lines

texts = st.text(st.sampled_from("ab -/é漢\u0301😀—"), max_size=120).map(safe_same_length)


def lines(text: str, width: int, first: int | None = None) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, 0, len(text), width, first=first)]


def test_lines_break_at_spaces_and_leave_them_out() -> None:
    assert lines("one two  three", 8) == ["one two", "three"]


def test_the_first_line_may_be_shorter() -> None:
    assert lines("one two three", 9, first=4) == ["one", "two three"]


def test_a_word_too_long_is_cut_after_a_hyphen_in_its_second_half_else_at_the_width() -> None:
    assert lines("region-wide", 8) == ["region-", "wide"]
    assert lines("XXXXXXXXXXXX", 8) == ["XXXXXXXX", "XXXX"]


def test_parts_stay_whole_and_no_line_has_a_separator_at_its_end() -> None:
    def parts(text: str, width: int) -> list[str]:
        return [text[start:end] for start, end in break_at(" · ", text, width)]

    assert parts("Embassy Rangoon · 2004 · SIPDIS", 26) == ["Embassy Rangoon · 2004", "SIPDIS"]
    assert parts("PHUM · 2 references", 17) == ["PHUM", "2 references"]
    assert parts("Embassy Phnom Penh · x", 10) == ["Embassy", "Phnom Penh", "x"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert lines("", 5) == [""]
    assert cut_lines("", 0, 0, 5) == [(0, 0)]


@given(texts, st.integers(2, 30), st.integers(2, 30))
def test_every_line_fits_and_only_spaces_are_left_out(text: str, width: int, first: int) -> None:
    made = lines(text, width, first)
    assert "".join(made).replace(" ", "") == text.replace(" ", "")
    for at, line in enumerate(made):
        assert cell_len(line) <= (width if at else first)


@given(texts, st.integers(2, 30))
def test_columns_are_cut_and_nothing_is_left_out(text: str, width: int) -> None:
    made = [text[start:end] for start, end in cut_lines(text, 0, len(text), width)]
    assert "".join(made) == text
    assert all(cell_len(line) <= width for line in made)
