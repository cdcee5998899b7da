"""Reading only the portions of chosen levels."""

from __future__ import annotations

import pytest

from reader.cable.model import Level
from reader.cable.outline.portion_filter import PortionFilter, levels, named
from reader.errors import UsageError
from tests.tui.build import Draft, cable_of

CABLE = cable_of(
    Draft("One.", portion="U"),
    Draft("Two.", portion="S/NF"),
    Draft("Three.", portion="S"),
    Draft("Four.", portion=None),
    Draft("Five.", portion="U"),
)
SECRET = PortionFilter(frozenset({Level.S}))


def test_levels_are_counted_the_lowest_first_and_unmarked_last() -> None:
    assert levels(CABLE) == [(Level.U, 2), (Level.S, 2), (None, 1)]


def test_a_level_shows_all_paragraphs_of_it_whatever_else_their_mark_says() -> None:
    assert [one.ordinal for one in CABLE.paragraphs if SECRET.shows(one)] == [2, 3]
    assert [one.ordinal for one in CABLE.paragraphs if SECRET.toggled(None).shows(one)] == [2, 3, 4]
    assert all(map(SECRET.toggled(Level.S).shows, CABLE.paragraphs))


def test_what_is_shown_is_said_in_words() -> None:
    assert SECRET.toggled(Level.U).words(CABLE)[0] == "only U, S: 4 of 5 paragraphs"
    assert PortionFilter(frozenset({None})).words(CABLE)[-1] == "only unmarked"
    assert PortionFilter().words(CABLE) == ()


def test_the_next_portion_is_one_of_those_chosen() -> None:
    assert [SECRET.next(CABLE, here, 1) for here in (None, 1, 2, 3)] == [2, 2, 3, None]
    assert [SECRET.next(CABLE, here, -1) for here in (5, 3, 2, None)] == [3, 2, None, None]


def test_without_a_choice_it_is_the_next_of_another_level() -> None:
    off = PortionFilter()
    assert [off.next(CABLE, here, 1) for here in (None, 1, 2, 4, 5)] == [1, 2, 4, 5, None]
    assert [off.next(CABLE, here, -1) for here in (5, 3, 1)] == [4, 1, None]


def test_levels_are_read_as_a_user_types_them() -> None:
    assert named("s, unmarked", folds=True) == PortionFilter(frozenset({Level.S, None}), True)
    assert not named("all").on
    assert not named(" ").on
    with pytest.raises(UsageError, match="is not a level"):
        named("S Q")
