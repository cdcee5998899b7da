"""Writes what was read into the tables, and decides which version of a cable is shown."""

from __future__ import annotations

import datetime as dt
import sqlite3
from enum import Enum, auto
from typing import NamedTuple

from reader.library import state
from reader.library.entry import MRN_PRINTED, Entry, FactEntry, place_in_time
from reader.library.folding import fold
from reader.library.order import UNDATED, first_id, seconds
from reader.library.schema import COLUMNS

TELLING = 200
"""Characters from which on two equal texts are the same cable; a shorter one may be a stub of any."""

_DAY = dt.date(1970, 1, 1)


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


_INSERT_CABLE = """
    INSERT INTO cable (id, mrn, text_hash, current, mrn_known, date, estimated, day, level, tags, signer,
                       main, post, subject, origin, size, partial, imported, container, place)
    VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_WORDS = f"INSERT INTO words (rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"


class Writer:
    """Writes entries inside a transaction that its caller holds.

    Remembers what it interned; make a new one after a transaction was rolled back.
    """

    def __init__(self, db: sqlite3.Connection, imported: int) -> None:
        self._db = db
        self._imported = imported
        self._values: dict[FactEntry, int] = {}
        self._next_free: dict[int, int] = {}
        self._drift = state.drift(db)

    def write(self, entry: Entry) -> Outcome:
        """Store an entry unless its text is held under its number. Raises sqlite3.Error."""
        db = self._db
        if same := self._same_text(entry):
            self.alias(same, (entry.mrn, *entry.aliases))
            return Outcome.UNCHANGED
        self.alias(entry.mrn, entry.aliases)
        held = db.execute("SELECT text_hash FROM cable WHERE mrn = ?", (entry.mrn,)).fetchall()
        if any(text_hash == entry.text_hash for (text_hash,) in held):
            return Outcome.UNCHANGED
        id_ = self._insert_cable(entry)
        db.execute(
            "INSERT INTO body (id, text, original, given, layout) VALUES (?, ?, ?, ?, ?)",
            (id_, entry.text, entry.original, entry.given, entry.layout),
        )
        self._insert_derived(id_, entry)
        if not held:
            return Outcome.ADDED
        choose_current(db, entry.mrn)
        return Outcome.VERSION

    def renew(self, id_: int, entry: Entry) -> None:
        """Write what is derived from a stored text anew; what was derived before must be gone."""
        self._db.execute("UPDATE body SET layout = ? WHERE id = ?", (entry.layout, id_))
        self._db.execute(
            "UPDATE cable SET subject = ?, level = ?, main = ?, tags = ?, signer = ? WHERE id = ?",
            (entry.subject, entry.level, entry.main, *self._counted(entry), id_),
        )
        self._insert_derived(id_, entry)

    def _insert_derived(self, id_: int, entry: Entry) -> None:
        db = self._db
        db.executemany(
            "INSERT INTO link (source, target, paragraph, letter, sure) VALUES (?, ?, ?, ?, ?)",
            ((id_, link.target, link.paragraph, link.letter, link.sure) for link in entry.links),
        )
        db.executemany(
            "INSERT INTO fact (value, cable) VALUES (?, ?)",
            sorted({(self._value(fact), id_) for fact in entry.facts}),
        )
        db.execute(_INSERT_WORDS, (id_, *entry.words))

    def _same_text(self, entry: Entry) -> str | None:
        """The cable of the same text, where nothing in it says that it is another: two names, one cable."""
        if entry.mrn_known == MRN_PRINTED or entry.size < TELLING:
            return None
        found = self._db.execute(
            "SELECT mrn FROM cable WHERE text_hash = ? AND mrn <> ? LIMIT 1", (entry.text_hash, entry.mrn)
        ).fetchone()
        return found[0] if found else None

    def alias(self, mrn: str, names: tuple[str, ...]) -> None:
        """Let the cable be found under these names too. The first cable to claim a name keeps it."""
        self._db.executemany(
            "INSERT OR IGNORE INTO alias (name, mrn) VALUES (?, ?)", ((name, mrn) for name in names)
        )

    def _insert_cable(self, entry: Entry) -> int:
        when = place_in_time(entry)
        id_ = self._free_id(first_id(when))
        day = None if when is None else ((when.date() if isinstance(when, dt.datetime) else when) - _DAY).days
        self._db.execute(
            _INSERT_CABLE,
            (
                id_,
                entry.mrn,
                entry.text_hash,
                entry.mrn_known,
                None if entry.date is None else seconds(entry.date),
                entry.estimated.isoformat() if entry.estimated else None,
                day,
                entry.level,
                *self._counted(entry),
                entry.main,
                entry.post,
                entry.subject,
                entry.origin,
                entry.size,
                entry.partial,
                self._imported,
                entry.container,
                entry.place,
            ),
        )
        return id_

    def _free_id(self, first: int) -> int:
        """The first id from ``first`` on that is neither used nor was."""
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

    def _counted(self, entry: Entry) -> tuple[int | None, int | None]:
        """The TAGS, all as one value, and the first signer."""
        tags = "\n".join(fact.value for fact in entry.facts if fact.kind == "tag")
        signer = next((fact.value for fact in entry.facts if fact.kind == "signer"), "")
        return self._shared("tags", tags), self._shared("signer", signer)

    def _shared(self, kind: str, value: str) -> int | None:
        return self._value(FactEntry(kind, value)) if value else None

    def _value(self, fact: FactEntry) -> int:
        known = self._values.get(fact)
        if known is None:
            self._db.execute(
                "INSERT OR IGNORE INTO value (kind, value, folded) VALUES (?, ?, ?)",
                (*fact, fold(fact.value)),
            )
            (known,) = self._db.execute("SELECT id FROM value WHERE kind = ? AND value = ?", fact).fetchone()
            self._values[fact] = known
        return known


def choose_current(db: sqlite3.Connection, mrn: str) -> None:
    """Mark the version that is shown; to be called whenever a cable's versions have changed."""
    stored = db.execute("SELECT mrn_known, NOT partial, size, imported, id FROM cable WHERE mrn = ?", (mrn,))
    versions = [Version(*row) for row in stored]
    if versions:
        db.execute("UPDATE cable SET current = (id = ?) WHERE mrn = ?", (max(versions).id, mrn))
