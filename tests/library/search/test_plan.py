"""What queries find. Nothing in them is ever SQL or FTS5 syntax."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.errors import QueryError
from reader.library.library import Library
from reader.library.order import Order
from reader.library.query.fields import FIELDS
from reader.library.query.tree import Field, Query
from reader.library.search.plan import plan
from tests.library.builders import cable_text, database, filled

DRINKS = {
    "toast": cable_text(
        "05MOSCOW1",
        "A Dinner in Dagestan",
        [
            "(C) SUMMARY: Vodka was served. END SUMMARY.",
            "(S) The host kept caviar in a café.",
            "(U) It rained.",
        ],
        post="MOSCOW",
        date=dt.datetime(2005, 8, 31, 5, 39),
        level="S E C R E T",
        tags="PGOV, ECON, RS",
        to=["RUEHC/SECSTATE WASHDC PRIORITY 1234", "RUEHBJ/AMEMBASSY BEIJING"],
        signer="BURNS",
    ),
    "trade": cable_text(
        "06PHNOMPENH977",
        "Vodka imports rise",
        [
            "(U) Vodka, and the human rights of those who drink it.",
            "(C) The minister of trade (G/TIP) smiled.",
        ],
        refs="05 MOSCOW 1",
        date=dt.datetime(2006, 3, 15, 1, 2),
    ),
    "visit": cable_text(
        "08BEIJING3",
        "A visit",
        ["(S/NF) Rights that are human, in ref A.", "(SBU) Vodka."],
        post="BEIJING",
        refs="A. 06 PHNOM PENH 977",
        tags="PHUM, CH",
        signer="RANDT",
    ),
}


@pytest.fixture(scope="module")
def drinks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("drinks")
    with Library.open(folder / "library") as library:
        filled(library, folder / "texts", **DRINKS)
        yield library


def found(library: Library, query: str, order: Order = Order.OLDEST, *, typing: bool = False) -> set[str]:
    listing = library.listing(query, order, typing=typing)
    names = {"05MOSCOW1": "toast", "06PHNOMPENH977": "trade", "08BEIJING3": "visit"}
    return {names[row.mrn] for row in listing.window(0, len(listing))}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "toast trade visit"),
        ("vodka", "toast trade visit"),
        ("VODKA caviar", "toast"),
        ("caf\u00e9", "toast"),
        ("cafe", "toast"),
        ("CAFE\u0301", "toast"),
        ("vodka -caviar", "trade visit"),
        ("-caviar", "trade visit"),
        ("-tag:PHUM", "toast trade"),
        ("caviar OR smiled", "toast trade"),
        ("vodka (caviar OR smiled)", "toast trade"),
        ('"human rights"', "trade"),
        ("human rights", "trade visit"),
        ("NEAR(rights human, 3)", "trade visit"),
        ("NEAR(rights drink, 3)", "trade"),
        ("NEAR(rights drink, 2)", ""),
        ("vod*", "toast trade visit"),
        ("G/TIP", "trade"),
        ("g-tip", "trade"),
        ("vodka \u00b6 \u2014 &", "toast trade visit"),
        ('"vodka was" OR "rained vodka"', "toast"),
        # fields
        ("subject:vodka", "trade"),
        ('subject:"vodka imports"', "trade"),
        ("subject:dagest*", "toast"),
        ("-subject:vodka vodka", "toast visit"),
        ("from:moscow", "toast"),
        ('from:"phnom penh"', "trade"),
        ("from:PHNOMPENH", "trade"),
        ("from:embassy", ""),
        ("from:amembassy", "toast trade visit"),
        ("to:beijing", "toast"),
        ("tag:phum", "visit"),
        ("tag:P*", "toast trade visit"),
        ("tag:PH", ""),
        ("class:S", "toast visit"),
        ("class:C", "trade"),
        ("class:>=S", "toast visit"),
        ("class:<S", "trade"),
        ("caption:SIPDIS", "toast trade visit"),
        ("portion:S", "toast visit"),
        ("portion:S/NF", "visit"),
        ("portion:S caviar", "toast"),
        ("portion:C caviar", ""),
        ("portion:S vodka", ""),
        ("portion:>=SBU vodka", "toast visit"),
        ("portion:C..S vodka", "toast"),
        ("date:2006", "trade"),
        ("date:2006-03", "trade"),
        ("date:2006-03-15", "trade"),
        ("date:2006-03-16", ""),
        ("date:2005..2006", "toast trade"),
        ("date:..2005-08-31", "toast"),
        ("date:>2006", "visit"),
        ("date:<2006-03-15", "toast"),
        ("year:2005..2006 vodka", "toast trade"),
        ("vodka date:2008..", "visit"),
        ("ref:05MOSCOW1", "trade"),
        ("cites:06PHNOMPENH977", "visit"),
        ('cites:"06 Phnom Penh 0977"', "visit"),
        ("mrn:06PHNOMPENH977", "trade"),
        ("mrn:06phn*", "trade"),
        ("signer:burns", "toast"),
        ("version:1", "toast trade visit"),
        ("version:>1", ""),
        ("length:>100", "toast trade visit"),
        ("length:<1k caviar", "toast"),
        ("tag:PHUM OR caviar", "toast visit"),
        ("-(tag:PHUM OR caviar)", "trade"),
        ("(vodka tag:PHUM) OR (caviar -tag:PHUM)", "toast visit"),
        ("from:%", ""),
        ("tag:_HUM", ""),
    ],
)
def test_a_query_finds(drinks: Library, query: str, expected: str) -> None:
    assert found(drinks, query) == set(expected.split())


def test_the_last_word_is_a_prefix_while_it_is_typed(drinks: Library) -> None:
    assert found(drinks, "vodka cav", typing=True) == {"toast"}
    assert found(drinks, "vodka cav") == set()


def test_a_phrase_does_not_match_across_paragraphs(library: Library, tmp_path: Path) -> None:
    filled(library, tmp_path / "a", a=cable_text(paragraphs=["(C) It ended", "(C) well enough."]))

    assert len(library.listing('"ended well"')) == 0
    assert len(library.listing("NEAR(ended well, 1)")) == 1


def test_the_best_match_has_the_word_in_its_subject(drinks: Library) -> None:
    listing = drinks.listing("vodka", Order.BEST)

    assert listing.window(0, 1)[0].mrn == "06PHNOMPENH977"


@pytest.mark.parametrize("order", list(Order))
def test_every_order_finds_the_same(drinks: Library, order: Order) -> None:
    assert found(drinks, "vodka -caviar", order) == {"trade", "visit"}
    assert found(drinks, "vodka tag:PHUM", order) == {"visit"}
    assert found(drinks, "tag:PHUM", order) == {"visit"}


@pytest.mark.parametrize("order", list(Order))
def test_everything_is_listed_from_an_index_without_sorting(drinks: Library, order: Order) -> None:
    statement = plan(Query()).ids(order, drift=0)

    steps = database(drinks).execute(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters).fetchall()

    assert all("COVERING INDEX" in step[-1] for step in steps)


def test_fields_about_notes_are_resolved_by_the_caller(drinks: Library) -> None:
    def notes(field: Field) -> set[str]:
        return {"08BEIJING3"} if str(field) == "has:notes" else set()

    listing = drinks.listing("vodka has:notes", notes=notes)

    assert [row.mrn for row in listing.window(0, 9)] == ["08BEIJING3"]


def test_fields_about_notes_are_an_error_without_notes(drinks: Library) -> None:
    with pytest.raises(QueryError, match="not available here"):
        drinks.listing("vodka has:notes")


@pytest.mark.parametrize("query", ["\u00b6", "-", "&&", '"..."', "-(\u2014)", "subject:!"])
def test_signs_alone_are_not_searched(drinks: Library, query: str) -> None:
    with pytest.raises(QueryError, match="no word to search for"):
        drinks.listing(query)


hostile = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *"()\"'*-:,;<>=.%_\\^{}+ \x00\ud800\ue000",
                "OR",
                "AND",
                "NOT",
                "NEAR(",
                "a",
                "rowid",
                "words",
                "--",
                "/*",
            ]
        ),
        st.sampled_from([f"{name}:" for name in FIELDS if not FIELDS[name].about_notes]),
        st.sampled_from(
            ["2006", "S/NF", "1..2", ">=3", "'; DROP TABLE cable; --", '" OR 1=1', "{subject}:", "\u0130"]
        ),
        st.text(max_size=4),
    )
).map("".join)


@given(hostile, st.booleans(), st.sampled_from(list(Order)))
def test_nothing_in_a_query_is_an_error_of_sqlite(
    drinks: Library, query: str, typing: bool, order: Order
) -> None:
    try:
        listing = drinks.listing(query, order, typing=typing)
    except QueryError as error:
        mistake: QueryError | None = error
    else:
        mistake = None
        listing.window(0, 3)
    assert mistake is None or 0 <= mistake.position <= len(query)


@given(hostile)
def test_nothing_in_a_name_is_an_error_of_sqlite(drinks: Library, name: str) -> None:
    stored = drinks.get(name)
    completed = drinks.complete(name)

    assert (stored is None) == (drinks.row(name) is None)
    assert drinks.present([name]) <= {name}
    assert len({row.id for row in completed}) == len(completed) <= 20
    assert {row.mrn for row in drinks.citing(name)} <= {row.mrn for row in drinks.listing().window(0, 99)}


def test_superseded_cables_are_excluded_without_reading_all_rows(drinks: Library) -> None:
    statements: list[str] = []
    db = database(drinks)
    db.set_trace_callback(statements.append)
    drinks.first_rows("vodka")
    drinks.listing("vodka")
    db.set_trace_callback(None)

    steps = [
        step
        for statement in statements
        if "current" in statement
        for *_, step in db.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert any("cable_superseded" in step for step in steps)
    assert not any("SCAN c" in step and "cable_superseded" not in step for step in steps)
