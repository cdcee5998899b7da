"""Esc is one step back where the focus is, and what it takes away can be brought back."""

from __future__ import annotations

from reader.tui.core.pane_layout import Pane
from tests.tui.stage import Stage, playing

HERE = "07BEIJING7545"


async def filter_by(stage: Stage, query: str) -> None:
    """Type a query and open the first cable it finds."""
    await stage.press("\\", "ctrl+u")
    await stage.type(query)
    await stage.press("enter")
    await stage.until(lambda: stage.main.state.query == query and stage.active is Pane.READER)


async def test_after_a_note_esc_leaves_filter_and_list_as_they_are() -> None:
    async with playing() as stage:
        state, rows = stage.main.state, stage.main.cable_list
        await filter_by(stage, "trafficking")
        await stage.press("shift+tab", "j", "enter")
        await stage.until(lambda: state.mrn == HERE and stage.active is Pane.READER)
        await stage.press("a")
        await stage.type("kept")
        await stage.press("ctrl+s")
        await stage.until(lambda: [entry.text for entry in state.entries] == ["kept"])
        before = rows.cursor
        await stage.press("escape")
        await stage.said("Shift+Tab goes to the list")
        await stage.press("escape", "escape")
        await stage.pilot.pause()
        assert (state.query, rows.cursor, stage.active) == ("trafficking", before, Pane.READER)

        await stage.press("a")
        await stage.type("not kept")
        await stage.press("escape")
        await stage.said("Not saved. a here restores your text.")
        await stage.press("a")
        await stage.shows("not kept", "brought back · Ctrl+S saves · Esc discards")
        await stage.press("escape")
        await stage.until(lambda: not stage.main.reader.writing)
        assert len(state.entries) == 1


async def test_esc_in_the_list_clears_the_filter_and_a_key_brings_it_back() -> None:
    async with playing() as stage:
        state = stage.main.state
        await stage.press(";")
        await stage.said("Nothing to restore")
        await filter_by(stage, "from:beijing")
        await stage.press("shift+tab", "escape")
        await stage.said("Filter cleared: from:beijing. ; restores it.")
        await stage.found("")
        await stage.press(";")
        await stage.found("from:beijing")
        assert stage.main.widgets.filter_line.text == "from:beijing"
        await stage.press("\\", "ctrl+u")
        await stage.type("traffick")
        await stage.found("traffick")
        await stage.press("escape")
        await stage.found("")
        await stage.press(";")
        await stage.found("traffick*")
        await stage.press("\\", "escape")
        await stage.found("")
        assert stage.main.cable_list.has_focus
        await stage.press(";")
        await stage.found("traffick*")
        assert state.exact


async def test_marks_and_histogram_end_with_esc_one_after_the_other_and_come_back() -> None:
    async with playing() as stage:
        marks, histogram = stage.main.cable_list.marks, stage.main.widgets.histogram
        await stage.press("h")
        await stage.until(lambda: histogram.display)
        await stage.press("escape", "space", "space")
        await stage.shows("2 marked")
        await stage.press("escape")
        await stage.said("2 marks cleared. ; restores it.")
        await stage.press(";")
        assert len(marks) == 2
        await stage.press("escape")
        assert not marks
        assert histogram.display
        await stage.press("escape")
        await stage.until(lambda: not histogram.display)
        await stage.press(";")
        await stage.until(lambda: histogram.display)


async def test_where_the_reader_covers_the_list_esc_goes_back_to_it_and_modes_are_in_the_footer() -> None:
    async with playing(size=(60, 20)) as stage:
        await stage.press("space", "D")
        await stage.open(HERE)
        await stage.shows("1 marked · Judging ")
        await stage.press("escape")
        await stage.said("Judging ended.")
        await stage.press("escape")
        assert stage.active is Pane.LIST
        await stage.shows("1 marked")


async def test_another_filter_ends_the_judging_for_the_one_before_and_says_so() -> None:
    async with playing() as stage:
        triage = stage.main.controllers.triage
        await filter_by(stage, "trafficking")
        await stage.press("D", "1")
        await stage.shows("Judging filter: 1 judged, 1 kept")
        await filter_by(stage, "mekong")
        await stage.said("The filter has changed. Judging ended. 5 found, 1 judged, 1 kept.")
        assert not triage.on
        await stage.press(";")
        await stage.found("trafficking")
        await stage.shows("Judging filter: 1 judged, 1 kept")
        assert triage.query == "trafficking"
