"""The first page of a query for one stored value is the beginning of its whole result."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.library import Library
from reader.library.query import syntax
from reader.library.search.value_search import first_with_value
from tests.library.builders import cable_text, database, filled


@pytest.fixture
def some(library: Library, tmp_path: Path) -> Library:
    tags = ("PGOV, PHUM", "PHUM", "PREL", "PHUM, PREL")
    texts = {f"c{n:02}": cable_text(f"04RANGOON{n}", post="RANGOON", tags=tags[n % 4]) for n in range(1, 21)}
    filled(library, tmp_path / "texts", **texts)
    return library


@pytest.mark.parametrize("query", ["tag:PHUM", "tag:P*", "from:rangoon", "tag:NONE", "portion:U"])
@pytest.mark.parametrize("count", [1, 4, 50])
def test_the_first_page_is_the_beginning_of_the_whole_result(some: Library, query: str, count: int) -> None:
    page = first_with_value(database(some), syntax.parse(query), count)

    assert page == list(some.listing(query).ids)[:count]


@pytest.mark.parametrize("query", ["", "vodka", "class:S", "tag:PHUM vodka", "-tag:PHUM", "mrn:04RANGOON1"])
def test_other_queries_are_left_to_the_general_statement(some: Library, query: str) -> None:
    assert first_with_value(database(some), syntax.parse(query), 5) is None
