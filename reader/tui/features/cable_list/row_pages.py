"""The loaded rows of a listing: fetched by the page, the oldest dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.cache import LRUCache

from reader.tui.core.query_task import PAGE

if TYPE_CHECKING:
    from reader.library.listing import Listing, Row

PAGES = 24
"""Pages kept; about a thousand rows either side of the one in view."""


class RowPages:
    """A window of rows over one listing at a time."""

    def __init__(self) -> None:
        self.listing: Listing | None = None
        self._pages: LRUCache[int, Sequence[Row]] = LRUCache(PAGES)

    def __len__(self) -> int:
        return len(self.listing) if self.listing is not None else 0

    def take(self, listing: Listing | None) -> None:
        """Take another listing; none of its rows are loaded."""
        self.listing = listing
        self._pages.clear()

    def row(self, index: int) -> Row | None:
        """A row, if it is loaded."""
        page = self._pages.get(index // PAGE)
        at = index % PAGE
        return page[at] if page is not None and at < len(page) and 0 <= index < len(self) else None

    def id(self, index: int) -> int | None:
        """The library's id of a row, loaded or not."""
        return self.listing.ids[index] if self.listing is not None and 0 <= index < len(self) else None

    def put(self, start: int, rows: Sequence[Row]) -> None:
        """Add rows from ``start`` on, a multiple of ``PAGE``; a short last page is the end of the listing."""
        for at in range(0, len(rows), PAGE):
            self._pages[(start + at) // PAGE] = rows[at : at + PAGE]

    def missing(self, first: int, last: int) -> int | None:
        """The start of the first page between these rows that is not loaded."""
        last = min(last, len(self) - 1)
        wanted = range(first // PAGE, last // PAGE + 1) if len(self) else range(0)
        return next((page * PAGE for page in wanted if page not in self._pages), None)
