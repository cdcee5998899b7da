"""Dates, numbers of cables and other short texts of the screen."""

from __future__ import annotations

import datetime as dt

import pytest

from reader.tui.ui.words import folded, long_date, short_date, spoken


@pytest.mark.parametrize(
    ("mrn", "words"),
    [
        ("06PHNOMPENH977", "PHNOM PENH 977"),
        ("09MUNICH273", "MUNICH 273"),
        ("TEXT-0123456789", "TEXT-0123456789"),
        ("FRUS1969-76V22D15", "1969-76v22 d15"),
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
