"""Choosing words, as a value that keys change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.features.reader.selection_model import (
    KEYS,
    Selection,
    next_word,
    pressed,
    previous_word,
    word_at,
)
from reader.tui.page.layout import layout
from reader.tui.page.model import Layout, Options
from tests.tui.build import Draft, cable_of

TEXT = 'He said: "Laos\'s plan (NPA) is ready." Then they left. The end.'


def typed(page: Layout, *keys: str, ordinal: int = 1, cursor: int = 0) -> str:
    selection = Selection(ordinal, cursor)
    for key in keys:
        selection = pressed(key, selection, page) or selection
    text = page.cable.paragraphs[ordinal - 1].text
    start, end = selection.span(text)
    return text[start:end]


def test_a_word_keeps_its_apostrophe() -> None:
    assert TEXT[slice(*word_at(TEXT, TEXT.index("Laos")))] == "Laos's"


def test_words_are_walked_without_their_punctuation() -> None:
    assert TEXT[next_word(TEXT, 3) :].startswith("Laos")
    assert TEXT[previous_word(TEXT, TEXT.index("plan")) :].startswith("Laos")


def test_choosing_by_words_takes_whole_words_and_by_characters_just_those() -> None:
    page = layout(cable_of(TEXT), 40)
    assert typed(page, "w", "v", "w") == "said: \"Laos's"
    assert typed(page, "w", "v", "w", "left") == 'said: "'
    assert typed(page, "right", "v", "right") == "e "


def test_the_other_end_can_be_moved_too() -> None:
    page = layout(cable_of(TEXT), 40)
    assert typed(page, "w", "w", "v", "w", "o", "b") == "said: \"Laos's plan"


def test_a_sentence_at_a_time() -> None:
    page = layout(cable_of(TEXT), 40)
    assert typed(page, "right_parenthesis") == "Then"
    assert typed(page, "v", "right_parenthesis", "right_parenthesis", "G") == TEXT


def test_a_row_down_keeps_the_column() -> None:
    page = layout(cable_of(Draft("alpha beta\ngamma delta", portion=None)), 40)
    assert typed(page, "w", "down") == "delta"
    assert typed(page, "w", "down", "up") == "beta"


keys = st.lists(st.sampled_from(sorted(KEYS)), max_size=25)


@given(st.text(max_size=80), keys, st.integers(1, 60), st.booleans())
def test_no_key_leads_out_of_the_paragraph(
    text: str, pressed_keys: list[str], width: int, sent: bool
) -> None:
    cable = cable_of("Before.", Draft(text, portion=None), "After.")
    page = layout(cable, width, Options(as_sent=sent))
    selection = Selection(2, 0)
    for key in pressed_keys:
        selection = pressed(key, selection, page) or selection
        assert selection.ordinal == 2
        assert 0 <= selection.cursor <= max(len(text) - 1, 0)
        start, end = selection.span(text)
        assert 0 <= start <= end <= len(text)
        assert start < end or not text
