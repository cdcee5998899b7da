"""SQLite connections: one per thread, closed together. Nothing in here knows what a cable is."""

from __future__ import annotations

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
"""SQLite's steps between two questions whether to stop: some 5 ms. Each waits for the interpreter's lock."""


class _Held:
    """A thread's connection; closed when its thread ends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.in_use = threading.RLock()
        """Held by its thread while it reads or writes: closing under a running statement ends the process."""

    def __del__(self) -> None:
        self.connection.close()

    def close(self) -> None:
        """Close it as soon as its thread has let go; what its thread is reading is stopped."""
        if not self.in_use.acquire(blocking=False):
            # Only where there is something to stop: an idle connection would skip the last checkpoint.
            self.connection.interrupt()
            self.in_use.acquire()
        try:
            self.connection.close()
        finally:
            self.in_use.release()


class Interrupt:
    """Stops the reads of one thread from another; without effect once they are over."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._lock = threading.Lock()
        self._asked = False
        # What is asked between two statements SQLite forgets; the next long one is stopped by this.
        connection.set_progress_handler(lambda: self._asked, _STEPS)

    def __call__(self) -> None:
        """Stop the statement that is running, if one is; it raises in its own thread. Takes no time."""
        with self._lock:
            if self._connection:
                self._asked = True
                self._connection.interrupt()

    def over(self) -> None:
        """From now on there is nothing to stop: what the thread reads next is another matter."""
        with self._lock:
            if self._connection:
                self._connection.set_progress_handler(None, 0)
            self._connection = None


class Connections:
    """Connections to one file, one per thread that asks.

    ``immutable`` is for a file on a disk where nothing can be written, not even SQLite's own side files.
    Raises sqlite3.Error from every call; wrapping is the caller's part.
    """

    def __init__(self, path: Path, *, read_only: bool = False, immutable: bool = False) -> None:
        self.path = path
        self.read_only = read_only or immutable
        self._immutable = immutable
        self._local = threading.local()
        self._all: weakref.WeakSet[_Held] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, opened on the first call; no other thread closes it inside the block."""
        held = self._held()
        with held.in_use:
            yield held.connection

    def interruptible(self) -> Interrupt:
        """What stops this thread's reads from another thread."""
        return Interrupt(self._held().connection)

    def _held(self) -> _Held:
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            with self._lock:
                if self._closed:
                    raise sqlite3.ProgrammingError("Cannot operate on a closed database.")
                held = _Held(self._connect())
                self._all.add(held)
            self._local.held = held
        return held

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self.read_only else "rw"
        address = f"file:{quote(str(self.path))}?mode={mode}" + ("&immutable=1" if self._immutable else "")
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,  # transactions are begun where they are meant
            check_same_thread=False,  # closed and interrupted from outside; used by one thread only
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")  # a sort leaves no plain text on the disk
            connection.execute("PRAGMA trusted_schema = OFF")
            if not self.read_only:
                connection.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction: all of it or nothing. Waits for another writer up to ``BUSY_SECONDS``."""
        with self.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # After a full disk SQLite may already have rolled back by itself.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several reads that see the same state, whatever an import adds meanwhile."""
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
        """Close every thread's connection, as soon as each is idle; running reads are stopped.

        Later calls raise; closing twice does nothing.
        """
        with self._lock:
            self._closed = True
            held = list(self._all)
            self._all.clear()
        for each in held:
            each.close()
