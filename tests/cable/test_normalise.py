"""The one form of a text that offsets count in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cable.normalise import normalise, text_hash

anything = st.text(st.characters())


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_newline_becomes_one(newline: str) -> None:
    assert normalise(f"one{newline}two") == "one\ntwo"


def test_a_zero_width_space_inside_a_line_end_leaves_one_newline() -> None:
    assert normalise("one\r\u200b\ntwo") == "one\ntwo"


@pytest.mark.parametrize("space", ["\t", "\xa0", "\u2003", "\u202f", "\u3000"])
def test_tabs_and_foreign_spaces_become_a_space(space: str) -> None:
    assert normalise(f"one{space}two") == "one two"


def test_what_drives_a_terminal_becomes_a_symbol_of_the_same_length() -> None:
    assert normalise("\x1b[2J\x00\x7f\x9b31m") == "␛[2J␀␡�31m"


def test_lone_surrogates_become_the_replacement_character() -> None:
    assert normalise("a\ud800b\udfff") == "a�b�"


def test_characters_that_turn_the_order_of_others_go() -> None:
    assert normalise("\ufeffPARIS\u202e\u2066 1\u200b2\u200f\xad") == "PARIS 12"


@given(anything)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(anything)
def test_a_normalised_text_can_be_written_and_shown(text: str) -> None:
    once = normalise(text)
    once.encode("utf-8")
    assert not any(ord(letter) < 0x20 and letter != "\n" for letter in once)
    assert not any(0x7F <= ord(letter) < 0xA0 for letter in once)


@given(st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126)))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert normalise(text) == text


def test_the_hash_tells_versions_apart_and_nothing_else() -> None:
    assert text_hash(normalise("a\r\nb")) == text_hash("a\nb") != text_hash("a\nc")
    assert len(text_hash("")) == 64
