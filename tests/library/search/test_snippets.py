"""Snippets: a paragraph with hits, some words around them, and the hits as spans."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cable.parse import parse as parse_cable
from reader.library.db import paragraph_index
from reader.library.db.paragraph_index import ParagraphSpan
from reader.library.folding import fold_in_place
from reader.library.library import Library
from reader.library.query.syntax import parse
from reader.library.search.snippets import Snippet, snippet
from tests.library.builders import cable_text, database, filled
from tests.library.counting import growth


def shown(text: str, query: str, spans: tuple[ParagraphSpan, ...] | None = None) -> Snippet | None:
    return snippet(text, (ParagraphSpan(0, len(text), 3),) if spans is None else spans, parse(query))


def marked(found: Snippet | None) -> str:
    """The snippet with its hits in brackets."""
    assert found
    text = found.text
    for start, end in reversed(found.hits):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("vodka", "He drank [Vodka] and ate\ncaviar in the caf\u00e9."),
        ("cafe", "He drank Vodka and ate\ncaviar in the [caf\u00e9]."),
        ("cav*", "He drank Vodka and ate\n[caviar] in the caf\u00e9."),
        ('"ate caviar"', "He drank Vodka and [ate\ncaviar] in the caf\u00e9."),
        ("vodka -tea caviar", "He drank [Vodka] and ate\n[caviar] in the caf\u00e9."),
        ("NEAR(drank ate, 4)", "He [drank] Vodka and [ate]\ncaviar in the caf\u00e9."),
    ],
)
def test_the_hits_are_marked_by_spans(query: str, expected: str) -> None:
    found = shown("He drank Vodka and ate\ncaviar in the caf\u00e9.", query)

    assert marked(found) == expected.replace("\n", " ")


def test_a_long_paragraph_is_cut_around_the_hit() -> None:
    found = shown("before " * 100 + "vodka " + "after " * 100, "vodka")

    assert found
    assert len(found.text) <= 164
    assert found.text.startswith("\u2026before")
    assert found.text.endswith("after\u2026")
    assert "[vodka]" in marked(found)


def test_the_paragraph_with_most_of_the_words_is_shown() -> None:
    text = "vodka here\n\nvodka and caviar\n\ncaviar"
    spans = (ParagraphSpan(0, 10, 3), ParagraphSpan(12, 28, 3), ParagraphSpan(30, 36, 3))

    found = shown(text, "vodka caviar", spans)

    assert found
    assert (found.text, found.ordinal) == ("vodka and caviar", 2)


def test_a_word_in_a_portion_is_shown_in_such_a_paragraph() -> None:
    text = "(C) vodka\n\n(S) vodka"
    spans = (ParagraphSpan(0, 9, 3), ParagraphSpan(11, 20, 4))

    found = shown(text, "portion:S vodka", spans)

    assert found
    assert found.ordinal == 2
    assert shown(text, "portion:TS vodka", spans) is None


def test_a_hit_outside_of_paragraphs_has_no_paragraph() -> None:
    found = shown("SUBJECT: VODKA\n\n1. (C) Tea.", "vodka", (ParagraphSpan(16, 27, 3),))

    assert found
    assert found.ordinal is None
    assert "VODKA" in found.text
    assert "Tea" not in found.text


def test_a_query_of_fields_only_has_no_snippet() -> None:
    assert shown("vodka", "tag:PHUM") is None
    assert shown("vodka", "-vodka") is None
    assert shown("vodka", "") is None


def test_a_library_shows_where_its_hits_are(library: Library, tmp_path: Path) -> None:
    filled(library, tmp_path / "a", a=cable_text(paragraphs=["(C) Tea.", "(C) He asked for\nvodka."]))

    rows = library.first_rows("vodka")
    (found,) = library.snippets(rows, "vodka")

    assert found
    assert found.ordinal == 2
    assert "[vodka]" in marked(found)


def test_the_stored_layout_is_that_of_the_parsed_paragraphs(library: Library, tmp_path: Path) -> None:
    text = cable_text(paragraphs=["(C) One.", "(S) Two.", "Three."])
    filled(library, tmp_path / "a", a=text)
    cable = parse_cable(text)
    stored = database(library).execute("SELECT layout FROM body").fetchone()[0]

    assert [(place.start, place.end) for place in paragraph_index.unpack(stored)] == [
        p.span for p in cable.paragraphs
    ]


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 70000), st.integers(0, 5))))
def test_a_stored_layout_is_read_back(steps: list[tuple[int, int, int]]) -> None:
    spans = []
    at = 0
    for gap, length, level in steps:
        spans.append(ParagraphSpan(at + gap, at + gap + length, level))
        at += gap + length

    assert paragraph_index.unpack(paragraph_index.pack(spans)) == spans


@given(st.binary())
def test_a_damaged_layout_raises_no_error(packed: bytes) -> None:
    spans = paragraph_index.unpack(packed)

    assert len(spans) <= len(packed) // 3
    assert all(0 <= span.start <= span.end for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


@given(st.text(), st.text(st.characters(min_codepoint=0x80), min_size=50))
def test_a_character_folds_alike_beside_any_others(text: str, others: str) -> None:
    assert fold_in_place(text) == "".join(map(fold_in_place, text))
    assert fold_in_place(others + text).endswith(fold_in_place(text))


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_in_place(fold_in_place(text)) == fold_in_place(text)


def test_a_sigma_is_a_sigma_at_the_end_of_a_word_too() -> None:
    assert fold_in_place("\u03a3\u03c3\u03c2") == "\u03c3" * 3


words = st.text(st.sampled_from("ab \n\u00e9\u0301.-_\u0130"), max_size=40)


@given(words, words)
def test_hits_are_within_the_snippet_and_in_order(text: str, query: str) -> None:
    found = snippet(text, [ParagraphSpan(0, len(text), 0)], parse(query.replace("-", " ").strip() or "a"))
    if found:
        ends = [0, *[number for hit in found.hits for number in hit], len(found.text)]
        assert ends == sorted(ends)
        assert "\n" not in found.text


@pytest.mark.parametrize("piece", ["a ", "a-", "-", "a"])
def test_twice_the_text_takes_no_more_than_twice_the_work(piece: str) -> None:
    """What regular expressions do meanwhile is measured by ``tests.faults.regex_growth``."""
    assert growth(lambda size: shown(piece * size, '"a b" a* "a a a"'), 20_000) < 2.1
