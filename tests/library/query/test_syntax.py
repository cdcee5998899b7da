"""Parsing queries into trees, printing them, and reporting mistakes with their position."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.errors import QueryError
from reader.library.query.fields import FIELDS
from reader.library.query.syntax import MAX_DEPTH, MAX_LENGTH, MAX_TOKENS, parse
from reader.library.query.tree import (
    And,
    Comparison,
    Field,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Word,
)
from tests.library.counting import calls

READINGS = [
    ("", None),
    ("  ", None),
    ("vodka", Word("vodka")),
    ("traffick*", Prefix("traffick")),
    ('"human rights"', Phrase("human rights")),
    ("“human rights”", Phrase("human rights")),
    ('"human ri"*', Phrase("human ri", True)),
    ("vodka caviar", And((Word("vodka"), Word("caviar")))),
    ("vodka AND caviar", And((Word("vodka"), Word("caviar")))),
    ("vodka OR caviar", Or((Word("vodka"), Word("caviar")))),
    ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
    ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
    ("-visa", Not(Word("visa"))),
    ("NOT visa", Not(Word("visa"))),
    ("--visa", Word("visa")),
    ("a -(b c)", And((Word("a"), Not(And((Word("b"), Word("c"))))))),
    ("follow-up", Word("follow-up")),
    ("G/TIP", Word("G/TIP")),
    ("15:53", Word("15:53")),
    ("frus1969-76v22d12", Field("mrn", Word("FRUS1969-76V22D12"))),
    ("frus1969-76v22 canal", And((Field("mrn", Prefix("FRUS1969-76V22D")), Word("canal")))),
    ("FRUS1969-76", Field("mrn", Prefix("FRUS1969-76"))),
    ("frustration", Word("frustration")),
    ("tag:PHUM", Field("tag", Word("PHUM"))),
    ("TAG:PHUM", Field("tag", Word("PHUM"))),
    ('from:"phnom penh"', Field("from", Phrase("phnom penh"))),
    ("subject:traff*", Field("subject", Prefix("traff"))),
    ("date:2006..2008", Field("date", Range("2006", "2008"))),
    ("date:2006-03..", Field("date", Range("2006-03", ""))),
    ("date:>=2006-03-15", Field("date", Comparison(">=", "2006-03-15"))),
    ("length:>20k", Field("length", Comparison(">", "20k"))),
    ("class:>=S", Field("class", Comparison(">=", "S"))),
    ("portion:S/NF vodka", And((Field("portion", Word("S/NF")), Word("vodka")))),
    ("NEAR(visa fraud)", Near((Word("visa"), Word("fraud")), 10)),
    ("NEAR(visa fraud, 5)", Near((Word("visa"), Word("fraud")), 5)),
    ('NEAR("visa fraud" ring*,5)', Near((Phrase("visa fraud"), Prefix("ring")), 5)),
    ("NEAR", Word("NEAR")),
    ('"OR"', Phrase("OR")),
    ("note:visas", Field("note", Word("visas"))),
    ("06PHNOMPENH977", Field("mrn", Word("06PHNOMPENH977"))),
    ("10shanghai60_a iran", And((Field("mrn", Word("10SHANGHAI60")), Word("iran")))),
    ("https://example.org/cable/2010/02/10STATE17263.html", Field("mrn", Word("10STATE17263"))),
    ('"06PHNOMPENH977"', Phrase("06PHNOMPENH977")),
    ("11SEP2001", Word("11SEP2001")),
    ("ref:06PHNOMPENH977", Field("ref", Word("06PHNOMPENH977"))),
]


@pytest.mark.parametrize(("text", "root"), READINGS)
def test_a_query_is_parsed_to_its_tree(text: str, root: Node | None) -> None:
    assert parse(text) == Query(root)


@pytest.mark.parametrize(("text", "root"), READINGS)
def test_a_printed_tree_parses_to_the_same_tree(text: str, root: Node | None) -> None:
    assert parse(str(parse(text))) == Query(root)


MISTAKES = [
    ('iran "nuclear', 5, "closing quote is missing"),
    ("(iran", 0, '"(" without ")"'),
    ("iran)", 4, '")" without "("'),
    ("iran OR", 5, "word after"),
    ("OR iran", 0, "word before"),
    ("iran NOT", 5, "NOT needs a word after it"),
    ("()", 0, "brackets are empty"),
    ('a ""', 2, "quotes are empty"),
    ("tga:PHUM", 0, "no field tga"),
    ("iran tag:", 5, "tag: needs a value"),
    ("date:soon", 0, "needs a date"),
    ("date:2006-13", 0, "needs a date"),
    ("date:..", 0, "needs a date"),
    ("class:blue", 0, "needs a level"),
    ("length:many", 0, "needs a number"),
    ("tr*ck", 2, "star can only"),
    ("*", 0, "star can only"),
    ("NEAR(visa)", 0, "two words"),
    ("NEAR(visa fraud, far)", 10, "needs a number"),
    ("NEAR(visa tag:X)", 10, "words, not fields"),
    ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), MAX_DEPTH, "The brackets are nested"),
    ("a " * (MAX_TOKENS + 1), 2 * MAX_TOKENS, "parts"),
    ("a" * (MAX_LENGTH + 1), MAX_LENGTH, "longer"),
]


@pytest.mark.parametrize(("text", "position", "words"), MISTAKES)
def test_a_mistake_is_reported_with_its_position_and_advice(text: str, position: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)

    assert words in caught.value.what
    assert caught.value.position == position
    assert caught.value.advice


def test_for_a_misspelt_field_a_similar_one_is_suggested() -> None:
    with pytest.raises(QueryError, match="Did you mean subject:"):
        parse("subjct:iran")


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("traffick", Prefix("traffick")),
        ("human traffick", And((Word("human"), Prefix("traffick")))),
        ("traffick ", Word("traffick")),
        ("tr", Word("tr")),
        ("tra", Prefix("tra")),
        ("traffick*", Prefix("traffick")),
        ('"human ri', Phrase("human ri", True)),
        ('"human rights"', Phrase("human rights")),
        ("iran OR", Word("iran")),
        ("iran -", And((Word("iran"), Word("-")))),
        ("iran (", Word("iran")),
        ("(iran", Prefix("iran")),
        ("iran tag:", Word("iran")),
        ("iran date:20", Word("iran")),
        ("iran class:>", Word("iran")),
        ("subject:traff", Field("subject", Prefix("traff"))),
        ("tag:PHU", Field("tag", Prefix("PHU"))),
        ('iran "', Word("iran")),
        ("NEAR(visa", Word("visa")),
        ("iran NOT", Word("iran")),
        ("06PHNOMPENH97", Field("mrn", Prefix("06PHNOMPENH97"))),
        ("06PHNOMPENH", Prefix("06PHNOMPENH")),
    ],
)
def test_while_typing_the_end_is_taken_as_unfinished(text: str, root: Node) -> None:
    assert parse(text, typing=True) == Query(root)


def test_while_typing_a_mistake_before_the_end_is_still_one() -> None:
    with pytest.raises(QueryError):
        parse("foo:bar iran", typing=True)


# Generated trees of the shapes that the parser makes.
plain = st.from_regex(r"[a-zA-Z0-9/'.é&]{1,8}", fullmatch=True).filter(
    lambda word: word not in {"OR", "AND", "NOT", "NEAR"}
)
words = st.one_of(
    st.builds(Word, plain),
    st.builds(Prefix, plain),
    st.builds(
        Phrase,
        st.text(st.characters(codec="utf-8", exclude_characters='"“”„‟«»'), min_size=1).filter(str.strip),
        st.booleans(),
    ),
)
values = st.one_of(
    st.builds(lambda v: Field("tag", v), words),
    st.builds(lambda a, b: Field("date", Range(str(a), str(b))), *[st.integers(1900, 2100)] * 2),
    st.builds(
        lambda o, n: Field("length", Comparison(o, str(n))),
        st.sampled_from(["<", "<=", ">", ">="]),
        st.integers(0, 9**9),
    ),
    st.builds(lambda t, n: Near(tuple(t), n), st.lists(words, min_size=2, max_size=4), st.integers(0, 1000)),
)


def without_and(node: Node) -> bool:
    return not isinstance(node, And)


def without_or(node: Node) -> bool:
    return not isinstance(node, Or)


trees = st.recursive(
    st.one_of(words, values),
    lambda inner: st.one_of(
        st.builds(Not, inner.filter(lambda node: not isinstance(node, Not))),
        st.builds(
            lambda nodes: And(tuple(nodes)), st.lists(inner.filter(without_and), min_size=2, max_size=3)
        ),
        st.builds(lambda nodes: Or(tuple(nodes)), st.lists(inner.filter(without_or), min_size=2, max_size=3)),
    ),
    max_leaves=12,
)


@given(trees)
def test_every_tree_is_printed_as_a_query_that_parses_to_it(root: Node) -> None:
    assert parse(str(Query(root))) == Query(root)


pieces = st.lists(
    st.one_of(
        st.sampled_from([*'()"*-:,<>=. ', "OR", "AND", "NOT", "NEAR(", *[f"{name}:" for name in FIELDS]]),
        st.text(max_size=5),
    )
).map("".join)


@given(st.one_of(st.text(), pieces), st.booleans())
def test_any_text_is_a_query_or_a_mistake_with_a_position(text: str, typing: bool) -> None:
    try:
        tree = parse(text, typing=typing)
    except QueryError as error:
        mistake = error
    else:
        assert parse(str(tree)) == tree
        return
    assert 0 <= mistake.position <= len(text)
    assert mistake.advice


@pytest.mark.parametrize("piece", ["(", "-", '"', "NEAR(", "a:", "tag:", "*", "OR ", '" ', "..", "-("])
def test_the_longest_nonsense_takes_few_calls(piece: str) -> None:
    def read() -> None:
        with suppress(QueryError):
            parse((piece * MAX_LENGTH)[:MAX_LENGTH])

    assert calls(read) < 20 * MAX_LENGTH
