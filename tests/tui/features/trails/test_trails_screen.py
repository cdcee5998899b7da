"""Trails on the screen: the path is kept, reordered, commented, dated and shown in the list."""

from __future__ import annotations

from pathlib import Path

from reader.notes.model import Target, TrailStop
from reader.notes.trails import trail_lookup
from reader.tui.commands.restrictions import READ_ONLY
from reader.tui.core.app_state import AppState, Stop, Trail
from reader.tui.core.cable.placement import Place
from reader.tui.features.trails.stops_screen import StopRow, by_date, stop_lines
from reader.tui.features.trails.walked_path import with_present
from tests.tui.stage import playing

FIRST, SECOND = "06PHNOMPENH977", "07BEIJING7545"


def test_the_path_is_what_is_behind_here_and_ahead_each_place_once_in_a_row() -> None:
    state = AppState()
    state.trail.behind = [Stop("A", Place(1)), Stop("B", Place(2))]
    state.trail.ahead = [Stop("E", Place()), Stop("D", Place(4))]
    assert with_present(state, ("B", 2)) == [("A", 1), ("B", 2), ("D", 4), ("E", None)]
    assert with_present(AppState(), None) == []
    state.trail.behind.append(Stop("C", Place()))
    assert state.trail.texts() == ("A 1", "B 2", "C -")
    assert Trail.restored((*state.trail.texts(), "", "nonsense")).behind == state.trail.behind


def test_a_stop_without_a_cable_comes_last_by_date_and_says_why() -> None:
    gone = StopRow(1, TrailStop("1", Target("99X1"), "[b]why[/]"), None)
    assert by_date([gone]) == [gone]
    text = ["".join(piece.text for piece in line).rstrip() for line in stop_lines(gone, 40)]
    assert text == ["   1  99X1  not in your library", "      [b]why[/]"]


async def test_a_path_is_kept_reordered_commented_exported_and_shown_in_the_list(tmp_path: Path) -> None:
    async with playing() as stage:
        await stage.open(FIRST)
        await stage.press("}", "}")
        await stage.open(SECOND)
        await stage.press(":")
        await stage.type("trail-keep Mekong plan\r")
        await stage.said('Trail "Mekong plan": 2 stops')
        await stage.press("Q")
        await stage.shows("Trails · 1 trail", f"1. {FIRST} ¶3")
        await stage.press("enter")
        await stage.shows('Trail "Mekong plan" · 2 stops', f"1  23 May 2006  {FIRST} ¶3")
        await stage.press("+")
        await stage.shows("Stop 1 is now stop 2.")
        await stage.press("e")
        await stage.type("named first\r")
        await stage.shows("Commented.", "named first")
        found = trail_lookup.named_trail(stage.main.services.state.workspace.notes, "mekong plan")  # type: ignore[union-attr]
        assert [(stop.target.mrn, stop.comment) for stop in found.stops] == [
            (SECOND, ""),
            (FIRST, "named first"),
        ]
        await stage.press("o")
        await stage.shows("by date", "no cables for 19 months")
        await stage.press("f")
        await stage.found('trail:"Mekong plan"')
        assert len(stage.main.cable_list) == 2

        # the same over time
        await stage.main.controllers.filter.again("post")
        await stage.press("Q")
        await stage.shows("Trails · 1 trail")
        await stage.press("h")
        await stage.until(lambda: stage.main.state.order == "oldest")
        await stage.shows("▲", "May 2006: 1 cable")
        assert stage.main.state.query == 'trail:"Mekong plan"'
        await stage.press("escape")

        folder = stage.main.services.state.looks.export_folder
        await stage.press("Q")
        await stage.shows("Trails · 1 trail")
        await stage.press("x")
        await stage.shows("Export the trail to file or folder", "mekong-plan.html")
        await stage.press("ctrl+u")
        await stage.paste(str(tmp_path / "plan.html"))
        await stage.press("enter")
        await stage.shows("1 file: 1 new")
        await stage.press("enter")
        await stage.said("Exported 1 file")
        page = (tmp_path / "plan.html").read_text()
        assert "<h1>Mekong plan</h1>" in page
        assert page.index("Stop 2: named first") < page.index("Stop 1"), "in order of date"
        assert stage.main.services.state.looks.export_folder == folder

        # where nothing may be changed
        stage.main.services.state.restrictions = READ_ONLY
        await stage.press("Q")
        await stage.shows("Trails · 1 trail", "over time")
        assert "export" not in stage.screen_text()
        for key in ("x", "n", "u"):
            await stage.press("j", key)
            await stage.shows("Read-only: cables serve --write allows changes.")
