"""Parses documents in worker processes while this process reads and writes; a small import is parsed here."""

from __future__ import annotations

import marshal
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain, islice

from reader.library.ingest.record import CableRecord, make_record
from reader.library.sources import SourceDocument
from reader.processes import default_workers, in_order

SMALL_IMPORT = 300
"""Up to this many documents are parsed in this process: starting others takes most of a second."""
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
    chunks = iter(lambda: list(islice(documents, CHUNK)), [])
    with closing(in_order(_pack_records, chunks, workers, ahead=QUEUE_LENGTH)) as packed:
        for each in packed:
            yield from map(CableRecord._make, marshal.loads(each))
