"""This is where a path becomes documents: each source is looked at and given to the reader of its form."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from reader.library.sources.decoding import decode, is_binary
from reader.library.sources.folders import files, opened, printable, trouble
from reader.library.sources.model import Limits, Refused, Skipped, SourceDocument
from reader.library.sources.plain import NO_CABLE, read_plain
from reader.library.sources.stream import Source

Found = SourceDocument | Skipped
HEAD = 1 << 16
"""Bytes looked at to tell what something is."""


def read(
    paths: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None, limits: Limits | None = None
) -> Iterator[Found]:
    """All cables in the files and folders, one after the other, and what was left out.

    ``-`` is the standard input (``stdin``, else the process's). Nothing raises but a closed ``stdin``: what
    cannot be read is yielded as Skipped, with its place and reason, and reading goes on. Streams: no more
    than one document and a few chunks are held at a time, whatever the size of a file or archive.
    """
    limits = limits or Limits()
    for path in paths:
        if os.fspath(path) == "-":
            source = Source(stdin or sys.stdin.buffer, "standard input")
            yield from _documents(source, "", limits)
            continue
        for file in files([path]):
            yield from [file] if isinstance(file, Skipped) else _file(file, limits)


def _file(path: Path, limits: Limits) -> Iterator[Found]:
    place = printable(path)
    try:
        with opened(path) as (file, size):
            yield from _documents(Source(_Bounded(file, size), place, seekable=file), path.name, limits)
            if os.fstat(file.fileno()).st_size > size:
                yield Skipped(place, "it grew while it was read: what was added is left out")
    except Refused as refusal:
        yield Skipped(place, str(refusal))
    except OSError as error:
        yield Skipped(place, trouble(error))


class _Bounded:
    """A file up to the size it had when it was opened, so that one that grows comes to an end."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = size

    def read(self, size: int, /) -> bytes:
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        return data


def _documents(source: Source, name: str, limits: Limits, depth: int = 0) -> Iterator[Found]:
    """The documents of one source; what goes wrong in it ends it, and nothing else."""
    try:
        yield from _dispatch(source, name, limits, depth)
    except Refused as refusal:
        yield Skipped(source.place, str(refusal))
    except (OSError, EOFError) as error:
        yield Skipped(source.place, trouble(error))


def _dispatch(source: Source, name: str, limits: Limits, depth: int) -> Iterator[Found]:
    head = source.peek(HEAD)
    if not head:
        raise Refused("empty")
    if is_binary(head):
        raise Refused("not a text")
    data = source.whole(limits.document)
    yield _text(decode(data), data, source.place, name)


def _text(text: str, data: bytes, place: str, name: str) -> Found:
    """The one document that a text file is."""
    if not text.strip():
        return Skipped(place, "empty")
    return read_plain(text, data, place, name) or Skipped(place, NO_CABLE)
