"""Two hundred and fifty thousand rows cost what five do."""

from __future__ import annotations

import datetime as dt
import threading
from array import array
from collections.abc import Sequence

from textual.app import App, ComposeResult

from reader.cable.model import Level
from reader.library.listing import Listing, Row
from reader.tui.core.query_task import PAGE
from reader.tui.features.cable_list.cable_list import CableList
from reader.tui.ui.theme import DARK, THEMES
from tests.tui.stage import PATIENCE, until

ROWS = 250_000
WHEN = dt.datetime(2006, 5, 23, tzinfo=dt.UTC)


class Shelf:
    """A listing of many rows that counts what is asked of it."""

    def __init__(self) -> None:
        self.fetched: list[int] = []
        self.threads: set[int] = set()
        self.listing = Listing(array("q", range(ROWS)), self.rows, lambda mrn: [])

    def rows(self, ids: Sequence[int]) -> list[Row]:
        self.fetched += ids
        self.threads.add(threading.get_ident())
        return [Row(at, f"06PHNOMPENH{at}", WHEN, None, Level.C, f"SUBJECT {at}", None, 1) for at in ids]


class ListApp(App[None]):
    CSS = "CableList { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield CableList()

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK


async def test_only_the_rows_in_view_are_fetched_and_never_by_the_drawing_thread() -> None:
    shelf, app = Shelf(), ListApp()
    async with app.run_test(size=(40, 24)) as pilot:
        view = app.query_one(CableList)
        view.focus()
        view.show(shelf.listing)
        assert view.virtual_size.height == 2 * ROWS

        async def arrive() -> None:
            await pilot.pause()
            await until(lambda: view.current is not None, "the row")

        await arrive()
        view.command("list.last")
        await arrive()
        assert view.current == f"06PHNOMPENH{ROWS - 1}"
        for _ in range(20):
            view.command("list.page_up")
        await arrive()
        assert view.current == f"06PHNOMPENH{ROWS - 1 - 20 * view.page_rows}"
        view.command("list.first")
        await arrive()
        assert view.current == "06PHNOMPENH0"
        assert len(shelf.fetched) < 30 * PAGE
        assert threading.get_ident() not in shelf.threads


async def test_an_answer_for_a_listing_that_is_gone_is_dropped() -> None:
    app = ListApp()
    asked, go = threading.Event(), threading.Event()

    def slowly(ids: Sequence[int]) -> list[Row]:
        asked.set()
        assert go.wait(PATIENCE)
        return [Row(at, "OLD", WHEN, None, None, None, None, 1) for at in ids]

    old = Listing(array("q", range(10)), slowly, lambda mrn: [])
    new = Shelf().listing
    async with app.run_test(size=(40, 24)):
        view = app.query_one(CableList)
        view.show(old)
        await until(asked.is_set, "the rows of the old listing")
        view.show(new)
        go.set()
        await until(lambda: view.current, "the row")
        assert view.current == "06PHNOMPENH0"
