"""Finding words in the open cable: what counts as the same words, and walking the hits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.features.reader.find.find_model import Hits, fold, plain_words
from reader.tui.features.reader.reader_pane import ReaderPane
from tests.tui.build import cable_of
from tests.tui.features.reader.pane_stage import reading, screen


def found(text: str, words: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Hits([fold(text)], plain_words(words))]


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


@pytest.mark.parametrize("words", ["a", "an", "ana", "nn", "a b", "ß"])
def test_whether_a_hit_begins_between_two_places(words: str) -> None:
    text = "ananana b annn aß banana"
    hits = Hits([fold(text)], plain_words(words))
    begins = {hit.start for hit in hits}
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            assert hits.any_between(0, start, end) == any(start <= at < end for at in begins)


# On the page


async def test_finding_is_blind_to_case_accents_and_line_ends() -> None:
    async with reading(cable_of("Müller met the\nPrime   Minister in São Paulo.")) as (pane, _, app):
        assert pane.find("muller") == 1
        assert pane.find("THE PRIME minister") == 1
        assert pane.find("sao") == 1
        assert pane.find("(") == 0
        assert app.heard(ReaderPane.HitsChanged) == [] or pane.finding == "("


async def test_hits_are_walked_and_the_end_is_said() -> None:
    async with reading() as (pane, pilot, app):
        assert pane.find("number") == 10
        for expected in range(2, 11):
            assert pane.next_hit(1)
            assert pane.current == expected
        assert not pane.next_hit(1)
        assert pane.next_hit(1, wrap=True)
        await pilot.pause()
        last = app.heard(ReaderPane.HitsChanged)[-1]
        assert (last.current, last.total, last.wrapped) == (1, 10, True)  # type: ignore[attr-defined]
        assert not pane.next_hit(-1)


async def test_typing_on_never_wanders_off() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("}", "}", "}")
        pane.find("N")
        pane.find("Nu")
        pane.find("Number")
        assert pane.current in (3, 4)


async def test_hits_follow_the_cable_as_sent() -> None:
    async with reading() as (pane, pilot, _):
        pane.find("number 7")
        await pilot.press("w")
        assert pane.next_hit(0)
        assert any("7. (SBU) Number 7" in row for row in screen(pane))
