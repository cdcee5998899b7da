"""One action of the user on its way into the store: the documents it changes and the step that undoes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, cast

from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from reader.notes.codec import parse_time, time_text
from reader.notes.state import Docs, Document
from reader.notes.steps import way_back

Place = tuple[str, str]
"""A table and the number of a document in it."""


class Work:
    """Changes documents through TinyDB inside one open change of the store."""

    def __init__(self, storage: Storage, now: dt.datetime, words: str = "") -> None:
        self._storage = storage
        self.now = now
        self.words = words
        """What the user is doing, for the step; empty for what is no step."""
        self._before: dict[Place, Document | None] = {}

    def __contains__(self, table: str) -> bool:
        return table in self._tables

    def docs(self, table: str) -> Docs:
        """The documents of a table as they are, this work's changes included."""
        return self._tables.get(table, {})

    def insert(self, table: str, *documents: Document) -> str:
        """Add documents; gives the number of the first. Costs what the table holds, however many."""
        first = max(map(int, self.docs(table)), default=0) + 1
        numbered = [TinyDocument(doc, doc_id=number) for number, doc in enumerate(documents, start=first)]
        self._before.update({(table, str(doc.doc_id)): None for doc in numbered})
        Table(self._storage, table, cache_size=0).insert_multiple(numbered)
        return str(first)

    def replace(self, table: str, number: str, document: Document) -> None:
        """Put a document in the place of the one with this number, and note that it changed now.

        Leaves it alone when it would say the same.
        """
        before = self.docs(table)[number]
        if {**before, "changed": ""} == {**document, "changed": ""}:
            return
        self._before.setdefault((table, number), before)
        document = {**document, "changed": self._later_than(before)}
        Table(self._storage, table, cache_size=0).update(_becoming(document), doc_ids=[int(number)])

    def edit(self, table: str, number: str, **fields: Any) -> None:
        """Change some fields of a document; None takes a field out."""
        document = {**self.docs(table)[number], **fields}
        self.replace(table, number, {name: value for name, value in document.items() if value is not None})

    def write_step(self, table: str, document: Document) -> None:
        """Keep a step, in a table of its own."""
        keeper = Table(self._storage, table, cache_size=0)
        keeper.truncate()
        keeper.insert(TinyDocument(document, doc_id=1))

    def drop(self, table: str) -> None:
        """Remove a table."""
        del self._tables[table]

    @property
    def is_idle(self) -> bool:
        """True while nothing was changed."""
        return not self._before

    def ways_back(self) -> dict[str, dict[str, Document]]:
        """For each document that was changed, what takes it back, by table and number."""
        result: dict[str, dict[str, Document]] = {}
        now: dict[str, Docs] = {}
        for (table, number), before in self._before.items():
            if table not in now:
                now[table] = self.docs(table)
            result.setdefault(table, {})[number] = way_back(before, now[table][number])
        return result

    @property
    def _tables(self) -> MutableMapping[str, Docs]:
        return cast("MutableMapping[str, Docs]", self._storage.read())

    def _later_than(self, before: Mapping[str, Any]) -> str:
        """Now, but always after the last change, also when the clock was set back."""
        try:
            last = parse_time(before["changed"])
        except (KeyError, TypeError, ValueError):
            return time_text(self.now)
        return time_text(max(self.now, last + dt.timedelta(microseconds=1)))


def _becoming(document: Document) -> Callable[[Any], None]:
    """An update that leaves exactly this document; TinyDB's own would keep fields that are gone."""

    def become(kept: Any) -> None:
        kept.clear()
        kept.update(document)

    return become
