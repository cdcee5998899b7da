"""Writing the database: one cable after another, every value as a parameter."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from reader.cable.model import Cable
from reader.export.citation import footnote, sender
from reader.export.data.entries import Entries, Entry
from reader.export.data.sqlite.schema import INDEXES, SCHEMA
from reader.export.escape import escape_controls
from reader.export.passages import Passage
from reader.notes.anchoring.anchor import Locator
from reader.notes.codec import time_text
from reader.notes.model import Anchor, Confidence, CrossReference, Target

OUTSIDE = "not in library"
"""The place of a passage in a cable outside the library."""
Value = str | int | None


def write_database(path: Path, entries: Entries) -> int:
    """Fill an empty file; returns the number of notes and links in it."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
        writer = _Writer(db)
        writer.add_codes(entries)
        cited: dict[str, None] = {}
        for entry in entries.chosen():
            writer.add(entry)
            for one in entries.cited(entry.mrn):
                cited[one.mrn] = None
                writer.insert("citations", entry.mrn, one.mrn, one.sure)
        for entry in entries.linked():
            writer.add(entry)
        for mrn in cited:
            writer.add_cited(mrn, entries)
        db.commit()
        db.executescript(INDEXES)
        db.execute("PRAGMA optimize")
    return writer.count


class _Writer:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._passages = 0
        self._ends: dict[str, dict[str, int]] = {}
        """The passages at the ends of links of which the second end has not come yet."""
        self.count = 0

    def insert(self, table: str, *values: Value) -> None:
        """Add a row, unless there is one with the same key."""
        marks = ", ".join("?" * len(values))
        self._db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", list(map(_storable, values)))

    def add_codes(self, entries: Entries) -> None:
        """Add the codebook."""
        for code in entries.codes.values():
            parent = code.parent if code.parent in entries.codes else None
            self.insert("codes", code.id, code.name, code.definition, code.colour, parent)
        self._codes = entries.codes

    def add(self, entry: Entry) -> None:
        """Add a cable with its passages, notes and links."""
        cable = entry.cable
        self.insert(
            "cables",
            entry.mrn,
            cable.date.date().isoformat() if cable and cable.date else None,
            sender(cable, entry.mrn),
            cable.title if cable else None,
            cable.classified_as if cable else None,
            footnote(cable, entry.mrn),
            cable is not None,
            cable.source if cable else None,
        )
        places = _Places(cable)
        for note in entry.annotations:
            passage = self._passage(entry.mrn, cable, places, note.target)
            times = time_text(note.created), time_text(note.changed)
            self.insert("notes", note.id, passage, note.body, note.author, *times)
            for code in note.codes:
                if code in self._codes:
                    self.insert("note_codes", note.id, code)
        for link in entry.outgoing:
            self._end(link, "source", self._passage(entry.mrn, cable, places, link.source))
        for link in entry.incoming:
            self._end(link, "target", self._passage(entry.mrn, cable, places, link.target))
        self.count += len(entry.records)

    def add_cited(self, mrn: str, entries: Entries) -> None:
        """Add a cable that is only cited, without its text."""
        about = entries.summary(mrn)
        given = (about.date, about.sender, about.title) if about else ("", "", "")
        empty = [value or None for value in given]
        self.insert("cables", mrn, *empty, None, footnote(None, mrn), about is not None, None)

    def _passage(self, mrn: str, cable: Cable | None, places: _Places, target: Target) -> int:
        """The number of the passage at a target, which is added the first time."""
        key, anchor = places.find(target)
        if key in places.known:
            return places.known[key]
        self._passages += 1
        places.known[key] = self._passages
        located = isinstance(key, Anchor) and anchor is not None and anchor.ordinal is not None
        paragraph = cable.paragraph(anchor.ordinal or 0) if located and cable and anchor else None
        passage = Passage(target, anchor, paragraph)
        self.insert(
            "passages",
            self._passages,
            mrn,
            passage.label,
            paragraph.ordinal if paragraph else target.ordinal,
            paragraph.portion.normal if paragraph and paragraph.portion else None,
            str(anchor.confidence) if anchor else OUTSIDE,
            anchor.start if located and anchor else None,
            anchor.end if located and anchor else None,
            passage.words()[0],
            footnote(cable, mrn, passage.label),
        )
        return self._passages

    def _end(self, link: CrossReference, end: str, passage: int) -> None:
        """Add a link when the passages at both ends are known."""
        ends = self._ends.setdefault(link.id, {})
        ends[end] = passage
        if len(ends) == len(("source", "target")):
            del self._ends[link.id]
            values: Iterable[str] = (link.relation, link.comment, link.author)
            times = time_text(link.created), time_text(link.changed)
            self.insert("links", link.id, ends["source"], ends["target"], *values, *times)


def _storable(value: Value) -> Value:
    """A value that SQLite takes; None for a number that is too large for it."""
    if isinstance(value, str):
        return escape_controls(value)
    return value if value is None or abs(value) < 1 << 63 else None


class _Places:
    """The passages of one cable."""

    def __init__(self, cable: Cable | None) -> None:
        self._locator = Locator(cable) if cable else None
        self.known: dict[Anchor | Target, int] = {}

    def find(self, target: Target) -> tuple[Anchor | Target, Anchor | None]:
        """What the passage is recognised by, and its place; None outside the library."""
        anchor = self._locator.locate(target) if self._locator else None
        if anchor and anchor.confidence in (Confidence.EXACT, Confidence.MOVED):
            return anchor, anchor
        return target, anchor
