"""The tables of the notes as they are in memory: JSON text per table, decoded when asked for.

Text instead of objects keeps the memory near the size of the data, lets a store of any size open without
decoding it, and means that nobody is ever handed an object that the store goes on using.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from reader.notes.model import Docs, Document
from reader.notes.storage.journal_lines import dump

Change = dict[str, Any]
"""A journal line: ``put`` (table, number, document), ``cut`` (table, numbers), ``drop`` (tables)."""

_EMPTY = b"{}"


def is_docs(value: object) -> bool:
    """True for the documents of a table: objects by number."""
    return (
        isinstance(value, dict)
        and all(map(str.isdecimal, value))
        and all(isinstance(document, dict) for document in value.values())
    )


def docs_of(text: bytes) -> Docs:
    """The documents in the JSON text of a table; those that are none are left out."""
    try:
        docs = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if is_docs(docs):
        return dict(docs)
    if not isinstance(docs, dict):
        return {}
    return {number: doc for number, doc in docs.items() if number.isdecimal() and isinstance(doc, dict)}


class State:
    """All tables. Changes are applied whole; what is handed out is the caller's own copy."""

    def __init__(self) -> None:
        self._snapshot = b""
        # The text of each table, or where it lies in the snapshot: most tables of a large store are never
        # looked at in a session, and are not worth a copy.
        self._raw: dict[str, bytes | tuple[int, int]] = {}
        # Changes read from a journal and not yet merged into the text of their table: opening a store
        # must not cost a decoding of every table that was touched since the last snapshot.
        self._later: dict[str, dict[str, Document | None]] = {}

    def __contains__(self, table: object) -> bool:
        return table in self._raw

    def __len__(self) -> int:
        return len(self._raw)

    def tables(self) -> list[str]:
        """The names of the tables. A copy, so that a background reader is not disturbed by a change."""
        return list(self._raw)

    def size(self) -> int:
        """Characters of JSON, about."""
        texts = self._raw.values()
        return sum(text[1] - text[0] if isinstance(text, tuple) else len(text) for text in texts)

    def raw(self, table: str) -> bytes | None:
        """The table's documents as JSON text, or None when there is no such table."""
        text = self._raw.get(table)
        if isinstance(text, tuple):
            text = self._snapshot[text[0] : text[1]]
        if later := self._later.pop(table, None):
            text = self._raw[table] = dump(_with(docs_of(text or _EMPTY), later))
        return text

    def docs(self, table: str) -> Docs:
        """The table's documents, a fresh copy; empty when there is no such table."""
        return docs_of(self.raw(table) or _EMPTY)

    def set_raw(self, table: str, raw: bytes) -> None:
        """Take a whole table as JSON text."""
        self._later.pop(table, None)
        self._raw[table] = raw

    def take_places(self, snapshot: bytes, places: Mapping[str, tuple[int, int]]) -> None:
        """Take whole tables as the stretches of a snapshot that hold their JSON text."""
        if not self._raw:
            self._snapshot = snapshot
            self._raw.update(places)
            return
        for table, (start, end) in places.items():
            self.set_raw(table, snapshot[start:end])

    def apply(self, change: Change) -> set[str]:
        """Carry out a change read from a journal; gives the names of the tables it touched."""
        put: Mapping[str, Mapping[str, Document]] = change.get("put", {})
        cut: Mapping[str, Iterable[str]] = change.get("cut", {})
        drop: Iterable[str] = change.get("drop", ())
        for table in drop:
            self._raw.pop(table, None)
            self._later.pop(table, None)
        for table, docs in put.items():
            self._later.setdefault(table, {}).update(docs)
            self._raw.setdefault(table, _EMPTY)
        for table, numbers in cut.items():
            self._later.setdefault(table, {}).update(dict.fromkeys(numbers))
            self._raw.setdefault(table, _EMPTY)
        return {*drop, *put, *cut}

    def take(self, texts: Mapping[str, bytes | None]) -> None:
        """Take whole tables as JSON text; None drops one."""
        for table, text in texts.items():
            if text is None:
                self._raw.pop(table, None)
                self._later.pop(table, None)
            else:
                self.set_raw(table, text)

    def copy(self) -> State:
        """The same tables, apart: later changes here do not show there. Cheap; the text is shared."""
        other = State()
        other._snapshot = self._snapshot
        other._raw = dict(self._raw)
        other._later = {table: dict(later) for table, later in self._later.items()}
        return other


def _with(docs: Docs, later: Mapping[str, Document | None]) -> Docs:
    for number, document in later.items():
        if document is None:
            docs.pop(number, None)
        else:
            docs[number] = document
    return docs


def difference(before: Docs, after: Docs) -> tuple[Docs, list[str]]:
    """What was put and what was cut between two states of one table."""
    put = {number: doc for number, doc in after.items() if before.get(number) != doc}
    return put, [number for number in before if number not in after]
