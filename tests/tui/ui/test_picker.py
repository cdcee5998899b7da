"""Choosing from a list by typing."""

from __future__ import annotations

import pytest

from reader.tui.ui.footer import Footer
from reader.tui.ui.picker import Answer, Choice, Picker, narrowed
from tests.tui.stage import playing

CHOICES = [Choice("1", "Quit", "the notes are kept"), Choice("2", "Next note"), Choice("3", "Note it", "now")]


def test_what_begins_so_comes_first_and_what_is_only_described_so_last() -> None:
    assert [choice.value for choice in narrowed(CHOICES)("note")] == ["3", "2", "1"]


def test_every_word_must_fit_and_case_and_accents_do_not_count() -> None:
    assert [choice.value for choice in narrowed(CHOICES)("NÖTE now")] == ["3"]


async def test_a_fast_enter_waits_for_its_choices_and_later_keys_are_not_for_the_picker() -> None:
    def source(text: str) -> list[Choice]:
        return [Choice(text, text)] if text else [Choice("first", "first")]

    async with playing() as stage:
        answers: list[Answer | None] = []
        await stage.app.push_screen(Picker("Pick", source, slow=True), answers.append)
        await stage.press("x", "y", "enter", "z")
        await stage.until(lambda: answers)
        assert answers == [Answer("xy", "xy")]
        await stage.until(lambda: stage.main.state.zoomed, "what z does on the screen below")


async def test_the_footer_tells_the_keys_of_the_picker_while_it_is_open() -> None:
    async with playing() as stage:
        await stage.press("t")
        await stage.until(lambda: isinstance(stage.app.screen, Picker))
        line = stage.app.screen.query_one(Footer).render().plain
        assert " ".join(line.split()) == "Tab complete ↑ ↓ move Enter choose Esc cancel"


async def test_every_command_is_found_by_its_name_in_the_palette() -> None:
    async with playing() as stage:
        await stage.press("ctrl+p")
        await stage.choose("open the cable")
        await stage.until(lambda: stage.main.state.cable is not None)
        await stage.press("ctrl+p")
        await stage.choose("zoom")
        await stage.until(lambda: stage.main.state.zoomed)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_picker_covers_a_pane_or_the_window_and_leaves_the_rest_whole(size: tuple[int, int]) -> None:
    async with playing(size=size) as stage:
        await stage.open("06PHNOMPENH977")
        await stage.pilot.pause()
        before = stage.screen_text().splitlines()[:-1]
        await stage.press("l")
        picker = await stage.picker()
        await stage.shows("07BEIJING7545", "similar")

        def uncovered(lines: list[str]) -> list[str]:
            box = picker.query_one("#picker").region
            return [line[: box.x] + line[box.right :] for line in lines[: len(before)]]

        await stage.until(lambda: uncovered(stage.screen_text().splitlines()) == uncovered(before))
        box = picker.query_one("#picker").region
        assert box.x == 0 or before[-1][box.x - 1] == "│"
        assert box.right == size[0] or before[-1][box.right] == "│"


def test_a_detail_that_matters_has_its_own_line_where_lines_are_short() -> None:
    choice = Choice("1", "06PHNOMPENH977", "REGIONAL PROGRESS", fold=True)
    assert choice.content(80).plain == "06PHNOMPENH977  REGIONAL PROGRESS"
    assert choice.content(40).plain == "06PHNOMPENH977\n  REGIONAL PROGRESS"
    assert "\n" not in CHOICES[0].content(40).plain
