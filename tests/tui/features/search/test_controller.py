"""The filter's query: about notes too, recent ones, saved ones, slips in it, and nothing found."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from reader.library.db.connections import Interrupt
from reader.library.discovery.suggest import Suggestion
from reader.library.library import Library
from reader.notes.reports import research_log
from reader.notes.reports.saved_queries import save_query, saved_queries
from reader.notes.repository import Notes
from reader.tui.core.pane_layout import Pane
from reader.tui.features.search import history as query_history
from reader.tui.features.search.filter_line import QueryInput, word_at
from reader.tui.features.search.history import put_in
from tests.tui.stage import PATIENCE, Stage, playing


async def write(stage: Stage, query: str) -> None:
    """Type a query anew and wait for what it finds."""
    await stage.press("\\", "ctrl+u")
    await stage.type(query)
    await stage.found(query)


def library(stage: Stage) -> Library:
    assert stage.main.state.workspace is not None
    return stage.main.state.workspace.library


def notes(stage: Stage) -> Notes:
    assert stage.main.state.workspace is not None
    return stage.main.state.workspace.notes


def noted(stage: Stage) -> list[tuple[str, int | None]]:
    """The searches of the log, the first one first."""
    assert stage.main.state.workspace is not None
    return [(line.query, line.found) for line in research_log.lines(stage.main.state.workspace.notes)]


def is_logged(stage: Stage, number: int) -> bool:
    return len(noted(stage)) == number


def heading(stage: Stage) -> str:
    return str(stage.main.query_one("#list-heading").render())


async def test_a_query_may_ask_for_notes_and_codes() -> None:
    async with playing() as stage:
        await stage.open("07BEIJING7545")
        await stage.press("a")
        await stage.type("visas again")
        await stage.press("ctrl+s")
        await stage.until(lambda: len(stage.main.state.entries) == 1)
        await stage.press("t")
        await stage.choose("mekong")
        await stage.until(lambda: len(stage.main.state.entries) == 2)
        for query, found in (("note:visa", 0), ("note:visas", 1), ("code:mekong", 1), ("-has:notes", 4)):
            await write(stage, query)
            assert len(stage.main.cable_list) == found, query


async def test_a_slip_is_underlined_where_it_is_and_said_quietly_and_in_full_at_enter() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.press("\\")
        await stage.type("mou")
        await stage.found("mou")
        before = len(main.cable_list)
        await stage.paste(" frm:x vodka")
        await stage.until(lambda: main.query_one("#list-heading").has_class("-error"))
        assert "There is no field frm" in heading(stage)
        assert "Did you mean from:?" in heading(stage)
        assert main.query_one(QueryInput).mistake.position == 4
        assert len(main.cable_list) == before, "the last results stay"
        assert not main.messages
        await stage.press("enter")
        await stage.said("at character 5")
        assert main.query_one(QueryInput).cursor_position == 4
        await stage.press("ctrl+u", "escape")
        await stage.until(lambda: not main.query_one("#list-heading").has_class("-error"))
        assert main.cable_list.has_focus


async def test_nothing_found_offers_nearest_spellings_that_a_figure_takes() -> None:
    async with playing() as stage:
        main = stage.main
        await write(stage, "traficking mekong")
        await stage.press("enter")
        await stage.shows("Nearest:")
        await stage.shows("traficking mekong", "1  trafficking mekong")
        await stage.press("1")
        await stage.until(lambda: len(main.cable_list) > 0)
        assert main.state.query == "trafficking mekong"
        assert main.widgets.filter_line.text == "trafficking mekong"


async def test_a_post_spelt_nearly_so_is_offered() -> None:
    async with playing() as stage:
        await write(stage, "from:rangon mou")
        await stage.press("enter")
        await stage.shows("from:RANGOON")
        await stage.press("enter")
        await stage.until(lambda: len(stage.main.cable_list) == 1)


async def test_each_query_that_stood_is_logged_once_with_its_count_zeros_too() -> None:
    async with playing() as stage:
        await write(stage, "trafficking")
        await stage.press("enter")
        await write(stage, "zebra")
        await stage.press("down", "s", "o")
        await stage.until(lambda: len(noted(stage)) == 2)
        await stage.pilot.pause()
        assert noted(stage) == [("trafficking", 5), ("zebra", 0)]


async def test_a_query_left_alone_is_logged_without_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_history, "LOG_PAUSE", 0.01)
    async with playing() as stage:
        await write(stage, "mekong")
        found = len(library(stage).listing("mekong"))
        await stage.until(lambda: noted(stage) == [("mekong", found)])


async def test_the_up_arrow_brings_recent_queries_back_and_down_what_was_written() -> None:
    async with playing() as stage:
        main = stage.main
        for number, query in enumerate(("trafficking", "from:beijing"), 1):
            await write(stage, query)
            await stage.press("enter")
            await stage.until(partial(is_logged, stage, number))
        await stage.press("\\", "escape")
        await stage.until(lambda: len(main.cable_list) == 5)
        await stage.press("\\")
        await stage.until(lambda: len(main.widgets.filter_line.recent) == 2)
        await stage.type("x")
        await stage.press("up")
        await stage.found("from:beijing")
        await stage.press("up", "up")
        await stage.found("trafficking")
        await stage.press("down", "down")
        assert main.widgets.filter_line.text == "x"
        await stage.press("down")
        assert main.cable_list.has_focus


async def test_a_query_is_saved_under_a_name_picked_and_forgotten() -> None:
    async with playing() as stage:
        main = stage.main
        await write(stage, "mekong")
        await stage.press("enter")
        await stage.until(lambda: stage.active is Pane.READER)
        await stage.press("S")
        await stage.choose("save this")
        await stage.until(lambda: stage.app.screen is not main)
        await stage.type("river")
        await stage.press("enter")
        await stage.said('Saved as "river": mekong')
        await stage.press("\\", "escape")
        await stage.until(lambda: len(main.cable_list) == 5)
        found = len(library(stage).listing("mekong"))
        await stage.press("S")
        await stage.choose("river")
        await stage.found("mekong")
        assert len(main.cable_list) == found
        assert main.widgets.filter_line.text == "mekong"
        await stage.press("S")
        await stage.picker()
        await stage.type("river")
        await stage.press("ctrl+d")
        await stage.pilot.pause()
        await stage.shows("Press Ctrl+D again")
        assert saved_queries(notes(stage))
        await stage.press("ctrl+d")
        await stage.until(lambda: not saved_queries(notes(stage)))


async def test_a_saved_word_is_meant_exactly_also_after_a_restart_and_another_order() -> None:
    async with playing() as stage:
        save_query(notes(stage), "exactly", "traffick")
        await stage.press("S")
        await stage.choose("exactly")
        await stage.found("traffick")
        assert len(stage.main.cable_list) == 0
        await stage.press("s", "o")
        await stage.until(lambda: stage.main.state.order == "oldest")
        assert len(stage.main.cable_list) == 0
        await stage.press("q")
        await stage.until(lambda: stage.app.return_code is not None)
    async with playing() as stage:
        await stage.found("traffick")
        assert len(stage.main.cable_list) == 0


Slow = Callable[..., Any]


async def test_first_rows_are_shown_before_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    listing: Slow = Library.listing

    def slowly(self: Library, query: str = "", *args: Any, **more: Any) -> Any:
        if query:
            assert go.wait(PATIENCE)
        return listing(self, query, *args, **more)

    monkeypatch.setattr(Library, "listing", slowly)
    async with playing() as stage:
        main = stage.main
        await stage.press("\\")
        await stage.type("from:phnompenh")
        await stage.until(lambda: "counting…" in heading(stage))
        assert main.state.counting
        assert main.cable_list.current == "09PHNOMPENH189"
        await stage.press("down", "j", "*")
        await stage.until(lambda: main.cable_list.current == "06PHNOMPENH1385")
        await stage.said("still being counted")
        go.set()
        await stage.until(lambda: not main.state.counting)
        assert main.cable_list.current == "06PHNOMPENH1385"
        assert "3 cables, newest first" in heading(stage)


async def test_a_newer_key_stops_the_old_query_and_its_answer_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopped, go, asked, answered = (threading.Event() for _ in range(4))
    interrupt = Interrupt.__call__
    first: Slow = Library.first_rows

    def slowly(self: Library, query: str = "", *args: Any, **more: Any) -> Any:
        if str(query) != "mek*":
            return first(self, query, *args, **more)
        asked.set()
        assert go.wait(PATIENCE)
        try:
            return first(self, query, *args, **more)
        finally:
            answered.set()

    def stop(self: Interrupt) -> None:
        stopped.set()
        interrupt(self)

    monkeypatch.setattr(Library, "first_rows", slowly)
    monkeypatch.setattr(Interrupt, "__call__", stop)
    async with playing() as stage:
        main = stage.main
        seen: list[str] = []
        show = main.cable_list.show

        def watched(*args: Any, **more: Any) -> None:
            seen.append(main.state.query)
            show(*args, **more)

        monkeypatch.setattr(main.cable_list, "show", watched)
        await stage.press("\\")
        await stage.type("mek")
        await stage.until(asked.is_set)
        stopped.clear()
        await stage.press("o")
        await stage.until(stopped.is_set)
        assert not go.is_set()
        await stage.type("ng")
        await stage.found("mekong")
        go.set()
        await stage.until(answered.is_set, "the answer to the old query")
        await stage.done("list")
        assert "mek" not in seen
        assert main.state.query == "mekong"


@pytest.mark.parametrize(
    ("query", "word", "instead", "made"),
    [
        ("traficking mekong", "traficking", "trafficking", "trafficking mekong"),
        ("Köln (Traficking)", "traficking", "trafficking", "Köln (trafficking)"),
        ("kölln vodka", "kolln", "koln", "koln vodka"),
        ("from:rangon", "rangon", "RANGOON", "from:RANGOON"),
        ("catalog cat", "cat", "cut", "catalog cut"),
        ("nothing", "else", "x", "nothing"),
    ],
)
def test_an_offered_spelling_takes_the_place_of_the_word(
    query: str, word: str, instead: str, made: str
) -> None:
    assert put_in(query, Suggestion(word, instead, 1)) == made


@pytest.mark.parametrize(
    ("line", "position", "span"),
    [
        ("mou frm:x y", 4, (4, 9)),
        ("mou", 3, (2, 3)),
        ("a b", 99, (2, 3)),
        ("", 0, (0, 1)),
        ("ab  ", 4, (1, 2)),
    ],
)
def test_what_is_underlined_is_the_word_at_fault(line: str, position: int, span: tuple[int, int]) -> None:
    assert word_at(line, position) == span


async def test_a_new_query_is_typed_over_the_last_and_an_arrow_goes_on_with_it() -> None:
    async with playing() as stage:
        await write(stage, "mou")
        await stage.press("down", "\\")
        await stage.type("mekong")
        await stage.found("mekong")
        await stage.press("down", "\\", "right")
        await stage.type(" trafficking")
        await stage.found("mekong trafficking")
