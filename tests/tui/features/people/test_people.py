"""The screen of persons, by keys."""

from __future__ import annotations

import pytest

from reader.tui.features.people.person_query import narrowed_to
from tests.tui.stage import playing


@pytest.mark.parametrize(
    ("query", "name", "narrowed"),
    [
        ("", "Sar Kheng", 'people:"Sar Kheng"'),
        ("visa tag:PHUM", "Rivera", 'visa tag:PHUM people:"Rivera"'),
        ("visa OR permit", "Rivera", '(visa OR permit) people:"Rivera"'),
        ("", 'A "Big" Name', 'people:"A Big Name"'),
    ],
)
def test_a_person_narrows_the_whole_query(query: str, name: str, narrowed: str) -> None:
    assert narrowed_to(query, name) == narrowed


async def test_persons_are_shown_with_their_passages_and_narrow_the_list() -> None:
    async with playing() as stage:
        await stage.press('"')
        await stage.shows("20 persons in 5 cables", "Sar Kheng")
        await stage.press("G")
        await stage.shows("2007-12-19  07BEIJING7545", "Zhang Xinfeng")
        await stage.press("enter")
        await stage.until(lambda: stage.app.screen is stage.main)
        await stage.until(lambda: len(stage.main.state.listing or ()) == 1)
        await stage.shows('people:"Zhang Xinfeng"')
