"""Reads paths into documents: recognises the form of each file and calls the reader for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.library.sources.byte_stream import CancellableReader, CountingReader, Readable, Source
from reader.library.sources.cables_csv import is_table, read_rows
from reader.library.sources.decoding import decode, is_binary
from reader.library.sources.documents import Container, Limits, Refused, Skipped, SourceDocument, Stopped
from reader.library.sources.folders import files, open_file, printable, why_unreadable
from reader.library.sources.frus.recognition import is_tei
from reader.library.sources.html_pages import is_page, read_page
from reader.library.sources.mail import unwrap
from reader.library.sources.nara_telegrams import read_archive, read_record
from reader.library.sources.plain_text import NO_CABLE, read_plain
from reader.library.sources.txt_conversion import read_conversion
from reader.library.sources.unpacking import MAGIC, Budget, DecompressedReader, Exhausted, LimitedReader

if TYPE_CHECKING:
    from reader.library.sources.archives import Member

Item = SourceDocument | Skipped
HEAD_SIZE = 1 << 16
"""Bytes by which the form of a file is recognised."""


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Item]:
    """Yield all cables in the files and folders, and what was skipped.

    ``-`` is the standard input (``stdin``, by default that of the process). Never raises: what cannot be read
    is yielded as Skipped with place and reason, and reading continues. At most one document and a few chunks
    are in memory at a time. ``cancelled`` is called before every read, in every container, and while a read
    waits for a pipe; once it returns True, the iteration ends.
    """
    limits = limits or Limits()

    def check_stop() -> None:
        if cancelled and cancelled():
            raise Stopped

    try:
        for path in paths:
            if os.fspath(path) == "-":
                yield from _standard_input(stdin or getattr(sys.stdin, "buffer", None), limits, check_stop)
                continue
            for file in files([path]):
                check_stop()
                yield from [file] if isinstance(file, Skipped) else _file(file, limits, check_stop)
    except Stopped:
        return


def _standard_input(file: Readable | None, limits: Limits, check_stop: Callable[[], None]) -> Iterator[Item]:
    if file is None:  # as for a program started without a terminal
        yield Skipped("standard input", "closed")
        return
    counted = CountingReader(CancellableReader(file, check_stop))
    budget = Budget(lambda: counted.count, limits, check_stop)
    yield from _SourceReader(budget, limits).documents(Source(counted, "standard input"), "")


def _file(path: Path, limits: Limits, check_stop: Callable[[], None]) -> Iterator[Item]:
    place = printable(path)
    try:
        with open_file(path) as (file, size):
            bounded = CancellableReader(_UpToSize(file, size), check_stop)
            source = Source(bounded, place, seekable=file)
            yield from _SourceReader(Budget(lambda: size, limits, check_stop), limits).documents(
                source, path.name
            )
            if os.fstat(file.fileno()).st_size > size:
                yield Skipped(place, "the file grew while it was being read; the new part was not read")
    except Refused as refusal:
        yield Skipped(place, str(refusal))
    except OSError as error:
        yield Skipped(place, why_unreadable(error))


class _UpToSize:
    """A file up to the size it had when it was opened, so that reading ends even if it grows."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = size

    def read(self, size: int, /) -> bytes:
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        return data


@dataclass(frozen=True, slots=True)
class _SourceReader:
    """Reads one file and everything inside it, within one budget."""

    budget: Budget
    limits: Limits

    def documents(self, source: Source, name: str, depth: int = 0) -> Iterator[Item]:
        """The documents of one source. An error ends only the source it is in."""
        try:
            yield from self._dispatch(source, name, depth)
        except Exhausted as refusal:
            if depth:
                raise  # the budget is that of the whole file
            yield Skipped(source.place, str(refusal))
        except Refused as refusal:
            yield Skipped(source.place, str(refusal))
        except OSError as error:
            yield Skipped(source.place, why_unreadable(error))

    def _dispatch(self, source: Source, name: str, depth: int) -> Iterator[Item]:
        head = source.peek(HEAD_SIZE)
        if not head:
            raise Refused("empty")
        if compression := next((kind for mark, kind in MAGIC.items() if head.startswith(mark)), None):
            yield from self._decompressed(source, name, compression, depth)
        elif members := self._members(source, head):
            self._refuse_depth(depth)
            for member in members:
                yield from [member] if isinstance(member, Skipped) else self.documents(*member, depth + 1)
        elif (unsupported := _unsupported(head)) or is_binary(head):
            raise Refused(unsupported or "not a text file")
        elif is_table(head):
            yield from read_rows(source, self.limits)
        elif is_tei(head):
            from reader.library.sources.frus.volume import read_volume  # loads a parser of XML

            yield from read_volume(source, self.limits)
        else:
            yield _text(source.read_all(self.limits.document), source.place, name)

    def _decompressed(self, source: Source, name: str, kind: str, depth: int) -> Iterator[Item]:
        self._refuse_depth(depth)
        stream = DecompressedReader(source, kind)
        limited = LimitedReader(stream, lambda: stream.packed, self.budget, self.limits)
        yield from self.documents(Source(limited, source.place), name.rpartition(".")[0] or name, depth + 1)

    def _members(self, source: Source, head: bytes) -> Iterator[Member] | None:
        # takes some 20 ms to import, which a folder of texts does not need
        from reader.library.sources.archives import ZIP, is_tar, tar_members, zip_members

        if head.startswith(ZIP):
            return zip_members(source, self.budget, self.limits)
        return tar_members(source, self.budget, self.limits) if is_tar(head) else None

    def _refuse_depth(self, depth: int) -> None:
        if depth >= self.limits.depth:
            raise Refused(f"archives nested more than {self.limits.depth} deep: unpack them first")


_UNSUPPORTED = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive: unpack it first, or pipe it in with `7z x -so`",
    b"Rar!": "a rar archive: unpack it first",
    b"%PDF-": "a PDF: save it as text first",
    b"\xd0\xcf\x11\xe0": "an office document: save it as text first",
    b"SQLite format 3": "a database",
}


def _unsupported(head: bytes) -> str | None:
    """What to do with a file in a well-known form that cannot be read; None for other files."""
    return next((words for mark, words in _UNSUPPORTED.items() if head.startswith(mark)), None)


def _text(data: bytes, place: str, name: str) -> Item:
    """The cable in a text file."""
    content, is_mail = unwrap(data)
    text = decode(content)
    if not text.strip():
        return Skipped(place, "empty")
    document: SourceDocument | None
    if is_page(text):
        document = read_page(text, data, place)
    else:
        document = (
            read_archive(text, data, place)
            or read_record(text, data, place)
            or read_conversion(text, data, place)
            or read_plain(text, data, place, name, Container.MAIL if is_mail else Container.RAW)
        )
    return document or Skipped(place, NO_CABLE)
