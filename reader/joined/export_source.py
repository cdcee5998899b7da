"""The cables and notes of a workspace, as an export or the check of a draft needs them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.cable.model import Cable
from reader.errors import UsageError
from reader.export.source.export_source import Held
from reader.joined.protocol import LibraryAndNotes
from reader.notes.codes import name_key, nearest
from reader.notes.lookup import CableNotes
from reader.notes.model import Code
from reader.notes.reports import research_log
from reader.notes.reports.research_log import Line

if TYPE_CHECKING:
    from reader.library.stored_cable import PackedCable


_READ_AT_ONCE = 200
"""Cables read from the library at once. Limits the memory used."""


class DatedId(NamedTuple):
    """The id and time of a note or link, from which its block id is made."""

    id: str
    created: dt.datetime


class ExportSource:
    """The cables and notes of a workspace, for an export."""

    def __init__(self, workspace: LibraryAndNotes) -> None:
        self._workspace = workspace
        self._notes = workspace.notes
        self._base: hashlib._Hash | None = None
        self._hashes: dict[str, str] | None = None

    def author(self) -> str:
        """The author of new notes."""
        return self._notes.author

    def cables_with_notes(self) -> list[str]:
        """The MRNs of cables with notes, sorted."""
        return sorted(mrn for mrn, number in self._notes.counts().items() if number)

    def codes(self) -> Sequence[Code]:
        """All codes."""
        return self._notes.codes()

    def codes_under(self, name: str) -> frozenset[str]:
        """The ids of the code with this name and of all below it. Raises UsageError for an unknown one."""
        codes = self._notes.codes()
        found = {code.id for code in self._notes.codebook().named(name_key(name))}
        if not found:
            near = [code.name for code in nearest(codes, name_key(name)) or codes[:5]]
            advice = f"Codes: {', '.join(near)}." if near else "You have no codes yet."
            raise UsageError("There is no such code", where=name, advice=advice)
        while more := {code.id for code in codes if code.parent in found} - found:
            found |= more
        return frozenset(found)

    def cables_with_codes(self, codes: Collection[str]) -> list[str]:
        """The MRNs of cables with notes that have one of these codes, sorted."""
        from reader.notes.queries.index import mrn_of

        with self._notes.guard:
            index = self._notes.index()
            tables = {table for code in codes for table in index.using(code)}
        return sorted(mrn for table in tables if (mrn := mrn_of(table)) is not None)

    def dated_ids(self) -> Iterator[DatedId]:
        """Ids and times of all notes and links."""
        from reader.notes.codec import parse_time
        from reader.notes.queries.index import mrn_of

        for table, documents in self._notes.tables():
            if mrn_of(table) is None:
                continue
            for document in documents.values():
                if document.get("kind") in ("annotation", "cross-reference") and not document.get("deleted"):
                    try:
                        yield DatedId(str(document["id"]), parse_time(document["created"]))
                    except (KeyError, TypeError, ValueError):
                        continue  # damaged; pages do not contain it, either

    def fingerprint(self, mrn: str) -> str | None:
        """A hash of everything the page of a cable is made from. Equal hashes mean equal pages."""
        from reader.notes.queries.index import CODES, table_of

        if self._base is None:
            self._base = hashlib.sha256(self._library_version.encode())
            self._base.update(self._raw(CODES))
        fingerprint = self._base.copy()
        for table in (table_of(mrn), *self._notes.tables_linking_to(mrn)):
            data = self._raw(table)
            fingerprint.update(f"{len(data)} {table}\n".encode("utf-8", "surrogatepass") + data)
        fingerprint.update(self._text_hashes().get(mrn, "").encode())
        return fingerprint.hexdigest()

    def _raw(self, table: str) -> bytes:
        storage = self._notes.storage
        with storage.guard:
            return storage.state.raw(table) or b""

    def _text_hashes(self) -> dict[str, str]:
        if self._hashes is None:
            from reader.library.bulk_lookup import text_hashes

            self._hashes = text_hashes(self._workspace.library, self.cables_with_notes())
        return self._hashes

    @property
    def _library_version(self) -> str:
        """Identifies the library and its state, as pages also contain citations by other cables."""
        from reader.library.db import state

        library = self._workspace.library
        with library.connections.reading() as db:
            return f"{library.path} {state.generation(db)}"

    def cables(self, mrns: Sequence[str]) -> Iterator[Held]:
        """The cables with their hashes, the days of their import, and what cites them; some at a time."""
        from reader.library import bulk_lookup

        library = self._workspace.library
        for start in range(0, len(mrns), _READ_AT_ONCE):
            asked = mrns[start : start + _READ_AT_ONCE]
            packed = bulk_lookup.packed(library, asked)
            numbers = {mrn: mrn if mrn in packed else library.resolve(mrn) or mrn for mrn in asked}
            packed |= bulk_lookup.packed(library, [one for one in numbers.values() if one not in packed])
            citing = bulk_lookup.citing(library, list(numbers.values()))
            for mrn in numbers.values():
                yield _held(mrn, packed.get(mrn), citing.get(mrn, ()))

    def notes_of(self, mrn: str) -> CableNotes:
        """The notes on a cable."""
        return self._notes.for_cable(mrn)

    def cites_missing(self, mrn: str) -> list[tuple[str, bool]]:
        """The cables it cites that are not in the library, and whether the year is certain."""
        from reader.library.discovery.reference_graph import references_from

        cited = references_from(self._workspace.library, mrn)
        return [(citation.mrn, citation.sure) for citation in cited if citation.row is None]

    def searches(self) -> list[Line]:
        """The searches of the research log."""
        return research_log.lines(self._notes)


def _held(mrn: str, packed: PackedCable | None, cited_by: Sequence[str]) -> Held:
    if packed is None:
        return Held(mrn, cited_by=cited_by)
    return Held(mrn, packed.parse, packed.text_hash.hex(), packed.imported.date(), cited_by)


class CableSource:
    """The cables of a workspace, for looking up the quotations in a draft."""

    def __init__(self, workspace: LibraryAndNotes) -> None:
        self._workspace = workspace

    def cable(self, mrn: str) -> Cable | None:
        """The cable with this MRN; None for one outside the library."""
        return self._workspace.cable(mrn)

    def search(self, phrase: str, limit: int) -> list[str]:
        """The MRNs of the newest cables with this phrase."""
        return [row.mrn for row in self._workspace.library.first_rows(f'"{phrase}"', count=limit)]
