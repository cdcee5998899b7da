"""Facets and the histogram, driven by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.library import Library
from reader.tui.commands.table import Where
from reader.tui.core.pane_layout import Pane
from reader.tui.features.facets.facet_panel import FacetPanel
from reader.tui.features.facets.histogram import Histogram
from reader.workspace import Workspace
from tests.tui.stage import Stage, own_library, playing

CABLE = "FM AMEMBASSY {post}\nTAGS: PGOV\nSUBJECT: {subject}\n\n1. (C) About vodka and visas.\n\nSMITH\n"


def panel(stage: Stage) -> FacetPanel:
    return stage.main.query_one(FacetPanel)


def histogram(stage: Stage) -> Histogram:
    return stage.main.query_one(Histogram)


def heading(stage: Stage) -> str:
    return str(stage.main.query_one("#list-heading").render())


async def counted(stage: Stage) -> None:
    """Wait until the present result is counted."""
    await stage.until(lambda: stage.main.controllers.facets.counted is stage.main.state.listing, "the counts")
    await stage.pilot.pause()


async def move_to_row(stage: Stage, label: str) -> None:
    await stage.press("g")
    for _ in range(len(panel(stage))):
        if label in (panel(stage).current or ""):
            return
        await stage.press("j")
    raise AssertionError(f"{label} is not there")


async def test_enter_narrows_the_query_and_again_widens_it() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.press("F")
        await counted(stage)
        await stage.shows("1 Level", "Embassy Phnom Penh")
        await move_to_row(stage, "from:PHNOMPENH")
        await stage.press("enter")
        await stage.until(lambda: len(main.cable_list) == 3)
        assert main.widgets.filter_line.text == "from:PHNOMPENH"
        await counted(stage)
        await stage.shows("✓ from:PHNOMPENH")
        assert panel(stage).has_focus
        await move_to_row(stage, "class:U")
        await stage.press("enter")
        await stage.found("from:PHNOMPENH class:U")
        await stage.press("backspace")
        await stage.found("from:PHNOMPENH")
        await counted(stage)
        await stage.press("g", "enter")
        await stage.until(lambda: main.state.query == "" and len(main.cable_list) == 5)


async def test_the_start_of_a_word_is_offered_where_it_finds_more_and_narrowing_keeps_it() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.press("\\")
        await stage.type("traffick")
        await stage.found("traffick")
        await stage.press("enter")
        await stage.shows("1  traffick*  in 5 cables")
        await stage.press("1")
        await stage.found("traffick*")
        await stage.press("F")
        await counted(stage)
        await move_to_row(stage, "from:BEIJING")
        await stage.press("enter")
        await stage.until(lambda: main.widgets.filter_line.text == "traffick* from:BEIJING")
        await stage.until(lambda: len(main.cable_list) == 1)


async def test_figures_and_braces_go_from_kind_to_kind_and_more_shows_all() -> None:
    async with playing() as stage:
        await stage.press("F")
        await counted(stage)
        await stage.press("3")
        assert "from:" in (panel(stage).current or "")
        await stage.press("}")
        assert "tag:" in (panel(stage).current or "")
        await stage.press("{", "{")
        assert "date:" in (panel(stage).current or "")
        await stage.press("9", "0")
        before = len(panel(stage))
        await move_to_row(stage, "tag\0more")
        await stage.press("enter")
        assert len(panel(stage)) > before
        assert "tag:" in (panel(stage).current or "")


async def test_the_facets_stand_in_place_of_the_reader_until_a_cable_is_opened() -> None:
    async with playing(size=(80, 24)) as stage:
        main = stage.main
        await stage.press("F")
        await counted(stage)
        assert (panel(stage).display, main.reader.display) == (True, False)
        assert main.controllers.context.where() is Where.FACETS
        await stage.shows("Enter narrow")
        await stage.press("tab", "shift+tab")
        await stage.press("shift+tab")
        assert stage.active is Pane.LIST
        await stage.press("enter")
        await stage.until(lambda: main.reader.display and main.reader.has_focus)
        assert not panel(stage).display
        await stage.press("F", "F")
        assert main.cable_list.has_focus
        assert not panel(stage).display
        await stage.press("F", "escape")
        assert main.cable_list.has_focus


async def test_the_facets_are_those_of_what_is_typed() -> None:
    async with playing() as stage:
        await stage.press("F")
        await counted(stage)
        await stage.press("\\")
        await stage.type("from:beijing")
        await stage.until(lambda: len(stage.main.cable_list) == 1)
        await counted(stage)
        await stage.shows("Embassy Beijing")
        assert "Embassy Phnom Penh" not in stage.screen_text()


async def test_nothing_is_counted_while_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Library, "facets", lambda self, listing: asked.append(listing))
    async with playing() as stage:
        await stage.press("\\")
        await stage.type("mekong")
        await stage.found("mekong")
        await stage.done("facets")
        assert asked == []
        await stage.press("enter", "F")
        await stage.until(lambda: asked, "the counting, once somebody looks")


async def test_two_keys_narrow_to_the_busiest_period_and_backspace_to_any_time() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.press("h")
        await counted(stage)
        assert histogram(stage).has_focus
        await stage.shows("▲")
        assert heading(stage) == "Oct–Dec 2004: 1 cable"
        await stage.press("enter")
        await stage.found("date:2004-10..2004-12")
        assert len(main.cable_list) == 1
        await counted(stage)
        await stage.press("backspace")
        await stage.found("")
        await stage.press("escape")
        assert main.cable_list.has_focus
        await stage.until(lambda: heading(stage) == "5 cables, newest first")


async def test_the_histogram_is_split_and_tells_gaps() -> None:
    async with playing() as stage:
        await stage.press("h")
        await counted(stage)
        await stage.press("right")
        await stage.until(
            lambda: heading(stage) == "Jan–Mar 2005: no cables for 17 months, Dec 2004–Apr 2006"
        )
        await stage.press("b")
        await stage.shows("all  ", "PHNOMPENH", "BEIJING", "RANGOON")
        await stage.press("G")
        await stage.until(lambda: heading(stage).endswith("1 cable · PHNOMPENH 1"))
        await stage.press("b")
        await stage.shows("PHUM", "Split by TAGS.")
        await stage.press("b")
        await stage.said("No cable here has a code.")
        await stage.press("b", "enter")
        await stage.until(lambda: stage.main.state.query.startswith("date:2009"))


async def test_the_histogram_begins_at_its_peak_also_where_the_counts_were_there_before_it() -> None:
    async with playing() as stage:
        await stage.press("F")
        await counted(stage)
        await stage.press("h")
        await stage.until(lambda: heading(stage) == "Oct–Dec 2004: 1 cable")


async def test_a_range_of_periods_is_selected_by_its_ends() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.press("h")
        await counted(stage)
        await stage.press("g", "V", "G")
        await stage.until(lambda: heading(stage).endswith("5 cables"))
        await stage.press("escape")
        assert histogram(stage).has_focus
        await stage.press("g", "space", "right", "enter")
        await stage.until(lambda: main.state.query.startswith("date:2004"))


async def test_the_histogram_is_remembered_and_hidden_by_the_same_key() -> None:
    async with playing() as stage:
        await stage.press("h")
        await counted(stage)
        await stage.press("escape", "q")
        await stage.until(lambda: stage.app.return_code is not None)
    async with playing() as stage:
        await counted(stage)
        assert histogram(stage).display
        await stage.press("h", "h")
        assert not histogram(stage).display


async def test_a_low_window_has_a_lower_histogram_and_a_very_low_one_none_and_says_so() -> None:
    async with playing(size=(60, 9)) as stage:
        await stage.press("h")
        await stage.said("too small for the histogram")
        assert not histogram(stage).display

        await stage.pilot.resize_terminal(40, 12)
        await stage.until(lambda: histogram(stage).display)
        await stage.press("h")
        await counted(stage)
        await stage.shows("▲")
        await stage.until(lambda: heading(stage) == "Oct–Dec 2004: 1 cable")
        await stage.press("b")
        await stage.shows("all ", "BEIJING")
        await stage.press("escape")
        await stage.until(lambda: "▲" not in stage.screen_text() and histogram(stage).size.height == 3)


async def test_hostile_values_are_text(tmp_path: Path) -> None:
    for number, (post, subject) in enumerate([("[red]X[/]", "a"), ("\x1b[31mY", "b")]):
        (tmp_path / f"0{number}X{number}.txt").write_text(CABLE.format(post=post, subject=subject))
    with Workspace.open(tmp_path / "library") as made:
        made.import_paths([tmp_path])
    async with playing(own_library(tmp_path / "library")) as stage:
        await stage.press("F", "h")
        await counted(stage)
        assert "\x1b" not in stage.screen_text()


def test_before_the_counts_are_there_the_histogram_claims_nothing() -> None:
    assert Histogram().words == "counting…"
