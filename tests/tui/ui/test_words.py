"""The gate for foreign text, and small texts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.ui.words import fit, folded, long_date, short_date, shown, shown_lines, spoken, wrap

anything = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)


@given(anything)
def test_no_control_character_passes_the_gate(text: str) -> None:
    for made in (shown(text), shown_lines(text).replace("\n", "")):
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in made)
        assert not any(c in made for c in "\u202e\u2066\u2028")


def test_an_escape_sequence_is_shown_as_what_it_is() -> None:
    assert shown("a\x1b[31mb") == "a␛[31mb"


@given(anything.map(shown), st.integers(0, 60))
def test_fitted_text_has_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(anything.map(shown_lines), st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("mrn", "words"),
    [
        ("06PHNOMPENH977", "PHNOM PENH 977"),
        ("09MUNICH273", "MUNICH 273"),
        ("TEXT-0123456789", "TEXT-0123456789"),
    ],
)
def test_a_reference_number_is_shown_as_people_say_it(mrn: str, words: str) -> None:
    assert spoken(mrn) == words


def test_dates_keep_their_columns() -> None:
    date = dt.datetime(2009, 3, 4, tzinfo=dt.UTC)
    assert short_date(date) == " 4 Mar 09"
    assert short_date(None, dt.date(2004, 11, 1)) == "  ~Nov 04"
    assert short_date(None) == " " * 9
    assert long_date(date) == " 4 Mar 2009"
    assert len(long_date(None, dt.date(2004, 11, 1))) == 11


def test_what_people_type_is_compared_without_case_and_accents() -> None:
    assert folded("Éire") == folded("EIRE")
