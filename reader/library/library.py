"""The library: the cables on this machine, in one SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.library.db import metadata, open
from reader.library.db.file import FILE
from reader.library.db.id_reader import read_all
from reader.library.db.text_codec import unpack_text
from reader.library.errors import told_in_words
from reader.library.listing import Listing, Row
from reader.library.lookup import Lookup, StoredCable
from reader.library.order import Order

if TYPE_CHECKING:  # what only some methods need is imported there: `cables show` waits for none of it
    from array import array

    from reader.library.search import plan as search
    from reader.library.search.facets import FacetColumns, Facets
    from reader.library.search.snippets import Snippet

__all__ = ["FILE", "Library", "StoredCable"]


class Library(Lookup):
    """Cables in one SQLite file; may be used from several threads, and beside an import by another process.

    Every method raises LibraryError when the file cannot be read or written.
    """

    _columns: FacetColumns | None = None
    _ids: tuple[int, array[int]] | None = None
    """Those of all cables, and the generation of the library that they are of."""

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
        from reader.library.query import syntax
        from reader.library.search import execute, prefix_search
        from reader.library.search import plan as search

        tree = syntax.parse(query, typing=typing)
        plan = search.plan(tree, notes)
        with told_in_words(self.path), open.undamaged(self.path), self.connections.reading() as db:
            ids = prefix_search.whole(db, tree, order, notes)
            if ids is None:
                ids = execute.all_ids(db, plan, order)
        return Listing(ids, self.rows, self._versions, str(tree), order)

    def _all(self) -> Listing:
        """All cables, the newest first: what every start shows, without loading what queries need."""
        with told_in_words(self.path), self.connections.reading() as db:
            generation, held = metadata.generation(db), self._ids
            if held is None or held[0] != generation:
                held = self._ids = generation, read_all(db)
        return Listing(held[1], self.rows, self._versions)

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
        from reader.library.query import syntax
        from reader.library.search import execute, prefix_search
        from reader.library.search import plan as search

        tree = syntax.parse(query, typing=typing)
        plan = search.plan(tree, notes)
        with told_in_words(self.path), open.undamaged(self.path), self.connections.reading() as db:
            if order is Order.NEWEST and (ids := prefix_search.first(db, tree, count, notes)):
                return self.rows(ids)
            return self.rows(execute.first_ids(db, plan, order, count))

    def facets(self, listing: Listing) -> Facets:
        """How the cables of a listing are spread over posts, months, levels, TAGS and signers."""
        from reader.library.search.facets import FacetColumns

        with told_in_words(self.path), self.connections.reading() as db:
            columns = self._columns
            if columns is None or columns.generation != metadata.generation(db):
                columns = self._columns = FacetColumns(db)
            return columns.count(listing.ids, db)

    def snippets(
        self, rows: Sequence[Row], query: str, *, typing: bool = False, width: int | None = None
    ) -> list[Snippet | None]:
        """For each row, the words around the query's hits in its text; None where there are none.

        ``width``: about how many characters. Raises QueryError.
        """
        from reader.library.db import paragraph_index
        from reader.library.query import syntax
        from reader.library.search import snippets

        tree = syntax.parse(query, typing=typing)
        shown: list[Snippet | None] = []
        with told_in_words(self.path), open.undamaged(self.path), self.connections.reading() as db:
            for row in rows:
                found = db.execute("SELECT text, layout FROM body WHERE id = ?", (row.id,)).fetchone()
                shown.append(
                    snippets.snippet(
                        unpack_text(found[0]),
                        paragraph_index.unpack(found[1]),
                        tree,
                        width=width or snippets.WIDTH,
                    )
                    if found
                    else None
                )
        return shown
