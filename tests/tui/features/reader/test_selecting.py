"""Selecting words with keys and mouse."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Offset
from textual.widgets import Static

from reader.tui.features.reader.reader_pane import ReaderPane
from reader.tui.features.reader.text_selection import AUTO_SCROLL
from tests.tui.build import cable_of
from tests.tui.features.reader.pane_stage import SENTENCE, Heard, Pane, reading, screen
from tests.tui.stage import until


async def test_words_are_chosen_with_keys_and_are_the_target() -> None:
    async with reading(cable_of("The six governments met again in Phnom Penh.")) as (pane, pilot, app):
        await pilot.press("v", "w", "v", "w", "w")
        target = pane.target()
        assert target.quote is not None
        assert (target.quote.exact, target.start, target.end) == ("six governments met", 4, 23)
        await pilot.press("right")
        assert pane.target().quote.exact == "six governments me"  # type: ignore[union-attr]
        last = app.heard(ReaderPane.SelectionChanged)[-1]
        assert last.target.end == 22  # type: ignore[attr-defined]


async def test_the_first_v_already_means_the_word_under_the_cursor() -> None:
    async with reading(cable_of("The six governments met.")) as (pane, pilot, _):
        await pilot.press("v", "w")
        assert pane.target().quote.exact == "six"  # type: ignore[union-attr]


async def test_a_choice_stays_after_it_is_finished_and_goes_with_esc() -> None:
    async with reading() as (pane, pilot, _):
        await pilot.press("v", "v", "w", "enter")
        assert not pane.selecting
        await pilot.press("j", "j")
        assert pane.target().start == 0
        assert pane.clear_selection()
        assert not pane.clear_selection()
        assert pane.target().is_paragraph


async def test_choosing_never_leaves_the_paragraph() -> None:
    async with reading(cable_of("Alpha beta.", "Gamma delta.")) as (pane, pilot, _):
        await pilot.press("v", "v")
        for key in (*["right"] * 40, *["w"] * 5, *["down"] * 3):
            pane.select_by_key(key)
        target = pane.target()
        assert (target.ordinal, target.start, target.end) == (1, 0, len("Alpha beta."))
        for key in (*["left"] * 40, "o", *["b"] * 9):
            pane.select_by_key(key)
        assert pane.target().ordinal == 1


async def test_choosing_goes_on_where_it_was_left() -> None:
    async with reading(cable_of("Alpha beta gamma.")) as (pane, pilot, _):
        await pilot.press("v", "w", "w")
        pane.clear_selection()
        await pilot.press("v")
        assert pane.target().quote.exact == "gamma"  # type: ignore[union-attr]


async def test_as_sent_the_same_words_are_chosen() -> None:
    async with reading(cable_of("Alpha.", "Beta gamma delta.")) as (pane, pilot, _):
        await pilot.press("w", "}", "v", "w")
        target = pane.target()
        assert target.quote is not None
        assert (target.ordinal, target.quote.exact) == (2, "gamma")


async def test_the_mouse_chooses_inside_the_paragraph_where_it_went_down() -> None:
    async with reading(cable_of("Alpha beta gamma.", "Delta.")) as (pane, pilot, _):
        y = next(y for y, row in enumerate(screen(pane)) if "Alpha" in row)
        x = screen(pane)[y].index("beta")
        await pilot.mouse_down(pane, Offset(x, y))
        await pilot.hover(pane, Offset(x + 3, y))
        await pilot.mouse_up(pane, Offset(x + 3, y))
        assert pane.target().quote.exact == "beta"  # type: ignore[union-attr]
        await pilot.mouse_down(pane, Offset(x, y))
        await pilot.hover(pane, Offset(x, y + 2))
        await pilot.mouse_up(pane, Offset(x, y + 2))
        assert pane.target().quote.exact == "beta gamma."  # type: ignore[union-attr]
        await pilot.click(pane, Offset(x + 6, y))
        assert pane.target().quote.exact == "beta gamma."  # type: ignore[union-attr]


async def test_a_drag_beyond_the_edge_scrolls_on() -> None:
    class Framed(Heard):
        def compose(self) -> ComposeResult:
            yield Pane()
            yield Static("below\nbelow", id="below")

    app = Framed()
    async with app.run_test(size=(60, 12)) as pilot:
        pane = app.query_one(ReaderPane)
        pane.styles.height = 10
        pane.show(cable_of(SENTENCE * 30), "06PHNOMPENH977")
        await pilot.pause()
        await pilot.mouse_down(pane, Offset(20, 5))
        await pilot.hover("#below", Offset(20, 1))
        await until(lambda: pane.scroll_offset.y > 2, "a few rows more")
        await until(lambda: (pane.target().end or 0) > 300, "the words on them")
        await pilot.mouse_up("#below", Offset(20, 1))
        scrolled, before = pane.scroll_offset.y, pane.target().end
        ticks: list[None] = []
        pane.set_interval(AUTO_SCROLL, lambda: ticks.append(None))
        await until(lambda: len(ticks) > 2, "a timer as fast as that of the drag")
        assert pane.scroll_offset.y == scrolled
        assert pane.target().end == before


async def test_a_double_click_chooses_a_word() -> None:
    async with reading(cable_of("Alpha beta gamma.")) as (pane, pilot, _):
        y = next(y for y, row in enumerate(screen(pane)) if "Alpha" in row)
        await pilot.double_click(pane, Offset(screen(pane)[y].index("gamma") + 2, y))
        assert pane.target().quote.exact == "gamma"  # type: ignore[union-attr]
