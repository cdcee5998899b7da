"""Cables by day as periods: every cable is in one, gaps and peaks are where they must be."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.joined.timeline.periods import Days, Unit, counts_in, timeline, unit_for
from reader.joined.timeline.spark import merged, spark

DAYS = st.dictionaries(
    st.dates(dt.date(1966, 1, 1), dt.date(2010, 12, 31)), st.integers(1, 9), min_size=1, max_size=20
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@given(DAYS, st.sampled_from([None, Unit.MONTH, Unit.YEAR]))
def test_periods_follow_one_another_and_hold_every_cable(days: Days, unit: Unit | None) -> None:
    found = timeline(days, unit)
    assert sum(period.count for period in found.periods) == sum(days.values())
    for period, after in zip(found.periods, found.periods[1:], strict=False):
        assert after.first - period.last == dt.timedelta(days=1)
    assert counts_in(days, found.periods) == [period.count for period in found.periods]
    for gap in found.gaps:
        assert not [one for one in days if gap.after < one < gap.before]
    empty = [period for period in found.periods if not period.count]
    assert all(any(gap.after < one.first <= one.last < gap.before for gap in found.gaps) for one in empty)
    assert len(found.gaps) <= len(empty)


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2006-01-01", "2006-03-03", Unit.DAY),
        ("2006-01-01", "2006-03-04", Unit.MONTH),
        ("2001-01-31", "2006-12-01", Unit.MONTH),
        ("2001-01-31", "2007-01-01", Unit.YEAR),
    ],
)
def test_the_time_decides_the_unit(first: str, last: str, unit: Unit) -> None:
    assert unit_for(day(first), day(last)) is unit


def test_a_gap_is_told_to_the_day() -> None:
    found = timeline({day("2005-01-03"): 1, day("2006-03-07"): 2, day("2006-04-30"): 1}, Unit.MONTH)
    assert [gap.words for gap in found.gaps] == [
        "no cables for 14 months, from 4 January 2005 to 6 March 2006"
    ]
    assert found.gap_after(found.periods[0]) is found.gaps[0]
    assert found.gap_after(found.periods[-1]) is None
    assert timeline({day("2006-03-01"): 1, day("2006-03-03"): 1}).gaps[0].words == (
        "no cables for 1 day, on 2 March 2006"
    )


def test_a_peak_is_twice_as_high_as_usual_and_higher_than_its_neighbours() -> None:
    counts = [2, 9, 8, 2, 2, 4, 2]
    found = timeline({dt.date(2000 + at, 5, 1): count for at, count in enumerate(counts)})
    assert [(peak.query, peak.count) for peak in found.peaks] == [("date:2001", 9), ("date:2005", 4)]
    assert timeline({day("2006-03-07"): 1}).peaks == ()


def test_bars_are_merged_to_fit_and_small_counts_stay_visible() -> None:
    assert merged([1, 2, 3, 4, 5], 3) == [3, 7, 5]
    assert merged([1, 2], 40) == [1, 2]
    assert spark([0, 1, 50, 100], 100) == " ▁▄█"
