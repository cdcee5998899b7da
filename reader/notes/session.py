"""Where every action on the notes is done: what it reads, and how what it changes is saved with its step.

``Notes`` is what the user can do; the modules of this room that do larger things (codes, triage, merging)
work at the same desk.
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
from reader.notes.codes import Codebook, name_key
from reader.notes.errors import NotesError, UndoRefused
from reader.notes.model import Code, Docs, Document, Record
from reader.notes.queries.index import CODES, Index, table_of
from reader.notes.queries.index_builder import BackgroundIndex
from reader.notes.storage.tinydb_storage import JournalStorage
from reader.notes.storage.windows import Windows
from reader.notes.transaction import Transaction
from reader.notes.undo.undo_history import UndoHistory

AUTHOR_VARIABLE = "CABLES_AUTHOR"
"""The environment variable that says who writes the notes."""
SETTINGS = "settings"
"""The table of what the user set once, one document."""

R = TypeVar("R", bound=Record)
Clock = Callable[[], dt.datetime]
"""The time now, in UTC."""


def utc_now() -> dt.datetime:
    """The clock of the machine."""
    return dt.datetime.now(dt.UTC)


class NotesSession:
    """The store with what is derived from it: index, codebook, history."""

    def __init__(
        self,
        storage: JournalStorage,
        author: str | None = None,
        default_author: str = "",
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._clock = clock
        self._storage = storage
        self._guard = storage.guard
        storage.take_changed()
        self._index = BackgroundIndex(storage)
        self._codebook: Codebook | None = None
        self._cached_counts: dict[str, Mapping[str, int]] = {}
        self._history = UndoHistory(storage, Windows(storage.folder, storage.disk))
        self._author = author or os.environ.get(AUTHOR_VARIABLE, "").strip() or None
        self._default_author = default_author

    @property
    def author(self) -> str:
        """Who writes."""
        if self._author is None:
            self._author = self._stored_author() or self._default_author or _login_name()
        return self._author

    @property
    def author_is_known(self) -> bool:
        """False while nobody said who writes, and the login name has to do."""
        return bool(self._stored_author()) or self._author != _login_name()

    def _stored_author(self) -> str:
        with self._guard:
            author = self._storage.state.docs(SETTINGS).get("1", {}).get("author")
        return author if isinstance(author, str) else ""

    @property
    def storage(self) -> JournalStorage:
        """Where the notes are kept, for backups and for what opens it with a TinyDB of its own."""
        return self._storage

    @property
    def windows(self) -> Windows:
        """This window and the others on these notes."""
        return self._history.windows

    @property
    def guard(self) -> threading.RLock:
        """Held while several things are read that must fit together."""
        return self._guard

    def index(self) -> Index:
        """The index, current; to be read with the guard held. Waits while it is being built."""
        return self._index.ready()

    @contextmanager
    def transaction(self, words: str = "") -> Iterator[Transaction]:
        """One action: all that is changed through the work is saved at the end, with the step to undo it.

        An exception inside leaves everything as it was.
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
        """Let what is derived from the tables know which of them changed."""
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
        """The live codes."""
        with self._guard:
            if self._codebook is None:
                self._codebook = Codebook(r for r in self.records(CODES) if isinstance(r, Code))
            return self._codebook

    def records(self, table: str) -> list[Record]:
        """The live records of a table."""
        records = map(decode, self._storage.state.docs(table).values())
        return [record for record in records if record is not None and not record.deleted]

    def docs(self, table: str) -> Docs:
        """The documents of a table, a copy."""
        with self._guard:
            return self._storage.state.docs(table)

    def documents_about(self, mrn: str) -> list[Document]:
        """The documents in the cable's table and in those that link to it, deleted ones too."""
        with self._guard:
            tables = dict.fromkeys([table_of(mrn), *self._index.ready().incoming(mrn)])
            return [document for table in tables for document in self._storage.state.docs(table).values()]

    def tables(self, wanted: Callable[[str, bytes], bool] | None = None) -> Iterator[tuple[str, Docs]]:
        """The tables as they are now with their documents, by name; ``wanted`` is asked by name and text."""
        with self._guard:
            frozen = self._storage.state.copy()
        for table in sorted(frozen.tables()):
            if wanted is None or wanted(table, frozen.raw(table) or b""):
                yield table, frozen.docs(table)

    def locate(self, identity: str) -> tuple[str, str] | None:
        """The table and the number of the document with this id, deleted or not."""
        table = self._index.where(identity)
        if table is not None:
            for number, document in self._storage.state.docs(table).items():
                if document.get("id") == identity:
                    return table, number
        return None

    def live_record(self, identity: str, kind: type[R]) -> tuple[str, str, R]:
        """Where the live record of this id lies, and the record."""
        place = self.locate(identity)
        record = decode(self._storage.state.docs(place[0])[place[1]]) if place else None
        if place is None or not isinstance(record, kind) or record.deleted:
            raise NotesError("There is no such note any more", where=identity)
        return (*place, record)

    def new_fields(self, transaction: Transaction) -> dict[str, Any]:
        """What a new record carries: an id of its own, the author, the time."""
        return {
            "id": str(uuid.uuid4()),
            "author": self.author,
            "created": transaction.now,
            "changed": transaction.now,
        }

    def code_ids(self, transaction: Transaction, names: Sequence[str]) -> tuple[str, ...]:
        """The ids of the codes of these names, each once; names nobody has yet become codes."""
        ids: dict[str, str] = {}
        made: list[Code] = []
        for name in names:
            key = name_key(name)
            if not key or key in ids:
                continue
            code = self.codebook().find(name)
            if code is None:
                code = Code(**self.new_fields(transaction), name=name.strip())
                made.append(code)
            ids[key] = code.id
        if made:
            transaction.insert(CODES, *map(encode, made))
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
    """No garbage collection in between: it looks at each of a large action's documents again and again.

    Measured on 10,000 cables: a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
