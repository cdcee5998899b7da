"""The tables of the notes in memory: JSON text for each table, decoded when needed.

Text takes about as much memory as the files, and a store of any size opens without being decoded. Callers
get copies: no object they receive is used by the store again.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Protocol

from reader.notes.model import Docs, Document
from reader.notes.storage.format.journal import Change, is_docs
from reader.notes.storage.format.journal_lines import dump
from reader.notes.storage.format.snapshot import InMemory

_EMPTY = b"{}"


def docs_of(text: bytes) -> Docs:
    """The documents in the JSON text of a table; anything else in it is left out."""
    try:
        docs = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if is_docs(docs):
        return dict(docs)
    if not isinstance(docs, dict):
        return {}
    return {number: doc for number, doc in docs.items() if number.isdecimal() and isinstance(doc, dict)}


class Snapshot(Protocol):
    """Where the tables of a snapshot are read from."""

    def documents(self, name: str, start: int, end: int) -> bytes:
        """The JSON text of a table's documents, given where it is."""

    def find(self, needle: bytes, start: int) -> int:
        """Where these bytes are next; -1 if nowhere."""


class State:
    """All tables. A change is applied as a whole; callers get copies of the documents."""

    def __init__(self) -> None:
        self._snapshot: Snapshot = InMemory(b"")
        # The text of each table, or where it is in the snapshot: most tables of a large store are never read
        # in a session.
        self._raw: dict[str, bytes | tuple[int, int]] = {}
        # Changes read from a journal and not yet merged into the text of their table, so that opening a store
        # does not decode every table changed since the last snapshot.
        self._pending: dict[str, dict[str, Document | None]] = {}

    def __contains__(self, table: object) -> bool:
        return table in self._raw

    def __len__(self) -> int:
        return len(self._raw)

    def tables(self) -> list[str]:
        """The names of the tables; a copy, so that a background thread can go through it during a change."""
        return list(self._raw)

    def is_larger_than(self, size: int) -> bool:
        """True if the tables have more than about ``size`` bytes of JSON. Goes through as many as it must."""
        for text in self._raw.values():
            size -= text[1] - text[0] if isinstance(text, tuple) else len(text)
            if size < 0:
                return True
        return False

    def raw(self, table: str) -> bytes | None:
        """The table's documents as JSON text, or None if there is no such table."""
        text = self._raw.get(table)
        if isinstance(text, tuple):
            text = self._snapshot.documents(table, *text)
        if pending := self._pending.pop(table, None):
            text = self._raw[table] = dump(_merged(docs_of(text or _EMPTY), pending))
        return text

    def docs(self, table: str) -> Docs:
        """A copy of the table's documents; empty if there is no such table."""
        return docs_of(self.raw(table) or _EMPTY)

    def mentioning(self, needle: bytes) -> list[str]:
        """The tables whose text contains these bytes, sorted. Some ten milliseconds for 50 MB."""
        found = set()
        names: list[str] = []
        ends: list[int] = []
        for table, text in list(self._raw.items()):
            if isinstance(text, tuple) and table not in self._pending:
                names.append(table)  # in the order of the snapshot, which is searched as a whole below
                ends.append(text[1])
            elif needle in (self.raw(table) or b""):
                found.add(table)
        at = self._snapshot.find(needle, 0)
        while at >= 0 and (place := bisect_left(ends, at + len(needle))) < len(ends):
            text = self._raw[names[place]]
            if isinstance(text, tuple) and text[0] <= at:
                found.add(names[place])
                at = text[1] - 1
            at = self._snapshot.find(needle, at + 1)
        return sorted(found)

    def set_raw(self, table: str, raw: bytes) -> None:
        """Replace a table, given as JSON text."""
        self._pending.pop(table, None)
        self._raw[table] = raw

    def load_snapshot(self, snapshot: Snapshot, places: Mapping[str, tuple[int, int]]) -> None:
        """Replace tables by those of a snapshot; ``places``: where in it the text of each is."""
        if not self._raw:
            self._snapshot = snapshot
            self._raw.update(places)
            return
        for table, (start, end) in places.items():
            self.set_raw(table, snapshot.documents(table, start, end))

    def apply(self, change: Change) -> set[str]:
        """Apply a change read from a journal; returns the names of the tables it changed."""
        put: Mapping[str, Mapping[str, Document]] = change.get("put", {})
        cut: Mapping[str, Iterable[str]] = change.get("cut", {})
        drop: Iterable[str] = change.get("drop", ())
        for table in drop:
            self._raw.pop(table, None)
            self._pending.pop(table, None)
        for table, docs in put.items():
            self._pending.setdefault(table, {}).update(docs)
            self._raw.setdefault(table, _EMPTY)
        for table, numbers in cut.items():
            self._pending.setdefault(table, {}).update(dict.fromkeys(numbers))
            self._raw.setdefault(table, _EMPTY)
        return {*drop, *put, *cut}

    def replace(self, texts: Mapping[str, bytes | None]) -> None:
        """Replace tables, given as JSON text; None drops a table."""
        for table, text in texts.items():
            if text is None:
                self._raw.pop(table, None)
                self._pending.pop(table, None)
            else:
                self.set_raw(table, text)

    def copy(self) -> State:
        """An independent copy. Cheap, since the text is shared."""
        other = State()
        other._snapshot = self._snapshot
        other._raw = dict(self._raw)
        other._pending = {table: dict(pending) for table, pending in self._pending.items()}
        return other


def _merged(docs: Docs, pending: Mapping[str, Document | None]) -> Docs:
    for number, document in pending.items():
        if document is None:
            docs.pop(number, None)
        else:
            docs[number] = document
    return docs


def difference(before: Docs, after: Docs) -> tuple[Docs, list[str]]:
    """What was put and cut between two states of a table."""
    put = {number: doc for number, doc in after.items() if before.get(number) != doc}
    return put, [number for number in before if number not in after]
