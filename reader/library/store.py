"""The library: the cables on this machine, in one SQLite file."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.library import opening, state
from reader.library.connections import Connections, Interrupt
from reader.library.errors import told_in_words
from reader.library.folding import storable
from reader.library.listing import ROW_COLUMNS, Listing, Row
from reader.library.order import Order, from_seconds
from reader.library.packing import unpack_original, unpack_text

if TYPE_CHECKING:  # what only some methods need is imported there: `cables show` waits for none of it
    from reader.library import search
    from reader.library.facets import FacetColumns, Facets
    from reader.library.snippets import Snippet

FILE = "library.db"
"""The library's file in its folder."""

_T = TypeVar("_T")

_AT_ONCE = 500
"""Parameters of one statement; SQLite allows more, but gains nothing from it."""


@dataclass(frozen=True, slots=True)
class StoredCable:
    """A cable's text and where it came from."""

    mrn: str
    source: str
    """Normalised text."""
    given: Mapping[str, object]
    """What its container said beside the text; dates are ISO."""
    text_hash: str
    """Hexadecimal."""
    imported: dt.datetime
    place: str
    """Where it was found, printable: ``cables.csv, row 12``."""
    id: int
    """The version's id."""
    current: bool
    """False for a version that another one stands before."""


class Library:
    """Cables in one SQLite file; may be used from several threads, and beside an import by another process.

    Every method raises LibraryError when the file cannot be read or written.
    """

    def __init__(self, folder: Path, connections: Connections, *, temporary: bool = False) -> None:
        self.folder = folder
        self.connections = connections
        """For this room's other modules."""
        self._temporary = temporary
        self._columns: FacetColumns | None = None

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Library:
        """The library in a folder; both are made, readable by their owner only, where they are missing.

        A file that may not be written is opened to be read (``read_only`` says so). Raises NotALibraryError,
        NewerLibraryError, DamagedLibraryError and other LibraryErrors; the file is then left as it was.
        """
        return cls(folder, opening.open_file(folder / FILE, read_only=read_only))

    @classmethod
    def temporary(cls) -> Library:
        """A library that is gone when it is closed."""
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="cables-"))
        try:
            return cls(folder, opening.open_file(folder / FILE), temporary=True)
        except BaseException:
            _remove(folder)
            raise

    @property
    def path(self) -> Path:
        """The library's file."""
        return self.connections.path

    @property
    def read_only(self) -> bool:
        """True where nothing can be written."""
        return self.connections.read_only

    def close(self) -> None:
        """Close the file; a temporary library is removed."""
        with told_in_words(self.path):
            self.connections.close()
        if self._temporary:
            _remove(self.folder)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def interruptible(self) -> Iterator[Interrupt]:
        """Reads inside this block may be stopped from another thread by calling what it gives.

        A stopped read raises InterruptedReadError in the thread that reads.
        """
        with told_in_words(self.path):
            interrupt = self.connections.interruptible()
        try:
            yield interrupt
        finally:
            interrupt.over()

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
            ids = array("q", (id_ for (id_,) in db.execute(statement.sql, statement.parameters)))
            if not plan.checks_current and (stale := _stale(db)):
                ids = array("q", (id_ for id_ in ids if id_ not in stale))
        return Listing(ids, self.rows, self._versions, str(tree))

    def _all(self) -> Listing:
        """All cables, the newest first: what every start shows, without loading what queries need."""
        with told_in_words(self.path), self.connections.reading() as db:
            found = db.execute("SELECT id FROM cable WHERE current ORDER BY id DESC")
            return Listing(array("q", (id_ for (id_,) in found)), self.rows, self._versions)

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

        plan = search.plan(query_syntax.parse(query, typing=typing), notes)
        with told_in_words(self.path), self.connections.reading() as db:
            statement = plan.ids(order, state.drift(db))
            stale = frozenset() if plan.checks_current else _stale(db)
            found = db.execute(f"{statement.sql} LIMIT ?", (*statement.parameters, count + len(stale)))
            ids = list(islice((id_ for (id_,) in found if id_ not in stale), count))
            found.close()
            return self.rows(ids)

    def facets(self, listing: Listing) -> Facets:
        """How the cables of a listing are spread over posts, months, levels, TAGS and signers."""
        from reader.library.facets import FacetColumns

        with told_in_words(self.path), self.connections.reading() as db:
            columns = self._columns
            if columns is None or columns.generation != state.generation(db):
                columns = self._columns = FacetColumns(db)
            return columns.count(listing.ids, db)

    def generation(self) -> int:
        """Grows whenever cables come, go or change, by whichever program."""
        with told_in_words(self.path), self.connections.reading() as db:
            return state.generation(db)

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

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these ids, in their order; ids of cables that are gone are left out."""
        found: dict[int, Row] = {}
        with told_in_words(self.path), self.connections.reading() as db:
            for part in _parts(ids):
                marks = ", ".join("?" * len(part))
                selected = db.execute(f"SELECT {ROW_COLUMNS} FROM cable AS c WHERE c.id IN ({marks})", part)
                found.update((row[0], Row.of(row)) for row in selected)
        return [found[id_] for id_ in ids if id_ in found]

    def row(self, mrn: str) -> Row | None:
        """The row of a cable, by any of its names."""
        ids = self._versions(mrn)
        return next(iter(self.rows(ids[:1])), None)

    def resolve(self, name: str) -> str | None:
        """The number of the held cable that is meant by a name: its number however written, or an alias."""
        from reader.cable.mrn import canonical  # some 5 ms, which the start's first rows do without

        written = storable(name.strip()) or ""
        number = canonical(written) or written
        with told_in_words(self.path), self.connections.reading() as db:
            for sql, wanted in (
                ("SELECT mrn FROM cable WHERE mrn = ?", number),
                ("SELECT mrn FROM alias WHERE name = ?", number),
                ("SELECT mrn FROM alias WHERE name = ?", written.upper()),
                ("SELECT mrn FROM cable WHERE mrn = ?", written.upper()),
                ("SELECT mrn FROM cable WHERE mrn = 'TEXT-' || ?", written.lower().removeprefix("text-")),
            ):
                if found := db.execute(sql, (wanted,)).fetchone():
                    return str(found[0])
        return None

    def _versions(self, name: str) -> list[int]:
        """Ids of a cable's versions, the one that is shown first."""
        mrn = self.resolve(name)
        with told_in_words(self.path), self.connections.reading() as db:
            found = db.execute(
                "SELECT id FROM cable WHERE mrn = ? ORDER BY current DESC, imported DESC, id DESC", (mrn,)
            )
            return [id_ for (id_,) in found]

    def get(self, mrn: str) -> StoredCable | None:
        """The version that is shown of a cable, by any of its names; None when it is not held."""
        return next(iter(self.versions(mrn)), None)

    def versions(self, mrn: str) -> Iterable[StoredCable]:
        """Every text held of a cable, the one that is shown first. Texts are unpacked one by one."""
        for id_ in self._versions(mrn):
            if stored := self._stored(id_):
                yield stored

    def _stored(self, id_: int) -> StoredCable | None:
        with told_in_words(self.path), self.connections.reading() as db:
            found = db.execute(
                "SELECT c.mrn, c.text_hash, c.imported, c.current, c.place, b.text, b.given"
                " FROM cable AS c JOIN body AS b ON b.id = c.id WHERE c.id = ?",
                (id_,),
            ).fetchone()
        if found is None:
            return None
        mrn, text_hash, imported, current, place, text, given = found
        with opening.undamaged(self.path):
            return StoredCable(
                mrn=mrn,
                source=unpack_text(text),
                given=json.loads(given) if given else {},
                text_hash=text_hash.hex(),
                imported=from_seconds(imported),
                place=place,
                id=id_,
                current=bool(current),
            )

    def original(self, mrn: str, *, version: int | None = None) -> bytes | None:
        """The bytes of a cable as its container held them, of the shown version or the one with this id."""
        ids = self._versions(mrn)
        id_ = version if version in ids else next(iter(ids), None)
        with told_in_words(self.path), self.connections.reading() as db:
            found = db.execute("SELECT text, original FROM body WHERE id = ?", (id_,)).fetchone()
        if found is None:
            return None
        text, original = found
        with opening.undamaged(self.path):
            return unpack_original(original, unpack_text(text))

    def complete(self, text: str, limit: int = 20) -> list[Row]:
        """Cables whose number begins so, then those whose serial, or post and serial, begin so as the list
        shows them (``7545``, ``phnom penh 9``), then those with such words in the subject.

        Looks at every number once for a serial: some 5 ms for 20,000 cables.
        """
        from reader.library import completion

        start = "".join(text.split()).upper()
        if not start:
            return self.rows(self.listing().ids[:limit])
        rows = self.beginning(start, limit)
        ids = [row.id for row in rows]
        with told_in_words(self.path), self.connections.reading() as db:
            for statement in (completion.by_serial(start), completion.by_subject(text)):
                if statement and len(ids) < limit:
                    found = db.execute(f"{statement.sql} LIMIT ?", (*statement.parameters, limit))
                    ids += [id_ for (id_,) in found if id_ not in ids]
        return rows + self.rows(ids[len(rows) : limit])

    def beginning(self, start: str, limit: int) -> list[Row]:
        """Cables whose number begins so, spelt as numbers are, in the order of numbers. One look-up."""
        with told_in_words(self.path), self.connections.reading() as db:
            found = db.execute(
                f"SELECT {ROW_COLUMNS} FROM cable AS c WHERE c.mrn >= ?1 AND c.mrn < ?1 || char(1114111)"
                " AND c.current ORDER BY c.mrn LIMIT ?2",
                (storable(start) or "", limit),
            )
            return [Row.of(row) for row in found]

    def citing(self, mrn: str) -> list[Row]:
        """Held cables that refer to this number, held itself or not, the newest first."""
        from reader.cable.mrn import canonical

        number = self.resolve(mrn) or canonical(mrn) or mrn
        with told_in_words(self.path), self.connections.reading() as db:
            found = db.execute(
                f"SELECT DISTINCT {ROW_COLUMNS} FROM link AS l JOIN cable AS c ON c.id = l.source"
                " WHERE l.target = ? AND c.current ORDER BY c.id DESC",
                (storable(number) or "",),
            )
            return [Row.of(row) for row in found]

    def held(self, mrns: Collection[str]) -> set[str]:
        """Those of these numbers, in canonical form, that are held."""
        names = [storable(mrn) or "" for mrn in mrns]
        held: set[str] = set()
        with told_in_words(self.path), self.connections.reading() as db:
            for part in _parts(names):
                marks = ", ".join("?" * len(part))
                held.update(
                    mrn for (mrn,) in db.execute(f"SELECT mrn FROM cable WHERE mrn IN ({marks})", part)
                )
        return held


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _parts(items: Sequence[_T]) -> Iterable[Sequence[_T]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def _stale(db: sqlite3.Connection) -> frozenset[int]:
    """Ids that the index knows but no result shows: superseded versions and removed cables."""
    found = db.execute("SELECT id FROM cable WHERE NOT current UNION ALL SELECT id FROM removed")
    return frozenset(id_ for (id_,) in found)
