"""This is where a path becomes documents: each source is looked at and given to the reader of its form."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.library.sources.byte_stream import Counted, Readable, Source, UntilStopped
from reader.library.sources.cables_csv import is_table, read_rows
from reader.library.sources.decoding import decode, is_binary
from reader.library.sources.documents import Container, Limits, Refused, Skipped, SourceDocument, Stopped
from reader.library.sources.folders import files, opened, printable, trouble
from reader.library.sources.html_pages import is_page, read_page
from reader.library.sources.mail import unwrapped
from reader.library.sources.nara_telegrams import read_archive, read_record
from reader.library.sources.plain_text import NO_CABLE, read_plain
from reader.library.sources.txt_conversion import read_conversion
from reader.library.sources.unpacking import MAGIC, Budget, Exhausted, Unpacked, Watched

if TYPE_CHECKING:
    from reader.library.sources.archives import Member

Found = SourceDocument | Skipped
HEAD = 1 << 16
"""Bytes looked at to tell what something is."""


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Found]:
    """All cables in the files and folders, one after the other, and what was left out.

    ``-`` is the standard input (``stdin``, by default the process's). Nothing raises: what cannot be read is
    yielded as Skipped, with place and reason, and reading goes on. No more than one document and a few chunks
    are in memory at a time, whatever the size of a file or archive. ``cancelled`` is called before every
    read, in every container, and while a pipe keeps a read waiting; once it is true the iteration ends.
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


def _standard_input(file: Readable | None, limits: Limits, check_stop: Callable[[], None]) -> Iterator[Found]:
    if file is None:  # a program without a terminal or pipe has none
        yield Skipped("standard input", "closed")
        return
    counted = Counted(UntilStopped(file, check_stop))
    budget = Budget(lambda: counted.count, limits, check_stop)
    yield from _Reading(budget, limits).documents(Source(counted, "standard input"), "")


def _file(path: Path, limits: Limits, check_stop: Callable[[], None]) -> Iterator[Found]:
    place = printable(path)
    try:
        with opened(path) as (file, size):
            bounded = UntilStopped(_Bounded(file, size), check_stop)
            source = Source(bounded, place, seekable=file)
            yield from _Reading(Budget(lambda: size, limits, check_stop), limits).documents(source, path.name)
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


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one outermost source, with the budget that all in it share."""

    budget: Budget
    limits: Limits

    def documents(self, source: Source, name: str, depth: int = 0) -> Iterator[Found]:
        """The documents of one source; what goes wrong in it ends it, and nothing else."""
        try:
            yield from self._dispatch(source, name, depth)
        except Exhausted as refusal:
            if depth:
                raise  # the whole file is a bomb, not this member of it
            yield Skipped(source.place, str(refusal))
        except Refused as refusal:
            yield Skipped(source.place, str(refusal))
        except OSError as error:
            yield Skipped(source.place, trouble(error))

    def _dispatch(self, source: Source, name: str, depth: int) -> Iterator[Found]:
        head = source.peek(HEAD)
        if not head:
            raise Refused("empty")
        if packing := next((kind for mark, kind in MAGIC.items() if head.startswith(mark)), None):
            yield from self._unpacked(source, name, packing, depth)
        elif members := self._members(source, head):
            self._refuse_depth(depth)
            for member in members:
                yield from [member] if isinstance(member, Skipped) else self.documents(*member, depth + 1)
        elif (foreign := _foreign(head)) or is_binary(head):
            raise Refused(foreign or "not a text")
        elif is_table(head):
            yield from read_rows(source, self.limits)
        else:
            yield _text(source.whole(self.limits.document), source.place, name)

    def _unpacked(self, source: Source, name: str, kind: str, depth: int) -> Iterator[Found]:
        self._refuse_depth(depth)
        unpacked = Unpacked(source, kind)
        watched = Watched(unpacked, lambda: unpacked.packed, self.budget, self.limits)
        yield from self.documents(Source(watched, source.place), name.rpartition(".")[0] or name, depth + 1)

    def _members(self, source: Source, head: bytes) -> Iterator[Member] | None:
        # some 20 ms, and a folder of texts needs neither
        from reader.library.sources.archives import ZIP, is_tar, tar_members, zip_members

        if head.startswith(ZIP):
            return zip_members(source, self.budget, self.limits)
        return tar_members(source, self.budget, self.limits) if is_tar(head) else None

    def _refuse_depth(self, depth: int) -> None:
        if depth >= self.limits.depth:
            raise Refused(f"archives inside archives, more than {self.limits.depth} deep: not read on")


_FOREIGN = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive: unpack it first, or pipe it in with `7z x -so`",
    b"Rar!": "a rar archive: unpack it first",
    b"%PDF-": "a PDF: save its text and read that",
    b"\xd0\xcf\x11\xe0": "an office document: save it as text and read that",
    b"SQLite format 3": "a database, not a text",
}


def _foreign(head: bytes) -> str | None:
    """What to say of a well-known form that is not read."""
    return next((words for mark, words in _FOREIGN.items() if head.startswith(mark)), None)


def _text(data: bytes, place: str, name: str) -> Found:
    """The one document that a text file is."""
    carried, is_mail = unwrapped(data)
    text = decode(carried)
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
