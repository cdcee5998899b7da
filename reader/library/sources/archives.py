"""Reads the members of zip and tar archives one after the other. Nothing in their headers is trusted.

A tar is read as a stream. A zip has its directory at the end, so one that is not a file on disk is first
copied to an unnamed temporary file.
"""

from __future__ import annotations

import lzma
import os
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import IO, Self, cast

from reader.library.sources.byte_stream import CountingReader, EndGuard, Source, in_megabytes
from reader.library.sources.documents import Limits, Refused, Skipped
from reader.library.sources.folders import printable
from reader.library.sources.unpacking import Budget, LimitedReader

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_TAR_BLOCK = 512
_MAX_HEADER = 1 << 20
"""Bytes of one tar header. Names and attributes are far shorter."""

Member = tuple[Source, str] | Skipped
"""A member of an archive: its bytes and its file name, or why it is skipped."""

_SECONDS_BETWEEN_CHECKS = 0.2
_TOO_LARGE = "damaged: it claims to be larger than the archive"
_TRUNCATED = "truncated: the end of the tar file is missing"

_ERRORS = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,  # from zipfile: a password is needed
    ValueError,
    OverflowError,
    LookupError,
)


def is_tar(head: bytes) -> bool:
    """Whether a file with these first bytes is a tar, by its magic or, for the oldest form, its checksum."""
    if len(head) < _TAR_BLOCK or head[257:262] == b"ustar":
        return head[257:262] == b"ustar"
    octal = head[148:156].strip(b" \0")
    if not octal or octal.strip(b"01234567"):
        return False
    return int(octal, 8) == sum(head[:148]) + sum(b" " * 8) + sum(head[156:_TAR_BLOCK])


def zip_members(source: Source, budget: Budget, limits: Limits) -> Iterator[Member]:
    """The files in a zip, in the order of its directory. Raises Refused if it cannot be read."""
    file = source.seekable or spool(source, limits.spooled)
    try:
        _refuse_large_directory(file, limits)
        size = file.seek(0, os.SEEK_END)
        with _read_directory(file, budget.check_stop) as archive:
            for info in archive.infolist():
                budget.check_stop()
                if info.is_dir():
                    continue
                if info.header_offset + info.compress_size > size:
                    yield Skipped(f"{source.place}: {printable(info.filename)}", _TOO_LARGE)
                    continue
                yield from _zip_member(archive, info, source.place, budget, limits)
    except _ERRORS as error:
        raise Refused("damaged zip file") from error
    finally:
        if file is not source.seekable:
            file.close()


def _read_directory(file: IO[bytes], check_stop: Callable[[], None]) -> zipfile.ZipFile:
    """Open a zip, in a thread: zipfile reads the whole directory, some seconds for a million members.

    Raises Stopped as soon as the user cancels.
    """
    pool = ThreadPoolExecutor(1)
    opening = pool.submit(zipfile.ZipFile, file)
    try:
        while not wait([opening], _SECONDS_BETWEEN_CHECKS).done:
            check_stop()
    finally:
        pool.shutdown(wait=False)
    return opening.result()


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, budget: Budget, limits: Limits
) -> Iterator[Member]:
    place = f"{place}: {printable(info.filename)}"
    if info.flag_bits & 1:
        yield Skipped(place, "encrypted")
        return
    try:
        with archive.open(info) as file:
            limited = LimitedReader(_MemberReader(file), lambda: info.compress_size, budget, limits)
            yield Source(limited, place), info.filename
    except _ERRORS as error:
        yield Skipped(place, _reason(error))


def tar_members(source: Source, budget: Budget, limits: Limits) -> Iterator[Member]:
    """The files in a tar, in their order. Raises Refused if it cannot be read further."""
    counted = CountingReader(EndGuard(source, _TRUNCATED))
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", counted), mode="r|", tarinfo=_CheckedTarInfo) as archive:
            while info := archive.next():
                archive.members.clear()  # type: ignore[attr-defined]  # otherwise tarfile keeps every one
                yield from _tar_member(archive, info, source.place)
            if counted.count < archive.offset + _TAR_BLOCK:
                raise Refused(_TRUNCATED)
    except _ERRORS as error:
        raise Refused("damaged tar file") from error


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, place: str) -> Iterator[Member]:
    place = f"{place}: {printable(info.name)}"
    if info.isdir():
        return
    if info.issparse():
        yield Skipped(place, "a sparse file (not supported)")
        return
    file = archive.extractfile(info) if info.isreg() else None
    if file is None:
        yield Skipped(place, "a link" if info.issym() or info.islnk() else "a special file")
        return
    yield Source(_MemberReader(file), place), info.name


class _CheckedTarInfo(tarfile.TarInfo):
    """A tar header whose size is checked: tarfile would read a name of a gigabyte into memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        info = super().frombuf(buf, encoding, errors)
        is_header = info.type in (b"x", b"g", b"X", b"L", b"K")
        if info.size < 0 or (is_header and info.size > _MAX_HEADER):
            raise Refused("damaged: a tar header has an impossible size")
        if info.type == tarfile.GNUTYPE_SPARSE:
            raise Refused("it contains a sparse file, which is not supported")
        return info

    def _proc_gnusparse_10(self, next: tarfile.TarInfo, *_: object) -> None:
        """Mark the member as sparse without reading its map, whose length is not checked."""
        next.sparse = b""


class _MemberReader:
    """A member of an archive; damage found while reading it raises Refused."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int, /) -> bytes:
        try:
            return self._file.read(size)
        except _ERRORS as error:
            raise Refused(_reason(error)) from error


def _reason(error: BaseException) -> str:
    if isinstance(error, NotImplementedError):
        return "unsupported compression method"
    if isinstance(error, RuntimeError):
        return "encrypted"
    return "damaged"


def spool(source: Source, limit: int) -> IO[bytes]:
    """Copy the rest of the source to an unnamed temporary file. Raises Refused if it is too large."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    try:
        size = 0
        while data := source.read():
            size += len(data)
            if size > limit:
                raise Refused(f"larger than {in_megabytes(limit)}, inside another archive: unpack it first")
            file.write(data)
    except BaseException:
        file.close()
        raise
    return file


def _refuse_large_directory(file: IO[bytes], limits: Limits) -> None:
    """Check the size of the directory, stored at the end of the file: zipfile reads it into memory."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - (1 << 16) - 128, 0))
    tail = file.read((1 << 16) + 128)
    end, zip64_end = tail.rfind(b"PK\5\6"), tail.rfind(b"PK\6\6")
    if end < 0 or len(tail) < end + 22:
        raise Refused("truncated: the end of the zip file is missing")
    (directory,) = struct.unpack_from("<L", tail, end + 12)
    if zip64_end >= 0 and len(tail) >= zip64_end + 48:
        (directory,) = struct.unpack_from("<Q", tail, zip64_end + 40)
    if directory > limits.directory:
        raise Refused(f"its directory is larger than {in_megabytes(limits.directory)}: unpack it first")
    file.seek(0)
