"""Runs the query in the filter line as it is typed, and publishes its results."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from reader.errors import CablesError
from reader.library.order import Order
from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.core.events import (
    FilterOpened,
    FocusMoved,
    QueryAccepted,
    QueryRejected,
    ResultsShown,
    TakenAway,
)
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
"""Orders in which the first rows come at once, however many there are."""


class FilterController(Controller):
    """The filter line and the query in it."""

    def __init__(self, services: Services, line: FilterLine) -> None:
        super().__init__(services)
        self._line = line
        self._newest: RunningQuery | None = None
        """The query whose results are wanted."""
        self._pending: QueryRequest | None = None
        """The same, until its results are there."""
        services.events.subscribe(FocusMoved, lambda _: self._focus_moved())

    def commands(self) -> dict[str, Action]:
        """The command of this feature."""
        return {"filter.edit": self.edit}

    def arguments(self) -> dict[str, ArgumentAction]:
        """The query may be given."""
        return {"filter.edit": self.query}

    def edit(self) -> None:
        """Put the cursor into the filter line."""
        self.services.panes.activate(Pane.LIST)
        self._line.focus_text()
        self.services.events.publish(FilterOpened())

    def enter(self) -> None:
        """Run the query in the line exactly as it is, and open the highlighted cable."""
        self._accept(open=True)

    def leave(self) -> None:
        """Run the query in the line exactly as it is, and go on to the list."""
        self._accept(open=False)

    def _accept(self, *, open: bool) -> None:
        self.dialogs.expect()
        self.start(partial(self._go_on, self._run_exactly(), open=open), "open", "leave the filter line")

    async def _go_on(self, shown: asyncio.Event, *, open: bool) -> None:
        """As soon as there are rows; a query that cannot be understood keeps the cursor, at the mistake."""
        try:
            await shown.wait()
            if (error := self.state.query_error) is not None:
                self.status.problem(str(error))
                self._line.focus_text(getattr(error, "position", None))
                return
            self.services.panes.activate(Pane.LIST)
            self.services.events.publish(QueryAccepted())
            mrn = self.services.rows.current
            if open and mrn is not None:
                await self.services.cables.go(mrn, hit=True)
        finally:
            self.dialogs.release()

    def _focus_moved(self) -> None:
        """The line was left by Tab or a click: its query is complete."""
        text = self._line.text.strip()
        if text and not self._line.in_use and not self.state.restoring and self._asked != self._exact(text):
            self._run_exactly()
            self.services.events.publish(QueryAccepted())

    @property
    def _asked(self) -> QueryRequest:
        """The query whose results are shown, or on their way."""
        state = self.state
        return self._pending or QueryRequest(state.query, state.order, state.exact)

    def _exact(self, text: str) -> QueryRequest:
        return QueryRequest(text.strip(), self._asked.order, exact=True)

    def _run_exactly(self) -> asyncio.Event:
        """Run what the line says, if that is not what is shown; set when there are rows, or a mistake."""
        shown, request = asyncio.Event(), self._exact(self._line.text)
        if request == self._asked and self._pending is None and self.state.query_error is None:
            shown.set()
        else:
            here = self.services.rows.current
            action = partial(self._run, request, here, near=bool(request.query), shown=shown)
            self.start(action, "list", "run the query")
        return shown

    def clear(self) -> None:
        """Show all cables, and say how the filter comes back."""
        state, query = self.state, self._line.text.strip() or self.state.query
        if query == state.query and not state.exact:
            query = state.normal_query  # with the star of the word being typed
        self._line.put("")
        self.services.panes.activate(Pane.LIST)
        self.recalled("")
        if query:
            words = f"Filter cleared: {safe_line(query)}."
            self.services.events.publish(TakenAway(words, partial(self.query, query)))

    def put(self, query: str) -> None:
        """Show a query that is run separately."""
        self._line.put(query)

    # Running queries

    def typed(self, text: str) -> None:
        """The filter line changed: run the query after a short pause."""
        self.start(partial(self._typed, text), "list", "filter the list")

    async def _typed(self, text: str) -> None:
        await asyncio.sleep(PAUSE)
        request = QueryRequest(text.strip(), self._asked.order)
        await self._run(request, self.services.rows.current, near=bool(text.strip()))

    def query(self, text: str, order: str = "") -> None:
        """Show the results of exactly this query, as if it had been typed; the cursor stays on its cable."""
        self._line.put(text)
        self.recalled(text, order)

    def recalled(self, text: str, order: str = "") -> None:
        """An earlier query was put into the filter line: run it as it is."""
        request = QueryRequest(text.strip(), order or self._asked.order, exact=True)
        self.start(partial(self._exactly, request), "list", "run a query")

    async def _exactly(self, request: QueryRequest) -> None:
        await self._run(request, self.services.rows.current)

    async def again(self, order: str = "", *, cursor_on: str = "") -> None:
        """Run the query again, in another order or because cables were added; the cursor keeps its cable."""
        state = self.state
        here = cursor_on or self.services.rows.current or ""
        shown = QueryRequest(state.query, order or state.order, state.exact)
        # A query already running is not given up for the one shown before it.
        await self._run(shown if order or self._pending is None else self._pending, here)

    async def run(self, request: QueryRequest, *, cursor_on: str = "") -> None:
        """Show the results of a query. One that cannot be understood leaves the last results."""
        await self._run(request, cursor_on)

    async def _run(
        self,
        request: QueryRequest,
        cursor_on: str | None,
        *,
        near: bool = False,
        shown: asyncio.Event | None = None,
    ) -> None:
        """``near``: a cursor that would be far down goes to the first row. ``shown`` is set with rows."""
        try:
            await self._run_query(request, cursor_on, near, shown or asyncio.Event())
        finally:
            if shown is not None:
                shown.set()

    async def _run_query(
        self, request: QueryRequest, cursor_on: str | None, near: bool, shown: asyncio.Event
    ) -> None:
        if self._newest is not None:
            self._newest.cancel()
        running = self._newest = RunningQuery()
        self._pending = request
        try:
            parsed = await self.wait(request.parse)
            order = request.order
            if near and parsed is not None and order in BY_DATE:
                first = await self.wait(run_first_page, self.workspace, parsed, order, cursor_on, running)
                if running is self._newest:
                    self._show(request, parsed, first, complete=False)
                    shown.set()
            job = partial(run_query, self.workspace, parsed, order, cursor_on, near=near, running=running)
            result = await self._run_with_progress(self.wait(job))
        except asyncio.CancelledError:
            running.cancel()  # a newer query is running
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

    async def _run_with_progress(self, result: Coroutine[Any, Any, QueryResult]) -> QueryResult:
        """Wait; if it takes long, say that the first rows are not all of them."""
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
        """Show what is wrong while the user types; the last results stay."""
        self.state.query_error = error
        self._line.mark_mistake(getattr(error, "position", None))
        self.services.events.publish(QueryRejected(error.what, error.advice or ""))
