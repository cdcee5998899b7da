"""Clean text: wraps and artefacts gone, every kept character mapped to its place in the source."""

from __future__ import annotations

import pytest

from reader.cable.source.clean_text import Run, clean, has_markup, one_line


def cleaned(source: str) -> str:
    """The clean text of a source that is one run; the map must lead from every character back to it."""
    made = clean(source, [Run(0, len(source), "")], markup=has_markup(source))
    for start, place, length in zip(made.map.clean, made.map.source, made.map.length, strict=True):
        assert made.text[start : start + length] == source[place : place + length]
    return made.text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("He came\nand left.", "He came and left."),
        ("He  came   \n  and left.", "He came and left."),
        ("an anti-\ncorruption law", "an anti-corruption law"),
        ("a dash -\nand more", "a dash - and more"),
        ("in ¶1999 and\n¶2000", "in 1999 and 2000"),
        ("**He** came<br>and left", "He came and left"),
        ("R&amp;D &quot;now&quot;", 'R&D "now"'),
        ("see [PHUM](#) there", "see PHUM there"),
        ("He came\\\nand left", "He came and left"),
    ],
)
def test_wraps_and_artefacts_go(source: str, text: str) -> None:
    assert cleaned(source) == text


def test_runs_are_joined_by_what_stands_before_each() -> None:
    source = "One.\n\nTwo.\nThree."
    runs = [Run(0, 4, ""), Run(6, 10, "\n\n"), Run(11, 17, " ")]

    assert clean(source, runs, markup=False).text == "One.\n\nTwo. Three."


def test_a_table_is_kept_as_set() -> None:
    source = "Party   Seats\nPSOE    164"
    made = clean(source, [Run(0, len(source), "", verbatim=True)], markup=False)

    assert made.text == source
    assert [tuple(span) for span in made.verbatim] == [(0, len(source))]


def test_one_line_has_single_spaces_and_no_wrappers() -> None:
    assert one_line("**A  VISIT\nTO PARIS**", 0, 21) == "A VISIT TO PARIS"
