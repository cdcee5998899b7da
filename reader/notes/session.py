"""The open notes: store, index, codebook and undo history, and the transactions that change them.

``Notes`` adds what the user can do. The modules for larger actions (codes, triage, merging) use the same
session.
"""

from __future__ import annotations

import datetime as dt
import gc
import getpass
import os
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from reader.notes.codec import decode, encode
from reader.notes.codes import Codebook, check_name, name_key
from reader.notes.errors import NotesError, UndoRefused
from reader.notes.model import Code, Docs, Document, Record
from reader.notes.queries.index import CODES, Index, table_of
from reader.notes.queries.index_builder import BackgroundIndex
from reader.notes.storage.tinydb_storage import JournalStorage
from reader.notes.storage.windows import Windows
from reader.notes.transaction import Transaction
from reader.notes.undo.undo_history import UndoHistory

AUTHOR_VARIABLE = "CABLES_AUTHOR"
"""The environment variable with the author of new notes."""
SETTINGS = "settings"
"""The table of settings, with one document."""

R = TypeVar("R", bound=Record)
Clock = Callable[[], dt.datetime]
"""Returns the current time in UTC."""


def utc_now() -> dt.datetime:
    """The current time."""
    return dt.datetime.now(dt.UTC)


class NotesSession:
    """The store and what is derived from it: index, codebook, undo history."""

    def __init__(self, storage: JournalStorage, author: str | None = None, *, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._storage = storage
        self._guard = storage.guard
        storage.take_changed()
        self._index = BackgroundIndex(storage)
        self._codebook: Codebook | None = None
        self._cached_counts: dict[str, Mapping[str, Any]] = {}
        self._history = UndoHistory(storage, Windows(storage.folder, storage.disk))
        self._author = author or os.environ.get(AUTHOR_VARIABLE, "").strip() or None

    @property
    def author(self) -> str:
        """The author of new notes."""
        if self._author is None:
            self._author = self._stored_author() or _author_in_config() or _login_name()
        return self._author

    @property
    def author_is_known(self) -> bool:
        """False if no author was set, so that the login name is used."""
        return bool(self._stored_author()) or self._author != _login_name()

    def _stored_author(self) -> str:
        with self._guard:
            author = self._storage.state.docs(SETTINGS).get("1", {}).get("author")
        return author if isinstance(author, str) else ""

    @property
    def storage(self) -> JournalStorage:
        """The storage, for backups and for use with TinyDB directly."""
        return self._storage

    @property
    def windows(self) -> Windows:
        """This window and the others on these notes."""
        return self._history.windows

    @property
    def guard(self) -> threading.RLock:
        """The lock to hold while reading several things that must be consistent."""
        return self._guard

    def index(self) -> Index:
        """The current index; read it with the guard held. Waits while it is being built."""
        return self._index.ready()

    @contextmanager
    def transaction(self, words: str = "") -> Iterator[Transaction]:
        """One action: its changes are saved at the end, together with the step that undoes them.

        After an exception everything is as it was. ``words``: the wording of the step; without, no step is
        made.
        """
        with self._guard, _collector_paused():
            with self._storage.change() as tables:
                self._take_changes()
                self._history.windows.announce()
                transaction = Transaction(self._storage, tables, self.author, self._clock(), words)
                yield transaction
                if transaction.words and not transaction.is_empty:
                    self._history.record(transaction, transaction.words)
                transaction.flush()
            self._take_changes()
            self._index.update(tables.staged)

    def _take_changes(self) -> None:
        """Pass on which tables changed to everything derived from them."""
        changed = self._storage.take_changed()
        if changed is None or changed:
            self._cached_counts.clear()
        if changed is None or CODES in changed:
            self._codebook = None
        if changed is None:
            self._index.rebuild()
        else:
            self._index.changed(changed)
        self._history.changed(changed)

    def codebook(self) -> Codebook:
        """The codes."""
        with self._guard:
            if self._codebook is None:
                self._codebook = Codebook(r for r in self.records(CODES) if isinstance(r, Code))
            return self._codebook

    def records(self, table: str) -> list[Record]:
        """The records of a table, without deleted ones."""
        records = map(decode, self._storage.state.docs(table).values())
        return [record for record in records if record is not None and not record.deleted]

    def docs(self, table: str) -> Docs:
        """A copy of the documents of a table."""
        with self._guard:
            return self._storage.state.docs(table)

    def documents_about(self, mrn: str) -> list[Document]:
        """The documents in the cable's table and in tables that link to it, including deleted ones."""
        with self._guard:
            tables = dict.fromkeys([table_of(mrn), *self._index.ready().incoming(mrn)])
            return [document for table in tables for document in self._storage.state.docs(table).values()]

    def tables(self, wanted: Callable[[str, bytes], bool] | None = None) -> Iterator[tuple[str, Docs]]:
        """The current tables with their documents, by name; ``wanted`` selects by name and JSON text."""
        with self._guard:
            frozen = self._storage.state.copy()
        for table in sorted(frozen.tables()):
            if wanted is None or wanted(table, frozen.raw(table) or b""):
                yield table, frozen.docs(table)

    def locate(self, identity: str) -> tuple[str, str] | None:
        """The table and number of the document with this id, even if it is deleted."""
        table = self._index.where(identity)
        if table is not None:
            for number, document in self._storage.state.docs(table).items():
                if document.get("id") == identity:
                    return table, number
        return None

    def live_record(self, identity: str, kind: type[R]) -> tuple[str, str, R]:
        """The table, number and record with this id. Raises NotesError if it does not exist or is deleted."""
        place = self.locate(identity)
        record = decode(self._storage.state.docs(place[0])[place[1]]) if place else None
        if place is None or not isinstance(record, kind) or record.deleted:
            raise NotesError("The note no longer exists", where=identity)
        return (*place, record)

    def new_fields(self, transaction: Transaction) -> dict[str, Any]:
        """The fields of a new record: an id, the author, the time."""
        return {
            "id": str(uuid.uuid4()),
            "author": self.author,
            "created": transaction.now,
            "changed": transaction.now,
        }

    def code_ids(self, transaction: Transaction, names: Sequence[str]) -> tuple[str, ...]:
        """The ids of the codes with these names, each once; unknown names become new codes."""
        ids: dict[str, str] = {}
        new: list[Code] = []
        for name in names:
            key = name_key(name)
            if not key or key in ids:
                continue
            code = self.codebook().find(name)
            if code is None:
                check_name(name)
                code = Code(**self.new_fields(transaction), name=name.strip())
                new.append(code)
            ids[key] = code.id
        if new:
            transaction.insert(CODES, *map(encode, new))
        return tuple(dict.fromkeys(ids.values()))

    def step(self, *, back: bool) -> str | None:
        """Undo or redo; see ``Notes.undo``."""
        with self.transaction() as transaction:
            outcome = self._history.go(
                transaction, back=back, uses=lambda code: self._index.ready().usage[code]
            )
        if outcome.refusal:
            raise UndoRefused(outcome.refusal)
        return outcome.words


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Turn garbage collection off: it would go through the documents of a large action again and again.

    Saves a third of the time on 10,000 cables.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _author_in_config() -> str:
    from reader.config.config_files import load  # when the author is needed for the first time

    return load().config.author


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
