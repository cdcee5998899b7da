"""Writes records to the tables, and chooses the version of a cable that is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from operator import attrgetter, itemgetter
from typing import NamedTuple

from reader.library.db import state
from reader.library.db.date_ids import UNDATED
from reader.library.db.schema import COLUMNS, SAME_HASH
from reader.library.folding import fold
from reader.library.ingest.record import MRN_PRINTED, CableRecord, Fact
from reader.library.sources.documents import Container

MIN_DISTINCTIVE_SIZE = 200
"""Equal texts with this many characters are the same cable. A shorter one may be a stub of any cable."""


class Outcome(Enum):
    """What was done with a text."""

    ADDED = auto()
    """A new cable was added."""
    VERSION = auto()
    """A new version of a cable was added."""
    UNCHANGED = auto()
    """Nothing: the text is in the library already, word for word."""


class Version(NamedTuple):
    """What decides between the versions of a cable. The largest tuple is shown."""

    mrn_known: int
    """A text with its number in it is preferred, so that a page filed under a wrong number hides nothing."""
    whole: bool
    """A whole text is preferred to an extract."""
    size: int
    """The longest is preferred. 0 for FRUS: its editors correct documents, so the newest is preferred."""
    imported: int
    """The newest is preferred."""
    id: int


_CABLE = (
    *("mrn", "text_hash", "mrn_known", "date", "estimated", "day", "level", "main", "post", "subject"),
    *("origin", "size", "partial", "container", "place"),
)
"""Columns of ``cable`` that are fields of a record."""
_cable_columns = attrgetter(*_CABLE)
_INSERT_CABLE = f"""
    INSERT INTO cable (current, id, tags, signer, imported, {", ".join(_CABLE)})
    VALUES (1, ?, ?, ?, ?{", ?" * len(_CABLE)})
