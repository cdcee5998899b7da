"""Counts of what an author did on a day, or between two times."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from reader.notes.codec import decode
from reader.notes.model import Annotation, CrossReference, Judgement, Record
from reader.notes.queries.index import mrn_of
from reader.notes.repository import Notes


@dataclass(frozen=True, slots=True)
class Day:
    """The work of a day, without what was deleted since."""

    judged: int = 0
    """Cables judged."""
    notes: int = 0
    """Notes with a text."""
    tagged: int = 0
    """Passages with codes only."""
    links: int = 0
    edited: int = 0
    """Annotations made earlier and changed then."""

    @property
    def words(self) -> str:
        """``38 cables judged, 12 notes``; empty if nothing was done."""
        counts = (
            (self.judged, "cable judged", "cables judged"),
            (self.notes, "note", "notes"),
            (self.tagged, "passage tagged", "passages tagged"),
            (self.links, "link", "links"),
            (self.edited, "older note changed", "older notes changed"),
        )
        return ", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in counts if n)


def work_on_day(notes: Notes, author: str, day: dt.date, zone: dt.tzinfo | None = None) -> Day:
    """What an author judged and created on a day, in a time zone (None: the local one).

    Searches the text of all tables and decodes those with a record from about that day: some 0.1 s for 50 MB.
    """
    midnight = dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)
    next_midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), zone).astimezone(dt.UTC)
    return work_between(notes, author, midnight, next_midnight)


def work_between(notes: Notes, author: str, start: dt.datetime, end: dt.datetime) -> Day:
    """The same for any time, from an instant to another. As fast as :func:`work_on_day`."""
    days = (end.astimezone(dt.UTC).date() - (first := start.astimezone(dt.UTC).date())).days
    dates = [f'"{first + dt.timedelta(days=day)}T'.encode() for day in range(days + 1)]

    def has_date(table: str, raw: bytes) -> bool:
        return mrn_of(table) is not None and any(date in raw for date in dates)

    counts: Counter[str] = Counter()
    for _, docs in notes.tables(has_date):
        records = [record for document in docs.values() if (record := decode(document))]
        mine = [one for one in records if one.author == author and not one.deleted]
        counts.update(kind for one in mine if (kind := _kind(one, start, end)))
        counts["judged"] += any(_judged(one, start, end) for one in mine)
    return Day(**counts)


def _kind(record: Record, start: dt.datetime, end: dt.datetime) -> str | None:
    if start <= record.created < end:
        if isinstance(record, Annotation):
            return "notes" if record.body else "tagged"
        return "links" if isinstance(record, CrossReference) else None
    changed = record.created < start <= record.changed < end
    return "edited" if changed and isinstance(record, Annotation) else None


def _judged(record: Record, start: dt.datetime, end: dt.datetime) -> bool:
    return isinstance(record, Judgement) and start <= record.changed < end
