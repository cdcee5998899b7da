"""Looking up cables by number or alias: rows, texts, versions, citing cables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from reader.library.db.date_ids import from_seconds
from reader.library.db.file import LibraryFile
from reader.library.db.open import translate_damage_errors
from reader.library.db.text_codec import unpack_original, unpack_text
from reader.library.errors import translate_sqlite_errors
from reader.library.folding import storable
from reader.library.listing import ROW_COLUMNS, Row
from reader.library.stored_cable import PACKED_COLUMNS, PackedCable, StoredCable, VersionSummary

_T = TypeVar("_T")

_BATCH = 500
"""Parameters of one statement. SQLite allows more, but is not faster with more."""


class Lookup(LibraryFile):
    """Finds cables by number or alias, whole or in part."""

    def rows(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these ids, in their order; ids of removed cables are left out."""
        found: dict[int, Row] = {}
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            for part in _batches(ids):
                marks = ", ".join("?" * len(part))
                selected = db.execute(f"SELECT {ROW_COLUMNS} FROM cable AS c WHERE c.id IN ({marks})", part)
                found.update((row[0], Row.of(row)) for row in selected)
        return [found[id_] for id_ in ids if id_ in found]

    def row(self, mrn: str) -> Row | None:
        """The row of a cable, by number or alias."""
        ids = self._version_ids(mrn)
        return next(iter(self.rows(ids[:1])), None)

    def resolve(self, name: str) -> str | None:
        """The number of the cable in the library with this number, in any common form, or alias."""
        from reader.cable.mrn import canonical  # takes some 5 ms to import

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
        """Ids of a cable's versions, the current one first."""
        mrn = self.resolve(name)
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            found = db.execute(
                "SELECT id FROM cable WHERE mrn = ? ORDER BY current DESC, imported DESC, id DESC", (mrn,)
            )
            return [id_ for (id_,) in found]

    def version_summaries(self, mrn: str) -> list[VersionSummary]:
        """A cable's versions, the current one first, then the newest; no text is read."""
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
        """The current version of a cable, by number or alias; None if it is not in the library."""
        return next(iter(self.versions(mrn)), None)

    def versions(self, mrn: str) -> Iterable[StoredCable]:
        """Every version of a cable, the current one first. Texts are unpacked one by one."""
        for id_ in self._version_ids(mrn):
            if stored := self.version(id_):
                yield stored

    def version(self, id_: int) -> StoredCable | None:
        """The version with this id; None if it is not in the library."""
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            found = db.execute(
                f"SELECT {PACKED_COLUMNS} FROM cable AS c JOIN body AS b ON b.id = c.id WHERE c.id = ?",
                (id_,),
            ).fetchone()
        return PackedCable(self.path, *found).unpack() if found else None

    def original(self, mrn: str, *, version: int | None = None) -> bytes | None:
        """A cable's bytes as found in its container, of the current version or the one with this id."""
        ids = self._version_ids(mrn)
        id_ = version if version in ids else next(iter(ids), None)
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            found = db.execute("SELECT text, original FROM body WHERE id = ?", (id_,)).fetchone()
        if found is None:
            return None
        text, original = found
        with translate_damage_errors(self.path):
            return unpack_original(original, unpack_text(text))

    def complete(self, text: str, limit: int = 20) -> list[Row]:
        """Completions: cables whose number has this prefix, then those whose serial, or post and serial, has
        it as the list shows them (``7545``, ``phnom penh 9``), then those with these words in the subject.

        Scans all numbers for a serial: some 5 ms for 20,000 cables.
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
        """Cables whose canonical number has this prefix, sorted by number. One index look-up."""
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            found = db.execute(
                f"SELECT {ROW_COLUMNS} FROM cable AS c WHERE c.mrn >= ?1 AND c.mrn < ?1 || char(1114111)"
                " AND c.current ORDER BY c.mrn LIMIT ?2",
                (storable(start) or "", limit),
            )
            return [Row.of(row) for row in found]

    def citing(self, mrn: str) -> list[Row]:
        """Cables that refer to this number, which need not be in the library, newest first."""
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
        """Those of these canonical numbers that are in the library."""
        names = [storable(mrn) or "" for mrn in mrns]
        found: set[str] = set()
        with translate_sqlite_errors(self.path), self.connections.reading() as db:
            for part in _batches(names):
                marks = ", ".join("?" * len(part))
                found.update(
                    mrn for (mrn,) in db.execute(f"SELECT mrn FROM cable WHERE mrn IN ({marks})", part)
                )
        return found


def _batches(items: Sequence[_T]) -> Iterable[Sequence[_T]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))
