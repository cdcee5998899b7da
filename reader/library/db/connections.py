"""SQLite connections: one for each thread, all closed together. Knows nothing of cables."""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

BUSY_SECONDS = 30.0
"""How long a writer waits for another one."""

_STEPS_BETWEEN_CHECKS = 50_000
"""SQLite instructions between two checks, some 5 ms. Each check waits for the interpreter lock."""


class _ThreadConnection:
    """The connection of a thread, closed when the thread ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.in_use = threading.RLock()
        """Locked while the thread uses it: closing a connection during a statement crashes the process."""

    def __del__(self) -> None:
        self.connection.close()

    def close(self) -> None:
        """Close the connection as soon as its thread is idle. Stops a running read."""
        if not self.in_use.acquire(blocking=False):
            # Interrupting an idle connection would skip the last checkpoint.
            self.connection.interrupt()
            self.in_use.acquire()
        try:
            self.connection.close()
        finally:
            self.in_use.release()


class Interrupt:
    """Stops the reads of one thread from another. Does nothing once they are finished."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._lock = threading.Lock()
        self._requested = False
        # SQLite forgets an interrupt between two statements; this handler stops the next one.
        connection.set_progress_handler(lambda: self._requested, _STEPS_BETWEEN_CHECKS)

    def __call__(self) -> None:
        """Stop the running statement, which raises in its own thread. Returns at once."""
        with self._lock:
            if self._connection:
                self._requested = True
                self._connection.interrupt()

    def finish(self) -> None:
        """Do not stop any later read of the thread."""
        with self._lock:
            if self._connection:
                self._connection.set_progress_handler(None, 0)
            self._connection = None


class Connections:
    """Connections to one file, one for each thread that uses it.

    ``immutable`` is for a file on a disk where not even SQLite's side files can be written. Every method may
    raise sqlite3.Error, which the caller should translate.
    """

    def __init__(self, path: Path, *, read_only: bool = False, immutable: bool = False) -> None:
        self.path = path
        self.read_only = read_only or immutable
        self._immutable = immutable
        self._local = threading.local()
        self._all: weakref.WeakSet[_ThreadConnection] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """The connection of this thread, opened on first use. No other thread closes it within the block."""
        current = self._for_this_thread()
        with current.in_use:
            yield current.connection

    def interruptible(self) -> Interrupt:
        """An object with which another thread can stop the reads of this thread."""
        return Interrupt(self._for_this_thread().connection)

    def _for_this_thread(self) -> _ThreadConnection:
        current: _ThreadConnection | None = getattr(self._local, "current", None)
        if current is None:
            with self._lock:
                if self._closed:
                    raise sqlite3.ProgrammingError("Cannot operate on a closed database.")
                current = _ThreadConnection(self._connect())
                self._all.add(current)
            self._local.current = current
        return current

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self.read_only else "rw"
        address = f"file:{quote(os.fsencode(self.path))}?mode={mode}" + (
            "&immutable=1" if self._immutable else ""
        )
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,  # transactions are started explicitly
            check_same_thread=False,  # other threads close and interrupt it
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")  # so that sorting writes no texts to disk
            connection.execute("PRAGMA trusted_schema = OFF")
            if not self.read_only:
                connection.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction, rolled back on an error. Waits up to ``BUSY_SECONDS`` for another writer."""
        with self.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # On a full disk SQLite may already have rolled back.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A read transaction: all reads see the same state, even during an import."""
        with self.connection() as connection:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the connections of all threads as soon as they are idle. Stops running reads.

        Later calls of other methods raise; closing twice does nothing.
        """
        with self._lock:
            self._closed = True
            connections = list(self._all)
            self._all.clear()
        for each in connections:
            each.close()
