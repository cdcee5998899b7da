"""One action of the user on its way into the store: the documents it changes and the step that undoes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from reader.notes.codec import parse_time, time_text
from reader.notes.model import Docs, Document
from reader.notes.record_merge import PAST, RIVALS, succeeding
from reader.notes.reverse_patch import reverse_patch
from reader.notes.storage.tables import Tables
from reader.notes.storage.tinydb_storage import JournalStorage


class Transaction:
    """Collects what an action does to documents; ``flush`` hands it to TinyDB, a table at a time.

    Lives inside one open change of the store. Each table is decoded and written once, however many of
    its documents the action touches.
    """

    def __init__(
        self, storage: JournalStorage, tables: Tables, author: str, now: dt.datetime, words: str = ""
    ) -> None:
        self._storage = storage
        self._store = tables
        self._author = author
        self.now = now
        self.words = words
        """What the user is doing, for the step; empty for what is no step."""
        self._docs: dict[str, Docs] = {}
        self._before: dict[str, dict[str, Document | None]] = {}
        self._theirs: set[tuple[str, str]] = set()

    def __contains__(self, table: str) -> bool:
        return table in self._store

    def docs(self, table: str) -> Docs:
        """The documents of a table as they are, this work's changes included. Only to be read."""
        if table not in self._docs:
            self._docs[table] = self._store.shared(table)
        return self._docs[table]

    def insert(self, table: str, *documents: Document) -> str:
        """Add documents; gives the number of the first. Costs what the table holds, however many."""
        docs = self.docs(table)
        first = max(map(int, docs), default=0) + 1
        for number, document in enumerate(documents, start=first):
            self._before.setdefault(table, {})[str(number)] = None
            docs[str(number)] = document
        return str(first)

    def replace(self, table: str, number: str, document: Document) -> None:
        """Put a document in the place of the one with this number, and note that it changed now.

        Leaves it alone when it would say the same.
        """
        docs = self.docs(table)
        before = docs[number]
        unheeded = {"changed": "", "editor": "", PAST: ()}
        if before | unheeded == document | unheeded:
            return
        self._before.setdefault(table, {}).setdefault(number, before)
        changed = self._later_than(before)
        document = {**document, "changed": changed}
        if RIVALS in document and RIVALS not in before:
            # A choice between both sides is undone: what had been settled is open again, as of now.
            document[RIVALS] = [{**rival, "changed": changed} for rival in document[RIVALS]]
        docs[number] = succeeding(before, document) if "id" in before else document

    def overwrite(self, table: str, number: str, document: Document) -> None:
        """Put a document in the place of another as it is: one that somebody else changed, and when."""
        docs = self.docs(table)
        self._before.setdefault(table, {}).setdefault(number, docs[number])
        docs[number] = document

    def put_foreign(self, table: str, number: str, document: Document | None) -> None:
        """Take what somebody else made or changed, as it is, or let it go again (None).

        Undoing this leaves no trace; see ``reverse_patch``.
        """
        docs = self.docs(table)
        self._before.setdefault(table, {}).setdefault(number, docs.get(number))
        self._theirs.add((table, number))
        if document is None:
            docs.pop(number, None)
        else:
            docs[number] = document

    def edit(self, table: str, number: str, **fields: Any) -> None:
        """Change some fields of a document; None takes a field out. Of another's record it says by whom."""
        document = {**self.docs(table)[number], **fields}
        if "id" in document:
            document["editor"] = self._author if document.get("author") != self._author else None
        self.replace(table, number, {name: value for name, value in document.items() if value is not None})

    def replace_table(self, table: str, document: Document) -> None:
        """A table of this one document, for what is no record of the user's."""
        self._docs[table] = {}
        self._before.pop(table, None)
        if table in self._store:
            del self._store[table]
        Table(self._storage, table, cache_size=0).insert(TinyDocument(document, doc_id=1))

    def remove_table(self, table: str) -> None:
        """Remove a table."""
        del self._store[table]

    @property
    def is_empty(self) -> bool:
        """True while nothing was changed."""
        return not self._before

    def reverse_patches(self) -> dict[str, dict[str, Document]]:
        """For each document that was changed, what takes it back, by table and number."""
        return {
            table: {
                number: reverse_patch(
                    old, self._docs[table].get(number), theirs=(table, number) in self._theirs
                )
                for number, old in before.items()
            }
            for table, before in self._before.items()
        }

    def flush(self) -> None:
        """Let TinyDB have what was changed."""
        for table, before in self._before.items():
            docs = self._docs[table]
            tiny = Table(self._storage, table, cache_size=0)
            gone = [number for number in before if number not in docs]
            if gone:
                tiny.remove(doc_ids=map(int, gone))
            changed = [number for number, old in before.items() if old is not None and number in docs]
            if changed:
                tiny.update(_becoming(docs[number] for number in changed), doc_ids=map(int, changed))
            new = [number for number, old in before.items() if old is None]
            if new:
                tiny.insert_multiple(TinyDocument(docs[number], doc_id=int(number)) for number in new)
        self._before = {}

    def _later_than(self, before: Mapping[str, Any]) -> str:
        """Now, but always after the last change, also when the clock was set back."""
        try:
            last = parse_time(before["changed"])
        except (KeyError, TypeError, ValueError):
            return time_text(self.now)
        return time_text(max(self.now, last + dt.timedelta(microseconds=1)))


def _becoming(documents: Iterable[Document]) -> Callable[[Any], None]:
    """An update that leaves exactly these documents, one after another; TinyDB's own would merge fields."""
    coming = iter(documents)

    def become(kept: Any) -> None:
        document = next(coming)
        kept.clear()
        kept.update(document)

    return become
