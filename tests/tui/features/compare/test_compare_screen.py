"""Comparing by keys."""

from __future__ import annotations

from reader.tui.core.pane_layout import Pane
from tests.tui.stage import playing

HERE, OTHER = "06PHNOMPENH977", "06PHNOMPENH1385"


async def test_the_open_cable_is_compared_with_another_one() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        await stage.press("=")
        await stage.choose(OTHER)
        await stage.shows(f"{HERE} → {OTHER} · ", "subject", "− REGIONAL PROGRESS", "¶1  only in the first")
        await stage.press("n", "n", "N")
        await stage.press("s")
        await stage.shows(f"{OTHER} → {HERE} · ")
        await stage.press("G")
        await stage.press("N", "enter")
        await stage.until(lambda: stage.app.screen is stage.main and stage.active is Pane.READER)
        assert stage.main.state.mrn == HERE


async def test_two_marked_cables_are_compared_and_other_numbers_of_them_are_not() -> None:
    async with playing() as stage:
        stage.main.controllers.panes.activate(Pane.LIST)
        await stage.press("g", "space", "=")
        await stage.shows("= compares two marked cables; you have marked 1.")
        await stage.press("space", "=")
        await stage.shows(" → ", " differences")
        await stage.press("q")
        await stage.until(lambda: stage.app.screen is stage.main)
