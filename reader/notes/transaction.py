"""One action of the user: the documents it changes, and the patches that undo it."""

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
    """Collects changes to documents; ``flush`` passes them to TinyDB, one table at a time.

    Used within one open change of the store. Each table is decoded and written once, however many of its
    documents are changed.
    """

    def __init__(
        self, storage: JournalStorage, tables: Tables, author: str, now: dt.datetime, words: str = ""
    ) -> None:
        self._storage = storage
        self._tables = tables
        self._author = author
        self.now = now
        self.words = words
        """The wording of the step; empty if this is not a step that can be undone."""
        self._docs: dict[str, Docs] = {}
        self._before: dict[str, dict[str, Document | None]] = {}
        self._theirs: set[tuple[str, str]] = set()

    def __contains__(self, table: str) -> bool:
        return table in self._tables

    def docs(self, table: str) -> Docs:
        """The documents of a table, including the changes of this transaction. Only for reading."""
        if table not in self._docs:
            self._docs[table] = self._tables.shared(table)
        return self._docs[table]

    def insert(self, table: str, *documents: Document) -> str:
        """Add documents; returns the number of the first. The cost depends on the size of the table."""
        docs = self.docs(table)
        first = max(map(int, docs), default=0) + 1
        for number, document in enumerate(documents, start=first):
            self._before.setdefault(table, {})[str(number)] = None
            docs[str(number)] = document
        return str(first)

    def replace(self, table: str, number: str, document: Document) -> None:
        """Replace the document with this number, and set the time of its change, unless it is the same."""
        docs = self.docs(table)
        before = docs[number]
        ignored = {"changed": "", "editor": "", PAST: ()}
        if before | ignored == document | ignored:
            return
        self._before.setdefault(table, {}).setdefault(number, before)
        changed = self._later_than(before)
        document = {**document, "changed": changed}
        if RIVALS in document and RIVALS not in before:
            # A choice between both sides is undone: the conflict is open again, as of now.
            document[RIVALS] = [{**rival, "changed": changed} for rival in document[RIVALS]]
        docs[number] = succeeding(before, document) if "id" in before else document

    def overwrite(self, table: str, number: str, document: Document) -> None:
        """Replace a document as it is, with its own author and time of change."""
        docs = self.docs(table)
        self._before.setdefault(table, {}).setdefault(number, docs[number])
        docs[number] = document

    def put_foreign(self, table: str, number: str, document: Document | None) -> None:
        """Add or replace a document made by somebody else as it is, or remove it again (None).

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
        """Change fields of a document; None removes a field. Someone else's record gets an ``editor``."""
        document = {**self.docs(table)[number], **fields}
        if "id" in document:
            document["editor"] = self._author if document.get("author") != self._author else None
        self.replace(table, number, {name: value for name, value in document.items() if value is not None})

    def replace_table(self, table: str, document: Document) -> None:
        """Replace a table by this one document, which is not a record of the user."""
        self._docs[table] = {}
        self._before.pop(table, None)
        if table in self._tables:
            del self._tables[table]
        Table(self._storage, table, cache_size=0).insert(TinyDocument(document, doc_id=1))

    def remove_table(self, table: str) -> None:
        """Remove a table."""
        del self._tables[table]

    @property
    def is_empty(self) -> bool:
        """True if nothing was changed."""
        return not self._before

    def reverse_patches(self) -> dict[str, dict[str, Document]]:
        """The reverse patch of each changed document, by table and number."""
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
        """Pass the changes to TinyDB."""
        for table, before in self._before.items():
            docs = self._docs[table]
            tiny = Table(self._storage, table, cache_size=0)
            removed = [number for number in before if number not in docs]
            if removed:
                tiny.remove(doc_ids=map(int, removed))
            changed = [number for number, old in before.items() if old is not None and number in docs]
            if changed:
                tiny.update(_replacements(docs[number] for number in changed), doc_ids=map(int, changed))
            new = [number for number, old in before.items() if old is None]
            if new:
                tiny.insert_multiple(TinyDocument(docs[number], doc_id=int(number)) for number in new)
        self._before = {}

    def _later_than(self, before: Mapping[str, Any]) -> str:
        """The current time, but always after the last change, even if the clock was set back."""
        try:
            last = parse_time(before["changed"])
        except (KeyError, TypeError, ValueError):
            return time_text(self.now)
        return time_text(max(self.now, last + dt.timedelta(microseconds=1)))


def _replacements(documents: Iterable[Document]) -> Callable[[Any], None]:
    """An update function that replaces documents by these, in order; TinyDB itself would merge fields."""
    remaining = iter(documents)

    def replace(existing: Any) -> None:
        document = next(remaining)
        existing.clear()
        existing.update(document)

    return replace
