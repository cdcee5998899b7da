"""Filtering: running the query in the filter line as it is typed, and handing on its results."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from reader.errors import CablesError
from reader.library.order import Order
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import FilterOpened, QueryAccepted, QueryRejected, ResultsShown
from reader.tui.core.pane_layout import Pane
from reader.tui.core.query_task import (
    QueryRequest,
    QueryResult,
    RunningQuery,
    run_first_page,
    run_query,
)
from reader.tui.core.services import ArgumentAction, Services
from reader.tui.features.search.filter_line import FilterLine

if TYPE_CHECKING:
    from reader.library.query.tree import Query

PAUSE = 0.12
"""Seconds without a key before the query is run."""
SLOW = 0.15
"""Seconds the whole result may take after its first rows before the heading says that it is being counted."""
BY_DATE = ("newest", "oldest")
"""Orders in which the first rows are there at once, however many there are."""


class FilterController(Controller):
    """The filter line and the query in it."""

    def __init__(self, services: Services, line: FilterLine) -> None:
        super().__init__(services)
        self._line = line
        self._newest: RunningQuery | None = None
        """The query whose results are to be shown."""
        self._pending: QueryRequest | None = None
        """The same, until its results are there."""

    def commands(self) -> dict[str, Action]:
        """One command."""
        return {"filter.edit": self.edit}

    def arguments(self) -> dict[str, ArgumentAction]:
        """The query may be given."""
        return {"filter.edit": self.query}

    def edit(self) -> None:
        """Put the cursor into the filter line."""
        self.services.panes.activate(Pane.LIST)
        self._line.focus_text()
        self.services.events.publish(FilterOpened())

    def leave(self) -> None:
        """Go on to the list; a query that cannot be understood keeps the cursor, at the mistake."""
        error = self.state.query_error
        if error is not None and self._line.text.strip():
            self.status.problem(str(error))
            self._line.focus_text(getattr(error, "position", None))
            return
        self.services.panes.activate(Pane.LIST)
        self.services.events.publish(QueryAccepted())

    def clear(self) -> None:
        """No filter: the list shows all cables."""
        self._line.clear()

    def put(self, query: str) -> None:
        """Show a query that is run separately."""
        self._line.put(query)

    # Running queries

    def typed(self, text: str) -> None:
        """The filter line changed: run the query after a short pause."""
        self.start(partial(self._typed, text), "list", "filter the list")

    async def _typed(self, text: str) -> None:
        await asyncio.sleep(PAUSE)
        request = QueryRequest(text.strip(), self.state.order)
        await self._run(request, self.services.rows.current, near=bool(text.strip()))

    def query(self, text: str) -> None:
        """Show the results of exactly this query, as if it had been typed; the cursor stays on its cable."""
        self._line.put(text)
        self.recalled(text)

    def recalled(self, text: str) -> None:
        """An earlier query was put into the filter line: run it as it is."""
        self.start(partial(self._exactly, text), "list", "run a query")

    async def _exactly(self, text: str) -> None:
        request = QueryRequest(text.strip(), self.state.order, exact=True)
        await self._run(request, self.services.rows.current)

    async def again(self, order: str = "", *, stand_on: str = "") -> None:
        """Run the present query again, in another order or because cables were added; the place is kept."""
        state = self.state
        here = stand_on or self.services.rows.current or ""
        shown = QueryRequest(state.query, order or state.order, state.exact)
        # A query on its way is not given up for the one shown before it.
        await self._run(shown if order or self._pending is None else self._pending, here)

    async def run(self, request: QueryRequest, *, stand_on: str = "") -> None:
        """Show the results of a query. One that cannot be understood leaves the last results."""
        await self._run(request, stand_on)

    async def _run(self, request: QueryRequest, stand_on: str | None, *, near: bool = False) -> None:
        if self._newest is not None:
            self._newest.cancel()
        running = self._newest = RunningQuery()
        self._pending = request
        try:
            parsed = await self.wait(request.parse)
            order = request.order
            if near and parsed is not None and order in BY_DATE:
                first = await self.wait(run_first_page, self.workspace, parsed, order, stand_on, running)
                if running is self._newest:
                    self._show(request, parsed, first, complete=False)
            job = partial(run_query, self.workspace, parsed, order, stand_on, near=near, running=running)
            result = await self._patiently(self.wait(job))
        except asyncio.CancelledError:
            running.cancel()  # a newer query is on its way
            if running is self._newest:
                self._pending = None
            raise
        except CablesError as error:
            if running is self._newest:
                self._pending = None
                self._reject(error)
            return
        if running is self._newest:
            self._pending = None
            self._show(request, parsed, result, complete=True)

    async def _patiently(self, result: Coroutine[Any, Any, QueryResult]) -> QueryResult:
        """Wait; if it takes long, say that the first rows are not all."""
        task = asyncio.ensure_future(result)
        try:
            await asyncio.wait({task}, timeout=SLOW)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if not task.done() and self.state.counting:
            self.services.list_pane.show_heading(f"counting…, {Order.named(self.state.order).words}")
        return await task

    def _show(
        self, request: QueryRequest, parsed: Query | None, result: QueryResult, *, complete: bool
    ) -> None:
        state = self.state
        continues = state.counting and complete
        state.counting, state.query_error = not complete, None
        state.listing, state.parsed = result.listing, parsed
        state.query, state.order, state.exact = request
        self._line.mark_mistake(None)
        self.services.events.publish(ResultsShown(result, complete, continues))

    def _reject(self, error: CablesError) -> None:
        """Say quietly what is wrong while the user types; the last results stay."""
        self.state.query_error = error
        self._line.mark_mistake(getattr(error, "position", None))
        self.services.events.publish(QueryRejected(error.what, error.advice or ""))
