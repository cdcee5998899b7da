"""The library: the cables on this machine, in one SQLite file."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from reader.library import opening, state
from reader.library.errors import told_in_words
from reader.library.ids import read_ids
from reader.library.library_file import FILE
from reader.library.listing import Listing, Row
from reader.library.lookup import Lookup, StoredCable
from reader.library.order import Order
from reader.library.packing import unpack_text

if TYPE_CHECKING:  # what only some methods need is imported there: `cables show` waits for none of it
    from reader.library import search
    from reader.library.facets import FacetColumns, Facets
    from reader.library.query_tree import Query
    from reader.library.search import Plan
    from reader.library.snippets import Snippet

__all__ = ["FILE", "Library", "StoredCable"]


class Library(Lookup):
    """Cables in one SQLite file; may be used from several threads, and beside an import by another process.

    Every method raises LibraryError when the file cannot be read or written.
    """

    _columns: FacetColumns | None = None

    def count(self) -> int:
        """How many cables are held, versions not counted."""
        with told_in_words(self.path), self.connections.reading() as db:
            (number,) = db.execute("SELECT count(*) FROM cable WHERE current").fetchone()
        return int(number)

    def listing(
        self,
        query: str = "",
        order: Order = Order.NEWEST,
        *,
        typing: bool = False,
        notes: search.Resolver | None = None,
    ) -> Listing:
        """The cables that answer a query, in this order; all of them for an empty one.

        With ``typing`` the last word is taken as the beginning of one, and an unfinished end is no error.
        ``notes`` resolves the fields about notes. Raises QueryError. Proportional to the matches.
        """
        if not query.strip() and order is Order.NEWEST:
            return self._all()
        from reader.library import query_syntax, search

        tree = query_syntax.parse(query, typing=typing)
        plan = search.plan(tree, notes)
        with told_in_words(self.path), self.connections.reading() as db:
            statement = plan.ids(order, state.drift(db))
            ids = read_ids(db, statement.sql, statement.parameters)
            if not plan.checks_current and (stale := _stale(db)):
                ids = array("q", (id_ for id_ in ids if id_ not in stale))
        return Listing(ids, self.rows, self._versions, str(tree), order)

    def _all(self) -> Listing:
        """All cables, the newest first: what every start shows, without loading what queries need."""
        with told_in_words(self.path), self.connections.reading() as db:
            ids = read_ids(db, "SELECT id FROM cable WHERE current ORDER BY id DESC")
        return Listing(ids, self.rows, self._versions)

    def first(
        self,
        query: str = "",
        order: Order = Order.NEWEST,
        count: int = 50,
        *,
        typing: bool = False,
        notes: search.Resolver | None = None,
    ) -> list[Row]:
        """The first rows of what :meth:`listing` gives, without waiting for the others.

        By date the cost does not grow with the number of matches. Raises QueryError.
        """
        from reader.library import query_syntax, search

        tree = query_syntax.parse(query, typing=typing)
        plan = search.plan(tree, notes)
        with told_in_words(self.path), self.connections.reading() as db:
            if order is Order.NEWEST and (ids := self._first_begun(db, tree, count, notes)):
                return self.rows(ids)
            return self.rows(_first(db, plan, order, count))

    def _first_begun(
        self, db: sqlite3.Connection, tree: Query, count: int, notes: search.Resolver | None
    ) -> list[int]:
        """The newest ids where short beginnings of words are looked for and often met; else none."""
        from reader.library import beginnings, search

        without = beginnings.without(tree)
        if without is None:
            return []
        likely = _first(db, search.plan(without, notes), Order.NEWEST, 2 * count)
        with opening.undamaged(self.path):
            spelt = beginnings.spelt_out(tree, beginnings.texts(db, likely))
        if spelt is None:
            return []
        plan = replace(search.plan(spelt, notes), within=(min(likely), max(likely)))
        ids = _first(db, plan, Order.NEWEST, count)
        return ids if len(ids) == count else []

    def facets(self, listing: Listing) -> Facets:
        """How the cables of a listing are spread over posts, months, levels, TAGS and signers."""
        from reader.library.facets import FacetColumns

        with told_in_words(self.path), self.connections.reading() as db:
            columns = self._columns
            if columns is None or columns.generation != state.generation(db):
                columns = self._columns = FacetColumns(db)
            return columns.count(listing.ids, db)

    def snippets(
        self, rows: Sequence[Row], query: str, *, typing: bool = False, width: int | None = None
    ) -> list[Snippet | None]:
        """For each row, the words around the query's hits in its text; None where there are none.

        ``width``: about how many characters. Raises QueryError.
        """
        from reader.library import layout, query_syntax, snippets

        tree = query_syntax.parse(query, typing=typing)
        shown: list[Snippet | None] = []
        with told_in_words(self.path), opening.undamaged(self.path), self.connections.reading() as db:
            for row in rows:
                found = db.execute("SELECT text, layout FROM body WHERE id = ?", (row.id,)).fetchone()
                shown.append(
                    snippets.snippet(
                        unpack_text(found[0]), layout.unpack(found[1]), tree, width=width or snippets.WIDTH
                    )
                    if found
                    else None
                )
        return shown


def _first(db: sqlite3.Connection, plan: Plan, order: Order, count: int) -> list[int]:
    """The first ids that a plan finds."""
    statement = plan.ids(order, state.drift(db))
    stale = frozenset() if plan.checks_current else _stale(db)
    found = db.execute(f"{statement.sql} LIMIT ?", (*statement.parameters, count + len(stale)))
    return list(islice((id_ for (id_,) in found if id_ not in stale), count))


def _stale(db: sqlite3.Connection) -> frozenset[int]:
    """Ids that the index knows but no result shows: superseded versions and removed cables."""
    found = db.execute(
        "SELECT id FROM cable INDEXED BY cable_superseded WHERE NOT current UNION ALL SELECT id FROM removed"
    )
    return frozenset(id_ for (id_,) in found)
