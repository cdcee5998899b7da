"""Parses documents in worker processes while this process reads and writes.

Starting the processes takes most of a second, enough to parse some hundred cables, so a small import is
parsed in this process.
"""

from __future__ import annotations

import marshal
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from reader.library.ingest.record import CableRecord, make_record
from reader.library.sources import SourceDocument

SMALL_IMPORT = 300
"""Up to this many documents are parsed in this process."""
CHUNK = 24
"""Documents sent to a worker at once. Fewer take longer to send; with more, the writer waits longer."""
QUEUE_LENGTH = 16
"""Chunks queued for each worker: enough to keep it busy while a batch is written. Limits the memory used."""


def make_records(
    documents: Iterator[SourceDocument], workers: int | None = None
) -> Generator[CableRecord, None, None]:
    """Parse documents into records, in the same order.

    ``workers`` is the number of processes, 0 for none; by default one for each core this process may use, and
    none for a small import. If processes cannot be started, or one is killed, this process parses.
    """
    first = list(islice(documents, SMALL_IMPORT + 1)) if workers is None else []
    processes = default_workers() if workers is None else workers
    if processes and (workers is not None or len(first) > SMALL_IMPORT):
        yield from records_from_processes(chain(first, documents), processes)
    else:
        yield from map(make_record, chain(first, documents))


def _pack_records(documents: list[SourceDocument]) -> bytes:
    """Parse a chunk and serialise the records; runs in the workers."""
    # Pickle would look for objects that occur twice, and take ten times as long.
    return marshal.dumps([tuple(make_record(document)) for document in documents], _WITHOUT_REFERENCES)


_WITHOUT_REFERENCES = 2
"""The version of the marshal format that does not look for repeated objects."""


def records_from_processes(
    documents: Iterator[SourceDocument], workers: int
) -> Generator[CableRecord, None, None]:
    """Parse documents into records, in the same order, in this many processes."""
    pool = _pool(workers)
    queued: deque[tuple[list[SourceDocument], Future[bytes] | None]] = deque()
    chunks = iter(lambda: list(islice(documents, CHUNK)), [])
    try:
        for chunk in chunks:
            future, pool = _submit(pool, chunk)
            queued.append((chunk, future))
            if len(queued) >= workers * QUEUE_LENGTH:
                yield from _records_of(*queued.popleft())
        while queued:
            yield from _records_of(*queued.popleft())
    finally:
        if pool:
            pool.shutdown(wait=True, cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor | None, chunk: list[SourceDocument]
) -> tuple[Future[bytes] | None, ProcessPoolExecutor | None]:
    """Send a chunk to a worker: its future, and the pool. Both are None once a worker was killed."""
    if pool:
        try:
            return pool.submit(_pack_records, chunk), pool
        except BrokenProcessPool:
            pool.shutdown(wait=False, cancel_futures=True)
    return None, None


def _records_of(chunk: list[SourceDocument], future: Future[bytes] | None) -> Iterable[CableRecord]:
    """The records of a chunk, parsed here if a worker was killed."""
    if future:
        try:
            return map(CableRecord._make, marshal.loads(future.result()))
        except BrokenProcessPool:
            pass  # for example because memory ran out
    return map(make_record, chunk)


def _pool(workers: int) -> ProcessPoolExecutor | None:
    import multiprocessing

    try:
        _start_tracker()
        # Forking is not safe: this process has threads, those of the screen and of SQLite.
        return ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent
        )
    except (OSError, NotImplementedError, ImportError):
        return None  # a system without shared semaphores


def _start_tracker() -> None:
    """Start multiprocessing's resource tracker while ``sys.stderr`` is the real one.

    The tracker inherits its descriptor; that of the stream a screen installs is -1, which is an error.
    """
    import sys
    from contextlib import redirect_stderr
    from multiprocessing import resource_tracker

    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()


def _end_with_parent() -> None:
    """In a worker: ignore Ctrl+C, which the importing process handles, and exit when that process ends.

    Otherwise workers would wait for work forever if the importing process was killed.
    """
    import multiprocessing
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():

        def end() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=end, daemon=True).start()


def default_workers() -> int:
    """One worker for each core this process may use; none if there is only one core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if cores > 1 else 0
