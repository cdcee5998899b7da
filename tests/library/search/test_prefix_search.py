"""Searches for short prefixes: the same results as from the index, but sooner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.library.order import Order
from reader.library.query.syntax import parse
from reader.library.search import plan as search
from reader.library.search import prefix_rewrite, prefix_search
from reader.library.search.execute import all_ids
from tests.library.builders import cable_text, database, filled

WORDS = ["apple", "anchor", "éclair", "echo", "tea", "toast", "vodka", "visa"]
QUERIES = [
    "a*",
    "e*",
    "V*",
    "z*",
    "a* t*",
    "a* -vodka",
    "subject:t*",
    "portion:S a*",
    "and e* tag:PREL",
    "\u00c9*",
    "v* subject:echo",
]


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make forty cables count as a large library."""
    monkeypatch.setattr(prefix_search, "MIN_CABLES", 20)


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("forty")
    texts = {
        f"t{n}": cable_text(
            f"06MOSCOW{n}",
            f"{WORDS[n % 8]} matters",
            [f"({'S' if n % 3 else 'C'}) {WORDS[n % 5]} and {WORDS[n % 7]}."],
            post="MOSCOW",
        )
        for n in range(1, 41)
    }
    with Library.open(folder / "library") as library:
        filled(library, folder / "texts", **texts)
        yield library


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("count", [1, 3, 10, 40, 100])
def test_the_first_rows_are_those_of_the_whole_list(forty: Library, query: str, count: int) -> None:
    listing = forty.listing(query)

    assert forty.first_rows(query, count=count) == listing.window(0, count)


@pytest.mark.parametrize("order", [order for order in Order if order is not Order.BEST])
@pytest.mark.parametrize("query", QUERIES)
def test_the_whole_list_is_what_the_index_finds_for_the_prefix(
    forty: Library, query: str, order: Order
) -> None:
    plan = search.plan(parse(query))

    assert list(forty.listing(query, order).ids) == list(all_ids(database(forty), plan, order))


@pytest.mark.parametrize("few", [0, 1, 100])
@pytest.mark.parametrize("tried", [1, 2, 100])
def test_the_whole_list_is_the_same_when_few_texts_may_be_read(
    forty: Library, monkeypatch: pytest.MonkeyPatch, few: int, tried: int
) -> None:
    monkeypatch.setattr(prefix_search, "MAX_WORDS", 1)
    monkeypatch.setattr(prefix_search, "SAMPLE_SIZE", 2)
    monkeypatch.setattr(prefix_search, "MAX_TRIED", tried)
    monkeypatch.setattr(prefix_search, "MAX_TEXTS", few)

    for query in QUERIES:
        expected = all_ids(database(forty), search.plan(parse(query)), Order.NEWEST)
        assert list(forty.listing(query).ids) == list(expected)


@pytest.mark.parametrize(
    "search_for", [lambda library: library.first_rows("a*", count=3), lambda library: library.listing("a*")]
)
def test_the_index_does_not_merge_all_words_with_the_prefix(
    forty: Library, search_for: Callable[[Library], object]
) -> None:
    statements: list[str] = []
    database(forty).set_trace_callback(statements.append)

    search_for(forty)

    database(forty).set_trace_callback(None)
    assert any("MATCH" in statement for statement in statements)
    assert not any('"a" *' in statement for statement in statements)


def test_a_prefix_is_replaced_by_the_words_of_the_texts() -> None:
    def rewritten(query: str) -> str:
        return str(prefix_rewrite.with_words(parse(query), prefix_rewrite.completions(parse(query), texts)))

    texts = ["Vodka, vod\u00e9 and a visa", "No drink. NEVODKA"]

    assert rewritten("vo* tea") == "(vode OR vodka) tea"
    assert rewritten("subject:vi*") == "subject:visa"
    assert rewritten("x* tea") == "None"


def test_the_words_of_a_prefix_are_counted_by_texts() -> None:
    texts = ["Vodka, vodka and a visa", "A vodka"]

    assert prefix_rewrite.completions(parse("v* a*"), texts) == {
        "v": {"vodka": 2, "visa": 1},
        "a": {"a": 2, "and": 1},
    }


def test_without_its_short_prefixes_a_query_is_broader() -> None:
    assert str(prefix_rewrite.without_short_prefixes(parse("vo* tea"))) == "tea"
    assert prefix_rewrite.without_short_prefixes(parse("vo*")) == parse("")
    assert prefix_rewrite.without_short_prefixes(parse("vodk* tea")) is None
    assert prefix_rewrite.without_short_prefixes(parse("-vo* tea")) is None


def test_the_index_takes_thousands_of_words(forty: Library) -> None:
    words = " ".join(f"a{n}" for n in range(5000))
    rewritten = prefix_rewrite.with_words(parse("a*"), {"a": words.split()})

    assert rewritten
    statement = search.plan(rewritten).ids(Order.NEWEST, 0)
    assert database(forty).execute(statement.sql, statement.parameters).fetchall() == []
