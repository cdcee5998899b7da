"""Reading the notes: those on one cable, one by id, and counts over all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from reader.notes.codec import decode
from reader.notes.model import Annotation, Code, CrossReference, Record
from reader.notes.queries.counts import NO_NOTES, NoteCounts
from reader.notes.queries.index import mrn_of, summarise, table_of
from reader.notes.session import NotesSession

Linked = TypeVar("Linked", Annotation, CrossReference)
Number = TypeVar("Number", bound=int)


@dataclass(frozen=True, slots=True)
class CableNotes:
    """The notes and links of one cable, without deleted ones, in the order of the text."""

    annotations: tuple[Annotation, ...] = ()
    outgoing: tuple[CrossReference, ...] = ()
    incoming: tuple[CrossReference, ...] = ()
    """Links to this cable, including those from itself."""


class Lookup(NotesSession):
    """The read-only methods of the repository."""

    @property
    def is_indexed(self) -> bool:
        """False while the index of a large store is being built; ``counts`` would wait."""
        return self._index.is_ready

    def for_cable(self, mrn: str) -> CableNotes:
        """The notes and links of a cable."""
        with self._guard:
            table = table_of(mrn)
            own = self.records(table)
            sources = self._index.incoming(mrn)
            links = [record for source in sources for record in self.records(source)]
        return CableNotes(
            annotations=_in_text_order(record for record in own if isinstance(record, Annotation)),
            outgoing=_in_text_order(record for record in own if isinstance(record, CrossReference)),
            incoming=tuple(
                record for record in links if isinstance(record, CrossReference) and record.target.mrn == mrn
            ),
        )

    def counts(self) -> Mapping[str, NoteCounts]:
        """Notes, tags and outgoing links per MRN. Waits for the index."""
        with self._guard:
            return self._cached("counts", self._index.ready().counts)

    def count_of(self, mrn: str) -> NoteCounts:
        """Notes, tags and outgoing links of one cable. Does not wait for the index, but reads one table."""
        with self._guard:
            if self._index.is_ready:
                return self._index.ready().counts.get(mrn, NO_NOTES)
            return summarise(self._storage.state.docs(table_of(mrn))).counts

    def usage(self) -> Mapping[str, int]:
        """Annotations per code id. Waits for the index."""
        with self._guard:
            return self._cached("usage", self._index.ready().usage)

    def codes(self) -> tuple[Code, ...]:
        """The codes, sorted by name."""
        return self.codebook().codes

    def code(self, identity: str) -> Code | None:
        """The code with this id."""
        return self.codebook().code(identity)

    def find_code(self, name: str) -> Code | None:
        """The code with this name or alias; case and Unicode form are ignored."""
        return self.codebook().find(name)

    def annotations(self) -> Iterator[Annotation]:
        """All annotations, sorted by MRN; decoded one cable at a time."""
        for record in self._live_records():
            if isinstance(record, Annotation):
                yield record

    def cross_references(self) -> Iterator[CrossReference]:
        """All links, sorted by the MRN they start from; decoded one cable at a time."""
        for record in self._live_records():
            if isinstance(record, CrossReference):
                yield record

    def links_to(self, mrns: Iterable[str]) -> dict[str, int]:
        """For each of these cables, how many cables link to it; without those that none links to."""
        with self._guard:
            index = self._index.ready()
            return {mrn: len(tables) for mrn in mrns if (tables := index.incoming(mrn))}

    def tables_linking_to(self, mrn: str) -> list[str]:
        """The tables with links to a cable. Waits for the index."""
        with self._guard:
            return self._index.ready().incoming(mrn)

    def find(self, identity: str) -> Record | None:
        """The record with this id, unless it is deleted."""
        with self._guard:
            place = self.locate(identity)
            record = decode(self._storage.state.docs(place[0])[place[1]]) if place else None
            return record if record and not record.deleted else None

    def _cached(self, what: str, current: Mapping[str, Number]) -> Mapping[str, Number]:
        """An unchanging copy, made once for each state of the notes, as the list asks for every row."""
        if what not in self._cached_counts:
            self._cached_counts[what] = MappingProxyType(dict(current))
        return self._cached_counts[what]

    def _live_records(self) -> Iterator[Record]:
        for table, docs in self.tables():
            if mrn_of(table) is not None:
                for document in docs.values():
                    record = decode(document)
                    if record and not record.deleted:
                        yield record


def _in_text_order(records: Iterable[Linked]) -> tuple[Linked, ...]:
    """By paragraph and position, notes on the whole cable first; then by time."""

    def place(record: Linked) -> tuple[int, int, dt.datetime, str]:
        target = record.target if isinstance(record, Annotation) else record.source
        return (
            target.ordinal or 0,
            target.start if target.start is not None else -1,
            record.created,
            record.id,
        )

    return tuple(sorted(records, key=place))
