"""The counts of a result, which agree with the queries that narrow it."""

from __future__ import annotations

import datetime as dt
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cable.model import Level
from reader.library.library import Library
from reader.library.search import facets
from reader.library.search.facet_columns import CableSet, as_bits
from reader.library.search.facets import Month
from tests.library.builders import cable_text, filled


@pytest.fixture
def four(library: Library, tmp_path: Path) -> Library:
    filled(
        library,
        tmp_path / "texts",
        a=cable_text("04RANGOON1", post="RANGOON", date=dt.datetime(2004, 1, 5), tags="PGOV, PHUM"),
        b=cable_text("04RANGOON2", post="RANGOON", date=dt.datetime(2004, 3, 5), level="S E C R E T"),
        c=cable_text("08BEIJING3", post="BEIJING", date=dt.datetime(2008, 4, 1), signer="RANDT", tags="PGOV"),
        d="SUBJECT: Without a date\n\n1. (U) Without a number, but with vodka.\n",
    )
    return library


def test_everything_is_counted(four: Library) -> None:
    facets = four.facets(four.listing())

    assert facets.total == 4
    assert facets.posts == {"RANGOON": 2, "BEIJING": 1}
    assert facets.years == {2004: 2, 2008: 1}
    assert facets.months == {Month(2004, 1): 1, Month(2004, 3): 1, Month(2008, 4): 1}
    assert facets.quarters == {(2004, 1): 2, (2008, 2): 1}
    assert facets.levels == {Level.U: 1, Level.C: 2, Level.S: 1}
    assert facets.tags == {"PGOV": 2, "PHUM": 1, "PREL": 1, "CB": 1}
    assert facets.signers == {"STORELLA": 2, "RANDT": 1}


@pytest.mark.parametrize("query", ["tag:PGOV", "from:rangoon", "vodka", "nosuchword", "class:S"])
def test_a_count_is_what_narrowing_finds(four: Library, query: str) -> None:
    facets = four.facets(four.listing(query))

    for tag, count in facets.tags.items():
        assert len(four.listing(f"({query}) tag:{tag}")) == count
    for post, count in facets.posts.items():
        assert len(four.listing(f"({query}) from:{post}")) == count
    for level, count in facets.levels.items():
        assert len(four.listing(f"({query}) class:{level.name}")) == count
    for year, count in facets.years.items():
        assert len(four.listing(f"({query}) year:{year}")) == count


@given(st.data(), st.integers(1, 400))
def test_a_rare_or_common_tag_is_counted_like_any_set(data: st.DataObject, cables: int) -> None:
    positions = st.sets(st.integers(0, cables - 1))
    tagged, chosen = data.draw(positions), data.draw(positions)
    flags = bytes(position in chosen for position in range(cables))

    counted = CableSet(array("l", sorted(tagged)), cables)

    assert counted.count(flags, as_bits(flags)) == len(tagged & chosen)
    assert counted.count(None, 0) == len(tagged)


def test_counts_follow_an_import(four: Library, tmp_path: Path) -> None:
    before = four.generation()
    four.facets(four.listing())

    filled(four, tmp_path / "more", e=cable_text("09PARIS1", post="PARIS"))

    assert four.facets(four.listing()).posts["PARIS"] == 1
    assert four.generation() > before


def test_the_most_frequent_come_first(four: Library) -> None:
    assert next(iter(four.facets(four.listing()).tags)) == "PGOV"


@pytest.mark.parametrize("query", ["", "from:rangoon", "tag:PGOV", "vodka"])
def test_a_small_result_is_counted_from_its_rows_with_the_same_outcome(
    four: Library, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    ways = []
    for is_small in (True, False):
        monkeypatch.setattr(facets, "is_small", lambda *_, is_small=is_small: is_small)
        found = four.facets(four.listing(query))
        ways.append([found.total, *(list(x.items()) for x in (found.posts, found.months, found.levels))])
        ways[-1] += [list(found.tags.items()), list(found.signers.items())]

    assert ways[0] == ways[1]
    assert ways[0][0] != 0
