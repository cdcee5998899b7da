"""Runs a query for the list in a thread; cancelled when a newer one comes."""

from __future__ import annotations

import threading
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.library.order import Order
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.library.db.connections import Interrupt
    from reader.library.listing import Listing, Row
    from reader.library.query.tree import Query
    from reader.workspace import Workspace


PAGE = 64
"""Rows fetched at once."""


def heading(cables: int, order: str, query: str, marks: str = "") -> str:
    """The line above the list: ``5 cables, newest first``; ``marks`` come before what may be cut off."""
    if not cables:
        return ("no matches" if query else "no cables yet") + marks
    return f"{count(cables, 'cable')}{marks}, {Order.named(order).words}"


class QueryRequest(NamedTuple):
    """The cables the list is to show, and their order."""

    query: str = ""
    order: str = "newest"
    """A value of ``reader.library.order.Order``; another one counts as ``newest``."""
    exact: bool = False
    """The last word is complete; else it is taken as the beginning of one that is being typed."""

    def parse(self) -> Query | None:
        """The query as a tree; None for all cables. Raises QueryError."""
        if not self.query.strip():
            return None
        from reader.library.query.syntax import parse

        return parse(self.query, typing=not self.exact)


class QueryResult(NamedTuple):
    """The cables found, with the rows to draw first."""

    listing: Listing
    cursor: int
    """Index of the row to put the cursor on."""
    start: int
    """Index of the first of ``rows``, a multiple of ``PAGE``."""
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class SuggestedQuery:
    """A query that would find something."""

    query: str
    detail: str
    """How much it finds, or what kind of thing it is."""


class RunningQuery:
    """A running query: it runs in a thread and is cancelled from the screen's."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._interrupt: Interrupt | None = None
        self._cancelled = False

    def starts(self, interrupt: Interrupt) -> None:
        """A read that ``interrupt`` stops is about to start. Raises InterruptedReadError if cancelled."""
        from reader.library.errors import InterruptedReadError

        with self._guard:
            self._interrupt = interrupt
            if self._cancelled:
                raise InterruptedReadError("Nobody waits for this search")

    def cancel(self) -> None:
        """Stop the read, or keep it from starting. Takes no time."""
        with self._guard:
            self._cancelled = True
            if self._interrupt is not None:
                self._interrupt()


def run_query(
    workspace: Workspace,
    parsed: Query | None,
    order: str,
    cursor_on: str | None,
    *,
    near: bool = False,
    running: RunningQuery | None = None,
) -> QueryResult:
    """Run a parsed query; waits for the disk.

    The cursor goes to the cable ``cursor_on`` if it is among the results; with ``near``, only if it is
    among the first, so that the best of a new result are seen. Raises QueryError and LibraryError.
    """
    with workspace.library.interruptible() as interrupt:
        if running:
            running.starts(interrupt)
        listing = workspace.library.listing(parsed or "", Order.named(order), notes=workspace.about_notes)
        cursor = listing.position_of(cursor_on) if cursor_on else None
        if cursor is None or (near and cursor >= PAGE):
            cursor = 0
        start = cursor // PAGE * PAGE
        return QueryResult(listing, cursor, start, listing.window(start, PAGE))


def run_first_page(
    workspace: Workspace, parsed: Query, order: str, cursor_on: str | None, running: RunningQuery
) -> QueryResult:
    """The first page of what :func:`run_query` will give, without waiting for the rest. Raises as it does.

    Its listing has the same query in normal form, so that verdicts given at once belong to that query.
    """
    from reader.library.listing import Listing

    with workspace.library.interruptible() as interrupt:
        running.starts(interrupt)
        rows = workspace.library.first_rows(parsed, Order.named(order), PAGE, notes=workspace.about_notes)
    cursor = next((index for index, row in enumerate(rows) if row.mrn == cursor_on), 0)
    page = Listing(array("q", [row.id for row in rows]), workspace.library.rows, lambda _: (), str(parsed))
    return QueryResult(page, cursor, 0, rows)
