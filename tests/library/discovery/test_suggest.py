"""Suggestions of similar words and posts for a query without matches."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.discovery.suggest import suggestions
from reader.library.library import Library
from tests.library.builders import cable_text, filled


@pytest.fixture
def words(library: Library, tmp_path: Path) -> Library:
    filled(
        library,
        tmp_path / "texts",
        a=cable_text("06PHNOMPENH1", paragraphs=["(C) Trafficking of antiquities."]),
        b=cable_text("06PHNOMPENH2", paragraphs=["(C) Trafficking, trafficker, caf\u00e9."]),
    )
    return library


def offered(library: Library, query: str) -> list[str]:
    return [each.instead for each in suggestions(library, query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("traficking", ["trafficking"]),
        ("trafikcing", ["trafficking"]),
        ("trafikcign", []),
        ("traffikcing", ["trafficking"]),
        ("antiquitties", ["antiquities"]),
        ("caef", ["cafe"]),
        ("trafficking", []),
        ("antiquity", []),
        ("of zebra", []),
        ("-traficking", []),
        ("traficking*", []),
        ("from:bejing", ["BEIJING", "PEKING"]),
        ("from:beijing", []),
        ("vodka from:ragoon", ["RANGOON"]),
    ],
)
def test_similar_words_and_posts_are_suggested(words: Library, query: str, expected: list[str]) -> None:
    assert offered(words, query) == expected


def test_a_suggestion_says_how_many_texts_contain_it(words: Library) -> None:
    (found,) = suggestions(words, "traficking")

    assert (found.word, found.instead, found.found, found.is_post) == ("traficking", "trafficking", 2, False)