"""
_INSERT_BODY = "INSERT INTO body (id, text, original, given, layout) VALUES (?, ?, ?, ?, ?)"
_INSERT_LINK = "INSERT INTO link (source, target, paragraph, letter, sure) VALUES (?, ?, ?, ?, ?)"
_INSERT_FACT = "INSERT INTO fact (value, cable) VALUES (?, ?)"
_INSERT_WORDS = f"INSERT INTO words (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"

_CACHE_SIZE = 100_000
"""Values and ids kept in memory."""


class Writer:
    """Writes records within a transaction of the caller.

    It caches ids, so make a new one after a transaction was rolled back.
    """

    def __init__(self, db: sqlite3.Connection, imported: int) -> None:
        """``imported`` is the time of the import: seconds since 1970."""
        self._db = db
        self._imported = imported
        self._values: dict[Fact, int] = {}
        self._next_free: dict[int, int] = {}
        self._drift = state.drift(db)

    def write(self, records: Iterable[CableRecord]) -> Mapping[Outcome, int]:
        """Store the records whose texts are new, and count the outcomes.

        Keeps the new records in memory until the last one was read. Raises sqlite3.Error.
        """
        outcomes = dict.fromkeys(Outcome, 0)
        new: list[tuple[int, CableRecord]] = []
        for record in records:
            outcome, id_ = self._insert_cable(record)
            outcomes[outcome] += 1
            if id_ is not None:
                new.append((id_, record))
        # Sorted by id, as the index starts a new segment for each id that is lower than the one before.
        new.sort(key=itemgetter(0))
        self._db.executemany(
            _INSERT_BODY, ((id_, each.text, each.original, each.metadata, each.layout) for id_, each in new)
        )
        self._insert_search_data(new)
        return outcomes

    def _insert_cable(self, record: CableRecord) -> tuple[Outcome, int | None]:
        """Store the row of a record if its text is new: the outcome, and the id of the new row."""
        if same := self._same_text(record):
            self.alias(same, (record.mrn, *record.aliases))
            return Outcome.UNCHANGED, None
        self.alias(record.mrn, record.aliases)
        stored = self._db.execute("SELECT text_hash FROM cable WHERE mrn = ?", (record.mrn,)).fetchall()
        if (record.text_hash,) in stored:
            return Outcome.UNCHANGED, None
        id_ = self._free_id(record.first_id)
        self._db.execute(
            _INSERT_CABLE, (id_, *self._facet_values(record), self._imported, *_cable_columns(record))
        )
        if not stored:
            return Outcome.ADDED, id_
        choose_current(self._db, record.mrn)
        return Outcome.VERSION, id_

    def reindex(self, records: Sequence[tuple[int, CableRecord]]) -> None:
        """Write again what is computed from stored texts. The old index, links and facts must be deleted
        before.

        ``records`` are pairs of id and record, in ascending order of ids.
        """
        for id_, record in records:
            self._db.execute("UPDATE body SET layout = ? WHERE id = ?", (record.layout, id_))
            self._db.execute(
                "UPDATE cable SET subject = ?, level = ?, main = ?, tags = ?, signer = ? WHERE id = ?",
                (record.subject, record.level, record.main, *self._facet_values(record), id_),
            )
        self._insert_search_data(records)

    def _insert_search_data(self, records: Sequence[tuple[int, CableRecord]]) -> None:
        """Write the links, facts and words of the records."""
        db = self._db
        db.executemany(_INSERT_LINK, ((id_, *link) for id_, record in records for link in record.links))
        facts = [(self._value_id(fact), id_) for id_, record in records for fact in record.facts]
        facts.sort()  # in the order of the table, which is faster
        db.executemany(_INSERT_FACT, facts)
        db.executemany(_INSERT_WORDS, ((id_, *record.words) for id_, record in records))

    def _same_text(self, record: CableRecord) -> str | None:
        """The number of another cable with the same text, unless the text contains its own number."""
        if record.mrn_known == MRN_PRINTED or record.size < MIN_DISTINCTIVE_SIZE:
            return None
        found = self._db.execute(
            f"SELECT mrn FROM cable AS c WHERE {SAME_HASH} AND mrn <> ?2 LIMIT 1",
            (record.text_hash, record.mrn),
        ).fetchone()
        return found[0] if found else None

    def alias(self, mrn: str, names: tuple[str, ...]) -> None:
        """Add aliases of a cable. An alias that belongs to another cable stays with that one."""
        self._db.executemany(
            "INSERT OR IGNORE INTO alias (name, mrn) VALUES (?, ?)", ((name, mrn) for name in names)
        )

    def _free_id(self, first: int) -> int:
        """The lowest id from ``first`` on that was never used."""
        if len(self._next_free) > _CACHE_SIZE:
            undated = self._next_free.get(UNDATED, UNDATED)  # the same for all of them, so many steps
            self._next_free = {UNDATED: undated}
        id_ = self._next_free.get(first, first)
        while self._db.execute(
            "SELECT 1 FROM cable WHERE id = ?1 UNION ALL SELECT 1 FROM removed WHERE id = ?1", (id_,)
        ).fetchone():
            id_ += 1
        self._next_free[first] = id_ + 1
        if first != UNDATED and id_ - first > self._drift:
            self._drift = id_ - first
            state.raise_drift(self._db, self._drift)
        return id_

    def _facet_values(self, record: CableRecord) -> tuple[int | None, int | None]:
        """The ids of the values for facets: all TAGS as one value, and the first signer."""
        tags = self._value_id(("tags", record.tags)) if record.tags else None
        return tags, self._value_id(("signer", record.signer)) if record.signer else None

    def _value_id(self, fact: Fact) -> int:
        """The id of a value, which is stored if it is new."""
        id_ = self._values.get(fact)
        if id_ is None:
            self._db.execute(
                "INSERT OR IGNORE INTO value (kind, value, folded) VALUES (?, ?, ?)",
                (*fact, fold(fact[1])),
            )
            (id_,) = self._db.execute("SELECT id FROM value WHERE kind = ? AND value = ?", fact).fetchone()
            if len(self._values) > _CACHE_SIZE:
                self._values.clear()
            self._values[fact] = id_
        return id_


def choose_current(db: sqlite3.Connection, mrn: str) -> None:
    """Choose the version of a cable that is shown. Call it whenever its versions have changed."""
    rows = db.execute(
        "SELECT mrn_known, NOT partial, iif(container = ?, 0, size), imported, id FROM cable WHERE mrn = ?",
        (Container.FRUS.value, mrn),
    )
    versions = [Version(*row) for row in rows]
    if versions:
        db.execute("UPDATE cable SET current = (id = ?) WHERE mrn = ?", (max(versions).id, mrn))
