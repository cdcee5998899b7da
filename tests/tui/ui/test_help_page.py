"""Help: the rows of a pane, narrowed by typing, in wide and in narrow windows."""

from __future__ import annotations

import pytest

from reader.terminal_text import cell_width
from reader.tui.commands.keys import shown_key
from reader.tui.commands.table import Need, Where, here
from reader.tui.ui.help_page import HelpRow, Table, help_rows, help_text, matching, title
from tests.tui.stage import playing

ROWS = [
    title("Basics"),
    HelpRow(("?", "F1"), "Help for this panel", "Every key that counts here."),
    title("Judge"),
    HelpRow(("D",), "Judge cables one by one"),
    HelpRow(("W",), "Judge the marked cables", "In one step."),
]


@pytest.mark.parametrize("width", [36, 90])
@pytest.mark.parametrize("where", list(Where))
def test_every_command_of_a_panel_is_on_its_page_with_all_its_keys(where: Where, width: int) -> None:
    page = help_text(help_rows(where, judging=True), width).plain
    flat = " ".join(page.split())
    for command in here(where):
        assert " ".join(command.name.split()[:2]) in flat
        for key in command.keys:
            assert shown_key(key) in page
    assert all(cell_width(line) <= width for line in page.splitlines())


def test_the_keys_of_judging_are_listed_only_while_the_user_judges() -> None:
    hidden = {command.name for command in here(Where.LIST) if command.need is Need.JUDGING}
    assert hidden
    assert not hidden & {row.name for row in help_rows(Where.LIST)}
    assert hidden < {row.name for row in help_rows(Where.LIST, judging=True)}
    assert "Judge cables one by one" in {row.name for row in help_rows(Where.LIST)}


def test_typing_narrows_by_the_beginnings_of_words_also_of_titles() -> None:
    assert matching(ROWS, "mark judg") == [ROWS[2], ROWS[4]]
    assert matching(ROWS, "  BASIC") == [ROWS[0], ROWS[1]]
    assert matching(ROWS, "zzz") == []
    assert matching(ROWS, " ") == ROWS


def test_a_key_finds_what_it_does_in_its_own_case() -> None:
    assert matching(ROWS, "D") == [ROWS[2], ROWS[3]]
    assert matching(ROWS, "F1") == [ROWS[0], ROWS[1]]
    assert matching(ROWS, "d") == []


async def test_help_is_read_searched_and_left_in_a_very_small_window() -> None:
    async with playing(size=(40, 12)) as stage:
        await stage.press("?")
        await stage.until(lambda: isinstance(stage.app.screen, Table))
        await stage.shows("Keys in the cable list", "Basics", "Open the cable")
        await stage.press("pagedown")
        await stage.until(lambda: "Open the cable" not in stage.screen_text(), "the next page")
        await stage.type("codebook")
        await stage.shows("Annotate", "Codebook")
        assert "Basics" not in stage.screen_text()
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main)


async def test_a_key_without_a_meaning_here_says_so_and_names_where_it_has_one() -> None:
    async with playing() as stage:
        before = len(stage.main.messages)
        await stage.press("^")
        await stage.shows("^ does nothing here")
        await stage.press("v")
        await stage.shows("v works in the reader: Select words")
        await stage.press("tab")
        await stage.until(lambda: "v works" not in stage.screen_text(), "the hints again")
        await stage.press("c")
        await stage.shows("Codebook")
        await stage.press("^")
        await stage.shows("^ does nothing here")
        assert len(stage.main.messages) == before  # said in passing, not kept for M
