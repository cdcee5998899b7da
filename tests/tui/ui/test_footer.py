"""The line at the foot of the screen."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from reader.tui.ui.footer import Footer, right_part
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
        (80, "2 marked · Judging: 3, 2 kept · 1 of 9 "),
        (62, "Judging 3 · 1 of 9 "),
        (44, "Judging 3 "),
        (35, ""),
    ],
)
def test_modes_give_way_to_hints_form_by_form(width: int, shown: str) -> None:
    assert right_part(("2 marked · Judging: 3, 2 kept", "Judging 3"), "1 of 9", width) == shown
