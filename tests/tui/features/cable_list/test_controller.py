"""Filtering, sorting, walking and marking."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.features.cable_list.controller import ORDER_KEYS
from reader.tui.features.cable_list.row_lines import first_line
from reader.tui.main_screen.screen import MainScreen
from reader.tui.ui.prompt import Keys, Prompt
from tests.tui.stage import Stage, playing


def is_sorted(main: MainScreen, order: str) -> bool:
    return main.state.order == order


def stands_on(main: MainScreen, mrn: str) -> bool:
    return main.cable_list.current == mrn


def mrns(main: MainScreen) -> list[str | None]:
    rows = [main.cable_list.row(at) for at in range(len(main.cable_list))]
    return [row.mrn if row else None for row in rows]


async def test_the_list_narrows_while_one_types_and_esc_clears_it() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.press("\\")
        await stage.type("leadership tripl")
        await stage.found("leadership tripl")
        await stage.press("escape")
        await stage.until(lambda: main.state.query == "" and len(main.cable_list) == 5)
        assert main.cable_list.has_focus


async def test_a_search_that_finds_nothing_says_so() -> None:
    async with playing() as stage:
        await stage.press("\\")
        await stage.type("zebra")
        await stage.found("zebra")
        assert len(stage.main.cable_list) == 0
        await stage.pilot.pause()
        await stage.shows("No cables match")


async def test_a_slip_in_the_query_keeps_the_last_results_and_says_where_it_is() -> None:
    async with playing() as stage:
        await stage.press("\\")
        await stage.type("nosuchfield:x")
        await stage.until(lambda: stage.main.query_one("#list-heading").has_class("-error"))
        assert len(stage.main.cable_list) in (0, 5)


async def test_s_and_a_letter_sort_and_the_cursor_stays_on_its_cable() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.press("j")
        stays = main.cable_list.current
        seen = [mrns(main)]
        for letter, order in ORDER_KEYS.items():
            await stage.press("s", letter)
            await stage.until(partial(is_sorted, main, order))
            await stage.until(lambda: None not in mrns(main))
            assert main.cable_list.current == stays
            seen.append(mrns(main))
        assert seen[2] == seen[1][::-1]
        assert seen[1] == seen[0]
        assert all(set(order) == set(seen[0]) for order in seen)


async def test_the_next_cable_opens_from_the_reader() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.press("enter")
        await stage.until(lambda: main.state.mrn == "09PHNOMPENH189")
        await stage.press("J")
        await stage.until(lambda: main.state.mrn == "07BEIJING7545")
        assert main.cable_list.current == "07BEIJING7545"
        await stage.press("K")
        await stage.until(lambda: main.state.mrn == "09PHNOMPENH189")
        await stage.press("K")
        await stage.said("first cable in the list")


async def test_keys_faster_than_cables_open_count_all_the_same() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.open("09PHNOMPENH189")
        for _ in range(3):
            main.action_command("cable.next")
        await stage.until(lambda: main.state.mrn == "06PHNOMPENH977")
        await stage.pilot.pause()
        assert main.state.mrn == "06PHNOMPENH977"


async def test_a_click_moves_the_cursor_and_a_second_opens() -> None:
    async with playing() as stage:
        await stage.pilot.click("#list", offset=(5, 2))
        assert stage.main.cable_list.current == "07BEIJING7545"
        await stage.pilot.click("#list", offset=(5, 2), times=2)
        await stage.until(lambda: stage.main.state.mrn == "07BEIJING7545")


async def test_back_and_forward_restore_the_place() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.open("06PHNOMPENH977")
        await stage.press("}", "}")
        await stage.press("J")
        await stage.until(lambda: main.state.mrn == "04RANGOON1422")
        await stage.press("<")
        await stage.until(lambda: main.state.mrn == "06PHNOMPENH977")
        assert main.reader.current == 3
        await stage.press(">")
        await stage.until(lambda: main.state.mrn == "04RANGOON1422")


async def test_find_runs_on_into_the_next_cable() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.open("09PHNOMPENH189")
        await stage.press("/")
        await stage.until(lambda: stage.app.screen is not main)
        await stage.type("mou")
        await stage.press("enter")
        await stage.until(lambda: main.state.find_text == "mou")
        for _ in range(40):
            await stage.press("n")
            if main.state.mrn != "09PHNOMPENH189":
                break
        await stage.until(lambda: main.state.mrn != "09PHNOMPENH189")
        assert main.reader.finding == "mou"


async def goes_to(stage: Stage, text: str) -> None:
    await stage.press("@")
    await stage.until(lambda: isinstance(stage.app.screen, Prompt))
    await stage.type(text)
    await stage.press("enter")
    await stage.until(lambda: stage.app.screen is stage.main)


async def test_the_list_goes_to_a_year_a_month_or_a_day_or_says_why_not() -> None:
    async with playing() as stage:
        main = stage.main
        for text, mrn in (
            ("2007", "07BEIJING7545"),
            ("2005", "04RANGOON1422"),
            ("2009-03-24", "09PHNOMPENH189"),
        ):
            await goes_to(stage, text)
            await stage.until(partial(stands_on, main, mrn))
        await stage.press("s", "o")
        await stage.until(partial(is_sorted, main, "oldest"))
        await goes_to(stage, "2005")
        await stage.until(partial(stands_on, main, "06PHNOMPENH977"))

        await goes_to(stage, "[soon]")
        await stage.said("[soon] is not a date")
        await stage.press("s", "z")
        await stage.until(partial(is_sorted, main, "size"))
        await goes_to(stage, "2006")
        await stage.said("not sorted by date")


async def test_columns_are_chosen_by_their_letters_and_remembered() -> None:
    async with playing() as stage:
        await stage.press("z")
        await stage.shows("ANTI-TIP NATIONAL")
        await stage.press("%")
        await stage.until(lambda: isinstance(stage.app.screen, Keys))
        await stage.press("f", "z", "s", "escape")
        await stage.until(lambda: stage.app.screen is stage.main)
        await stage.shows("AMEMBASSY PHNOM PENH", "11,406")
        assert stage.main.state.looks.columns == ("date", "number", "level", "notes", "from", "size")
        await stage.press("q")
        await stage.until(lambda: stage.app.return_code is not None)
    async with playing() as stage:
        await stage.shows("AMEMBASSY PHNOM PENH", "11,406")


@given(st.integers(0, 30), st.integers(1, 2), st.integers(1, 40), st.integers(0, 80), st.booleans())
def test_the_window_of_the_list_shows_the_current_row_and_begins_with_a_whole_one(
    row: int, tall: int, window: int, at: int, centre: bool
) -> None:
    first = first_line(row, tall, window, at, centre=centre)
    assert first == at or first % tall == 0
    assert first <= row * tall < first + window
    assert (row + 1) * tall <= first + window or window < 2 * tall
