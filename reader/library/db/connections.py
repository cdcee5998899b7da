"""SQLite connections: one per thread, closed together. Nothing in here knows what a cable is."""

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


_STEPS = 50_000
"""SQLite's steps between two checks for a stop: some 5 ms. Each check waits for the interpreter's lock."""


class _ThreadConnection:
    """A thread's connection; closed when its thread ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.in_use = threading.RLock()
        """Locked by its thread while it uses it: closing under a running statement ends the process."""

    def __del__(self) -> None:
        self.connection.close()

    def close(self) -> None:
        """Close it as soon as its thread is idle; a running read is stopped."""
        if not self.in_use.acquire(blocking=False):
            # Only while it is busy: interrupting an idle connection would skip the last checkpoint.
            self.connection.interrupt()
            self.in_use.acquire()
        try:
            self.connection.close()
        finally:
            self.in_use.release()


class Interrupt:
    """Stops the reads of one thread from another; without effect once they are finished."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._lock = threading.Lock()
        self._requested = False
        # SQLite forgets an interrupt between two statements; this stops the next long one.
        connection.set_progress_handler(lambda: self._requested, _STEPS)

    def __call__(self) -> None:
        """Stop the running statement, if any; it raises in its own thread. Returns at once."""
        with self._lock:
            if self._connection:
                self._requested = True
                self._connection.interrupt()

    def finish(self) -> None:
        """From now on there is nothing to stop: the thread's next read is a different one."""
        with self._lock:
            if self._connection:
                self._connection.set_progress_handler(None, 0)
            self._connection = None


class Connections:
    """Connections to one file, one for each thread that uses it.

    ``immutable`` is for a file on a disk where nothing can be written, not even SQLite's own side files.
    Every call may raise sqlite3.Error; translating it is up to the caller.
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
        """This thread's connection, opened on first use; no other thread closes it inside the block."""
        connected = self._for_this_thread()
        with connected.in_use:
            yield connected.connection

    def interruptible(self) -> Interrupt:
        """An object that stops this thread's reads from another thread."""
        return Interrupt(self._for_this_thread().connection)

    def _for_this_thread(self) -> _ThreadConnection:
        connected: _ThreadConnection | None = getattr(self._local, "connected", None)
        if connected is None:
            with self._lock:
                if self._closed:
                    raise sqlite3.ProgrammingError("Cannot operate on a closed database.")
                connected = _ThreadConnection(self._connect())
                self._all.add(connected)
            self._local.connected = connected
        return connected

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
            check_same_thread=False,  # closed and interrupted by other threads, used by one
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")  # a sort writes no plain text to disk
            connection.execute("PRAGMA trusted_schema = OFF")
            if not self.read_only:
                connection.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction: all or nothing. Waits up to ``BUSY_SECONDS`` for another writer."""
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
        """A transaction of reads that all see the same state, whatever an import adds meanwhile."""
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
        """Close every thread's connection as soon as it is idle; running reads are stopped.

        Later calls raise; closing twice does nothing.
        """
        with self._lock:
            self._closed = True
            connected = list(self._all)
            self._all.clear()
        for each in connected:
            each.close()
