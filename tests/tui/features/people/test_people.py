"""The screen of names, by keys."""

from __future__ import annotations

import pytest

from reader.library.discovery.name_queries import NameKind, narrowed_to
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
    assert narrowed_to(query, NameKind.PERSON, name) == narrowed


async def test_names_are_shown_with_their_passages_merged_and_narrow_the_list() -> None:
    async with playing() as stage:
        await stage.press('"')
        await stage.shows("21 persons in 5 cables", "Sar Kheng")
        await stage.press("slash", *"hok", "enter", "space", "m", *"kheng", "enter", "enter")
        await stage.shows("Hok Lundy is also Sar Kheng", "Hok Lundy = Sar Kheng")
        await stage.press("s", "y")
        await stage.shows("21 persons in 5 cables", "Apart: Hok Lundy, Sar Kheng")
        await stage.press("G")
        await stage.shows("2007-12-19  07BEIJING7545", "Zhang Xinfeng")
        await stage.press("tab")
        await stage.shows("places in 5 cables", "Cambodia")
        await stage.press("tab")
        await stage.shows("UN  United Nations")
        await stage.press("tab", "G")
        await stage.shows("2007-12-19  07BEIJING7545", "Zhang Xinfeng")
        await stage.press("enter")
        await stage.until(lambda: stage.app.screen is stage.main)
        await stage.until(lambda: len(stage.main.state.listing or ()) == 1)
        await stage.shows('people:"Zhang Xinfeng"')
