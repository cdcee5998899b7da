"""Parsing documents in worker processes while this process reads and writes.

Starting processes takes a good part of a second, in which some hundred cables are parsed: a small import does
without.
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

FEW = 300
"""Up to this many documents are parsed in this process."""
CHUNK = 24
"""Documents sent to a worker at once: fewer cost more in transfer, more keep the writer waiting."""
AHEAD = 16
"""Chunks queued for each worker, enough to keep it busy while a batch is written. Bounds the memory,
whatever the import's size."""


def make_records(
    documents: Iterator[SourceDocument], workers: int | None = None
) -> Generator[CableRecord, None, None]:
    """The records of the documents, in their order.

    ``workers`` is the number of processes, 0 for none; by default one for each core this process may use. If
    processes cannot be started, or one is killed, this process does the work.
    """
    first = list(islice(documents, FEW + 1)) if workers is None else []
    wanted = _cores() if workers is None else workers
    if wanted and (workers is not None or len(first) > FEW):
        yield from _in_processes(chain(first, documents), wanted)
    else:
        yield from map(make_record, chain(first, documents))


def _pack_records(documents: list[SourceDocument]) -> bytes:
    """The records of a chunk, serialised; runs in the workers."""
    # Pickle looks for objects that occur twice: ten times the work.
    return marshal.dumps([tuple(make_record(document)) for document in documents], _WITHOUT_REFERENCES)


_WITHOUT_REFERENCES = 2
"""The version of the marshal format that looks for no repeated objects."""


def _in_processes(documents: Iterator[SourceDocument], workers: int) -> Generator[CableRecord, None, None]:
    pool = _pool(workers)
    queued: deque[tuple[list[SourceDocument], Future[bytes] | None]] = deque()
    chunks = iter(lambda: list(islice(documents, CHUNK)), [])
    try:
        for chunk in chunks:
            future, pool = _submitted(pool, chunk)
            queued.append((chunk, future))
            if len(queued) >= workers * AHEAD:
                yield from _done(*queued.popleft())
        while queued:
            yield from _done(*queued.popleft())
    finally:
        if pool:
            pool.shutdown(wait=True, cancel_futures=True)


def _submitted(
    pool: ProcessPoolExecutor | None, chunk: list[SourceDocument]
) -> tuple[Future[bytes] | None, ProcessPoolExecutor | None]:
    """The chunk's future, and the pool; both None once the workers are lost."""
    if pool:
        try:
            return pool.submit(_pack_records, chunk), pool
        except BrokenProcessPool:
            pool.shutdown(wait=False, cancel_futures=True)
    return None, None


def _done(chunk: list[SourceDocument], future: Future[bytes] | None) -> Iterable[CableRecord]:
    if future:
        try:
            return map(CableRecord._make, marshal.loads(future.result()))
        except BrokenProcessPool:
            pass  # a worker was killed, perhaps because memory ran out
    return map(make_record, chunk)


def _pool(workers: int) -> ProcessPoolExecutor | None:
    import multiprocessing

    try:
        _start_tracker()
        # Not fork: this process has threads, the screen's and SQLite's.
        return ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent
        )
    except (OSError, NotImplementedError, ImportError):
        return None  # a system without shared semaphores


def _start_tracker() -> None:
    """Start multiprocessing's tracker of semaphores while the real stderr is in place.

    It passes that stream's descriptor on; the one a screen installs has -1, which no process accepts.
    """
    import sys
    from contextlib import redirect_stderr
    from multiprocessing import resource_tracker

    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()


def _end_with_parent() -> None:
    """In a worker: ignore Ctrl+C, which the importing process handles, and end when that process does.

    Otherwise a worker would wait for work forever after the importing process was killed.
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


def _cores() -> int:
    """The number of workers: one for each core this process may use, none if it is only one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if cores > 1 else 0
