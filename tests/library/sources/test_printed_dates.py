"""Dates as archives print them."""

from __future__ import annotations

import datetime as dt

import pytest

from reader.library.sources.documents import Precision
from reader.library.sources.printed_dates import read_date

MIDNIGHT = dt.datetime(1977, 3, 24, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "printed", ["24-Mar-1977 12:00:00 am", "24 mar 1977", "3/24/1977 12:00 AM", "1977-03-24 00:00:00"]
)
def test_midnight_is_a_day_without_an_hour(printed: str) -> None:
    assert read_date(printed) == (MIDNIGHT, Precision.DAY)


def test_an_hour_after_noon_is_one() -> None:
    assert read_date("24-Mar-1977 03:05:00 pm") == (MIDNIGHT.replace(hour=15, minute=5), Precision.MINUTE)
