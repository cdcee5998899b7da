"""Importing annotations of other programs as notes and links, as one step that can be undone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reader.cable.model import Cable
from reader.notes.anchoring.anchor import Locator
from reader.notes.codec import encode, parse_time
from reader.notes.codes import is_plain, name_key
from reader.notes.model import Annotation, CrossReference, Document
from reader.notes.queries.index import table_of
from reader.notes.repository import Notes
from reader.notes.transaction import Transaction
from reader.notes.web_annotations.model import Place, WebAnnotation
from reader.notes.web_annotations.placing import Found, Placed, find_place

CableOf = Callable[[str], tuple[str, Cable | None]]
"""The MRN under which a cable is in the library, and the cable; the same MRN and None if it is not."""
UNKNOWN = "unknown"
"""The author of an annotation without one."""


@dataclass
class Report:
    """What an import did."""

    notes: int = 0
    links: int = 0
    here: int = 0
    """Annotations that were imported before."""
    found: Counter[Found] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    """A sentence for everything that did not find its exact place or was left out."""
    skipped: int = 0
    """Annotations on no cable."""

    @property
    def words(self) -> str:
        """``12 notes, 1 link``; empty if nothing was imported."""
        counts = ((self.notes, "note"), (self.links, "link"))
        return ", ".join(f"{n:,} {what}{'s' * (n != 1)}" for n, what in counts if n)


def import_annotations(notes: Notes, annotations: Iterable[WebAnnotation], cable_of: CableOf) -> Report:
    """Import annotations that are not here yet. Raises NotesError, with nothing imported."""
    with notes.transaction() as transaction:
        importer = _Importer(notes, transaction, cable_of)
        for annotation in annotations:
            importer.add(annotation)
        importer.flush()
        transaction.words = f"import of annotations ({importer.report.words})"
    return importer.report


class _Importer:
    def __init__(self, notes: Notes, transaction: Transaction, cable_of: CableOf) -> None:
        self.report = Report()
        self._notes = notes
        self._transaction = transaction
        self._cable_of = cable_of
        self._last: tuple[str, str, Cable | None, Locator | None] | None = None
        self._codes: dict[str, str] = {}
        self._places: dict[str, Place] = {}
        self._documents: dict[str, list[Document]] = {}
        self._ids: set[str] = set()

    def add(self, annotation: WebAnnotation) -> None:
        """Add the note or link of an annotation, unless it is here."""
        place = annotation.place
        if annotation.replies_to and place.is_whole:
            place = self._places.get(annotation.replies_to, place)
        self._places[annotation.id] = place
        if annotation.id in self._ids or self._notes.locate(annotation.id):
            self.report.here += 1
            return
        if not place.mrn:
            self.report.skipped += 1
            self.report.remarks.append(f"Left out, as it is not on a cable: {place.source or annotation.id}")
            return
        self._ids.add(annotation.id)
        placed = self._placed(place)
        record = self._link(annotation, placed) if annotation.link else self._note(annotation, placed)
        self._documents.setdefault(table_of(placed.target.mrn), []).append(encode(record))

    def flush(self) -> None:
        """Put the new documents after those of their tables."""
        for table, documents in self._documents.items():
            first = max(map(int, self._transaction.docs(table)), default=0) + 1
            for number, document in enumerate(documents, start=first):
                self._transaction.put_foreign(table, str(number), document)

    def _note(self, annotation: WebAnnotation, placed: Placed) -> Annotation:
        self.report.notes += 1
        quoted = "".join(f"> {line}\n" for line in placed.quoted.splitlines())
        body = f"{quoted}\n{annotation.body}".rstrip("\n") if quoted else annotation.body
        return Annotation(
            id=annotation.id,
            author=_author(annotation),
            created=self._time(annotation.created),
            changed=self._time(annotation.changed or annotation.created),
            target=placed.target,
            body=body,
            codes=self._codes_of(annotation.tags),
        )

    def _link(self, annotation: WebAnnotation, placed: Placed) -> CrossReference:
        self.report.links += 1
        assert annotation.link
        there = self._placed(annotation.link.place)
        texts = [annotation.link.comment, placed.quoted, there.quoted, annotation.body, *annotation.tags]
        return CrossReference(
            id=annotation.id,
            author=_author(annotation),
            created=self._time(annotation.created),
            changed=self._time(annotation.changed or annotation.created),
            source=placed.target,
            target=there.target,
            relation=annotation.link.relation,
            comment="\n\n".join(filter(None, texts)),
        )

    def _placed(self, place: Place) -> Placed:
        if self._last is None or self._last[0] != place.mrn:
            mrn, cable = self._cable_of(place.mrn)
            self._last = place.mrn, mrn, cable, Locator(cable) if cable else None
        placed = find_place(place, *self._last[1:])
        self.report.found[placed.found] += 1
        words = " ".join((placed.quoted or place.exact).split())
        if placed.found is Found.LOST:
            self.report.remarks.append(f"{place.mrn}: not found, so the note quotes it: {words}")
        elif placed.found is Found.UNSURE:
            self.report.remarks.append(f"{place.mrn}: several places or only similar words: {words}")
        return placed

    def _codes_of(self, tags: Iterable[str]) -> tuple[str, ...]:
        ids: list[str] = []
        for tag in tags:
            key = name_key(tag)
            if not key or not is_plain(tag.strip()):
                self.report.remarks.append("A tag that has control characters or is too long was left out.")
                continue
            if key not in self._codes:
                (self._codes[key],) = self._notes.code_ids(self._transaction, [tag])
            ids.append(self._codes[key])
        return tuple(dict.fromkeys(ids))

    def _time(self, written: str) -> dt.datetime:
        try:
            return parse_time(written)
        except (ValueError, OverflowError):
            return self._transaction.now


def _author(annotation: WebAnnotation) -> str:
    name = annotation.author.strip()
    return name if name and is_plain(name) else UNKNOWN
