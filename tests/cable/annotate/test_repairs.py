"""Garbled letters that are shown as they were meant, and those that are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cable.annotate.repairs import repaired, repairs


def shown(text: str) -> str:
    return repaired(text, repairs(text))


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("Taylor,s men said they don,t know", "Taylor’s men said they don’t know"),
        (
            "we,re sure he,ll go, they,ve gone and he,d know",
            "we’re sure he’ll go, they’ve gone and he’d know",
        ),
        ("a &middle power8 of its own", "a “middle power” of its own"),
        ("the &G8 summit,8 he said", "the “G8 summit,” he said"),
        ("called &NATO8 and &EU.8", "called “NATO” and “EU.”"),
    ],
)
def test_what_was_meant_is_shown(sent: str, meant: str) -> None:
    assert shown(sent) == meant


@pytest.mark.parametrize(
    "text",
    [
        "in Paris,so he said",
        "Section 1,d of the act",
        "A,s,t in a list",
        "R&D in 1998 and AT&T",
        "Smith & Sons, established 1888",
        "&8",
        "the G8 and &others",
        "&begun on one line\nended on another8",
        "Paris, the capital",
    ],
)
def test_what_may_be_as_it_should_is_left(text: str) -> None:
    assert shown(text) == text


@given(st.text(alphabet="ab ,sdt&8.\nX", max_size=200))
def test_no_offset_moves_and_nothing_else_changes(text: str) -> None:
    found = repairs(text)
    changed = repaired(text, found)
    assert len(changed) == len(text)
    at = {repair.at for repair in found}
    assert all(
        new == old for index, (new, old) in enumerate(zip(changed, text, strict=True)) if index not in at
    )
    assert {text[index] for index in at} <= set(",&8")
    assert [repair.at for repair in found] == sorted(at)


def test_a_closing_parenthesis_that_closes_nothing_is_shown_as_a_dash() -> None:
    text = "Little evidence ) or even debate ) exists (so he said ) at all"
    shown = repaired(text, repairs(text))
    assert shown == "Little evidence – or even debate – exists (so he said ) at all"
