"""Narrowing a query by a value of the result, in the query's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader import paths
from reader.library.discovery.name_queries import NameKind
from reader.library.discovery.names import names_in
from reader.library.query.syntax import parse
from reader.library.search.facets import Month
from reader.tui.features.facets.facet_rows import Section, Value, count_bar, line, sections, values
from reader.tui.features.facets.narrowing import (
    Condition,
    months,
    months_in_words,
    narrowed,
    without_dates,
    without_part,
)
from reader.workspace import Workspace

QUERIES = st.sampled_from(["", "visa", "a OR b", "traffick* from:RANGOON", "-(a OR b)", 'x date:2006 "y z"'])
CONDITIONS = st.builds(
    Condition, st.sampled_from(["tag", "from", "signer"]), st.text(min_size=1, max_size=12)
) | st.builds(
    months,
    st.builds(Month, st.just(2006), st.integers(1, 6)),
    st.builds(Month, st.just(2006), st.integers(6, 12)),
)


@given(QUERIES, CONDITIONS)
def test_a_narrowed_query_is_in_normal_form_and_can_be_widened_again(query: str, by: Condition) -> None:
    if not any(map(str.isalnum, by.value)):
        return
    text = narrowed(query, by)
    assert str(parse(text)) == text
    assert str(by) in text
    assert narrowed(text, by) == text
    if by.name not in ("date",) and str(by) not in query:
        assert without_part(text, str(by)) == str(parse(query))


@pytest.mark.parametrize(
    ("query", "by", "made"),
    [
        ("", Condition("tag", "PHUM"), "tag:PHUM"),
        ("a OR b", Condition("from", "RANGOON"), "(a OR b) from:RANGOON"),
        ("visa", Condition("signer", "de la cruz"), 'visa signer:"de la cruz"'),
        ("date:2006 visa", months(Month(2006, 4), Month(2006, 6)), "visa date:2006-04..2006-06"),
    ],
)
def test_the_query_says_what_it_is_narrowed_to(query: str, by: Condition, made: str) -> None:
    assert narrowed(query, by) == made


def test_the_time_is_taken_away_whatever_names_it() -> None:
    assert without_dates("date:2006 visa year:2007") == "visa"


@pytest.mark.parametrize(
    ("first", "last", "asked", "said"),
    [
        (Month(2006, 1), Month(2006, 12), "date:2006", "2006"),
        (Month(2004, 1), Month(2006, 12), "date:2004..2006", "2004–2006"),
        (Month(2006, 5), Month(2006, 5), "date:2006-05", "May 2006"),
        (Month(2006, 4), Month(2006, 6), "date:2006-04..2006-06", "Apr–Jun 2006"),
        (Month(2005, 11), Month(2006, 1), "date:2005-11..2006-01", "Nov 2005–Jan 2006"),
    ],
)
def test_a_range_of_months_in_a_query_and_in_words(first: Month, last: Month, asked: str, said: str) -> None:
    assert str(months(first, last)) == asked
    assert months_in_words(first, last) == said


def test_every_value_narrows_to_as_many_cables_as_it_says() -> None:
    with Workspace.reading([paths.shipped("samples")]) as workspace:
        library = workspace.library
        for query in ("", "trafficking", "from:PHNOMPENH"):
            listing = library.listing(query)
            people = names_in(library, listing.ids, NameKind.PERSON)
            every = sections(library.facets(listing), listing.query, people)
            shown = [value for part in every for value in part.values]
            assert {"people", "signer"} <= {part.kind for part in every}
            assert len(shown) > 20 or query
            for value in shown:
                if value.condition is not None:
                    found = library.listing(narrowed(listing.query, value.condition))
                    assert len(found) == value.count, value


def test_values_beyond_the_first_are_counted_until_they_are_opened() -> None:
    many = Section("tag", "TAGS", [Value("tag", f"T{n}", 9, Condition("tag", f"T{n}")) for n in range(20)])
    cut = values([many], set())
    assert [each.label for each in cut if isinstance(each, Value)][-1] == "12 more"
    assert len(values([many], {"tag"})) == 21


@given(st.text(max_size=60), st.text(max_size=40), st.integers(14, 90))
def test_a_value_takes_the_width_it_is_given(label: str, detail: str, width: int) -> None:
    value = Value("tag", label, 1_203_000, Condition("tag", "PHUM"), detail=detail)
    assert sum(cell_len(piece.text) for piece in line(value, 2_000_000, width)) == width


def test_a_bar_is_in_proportion_and_never_none() -> None:
    assert [count_bar(count, 80, 8).rstrip() for count in (0, 1, 10, 80)] == ["", "▏", "█", "████████"]
