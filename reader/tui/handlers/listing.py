"""What the list shows: filtering as one types, and the order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import CablesError
from reader.tui.arrangement import Pane
from reader.tui.handlers.base import Doing, Handler
from reader.tui.widgets.row_pages import PAGE
from reader.tui.words import count, shown

if TYPE_CHECKING:
    from reader.library.connections import Interrupt
    from reader.library.listing import Listing, Row
    from reader.tui.screens.shell import FirstPage
    from reader.workspace import Workspace

PAUSE = 0.12
"""Seconds without a key before the library is asked."""

ORDER_WORDS = {
    "newest": "newest first",
    "oldest": "oldest first",
    "post": "by post",
    "level": "highest level first",
    "subject": "by subject",
}
"""The orders ``s`` steps through, and what the heading says."""


def ask(
    workspace: Workspace,
    query: str,
    order: str,
    stand_on: str | None,
    hold: Callable[[Interrupt], object] | None = None,
) -> tuple[Listing, int, int, list[Row]]:
    """The listing, the index of the cable to stand on, and the first page to draw; waits for the disk.

    ``hold`` gets what stops it from another thread.
    """
    from reader.library.order import Order

    known = Order(order) if order in ORDER_WORDS else Order.NEWEST
    with workspace.library.interruptible() as interrupt:
        if hold:
            hold(interrupt)
        listing = workspace.library.listing(query, known, typing=True)
    at = listing.position_of(stand_on) if stand_on else None
    first = (at or 0) // PAGE * PAGE
    return listing, at or 0, first, listing.window(first, PAGE)


def heading(cables: int, order: str, query: str, marks: str = "") -> str:
    """The line above the list: ``5 cables, newest first``; ``marks`` come before what may be cut off."""
    if not cables:
        return ("nothing found" if query else "no cables yet") + marks
    return f"{count(cables, 'cable')}{marks}, {ORDER_WORDS.get(order or 'newest', order)}"


class ListWork(Handler):
    """The list's content."""

    def commands(self) -> dict[str, Doing]:
        """Filter and sort."""
        return {"filter.edit": self.edit, "list.sort": self.sort}

    def edit(self) -> None:
        """Put the cursor into the filter line."""
        self.screen.panels.activate(Pane.LIST)
        self.screen.filter_line.begin()

    def sort(self) -> None:
        """The next order."""
        names = list(ORDER_WORDS)
        at = names.index(self.desk.order) if self.desk.order in names else -1
        order = names[(at + 1) % len(names)]
        self.start(
            partial(self.run, self.desk.query, order, stand_on=self.screen.list.current or ""),
            "list",
            "sort the list",
        )

    def typed(self, text: str) -> None:
        """The filter line changed; the library is asked after a short pause."""
        self.start(partial(self._later, text), "list", "filter the list")

    async def _later(self, text: str) -> None:
        await asyncio.sleep(PAUSE)
        await self.run(text, self.desk.order, stand_on=self.screen.list.current or "")

    async def run(self, query: str, order: str, *, stand_on: str = "") -> None:
        """Show what fits a query. One with an error in it leaves the last results and says what is wrong."""
        screen, desk = self.screen, self.desk
        held: list[Interrupt] = []
        job = partial(ask, self.workspace, query.strip(), order, stand_on or None, held.append)
        try:
            listing, at, first, rows = await self.wait(job)
        except asyncio.CancelledError:
            for interrupt in held:  # a newer query is on its way: nobody waits for this one
                interrupt()
            raise
        except CablesError as error:
            screen.framing.list_heading(error.what, bad=True)
            return
        desk.listing, desk.query, desk.order = listing, query, order
        screen.list.notice = "" if len(listing) else self._nothing(query)
        screen.list.show(listing, cursor=at)
        screen.list.prime(first, rows)
        self.refresh_heading()
        screen.tell_list()
        screen.judging.listed()
        screen.refresh_hints()
        screen.saving.soon()

    def put(self, page: FirstPage) -> None:
        """Show what the first frame showed, until the library's listing is asked for anew."""
        self.screen.list.show(page.listing, cursor=page.at)
        self.screen.list.prime(page.start, page.rows)
        self.screen.list.tell(counts={}, read=set(page.session.read), open=None)
        self.screen.framing.list_heading(page.words)

    @staticmethod
    def _nothing(query: str) -> str:
        return f"No cable has\n{shown(query.strip())}\n\nEsc clears the filter" if query.strip() else ""

    def refresh_heading(self) -> None:
        """``5 cables, newest first``."""
        desk = self.desk
        if desk.listing is None:
            return
        view, marks = self.screen.list, ""
        if view.marks:
            marks += f" · {len(view.marks):,} marked"
        if view.range_from is not None:
            marks += f" · range of {len(view.rows_in_range):,}"
        self.screen.framing.list_heading(heading(len(desk.listing), desk.order, desk.query, marks))
