"""Writes what was read into the tables, and decides which version of a cable is shown."""

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

DISTINCTIVE = 200
"""Characters from which on two equal texts are the same cable; a shorter one may be a stub of any."""


class Outcome(Enum):
    """What became of a text."""

    ADDED = auto()
    """A cable that was not held."""
    VERSION = auto()
    """Another text of a cable that was held."""
    UNCHANGED = auto()
    """Held already, word for word."""


class Version(NamedTuple):
    """What decides between the texts of one cable; the greatest is shown."""

    mrn_known: int
    """A text that prints the number comes before one only filed under it: a misfiled page hides nothing."""
    whole: bool
    """An extract comes after a whole text."""
    size: int
    """The fullest."""
    imported: int
    """The newest."""
    id: int


_CABLE = (
    *("mrn", "text_hash", "mrn_known", "date", "estimated", "day", "level", "main", "post", "subject"),
    *("origin", "size", "partial", "container", "place"),
)
"""Columns of ``cable`` that are fields of an record."""
_of_cable = attrgetter(*_CABLE)
_INSERT_CABLE = f"""
    INSERT INTO cable (current, id, tags, signer, imported, {", ".join(_CABLE)})
    VALUES (1, ?, ?, ?, ?{", ?" * len(_CABLE)})
"""
_INSERT_BODY = "INSERT INTO body (id, text, original, given, layout) VALUES (?, ?, ?, ?, ?)"
_INSERT_LINK = "INSERT INTO link (source, target, paragraph, letter, sure) VALUES (?, ?, ?, ?, ?)"
_INSERT_FACT = "INSERT INTO fact (value, cable) VALUES (?, ?)"
_INSERT_WORDS = f"INSERT INTO words (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"

_REMEMBERED = 100_000
"""Values and ids that are held in memory; what is forgotten is asked for again."""


class Writer:
    """Writes records inside a transaction that its caller holds.

    Remembers what it interned; make a new one after a transaction was rolled back.
    """

    def __init__(self, db: sqlite3.Connection, imported: int) -> None:
        self._db = db
        self._imported = imported
        self._values: dict[Fact, int] = {}
        self._next_free: dict[int, int] = {}
        self._drift = state.drift(db)

    def write(self, records: Iterable[CableRecord]) -> Mapping[Outcome, int]:
        """Store those records whose texts are not held under their numbers; how many had each outcome.

        The records that are new are held in memory until the last one is known. Raises sqlite3.Error.
        """
        outcomes = dict.fromkeys(Outcome, 0)
        new: list[tuple[int, CableRecord]] = []
        for record in records:
            outcome, id_ = self._admit(record)
            outcomes[outcome] += 1
            if id_ is not None:
                new.append((id_, record))
        # In the order of ids: the index starts a new segment for each id that is lower than the last.
        new.sort(key=itemgetter(0))
        self._db.executemany(
            _INSERT_BODY, ((id_, each.text, each.original, each.metadata, each.layout) for id_, each in new)
        )
        self._insert_derived(new)
        return outcomes

    def _admit(self, record: CableRecord) -> tuple[Outcome, int | None]:
        """What becomes of an record; where its text is new, its row is stored and its id told."""
        if same := self._same_text(record):
            self.alias(same, (record.mrn, *record.aliases))
            return Outcome.UNCHANGED, None
        self.alias(record.mrn, record.aliases)
        held = self._db.execute("SELECT text_hash FROM cable WHERE mrn = ?", (record.mrn,)).fetchall()
        if (record.text_hash,) in held:
            return Outcome.UNCHANGED, None
        id_ = self._free_id(record.first_id)
        self._db.execute(_INSERT_CABLE, (id_, *self._counted(record), self._imported, *_of_cable(record)))
        if not held:
            return Outcome.ADDED, id_
        choose_current(self._db, record.mrn)
        return Outcome.VERSION, id_

    def renew(self, records: Sequence[tuple[int, CableRecord]]) -> None:
        """Write what is derived from stored texts anew; what was derived before must be gone.

        The texts' ids must ascend.
        """
        for id_, record in records:
            self._db.execute("UPDATE body SET layout = ? WHERE id = ?", (record.layout, id_))
            self._db.execute(
                "UPDATE cable SET subject = ?, level = ?, main = ?, tags = ?, signer = ? WHERE id = ?",
                (record.subject, record.level, record.main, *self._counted(record), id_),
            )
        self._insert_derived(records)

    def _insert_derived(self, records: Sequence[tuple[int, CableRecord]]) -> None:
        db = self._db
        db.executemany(_INSERT_LINK, ((id_, *link) for id_, record in records for link in record.links))
        facts = [(self._value(fact), id_) for id_, record in records for fact in record.facts]
        facts.sort()  # in the order of the table's own tree
        db.executemany(_INSERT_FACT, facts)
        db.executemany(_INSERT_WORDS, ((id_, *record.words) for id_, record in records))

    def _same_text(self, record: CableRecord) -> str | None:
        """The cable of the same text, where nothing in it says that it is another: two names, one cable."""
        if record.mrn_known == MRN_PRINTED or record.size < DISTINCTIVE:
            return None
        found = self._db.execute(
            f"SELECT mrn FROM cable AS c WHERE {SAME_HASH} AND mrn <> ?2 LIMIT 1",
            (record.text_hash, record.mrn),
        ).fetchone()
        return found[0] if found else None

    def alias(self, mrn: str, names: tuple[str, ...]) -> None:
        """Let the cable be found under these names too. The first cable to claim a name keeps it."""
        self._db.executemany(
            "INSERT OR IGNORE INTO alias (name, mrn) VALUES (?, ?)", ((name, mrn) for name in names)
        )

    def _free_id(self, first: int) -> int:
        """The first id from ``first`` on that is neither used nor was."""
        if len(self._next_free) > _REMEMBERED:
            undated = self._next_free.get(UNDATED, UNDATED)  # they all share it
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

    def _counted(self, record: CableRecord) -> tuple[int | None, int | None]:
        """The TAGS, all as one value, and the first signer."""
        return self._shared("tags", record.tags), self._shared("signer", record.signer)

    def _shared(self, kind: str, value: str) -> int | None:
        return self._value((kind, value)) if value else None

    def _value(self, fact: Fact) -> int:
        known = self._values.get(fact)
        if known is None:
            self._db.execute(
                "INSERT OR IGNORE INTO value (kind, value, folded) VALUES (?, ?, ?)",
                (*fact, fold(fact[1])),
            )
            (known,) = self._db.execute("SELECT id FROM value WHERE kind = ? AND value = ?", fact).fetchone()
            if len(self._values) > _REMEMBERED:
                self._values.clear()
            self._values[fact] = known
        return known


def choose_current(db: sqlite3.Connection, mrn: str) -> None:
    """Mark the version that is shown; to be called whenever a cable's versions have changed."""
    stored = db.execute("SELECT mrn_known, NOT partial, size, imported, id FROM cable WHERE mrn = ?", (mrn,))
    versions = [Version(*row) for row in stored]
    if versions:
        db.execute("UPDATE cable SET current = (id = ?) WHERE mrn = ?", (max(versions).id, mrn))
