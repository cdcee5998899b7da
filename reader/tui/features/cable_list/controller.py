"""What the list shows: filtering as one types, and the order."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from reader.errors import CablesError
from reader.library.order import Order
from reader.tui.core.controller import Doing, Handler
from reader.tui.core.pane_layout import Pane
from reader.tui.features.cable_list.query_task import (
    Ask,
    Asking,
    Found,
    find,
    find_first,
    heading,
)
from reader.tui.ui.prompt import Key, Keys, Prompt
from reader.tui.ui.rows import COLUMNS
from reader.tui.ui.words import shown

if TYPE_CHECKING:
    from reader.tui.main_screen.screen import MainScreen
    from reader.tui.main_screen.startup_shell import FirstPage

PAUSE = 0.12
"""Seconds without a key before the library is asked."""
SLOW = 0.15
"""Seconds the whole answer may take after its first rows before the heading says that it is counted."""

ORDER_KEYS = {order.key: order.value for order in Order}
"""The letters that ask for them after ``s``."""
BY_DATE = ("newest", "oldest")
"""Orders in which the first rows are there at once, however many there are."""


class ListWork(Handler):
    """The list's content."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self.counting = False
        """The list shows the first rows of a result whose others are still to come."""
        self._wrong: CablesError | None = None
        """What is wrong with the query in the filter line."""
        self._newest: Asking | None = None
        """The question whose answer counts."""
        self._on_its_way: Ask | None = None
        """It, until its answer is there."""

    def commands(self) -> dict[str, Doing]:
        """Filter, sort, go to a date, choose columns."""
        return {
            "filter.edit": self.edit,
            "list.sort": lambda: self.ask(self._sort, "ask for an order"),
            "list.date": lambda: self.ask(self._to_date, "ask for a date"),
            "list.columns": lambda: self.ask(self._columns, "ask for columns"),
        }

    def edit(self) -> None:
        """Put the cursor into the filter line."""
        self.screen.panels.activate(Pane.LIST)
        self.screen.filter_line.begin()
        self.screen.queries.recall()

    def left(self) -> None:
        """Go on to the list; a query that cannot be understood keeps the cursor, at what is wrong."""
        error = self._wrong
        if error is not None and self.screen.filter_line.text.strip():
            self.screen.problem(str(error))
            self.screen.filter_line.begin(getattr(error, "position", None))
            return
        self.screen.panels.activate(Pane.LIST)
        self.screen.queries.stands()

    async def _sort(self) -> None:
        """Ask for an order."""
        keys = [Key(letter, name) for letter, name in ORDER_KEYS.items()]
        letter = await self.screen.app.push_screen_wait(Keys("Sort", keys))
        if letter is not None:
            self.order(ORDER_KEYS[letter])

    async def _to_date(self) -> None:
        """Put the cursor where the list comes to a year, a month or a day."""
        from reader.library.query.fields import read_date

        given = await self.screen.app.push_screen_wait(Prompt("Go to", hint="2006, 2006-03 or 2006-03-15"))
        listing = self.desk.listing
        if not given or not given.strip() or listing is None:
            return
        days = read_date(given.strip())
        if days is None:
            self.screen.problem(f"{shown(given.strip())} is no date. Write 2006, 2006-03 or 2006-03-15.")
            return
        at = listing.position_on(days[0] if listing.order is Order.OLDEST else days[1])
        if at is None:
            self.screen.problem("The list is not sorted by date. s n sorts it so.")
            return
        self.screen.panels.activate(Pane.LIST)
        self.screen.list.move_to(at)

    async def _columns(self) -> None:
        """Show or hide columns, one key each, until Esc."""
        question = Keys("Columns", self._answers(), several=self._column)
        await self.screen.app.push_screen_wait(question)
        if self.screen.list.row_height > 1:
            self.screen.say("Columns show where the list has a line for each cable: z gives it the width.")

    def _answers(self) -> list[Key]:
        shown = self.screen.list.columns
        return [Key(each.key, f"{each.name} ✓" if each.name in shown else each.name) for each in COLUMNS]

    def _column(self, key: str) -> list[Key]:
        """Show a column, or hide it."""
        shown = self.screen.list.columns
        columns = tuple(each.name for each in COLUMNS if (each.name in shown) is not (each.key == key))
        self.screen.list.choose_columns(columns)
        self.desk.looks = replace(self.desk.looks, columns=columns)
        self.screen.saving.soon()
        return self._answers()

    def order(self, name: str) -> None:
        """List the same cables in another order; the cursor stays on its cable."""
        self.start(partial(self.again, name), "list", "sort the list")

    def typed(self, text: str) -> None:
        """The filter line changed; the library is asked after a short pause."""
        self.start(partial(self._later, text), "list", "filter the list")

    async def _later(self, text: str) -> None:
        await asyncio.sleep(PAUSE)
        await self._ask(Ask(text.strip(), self.desk.order), self.screen.list.current, near=bool(text.strip()))

    def query(self, text: str) -> None:
        """Ask exactly this, as if it stood in the filter line; the cursor stays on its cable."""
        self.screen.filter_line.put(text)
        self.start(partial(self._exactly, text), "list", "ask a query")

    def recalled(self, text: str) -> None:
        """An earlier query stands in the filter line, where the user may go on to the next."""
        self.start(partial(self._exactly, text), "list", "ask a query")

    async def _exactly(self, text: str) -> None:
        await self._ask(Ask(text.strip(), self.desk.order, exact=True), self.screen.list.current)

    async def again(self, order: str = "", *, stand_on: str = "") -> None:
        """Ask anew what is shown: in another order, or as cables came or went. The place is kept."""
        desk = self.desk
        here = stand_on or self.screen.list.current or ""
        shown = Ask(desk.query, order or desk.order, desk.exact)
        # What is on its way is not given up for what was shown before it.
        await self._ask(shown if order or self._on_its_way is None else self._on_its_way, here)

    async def run(self, ask: Ask, *, stand_on: str = "") -> None:
        """Show what fits a query. One with an error in it leaves the last results and says what is wrong."""
        await self._ask(ask, stand_on)

    async def _ask(self, ask: Ask, stand_on: str | None, *, near: bool = False) -> None:
        if self._newest is not None:
            self._newest.drop()
        asking = self._newest = Asking()
        self._on_its_way = ask
        try:
            if near and ask.order in BY_DATE:
                first = await self.wait(find_first, self.workspace, ask, stand_on, asking)
                if asking is self._newest:
                    self._show(ask, first, counting=True)
            job = partial(find, self.workspace, ask, stand_on, near=near, asking=asking)
            found = await self._patiently(self.wait(job))
        except asyncio.CancelledError:
            asking.drop()  # a newer query is on its way: nobody waits for this one
            if asking is self._newest:
                self._on_its_way = None
            raise
        except CablesError as error:
            if asking is self._newest:
                self._on_its_way = None
                self._doubt(error)
            return
        if asking is self._newest:
            self._on_its_way = None
            self._show(ask, found, counting=False)

    async def _patiently(self, answer: Coroutine[Any, Any, Found]) -> Found:
        """Wait; where it takes long, say that the first rows are not all."""
        task = asyncio.ensure_future(answer)
        try:
            await asyncio.wait({task}, timeout=SLOW)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if not task.done() and self.counting:
            order = Order.named(self.desk.order).words
            self.screen.framing.list_heading(f"counting…, {order}")
        return await task

    def _show(self, ask: Ask, found: Found, *, counting: bool) -> None:
        screen, desk = self.screen, self.desk
        begun = self.counting and not counting
        self.counting, self._wrong = counting, None
        desk.listing, desk.query, desk.order, desk.exact = found.listing, ask.query, ask.order, ask.exact
        screen.filter_line.doubt(None)
        screen.list.notice = self._nothing(found.listing.query or ask.query) if not len(found.listing) else ""
        # The user may have moved along the first rows, which begin the whole answer too.
        screen.list.show(found.listing, cursor=screen.list.cursor if begun else found.at)
        screen.list.prime(found.start, found.rows)
        screen.tell_list()
        screen.refresh_hints()
        if counting:
            return
        self.refresh_heading()
        if not ask.query:
            screen.lighting.darken()
        screen.judging.listed()
        screen.queries.listed(found.listing)
        screen.faceting.listed()
        screen.saving.soon()

    def _doubt(self, error: CablesError) -> None:
        """Say quietly what is wrong while the user types; what was found before stays."""
        self._wrong = error
        position = getattr(error, "position", None)
        self.screen.filter_line.doubt(position)
        self.screen.framing.list_heading(error.what, error.advice or "", bad=True)

    def put(self, page: FirstPage) -> None:
        """Show what the first frame showed, until the library's listing is asked for anew."""
        self.screen.list.show(page.found.listing, cursor=page.found.at)
        self.screen.list.prime(page.found.start, page.found.rows)
        self.screen.list.tell(counts={}, read=set(page.session.read), open=None)
        self.screen.framing.list_heading(page.words)

    @staticmethod
    def _nothing(query: str) -> str:
        return f"No cable has\n{shown(query.strip())}\n\nEsc clears the filter" if query.strip() else ""

    def refresh_heading(self) -> None:
        """``5 cables, newest first``; as it was while a query is written that cannot be understood."""
        desk = self.desk
        if desk.listing is None or self.counting or self._wrong is not None:
            return
        view, marks = self.screen.list, ""
        if view.marks:
            marks += f" · {len(view.marks):,} marked"
        if view.range_from is not None:
            marks += f" · range of {len(view.rows_in_range):,}"
        self.screen.framing.list_heading(heading(len(desk.listing), desk.order, desk.query, marks))
