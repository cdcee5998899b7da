"""What counts as the same words when finding."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.features.reader.find.find_model import find, fold, words_sought


def found(text: str, words: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find([fold(text)], words_sought(words).patterns)]


@pytest.mark.parametrize(
    ("text", "words", "hit"),
    [
        ("TRAFFICKING", "trafficking", "TRAFFICKING"),
        ("São Paulo", "sao paulo", "São Paulo"),
        ("Sao Paulo", "são", "Sao"),
        ("the\nPrime   Minister", "the prime minister", "the\nPrime   Minister"),
        ("Taylor’s", "taylor's", "Taylor’s"),
        ("sub–regional", "sub-regional", "sub–regional"),
        ("Straße", "strasse", "Straße"),
        ("ﬁnal", "final", "ﬁnal"),
        ("İstanbul", "istanbul", "İstanbul"),
        ("1.4 (b,d)", "(B,D)", "(b,d)"),
    ],
)
def test_the_same_words(text: str, words: str, hit: str) -> None:
    assert found(f"before {text} after", words) == [hit]


def test_words_are_no_pattern() -> None:
    assert found("a.b axb", "a.b") == ["a.b"]
    assert found("(((", "(((") == ["((("]


def test_blank_words_are_found_nowhere() -> None:
    assert found("some text", "  ") == []


@given(st.text(max_size=60), st.integers(0, 59), st.integers(1, 10))
def test_what_stands_in_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    words = text[start : start + length].strip()
    if words and all(not unicodedata.combining(one) for one in words) and fold(words).text.split():
        assert found(text, words)
