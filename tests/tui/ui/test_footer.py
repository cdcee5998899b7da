"""The line at the foot of the screen."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from reader.tui.ui.footer import Footer, message_lines, right_part
from tests.tui.stage import until


class Foot(App[None]):
    """A footer with hints, and words at its right."""

    def compose(self) -> ComposeResult:
        footer = Footer()
        footer.hints = (("a", "note"), ("t", "tag"), ("l", "link"), ("v", "words"), ("Tab", "panel"))
        footer.kept, footer.aside = (("?", "help"), ("q", "quit")), "hit 1 of 7"
        yield footer


async def test_the_words_at_its_right_are_shown_also_where_the_hints_leave_no_cell_over() -> None:
    async with Foot().run_test(size=(90, 5)) as pilot:
        footer = pilot.app.query_one(Footer)
        for columns in range(45, 90):
            await pilot.resize_terminal(columns, 5)
            await until(lambda columns=columns: footer.size.width == columns, f"{columns} columns")  # type: ignore[misc]
            line = footer.render()
            assert line.plain.endswith("hit 1 of 7 "), columns
            assert line.cell_length == columns


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (100, "2 marked · Judging: 3, 2 kept · 1 of 9 "),
        (80, "Judging 3 · 1 of 9 "),
        (62, "Judging 3 · 1 of 9 "),
        (44, "Judging 3 "),
        (35, ""),
    ],
)
def test_modes_give_way_to_hints_form_by_form(width: int, shown: str) -> None:
    assert right_part(("2 marked · Judging: 3, 2 kept", "Judging 3"), "1 of 9", width) == shown


def test_a_message_has_as_many_lines_as_it_needs_and_a_longer_one_names_the_key_for_the_rest() -> None:
    words = "Judging: 1 keep, 2 maybe, 3 no, 0 clear; overall. Esc stops."
    assert message_lines(words, 80, 3) == [words]
    assert message_lines(words, 40, 3) == ["Judging: 1 keep, 2 maybe, 3 no, 0", "clear; overall. Esc stops."]
    assert message_lines(words, 40, 1) == ["Judging: 1 keep, 2 maybe, 3 no, 0 c… M"]
    assert message_lines("Not saved\nTry again", 40, 1) == ["Not saved · Try again"]


async def test_a_long_message_covers_lines_above_without_moving_them() -> None:
    async with Foot().run_test(size=(40, 12)) as pilot:
        footer = pilot.app.query_one(Footer)
        footer.message = "word " * 14
        await until(lambda: footer.region.height == 2, "two lines")
        assert footer.region.bottom == 12
        footer.message = ""
        await until(lambda: footer.region.height == 1, "one line")
