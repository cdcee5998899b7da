"""The library: the cables on this machine, in one SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.library.db import state
from reader.library.db.file import FILE
from reader.library.db.id_reader import read_all
from reader.library.db.open import translate_damage_errors
from reader.library.db.text_codec import unpack_text
from reader.library.errors import translate_sqlite_errors
from reader.library.listing import Listing, Row
from reader.library.lookup import Lookup
from reader.library.order import Order

if TYPE_CHECKING:  # methods import these when they need them, so that `cables show` starts fast
    import sqlite3
    from array import array

    from reader.library.query.other_names import Spellings
    from reader.library.query.tree import Query
    from reader.library.search.facet_columns import FacetColumns
    from reader.library.search.facets import Facets
    from reader.library.search.plan import NoteResolver
    from reader.library.search.snippets import Snippet

__all__ = ["FILE", "Library"]


class Library(Lookup):
    """Cables in one SQLite file; may be used from several threads, and while another process imports.

    Every method raises LibraryError when the file cannot be read or written. Where a method takes a query,
    it may be text or the tree that ``reader.library.query.syntax.parse`` made of it.
    """

    merged_names: Callable[[], Iterable[Spellings]] = staticmethod(tuple)
    """Gives all spellings of each person that the user has merged; set by who knows the notes, too."""
    _facet_columns: FacetColumns | None = None
    _all_ids: tuple[int, array[int]] | None = None
    """The library's generation and the ids of all its cables at that time."""

    def tree(self, query: str | Query, *, typing: bool = False) -> Query:
        """The tree of a query, in which names after ``people:`` have their other spellings.

        Raises QueryError.
        """
        from reader.library.query.other_names import with_other_names
        from reader.library.query.syntax import parsed

        return with_other_names(parsed(query, typing=typing), self.merged_names)

    def count(self) -> int:
        """The number of cables, further versions not counted."""
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            (number,) = db.execute("SELECT count(*) FROM cable WHERE current").fetchone()
        return int(number)

    def listing(
        self,
        query: str | Query = "",
        order: Order = Order.NEWEST,
        *,
        typing: bool = False,
        notes: NoteResolver | None = None,
    ) -> Listing:
        """The cables matching a query, in this order; all cables for an empty one.

        With ``typing`` the last word of a text is a prefix, and an unfinished end is no error. ``notes``
        resolves the fields about notes. Raises QueryError. Cost: proportional to the matches.
        """
        if order is Order.NEWEST and (not query.strip() if isinstance(query, str) else query.root is None):
            return self._all_cables()
        from reader.library.search.execute import all_ids
        from reader.library.search.plan import plan
        from reader.library.search.prefix_search import all_with_prefix

        tree = self.tree(query, typing=typing)
        compiled = plan(tree, notes)
        with self._reading_texts() as db:
            ids = all_with_prefix(db, tree, order, notes)
            if ids is None:
                ids = all_ids(db, compiled, order)
        return Listing(ids, self.rows, self._version_ids, str(tree), order)

    def _all_cables(self) -> Listing:
        """All cables, newest first: what every start shows, without loading the modules queries need."""
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            generation, cached = state.generation(db), self._all_ids
            if cached is None or cached[0] != generation:
                cached = self._all_ids = generation, read_all(db)
        return Listing(cached[1], self.rows, self._version_ids)

    def first_rows(
        self,
        query: str | Query = "",
        order: Order = Order.NEWEST,
        count: int = 50,
        *,
        typing: bool = False,
        notes: NoteResolver | None = None,
    ) -> list[Row]:
        """The first rows of :meth:`listing`, without computing the rest.

        By date the cost does not grow with the number of matches. Raises QueryError.
        """
        from reader.library.search.execute import first_ids
        from reader.library.search.plan import plan
        from reader.library.search.prefix_search import first_with_prefix
        from reader.library.search.value_search import first_with_value

        tree = self.tree(query, typing=typing)
        compiled = plan(tree, notes)
        with self._reading_texts() as db:
            if order is Order.NEWEST and (ids := first_with_value(db, tree, count)) is not None:
                return self.rows(ids)
            if order is Order.NEWEST and (ids := first_with_prefix(db, tree, count, notes)):
                return self.rows(ids)
            return self.rows(first_ids(db, compiled, order, count))

    def facets(self, listing: Listing, *, once: bool = False) -> Facets:
        """Counts of a listing's cables by post, month, level, TAGS and signer.

        ``once``: do not read the columns of all cables, which makes further large results quicker to count.
        """
        from reader.library.search.facets import count_rows, is_small

        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            columns = self._facet_columns
            if (once and not columns) or is_small(listing.ids, len(columns) if columns else self.count()):
                return count_rows(listing.ids, db)
            from reader.library.search.facet_columns import FacetColumns

            if columns is None or columns.generation != state.generation(db):
                columns = self._facet_columns = FacetColumns(db)
            return columns.count(listing.ids, db)

    def snippets(
        self, rows: Sequence[Row], query: str | Query, *, typing: bool = False, width: int | None = None
    ) -> list[Snippet | None]:
        """For each row, the words around the query's hits in its text; None where there are none.

        ``width``: about how many characters. Raises QueryError.
        """
        from reader.library.db import paragraph_index
        from reader.library.search.snippets import WIDTH, snippet

        tree = self.tree(query, typing=typing)
        snippets: list[Snippet | None] = []
        with self._reading_texts() as db:
            for row in rows:
                found = db.execute("SELECT text, layout FROM body WHERE id = ?", (row.id,)).fetchone()
                if found is None:
                    snippets.append(None)
                    continue
                text, paragraphs = unpack_text(found[0]), paragraph_index.unpack(found[1])
                snippets.append(snippet(text, paragraphs, tree, width=width or WIDTH))
        return snippets

    @contextmanager
    def _reading_texts(self) -> Iterator[sqlite3.Connection]:
        """A read transaction in which packed texts may turn out to be damaged."""
        with (
            translate_sqlite_errors(self.path),
            translate_damage_errors(self.path),
            self.connections.reading() as db,
        ):
            yield db
