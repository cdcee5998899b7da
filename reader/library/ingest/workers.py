"""Turns documents into entries, on as many cores as there are.

Other processes parse, this one goes on reading and writing. A small import is not worth starting them: that
takes a good part of a second, in which some hundred cables are parsed.
"""

from __future__ import annotations

import marshal
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from reader.library.ingest.record import Entry, entry
from reader.library.sources import SourceDocument

FEW = 300
"""Up to so many documents are parsed in this process."""
CHUNK = 24
"""Documents handed over at once: fewer cost more in handing over, more let the writer wait."""
AHEAD = 16
"""Chunks under way for each process: as many as keep it busy while this one writes a batch. Bounds the
memory, whatever the import's size."""


def entries(documents: Iterator[SourceDocument], workers: int | None = None) -> Generator[Entry, None, None]:
    """The entries of the documents, in their order.

    ``workers`` is the number of processes, 0 for none; as many as this one may use cores unless given. Where
    processes cannot be started, or one is killed, the work is done in this process.
    """
    first = list(islice(documents, FEW + 1)) if workers is None else []
    wanted = _cores() if workers is None else workers
    if wanted and (workers is not None or len(first) > FEW):
        yield from _elsewhere(chain(first, documents), wanted)
    else:
        yield from map(entry, chain(first, documents))


def digest(documents: list[SourceDocument]) -> bytes:
    """The entries of a chunk, packed; what the other processes run."""
    # Pickling would keep book of every object, to find again what occurs twice: ten times the work.
    return marshal.dumps([tuple(entry(document)) for document in documents], _WITHOUT_REFERENCES)


_WITHOUT_REFERENCES = 2
"""A version of the marshal format; both ends are the same program."""


def _elsewhere(documents: Iterator[SourceDocument], workers: int) -> Generator[Entry, None, None]:
    pool = _pool(workers)
    under_way: deque[tuple[list[SourceDocument], Future[bytes] | None]] = deque()
    chunks = iter(lambda: list(islice(documents, CHUNK)), [])
    try:
        for chunk in chunks:
            future, pool = _submitted(pool, chunk)
            under_way.append((chunk, future))
            if len(under_way) >= workers * AHEAD:
                yield from _done(*under_way.popleft())
        while under_way:
            yield from _done(*under_way.popleft())
    finally:
        if pool:
            pool.shutdown(wait=True, cancel_futures=True)


def _submitted(
    pool: ProcessPoolExecutor | None, chunk: list[SourceDocument]
) -> tuple[Future[bytes] | None, ProcessPoolExecutor | None]:
    """The chunk's future, and the pool; both None once the processes are lost."""
    if pool:
        try:
            return pool.submit(digest, chunk), pool
        except BrokenProcessPool:
            pool.shutdown(wait=False, cancel_futures=True)
    return None, None


def _done(chunk: list[SourceDocument], future: Future[bytes] | None) -> Iterable[Entry]:
    if future:
        try:
            return map(Entry._make, marshal.loads(future.result()))
        except BrokenProcessPool:
            pass  # a process was killed: for want of memory, perhaps
    return map(entry, chunk)


def _pool(workers: int) -> ProcessPoolExecutor | None:
    import multiprocessing

    try:
        _start_tracker()
        # Not fork: this process has threads, the screen's and SQLite's.
        return ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("spawn"), initializer=_follow
        )
    except (OSError, NotImplementedError, ImportError):
        return None  # a system without shared semaphores


def _start_tracker() -> None:
    """Start the process that multiprocessing keeps for its semaphores, while the true stderr is in place.

    It hands that stream's descriptor on; the one a screen puts in its place has -1, which no process takes.
    """
    import sys
    from contextlib import redirect_stderr
    from multiprocessing import resource_tracker

    with redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()


def _follow() -> None:
    """In another process: leave Ctrl+C to the one that was asked, and end when that one does.

    Without this a process would wait for work for ever after the importing one was killed.
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
    """How many cores this process may use; one core parses and writes in one process."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if cores > 1 else 0
