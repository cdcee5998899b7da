"""A query is narrowed by what the facets count, and says so in its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.facets import Month
from reader.library.narrowing import conditions, month, narrow, quarter, widen
from reader.library.query_syntax import parse
from reader.library.query_tokens import straight


@pytest.mark.parametrize(
    ("query", "name", "value", "narrowed"),
    [
        ("", "tag", "PHUM", "tag:PHUM"),
        ("vodka", "from", "PHNOMPENH", "vodka from:PHNOMPENH"),
        ("vodka OR tea", "tag", "PHUM", "(vodka OR tea) tag:PHUM"),
        ("vodka tag:PHUM", "tag", "PGOV", "vodka tag:PHUM tag:PGOV"),
        ("vodka tag:PHUM", "tag", "PHUM", "vodka tag:PHUM"),
        ("date:2006 vodka", "date", "2006-03", "vodka date:2006-03"),
        ("year:2006 vodka", "date", "2006-01..2006-03", "vodka date:2006-01..2006-03"),
        ("class:>=C", "class", "S", "class:S"),
        ("-class:S", "class", "C", "-class:S class:C"),
        ("", "signer", "MC DONALD", 'signer:"MC DONALD"'),
        ("", "signer", 'A"B', 'signer:"A B"'),
        ("", "signer", "O'Neill-Smith", "signer:O'Neill-Smith"),
        ("", "tag", "*", 'tag:"*"'),
    ],
)
def test_a_condition_is_added_as_a_user_would_write_it(
    query: str, name: str, value: str, narrowed: str
) -> None:
    found = narrow(parse(query), name, value)

    assert str(found) == narrowed
    assert parse(str(found)) == found


values = st.text(min_size=1).filter(lambda value: straight(value).replace('"', "").strip())


@given(st.sampled_from(["from", "to", "tag", "signer", "caption"]), values)
def test_any_value_a_facet_may_have_makes_a_query(name: str, value: str) -> None:
    narrowed = narrow(parse("vodka"), name, value)

    assert parse(str(narrowed)) == narrowed
    assert len(conditions(narrowed)) == 1


def test_what_was_added_can_be_taken_away() -> None:
    query = parse("vodka tag:PHUM tag:PGOV from:moscow")

    assert str(widen(query, "tag", "PHUM")) == "vodka tag:PGOV from:moscow"
    assert str(widen(query, "tag")) == "vodka from:moscow"
    assert [str(each) for each in conditions(query)] == ["tag:PHUM", "tag:PGOV", "from:moscow"]
    assert widen(parse("tag:PHUM"), "tag") == parse("")


def test_months_and_quarters_are_written_as_dates() -> None:
    assert month(Month(2006, 3)) == "2006-03"
    assert quarter(2006, 4) == "2006-10..2006-12"
    assert str(narrow(parse(""), "date", quarter(2006, 1))) == "date:2006-01..2006-03"
