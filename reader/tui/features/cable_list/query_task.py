"""What the list asks of the library: in a thread, to be dropped when a newer question comes."""

from __future__ import annotations

import threading
from array import array
from typing import TYPE_CHECKING, NamedTuple

from reader.library.order import Order
from reader.tui.features.cable_list.row_pages import PAGE
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.library.db.connections import Interrupt
    from reader.library.listing import Listing, Row
    from reader.workspace import Workspace


def heading(cables: int, order: str, query: str, marks: str = "") -> str:
    """The line above the list: ``5 cables, newest first``; ``marks`` come before what may be cut off."""
    if not cables:
        return ("nothing found" if query else "no cables yet") + marks
    return f"{count(cables, 'cable')}{marks}, {Order.named(order).words}"


class Ask(NamedTuple):
    """A question: which cables, in which order."""

    query: str = ""
    order: str = "newest"
    """A value of ``reader.library.order.Order``; another one counts as ``newest``."""
    exact: bool = False
    """The last word is meant as it stands; else as the beginning of one that is being typed."""


class Found(NamedTuple):
    """The answer, with the rows to draw first."""

    listing: Listing
    at: int
    """Index of the cable to stand on."""
    start: int
    """Index of the first of ``rows``, a multiple of ``PAGE``."""
    rows: list[Row]


class Asking:
    """A question on its way; dropped from the thread of the screen, answered in another."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._interrupt: Interrupt | None = None
        self._dropped = False

    def hold(self, interrupt: Interrupt) -> None:
        """What stops the read that is about to begin. Raises InterruptedReadError where nobody waits."""
        from reader.library.errors import InterruptedReadError

        with self._guard:
            self._interrupt = interrupt
            if self._dropped:
                raise InterruptedReadError("Nobody waits for this search")

    def drop(self) -> None:
        """Stop the read, or keep it from beginning. Takes no time."""
        with self._guard:
            self._dropped = True
            if self._interrupt is not None:
                self._interrupt()


def find(
    workspace: Workspace,
    ask: Ask,
    stand_on: str | None,
    *,
    near: bool = False,
    asking: Asking | None = None,
) -> Found:
    """Answer a question; waits for the disk.

    The answer stands on the cable ``stand_on`` where it is among those found; with ``near``, only where it
    is among the first, so that the best of a new result are seen. Raises QueryError and LibraryError.
    """
    with workspace.library.interruptible() as interrupt:
        if asking:
            asking.hold(interrupt)
        listing = workspace.library.listing(
            ask.query, Order.named(ask.order), typing=not ask.exact, notes=workspace.about_notes
        )
        at = listing.position_of(stand_on) if stand_on else None
        if at is None or (near and at >= PAGE):
            at = 0
        start = at // PAGE * PAGE
        return Found(listing, at, start, listing.window(start, PAGE))


def find_first(workspace: Workspace, ask: Ask, stand_on: str | None, asking: Asking) -> Found:
    """The first page of what :func:`find` will give, without waiting for the rest. Raises as it does.

    Its listing knows the query as the whole answer will: who judges at once judges for the same query.
    """
    from reader.library.listing import Listing
    from reader.library.query.syntax import parse

    with workspace.library.interruptible() as interrupt:
        asking.hold(interrupt)
        rows = workspace.library.first_rows(
            ask.query, Order.named(ask.order), PAGE, typing=not ask.exact, notes=workspace.about_notes
        )
    at = next((index for index, row in enumerate(rows) if row.mrn == stand_on), 0)
    query = str(parse(ask.query, typing=not ask.exact))
    page = Listing(array("q", [row.id for row in rows]), workspace.library.rows, lambda _: (), query)
    return Found(page, at, 0, rows)
