"""Cables of a library by their names: rows, texts, versions, and who cites them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from reader.library.db import open
from reader.library.db.date_ids import from_seconds
from reader.library.db.file import LibraryFile
from reader.library.db.text_codec import unpack_original, unpack_text
from reader.library.errors import translate_sqlite_errors
from reader.library.folding import storable
from reader.library.listing import ROW_COLUMNS, Row
from reader.library.stored_cable import StoredCable, VersionSummary

_T = TypeVar("_T")

_AT_ONCE = 500
"""Parameters of one statement; SQLite allows more, but gains nothing from it."""


class Lookup(LibraryFile):
    """Finds cables by number, alias, or what was typed of either."""

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these ids, in their order; ids of cables that are gone are left out."""
        found: dict[int, Row] = {}
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            for part in _parts(ids):
                marks = ", ".join("?" * len(part))
                selected = db.execute(f"SELECT {ROW_COLUMNS} FROM cable AS c WHERE c.id IN ({marks})", part)
                found.update((row[0], Row.of(row)) for row in selected)
        return [found[id_] for id_ in ids if id_ in found]

    def row(self, mrn: str) -> Row | None:
        """The row of a cable, by any of its names."""
        ids = self._version_ids(mrn)
        return next(iter(self.rows(ids[:1])), None)

    def resolve(self, name: str) -> str | None:
        """The number of the held cable that is meant by a name: its number however written, or an alias."""
        from reader.cable.mrn import canonical  # some 5 ms, which the start's first rows do without

        written = storable(name.strip()) or ""
        number = canonical(written) or written
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
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

    def _version_ids(self, name: str) -> list[int]:
        """Ids of a cable's versions, the one that is shown first."""
        mrn = self.resolve(name)
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            found = db.execute(
                "SELECT id FROM cable WHERE mrn = ? ORDER BY current DESC, imported DESC, id DESC", (mrn,)
            )
            return [id_ for (id_,) in found]

    def version_summaries(self, mrn: str) -> list[VersionSummary]:
        """What is held of a cable, the one that is shown first, then the newest; no text is read."""
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            found = db.execute(
                "SELECT id, imported, place, size, current FROM cable WHERE mrn = ?"
                " ORDER BY current DESC, imported DESC, id DESC",
                (self.resolve(mrn),),
            )
            return [
                VersionSummary(id_, from_seconds(imported), place, size, bool(current))
                for id_, imported, place, size, current in found
            ]

    def get(self, mrn: str) -> StoredCable | None:
        """The version that is shown of a cable, by any of its names; None when it is not held."""
        return next(iter(self.versions(mrn)), None)

    def versions(self, mrn: str) -> Iterable[StoredCable]:
        """Every text held of a cable, the one that is shown first. Texts are unpacked one by one."""
        for id_ in self._version_ids(mrn):
            if stored := self.version(id_):
                yield stored

    def version(self, id_: int) -> StoredCable | None:
        """The text of this id; None when it is not held."""
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            found = db.execute(
                "SELECT c.mrn, c.text_hash, c.imported, c.current, c.place, b.text, b.given"
                " FROM cable AS c JOIN body AS b ON b.id = c.id WHERE c.id = ?",
                (id_,),
            ).fetchone()
        if found is None:
            return None
        mrn, text_hash, imported, current, place, text, given = found
        with open.translate_damage_errors(self.path):
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
        ids = self._version_ids(mrn)
        id_ = version if version in ids else next(iter(ids), None)
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            found = db.execute("SELECT text, original FROM body WHERE id = ?", (id_,)).fetchone()
        if found is None:
            return None
        text, original = found
        with open.translate_damage_errors(self.path):
            return unpack_original(original, unpack_text(text))

    def complete(self, text: str, limit: int = 20) -> list[Row]:
        """Cables whose number begins so, then those whose serial, or post and serial, begin so as the list
        shows them (``7545``, ``phnom penh 9``), then those with such words in the subject.

        Looks at every number once for a serial: some 5 ms for 20,000 cables.
        """
        from reader.library.search import complete

        start = "".join(text.split()).upper()
        if not start:
            return self._newest(limit)
        rows = self.with_number_prefix(start, limit)
        ids = [row.id for row in rows]
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            for statement in (complete.by_serial(start), complete.by_subject(text)):
                if statement and len(ids) < limit:
                    found = db.execute(f"{statement.sql} LIMIT ?", (*statement.parameters, limit))
                    ids += [id_ for (id_,) in found if id_ not in ids]
        return rows + self.rows(ids[len(rows) : limit])

    def _newest(self, limit: int) -> list[Row]:
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            found = db.execute(
                f"SELECT {ROW_COLUMNS} FROM cable AS c WHERE c.current ORDER BY c.id DESC LIMIT ?", (limit,)
            )
            return [Row.of(row) for row in found]

    def with_number_prefix(self, start: str, limit: int) -> list[Row]:
        """Cables whose number begins so, spelt as numbers are, in the order of numbers. One look-up."""
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
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
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            found = db.execute(
                f"SELECT DISTINCT {ROW_COLUMNS} FROM link AS l JOIN cable AS c ON c.id = l.source"
                " WHERE l.target = ? AND c.current ORDER BY c.id DESC",
                (storable(number) or "",),
            )
            return [Row.of(row) for row in found]

    def present(self, mrns: Collection[str]) -> set[str]:
        """Those of these numbers, in canonical form, that are held."""
        names = [storable(mrn) or "" for mrn in mrns]
        held: set[str] = set()
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            for part in _parts(names):
                marks = ", ".join("?" * len(part))
                held.update(
                    mrn for (mrn,) in db.execute(f"SELECT mrn FROM cable WHERE mrn IN ({marks})", part)
                )
        return held


def _parts(items: Sequence[_T]) -> Iterable[Sequence[_T]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
