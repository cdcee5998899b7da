"""The cables that are cited but not in the library, with those that cite them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from reader.library.discovery.ghosts import CitedGhost, GhostOrder, cited_ghosts
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.records.common_commands import bindings_of
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.ui.pieces import Piece
from reader.tui.ui.prompt import Prompt
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, long_date, opening

if TYPE_CHECKING:
    from reader.library.listing import Listing, Row
    from reader.tui.core.services import Action, Services

MOST_NAMED = 50
"""Citing cables that are shown beside the list."""
ORDERS = {
    GhostOrder.CITED: "most cited first",
    GhostOrder.LATEST: "latest cited first",
    GhostOrder.NUMBER: "by number",
}


class GhostsScreen(RecordScreen):
    """The ghosts at the left, the cables that cite the current one beside them.

    Its result is the query of the cables that cite one, or None.
    """

    NAME = "Cited but not in the library"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Show who cites it", "Filters the list by cites:.", hint="who cites it"),
        Command("sort", ("s",), "Sort", "By the number of citing cables, by the latest one, or by number.",
                hint="sort"),
        Command("post", ("/",), "Only those of a post", "Empty shows all.", hint="post"),
        Command("scope", ("r",), "Cited by the whole library or by the list only", "", hint="scope"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._order = GhostOrder.CITED
        self._of_post = ""
        self._listing: Listing | None = None
        self._ghosts: Sequence[CitedGhost] = ()
        self._rows: dict[str, list[Row]] = {}
        """The citing cables read so far, by ghost."""

    def read(self) -> list[CitedGhost]:
        """The ghosts, filtered and sorted."""
        ids = None if self._listing is None else self._listing.ids
        return cited_ghosts(self.workspace.library, ids, post=self._of_post, order=self._order)

    def show_records(self, found: list[CitedGhost]) -> None:
        """Show the ghosts."""
        self._ghosts, self._rows = found, {}
        of = f" of {self._of_post.upper()}" if self._of_post else ""
        by = "" if self._listing is None else ", cited by cables in the list"
        self.show_heading(f"{count(len(found), 'cable')}{of} not in your library{by} · {ORDERS[self._order]}")
        self.rows.notice = "Every cited cable is in your library. / and r change what is looked for."
        self.rows.show([Shape(one.mrn) for one in found], self._draw)
        self.cursor_moved()

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        one = self._ghosts[at]
        name, cited = f"{safe_line(one.mrn):<18}  ", f"cited by {count(len(one.citing), 'cable')}"
        return [[Piece(name, "plain"), Piece(opening(cited, max(width - len(name), 1)), "dim")]]

    @property
    def current(self) -> CitedGhost | None:
        """The current ghost."""
        return self.rows.at_cursor(self._ghosts)

    def cursor_moved(self) -> None:
        """Show the citing cables; they follow when they are read."""
        one = self.current
        if one is None:
            self.show_detail(Content())
            return
        rows = self._rows.get(one.mrn)
        if rows is None:
            self.start(partial(self._find, one), "citing", "find the citing cables")
        parts: list[tuple[str, str] | str] = [
            (f"{safe_line(one.mrn)}\n", "bold"),
            f"Cited by {count(len(one.citing), 'cable')}\n\n",
        ]
        for row in rows or ():
            parts.append((f"{long_date(row.date, row.estimated).strip()}  {safe_line(row.mrn)}\n", "bold"))
            parts.append(f"{safe_line(row.title or '')}\n")
        if len(one.citing) > MOST_NAMED:
            parts.append(f"and {len(one.citing) - MOST_NAMED:,} more")
        self.show_detail(Content.assemble(*parts))

    async def _find(self, one: CitedGhost) -> None:
        self._rows[one.mrn] = await self.wait(self.workspace.library.rows, one.citing[:MOST_NAMED])
        if self.current is one:
            self.cursor_moved()

    def is_available(self, id: str) -> bool:
        """A ghost is needed to show who cites it, a filter to look at the list only."""
        if id == "scope":
            return self._listing is not None or bool(self.services.state.normal_query)
        return id != "open" or self.current is not None

    def actions(self) -> dict[str, Action]:
        """Sort, filter, show who cites one."""
        return {
            "open": self._open,
            "sort": self._sort,
            "post": lambda: self.ask(self._ask_post, "ask for a post"),
            "scope": self._scope,
        }

    def _open(self) -> None:
        if (one := self.current) is not None:
            self.dismiss(f"cites:{one.mrn}")

    def _sort(self) -> None:
        orders = list(GhostOrder)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.reload()

    async def _ask_post(self) -> None:
        post = await self.show_dialog(Prompt("Cables sent by", self._of_post, hint="a post, such as STATE"))
        if post is not None:
            self._of_post = post.strip()
            self.reload()

    def _scope(self) -> None:
        self._listing = self.services.state.listing if self._listing is None else None
        self.reload()
