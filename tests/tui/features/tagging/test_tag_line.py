"""What a line of tags asks for, and what is suggested while it is typed."""

from __future__ import annotations

import datetime as dt

import pytest

from reader.notes.model import Code
from reader.tui.core.tag_line import TagLine, complete_tags, parse_tags, tag_source

WHEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def code(name: str) -> Code:
    return Code(id=name, author="me", created=WHEN, changed=WHEN, name=name)


CODES = (code("mou"), code("trafficking"), code("trade"), code("action plan"))
USAGE = {"trade": 1, "trafficking": 7, "mou": 3}


@pytest.mark.parametrize(
    ("line", "add", "remove"),
    [
        ("trafficking", ("trafficking",), ()),
        ("+mou, -trade", ("mou",), ("trade",)),
        ("action plan, #mou ,, ", ("action plan", "mou"), ()),
        ("mou, mou", ("mou",), ()),
        ("", (), ()),
        ("-", (), ()),
    ],
)
def test_a_line_is_read_as_names_between_commas(
    line: str, add: tuple[str, ...], remove: tuple[str, ...]
) -> None:
    assert parse_tags(line) == TagLine(add, remove)


def offered(line: str, present: tuple[str, ...] = ()) -> list[str]:
    return [choice.value for choice in tag_source(CODES, USAGE, present)(line)]


def test_an_empty_line_offers_what_is_used_most() -> None:
    assert offered("") == ["trafficking", "mou", "trade", "action plan"]


def test_what_begins_so_comes_first_and_a_new_one_after_it() -> None:
    assert offered("tra") == ["trafficking", "trade", "tra"]


def test_a_name_that_is_there_is_not_offered_as_new() -> None:
    assert offered("MOU") == ["mou"]


def test_after_a_comma_the_next_name_is_completed() -> None:
    assert offered("mou, act") == ["action plan", "act"]
    assert complete_tags("mou, act", "action plan") == "mou, action plan"


def test_after_a_comma_alone_nothing_is_chosen_by_accident() -> None:
    assert offered("mou, ") == []


def test_taking_away_offers_what_is_there() -> None:
    assert offered("-", present=("trade",)) == ["trade"]
    assert complete_tags("-tr", "trade") == "-trade"
