"""A result over time as bars: every cable is in one, and a year begins with a bar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.library.search.facets import Month
from reader.tui.features.facets.time_buckets import (
    Bar,
    Periods,
    around,
    block,
    gap_around,
    length_in_words,
    periods,
    years,
)

MONTHS = st.builds(Month, st.integers(1960, 2020), st.integers(1, 12))
COUNTS = st.dictionaries(MONTHS, st.integers(1, 5000), min_size=1, max_size=80)


@given(COUNTS, st.integers(1, 120))
def test_bars_follow_one_another_and_hold_every_cable(months: dict[Month, int], cells: int) -> None:
    found = periods(months, cells)
    assert len(found.bars) * found.bar_width <= cells
    assert sum(bar.count for bar in found.bars) == sum(months.values())
    for bar, after in zip(found.bars, found.bars[1:], strict=False):
        assert bar.last < after.first
        assert (after.first.year * 12 + after.first.month) - (bar.last.year * 12 + bar.last.month) == 1
    for month in months:
        at = found.at(month)
        assert at is not None
        assert found.bars[at].first <= month <= found.bars[at].last


@given(COUNTS, st.integers(1, 120))
def test_the_line_of_years_is_as_wide_as_the_bars(months: dict[Month, int], cells: int) -> None:
    found = periods(months, cells)
    width = len(found.bars) * found.bar_width
    assert width <= len(years(found)) <= max(width, 4)


def test_two_years_are_quarters_or_months_as_the_width_allows() -> None:
    months = {Month(2005, 2): 3, Month(2006, 12): 1}
    assert [len(periods(months, cells).bars) for cells in (60, 23, 22, 8, 7)] == [23, 23, 8, 8, 2]
    assert periods(months, 10).bars[0] == Bar(Month(2005, 1), Month(2005, 3), 3)


def test_a_few_early_cables_share_the_first_bar_so_that_the_others_stay_fine() -> None:
    months = {Month(1972, 5): 1, Month(1989, 1): 1} | {Month(2006, month): 40 for month in range(1, 13)}
    found = periods(months, 20)
    assert found.bars[0] == Bar(Month(1972, 5), Month(2005, 12), 2)
    assert [bar.count for bar in found.bars[1:]] == [40] * 12
    assert years(found) == "‹2006".ljust(len(found.bars) * found.bar_width)


def test_years_are_written_where_they_begin_as_many_as_fit() -> None:
    months = {Month(year, month): 5 for year in range(2003, 2011) for month in range(1, 13)}
    assert years(periods(months, 40)).split() == ["2004", "2006", "2008", "2010"]
    assert years(periods(months, 100)).split() == [str(year) for year in range(2003, 2011)]
    assert years(periods({Month(2003, 7): 1}, 30)) == "2003"


def test_the_mark_beneath_the_bars_cuts_no_year() -> None:
    assert around("‹  2002  2004  2006", 6, 9) == ("‹     ", "2004  2006")
    assert around("‹  2002  2004  2006", 7, 9) == ("‹  2002", "2004  2006")


def test_a_bar_is_never_invisible_where_there_is_a_cable() -> None:
    assert [block(count, 1000) for count in (0, 1, 500, 1000)] == [" ", "▁", "▄", "█"]
    assert block(0, 0) == " "
    assert periods({}, 30) == Periods()


def test_peaks_are_found_one_after_another() -> None:
    counts = [2, 9, 8, 2, 2, 4, 2]
    found = periods({Month(2000 + at, 5): count for at, count in enumerate(counts)}, 7)
    assert [found.peak_after(at, 1) for at in (0, 1, 5)] == [1, 5, None]
    assert [found.peak_after(at, -1) for at in (6, 5, 1)] == [5, 1, None]
    assert Periods().peak_after(0, 1) is None


def test_counts_of_a_group_are_those_of_the_same_bars() -> None:
    months = {Month(2005, 2): 3, Month(2006, 12): 1}
    assert periods(months, 8).counts_of({Month(2005, 3): 2, Month(2006, 10): 1}) == [2, 0, 0, 0, 0, 0, 0, 1]


def test_a_gap_reaches_from_cable_to_cable() -> None:
    months = {Month(2005, 2): 3, Month(2006, 12): 1}
    gap = gap_around(months, Month(2005, 4), Month(2005, 6))
    assert gap == Bar(Month(2005, 3), Month(2006, 11), 0)
    assert length_in_words(gap) == "21 months"
    assert gap_around(months, Month(2007, 1), Month(2007, 1)) is None
