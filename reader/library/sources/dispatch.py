"""Reads paths into documents: recognises the form of each file and calls the reader for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.library.sources.byte_stream import (
    CancellableReader,
    CountingReader,
    Readable,
    Source,
    in_megabytes,
)
from reader.library.sources.cables_csv import is_table, read_rows
from reader.library.sources.column_map import Field
from reader.library.sources.decoding import decode, is_binary
from reader.library.sources.documents import (
    Container,
    Limits,
    Notice,
    Refused,
    Skipped,
    SourceDocument,
    Stopped,
)
from reader.library.sources.epub import NO_BOOK, chapters, is_epub, without_noise
from reader.library.sources.folders import files, open_file, printable, why_unreadable
from reader.library.sources.frus.recognition import is_tei
from reader.library.sources.html_pages import is_page
from reader.library.sources.mail.mailbox import is_mailbox, messages
from reader.library.sources.mail.message import is_message, parts_of
from reader.library.sources.plain_text import NO_CABLE
from reader.library.sources.records.delimited import read_table
from reader.library.sources.records.json_records import read_json
from reader.library.sources.records.json_stream import is_json
from reader.library.sources.records.table_head import titles
from reader.library.sources.records.xml_head import is_records
from reader.library.sources.single_text import read_bytes, read_text
from reader.library.sources.unpacking import MAGIC, Budget, DecompressedReader, Exhausted, LimitedReader

if TYPE_CHECKING:
    from reader.library.sources.archives import Member

Item = SourceDocument | Skipped | Notice
_PDF, _PDF_WITHIN = b"%PDF-", 1024
"""How a PDF begins, within so many bytes."""
HEAD_SIZE = 1 << 16
"""Bytes by which the form of a file is recognised."""


def read(
    paths: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    limits: Limits | None = None,
    cancelled: Callable[[], bool] | None = None,
    columns: Mapping[Field, str] | None = None,
) -> Iterator[Item]:
    """Yield all cables in the files and folders, what was skipped, and how tables were read.

    ``-`` is the standard input (``stdin``, by default that of the process). Never raises: what cannot be read
    is yielded as Skipped with place and reason, and reading continues. At most one document and a few chunks
    are in memory at a time. ``cancelled`` is called before every read, in every container, and while a read
    waits for a pipe; once it returns True, the iteration ends. ``columns`` names columns of tables, and keys
    of records, that are not recognised by their names.
    """
    limits = limits or Limits()
    columns = columns or {}

    def check_stop() -> None:
        if cancelled and cancelled():
            raise Stopped

    try:
        for path in paths:
            if os.fspath(path) == "-":
                input_ = stdin or getattr(sys.stdin, "buffer", None)
                yield from _standard_input(input_, limits, check_stop, columns)
                continue
            for file in files([path]):
                check_stop()
                yield from [file] if isinstance(file, Skipped) else _file(file, limits, check_stop, columns)
    except Stopped:
        return


def _standard_input(
    file: Readable | None, limits: Limits, check_stop: Callable[[], None], columns: Mapping[Field, str]
) -> Iterator[Item]:
    if file is None:  # as for a program started without a terminal
        yield Skipped("standard input", "closed")
        return
    counted = CountingReader(CancellableReader(file, check_stop))
    budget = Budget(lambda: counted.count, limits, check_stop)
    yield from _SourceReader(budget, limits, columns).documents(Source(counted, "standard input"), "")


def _file(
    path: Path, limits: Limits, check_stop: Callable[[], None], columns: Mapping[Field, str]
) -> Iterator[Item]:
    place = printable(path)
    try:
        with open_file(path) as (file, size):
            bounded = CancellableReader(_UpToSize(file, size), check_stop)
            source = Source(bounded, place, seekable=file)
            budget = Budget(lambda: size, limits, check_stop)
            yield from _SourceReader(budget, limits, columns).documents(source, path.name)
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
    columns: Mapping[Field, str]

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
            items = self._from_members(members, depth)
            yield from without_noise(items, source.place, NO_BOOK) if is_epub(head) else items
        elif _PDF in head[:_PDF_WITHIN]:
            yield self._pdf(source, name)
        elif (unsupported := _unsupported(head)) or is_binary(head):
            raise Refused(unsupported or "not a text file")
        elif is_mailbox(head):
            yield from self._mailbox(source, name, depth)
        elif is_message(head):
            data = source.read_all(self.limits.document)
            yield from self._message(data, source.place, name, depth)
        elif is_table(head):
            yield from read_rows(source, self.limits)
        elif is_tei(head):
            from reader.library.sources.frus.volume import read_volume  # loads a parser of XML

            yield from read_volume(source, self.limits)
        elif is_records(head) and not is_page(decode(head)):
            from reader.library.sources.records.xml_records import read_xml  # loads a parser of XML

            yield from read_xml(source, self.columns, self.limits)
        elif is_json(head):
            yield from read_json(source, self.columns, self.limits)
        elif found := titles(head):
            yield from read_table(source, *found, self.columns, self.limits)
        else:
            yield read_bytes(source.read_all(self.limits.document), source.place, name)

    def _from_members(self, members: Iterator[Member], depth: int) -> Iterator[Item]:
        for member in members:
            yield from [member] if isinstance(member, Skipped) else self.documents(*member, depth + 1)

    def _pdf(self, source: Source, name: str) -> Item:
        from reader.library.sources.helpers.pdf import pdf_text  # starts another process

        data = source.read_all(self.limits.document)
        text = pdf_text(data, self.budget, self.limits)
        return read_text(text, data, source.place, name, Container.PDF)

    def _mailbox(self, source: Source, name: str, depth: int) -> Iterator[Item]:
        self._refuse_depth(depth)
        for number, message in enumerate(messages(source, self.limits.document), start=1):
            place = f"{source.place}, message {number}"
            if message is None:
                yield Skipped(
                    place, f"larger than {in_megabytes(self.limits.document)}: too large for a cable"
                )
            else:
                yield from self._message(message, place, name, depth + 1)

    def _message(self, data: bytes, place: str, name: str, depth: int) -> Iterator[Item]:
        """The cables in the text of a message and in what is attached to it."""
        self._refuse_depth(depth)
        yield from without_noise(self._parts(data, place, name, depth), place, NO_CABLE)

    def _parts(self, data: bytes, place: str, name: str, depth: int) -> Iterator[Item]:
        for part in parts_of(data, self.budget.check_stop):
            if part.name:
                attached = Source(BytesIO(part.content), f"{place}: {part.name}")
                yield from self.documents(attached, part.name, depth + 1)
            else:
                yield read_text(decode(part.content), data, place, name, Container.MAIL)

    def _decompressed(self, source: Source, name: str, kind: str, depth: int) -> Iterator[Item]:
        self._refuse_depth(depth)
        stream = DecompressedReader(source, kind)
        limited = LimitedReader(stream, lambda: stream.packed, self.budget, self.limits)
        yield from self.documents(Source(limited, source.place), name.rpartition(".")[0] or name, depth + 1)

    def _members(self, source: Source, head: bytes) -> Iterator[Member] | None:
        # takes some 20 ms to import, which a folder of texts does not need
        from reader.library.sources.archives import ZIP, is_tar, tar_members, zip_members
        from reader.library.sources.helpers.seven_zip import SEVEN_ZIP, seven_zip_members

        if is_epub(head):
            return chapters(zip_members(source, self.budget, self.limits))
        if head.startswith(ZIP):
            return zip_members(source, self.budget, self.limits)
        if head.startswith(SEVEN_ZIP):
            return seven_zip_members(source, self.budget, self.limits)
        return tar_members(source, self.budget, self.limits) if is_tar(head) else None

    def _refuse_depth(self, depth: int) -> None:
        if depth >= self.limits.depth:
            raise Refused(f"archives nested more than {self.limits.depth} deep: unpack them first")


_UNSUPPORTED = {
    b"Rar!": "a rar archive: unpack it first",
    b"\xd0\xcf\x11\xe0": "an office document: save it as text first",
    b"SQLite format 3": "a database",
}


def _unsupported(head: bytes) -> str | None:
    """What to do with a file in a well-known form that cannot be read; None for other files."""
    return next((words for mark, words in _UNSUPPORTED.items() if head.startswith(mark)), None)
