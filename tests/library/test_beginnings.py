"""The first results for a short beginning of words come soon, and are those of the whole list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import beginnings, search
from reader.library.order import Order
from reader.library.query_syntax import parse
from reader.library.store import Library
from tests.library.builders import cable_text, database, filled

WORDS = ["apple", "anchor", "éclair", "echo", "tea", "toast", "vodka", "visa"]


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


@pytest.mark.parametrize(
    "query",
    [
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
    ],
)
@pytest.mark.parametrize("count", [1, 3, 10, 40, 100])
def test_the_first_rows_are_those_of_the_whole_list(forty: Library, query: str, count: int) -> None:
    listing = forty.listing(query)

    assert forty.first(query, count=count) == listing.window(0, count)


def test_the_first_rows_are_found_without_putting_all_words_together(forty: Library) -> None:
    asked: list[str] = []
    database(forty).set_trace_callback(asked.append)

    found = forty.first("a*", count=3)

    database(forty).set_trace_callback(None)
    assert len(found) == 3
    assert not any('"a" *' in statement for statement in asked)


def test_a_beginning_is_spelt_out_by_the_words_of_the_texts() -> None:
    texts = ["Vodka, vod\u00e9 and a visa", "No drink. NEVODKA"]

    assert str(beginnings.spelt_out(parse("vo* tea"), texts)) == "(vode OR vodka) tea"
    assert str(beginnings.spelt_out(parse("subject:vi*"), texts)) == "subject:visa"
    assert beginnings.spelt_out(parse("x* tea"), texts) is None


def test_what_is_left_without_short_beginnings_finds_more() -> None:
    assert str(beginnings.without(parse("vo* tea"))) == "tea"
    assert beginnings.without(parse("vo*")) == parse("")
    assert beginnings.without(parse("vodk* tea")) is None
    assert beginnings.without(parse("-vo* tea")) is None


def test_thousands_of_words_are_not_too_many_for_the_index(forty: Library) -> None:
    words = " ".join(f"a{n}" for n in range(5000))
    spelt = beginnings.spelt_out(parse("a*"), [words])

    assert spelt
    statement = search.plan(spelt).ids(Order.NEWEST, 0)
    assert database(forty).execute(statement.sql, statement.parameters).fetchall() == []
