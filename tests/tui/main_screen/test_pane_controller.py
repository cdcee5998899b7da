"""The panes of the real screen: who gives way to whom."""

from __future__ import annotations

from tests.tui.stage import playing


async def test_the_notes_pane_comes_with_the_first_note_and_goes_with_the_last() -> None:
    async with playing(size=(120, 30)) as stage:
        await stage.open("06PHNOMPENH977")
        panes = stage.main.controllers.panes
        assert (panes.widths.list, panes.widths.notes) == (40, 0)
        await stage.press("t")
        await stage.choose("mou")
        await stage.until(lambda: panes.widths.notes > 0, "the notes")
        await stage.shows("1 code", "#mou")
        assert panes.widths.list == 40
        await stage.press("u")
        await stage.until(lambda: not panes.widths.notes, "the room of the notes")
        await stage.press("tab")
        await stage.shows("No notes yet.")


async def test_a_message_says_when_the_notes_take_the_place_of_the_list_and_is_shown_in_full() -> None:
    async with playing(size=(80, 24)) as stage:
        await stage.open("06PHNOMPENH977")
        panes = stage.main.controllers.panes
        await stage.press("t")
        await stage.choose("mou")
        await stage.shows("Tagged 06PHNOMPENH977", "Notes are where the list was; Shift+Tab", "again.")
        assert panes.widths.notes
        assert not panes.widths.list
        await stage.press("shift+tab")
        await stage.until(lambda: panes.widths.list, "the list")
        assert "Notes are where the list was" not in stage.screen_text()
