"""Zip and tar: their members one after the other, nothing written, no name in them believed.

Members of a tar are read as it streams by. A zip has its directory at the end, so one that is no plain file
is first kept in a nameless temporary file.
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

from reader.library.sources.byte_stream import Counted, EndGuard, Source, in_megabytes
from reader.library.sources.documents import Limits, Refused, Skipped
from reader.library.sources.folders import printable
from reader.library.sources.unpacking import Budget, Watched

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_TAR_BLOCK = 512
_LONGEST_HEADER = 1 << 20
"""Bytes of one tar header; names and attributes of a member are far shorter."""

Member = tuple[Source, str] | Skipped
"""What is in an archive: a source and its own name, or what cannot be read."""

_SECONDS_BETWEEN_CHECKS = 0.2
_CLAIM = "it claims more bytes than the archive has"
_CUT_SHORT = "cut short: the end of the tar file is missing"

_DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,  # zipfile: a password is needed
    ValueError,
    OverflowError,
    LookupError,
)


def is_tar(head: bytes) -> bool:
    """Whether the first bytes are a tar header: its mark, or its sum for the oldest form."""
    if len(head) < _TAR_BLOCK or head[257:262] == b"ustar":
        return head[257:262] == b"ustar"
    octal = head[148:156].strip(b" \0")
    if not octal or octal.strip(b"01234567"):
        return False
    return int(octal, 8) == sum(head[:148]) + sum(b" " * 8) + sum(head[156:_TAR_BLOCK])


def zip_members(source: Source, budget: Budget, limits: Limits) -> Iterator[Member]:
    """The files in a zip, in the order of its directory. Raises Refused when it cannot be read as one."""
    file = source.seekable or _kept(source, limits.kept)
    try:
        _refuse_large_directory(file, limits)
        size = file.seek(0, os.SEEK_END)
        with _read_directory(file, budget.check_stop) as archive:
            for info in archive.infolist():
                budget.check_stop()
                if info.is_dir():
                    continue
                if info.header_offset + info.compress_size > size:
                    yield Skipped(f"{source.place}: {printable(info.filename)}", _CLAIM)
                    continue
                yield from _zip_member(archive, info, source.place, budget, limits)
    except _DAMAGE as error:
        raise Refused("damaged zip file") from error
    finally:
        if file is not source.seekable:
            file.close()


def _read_directory(file: IO[bytes], check_stop: Callable[[], None]) -> zipfile.ZipFile:
    """Open a zip. zipfile reads the whole directory at once, for a million members some seconds; a stop is
    answered meanwhile by raising Stopped."""
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
            watched = Watched(_Undamaged(file), lambda: info.compress_size, budget, limits)
            yield Source(watched, place), info.filename
    except _DAMAGE as error:
        yield Skipped(place, _reason(error))


def tar_members(source: Source, budget: Budget, limits: Limits) -> Iterator[Member]:
    """The files in a tar as it streams by. Raises Refused when it cannot be read on."""
    counted = Counted(EndGuard(source, _CUT_SHORT))
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", counted), mode="r|", tarinfo=_CarefulInfo) as archive:
            while info := archive.next():
                archive.members.clear()  # type: ignore[attr-defined]  # tarfile would remember each of a million
                yield from _tar_member(archive, info, source.place)
            if counted.count < archive.offset + _TAR_BLOCK:
                raise Refused(_CUT_SHORT)
    except _DAMAGE as error:
        raise Refused("damaged tar file") from error


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, place: str) -> Iterator[Member]:
    place = f"{place}: {printable(info.name)}"
    if info.isdir():
        return
    if info.issparse():
        yield Skipped(place, "a sparse file, not read")
        return
    file = archive.extractfile(info) if info.isreg() else None
    if file is None:
        yield Skipped(place, "a link" if info.issym() or info.islnk() else "a special file, not read")
        return
    yield Source(_Undamaged(file), place), info.name


class _CarefulInfo(tarfile.TarInfo):
    """A tar header that may not claim a name or attributes of a gigabyte, which tarfile reads whole."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        info = super().frombuf(buf, encoding, errors)
        is_header = info.type in (b"x", b"g", b"X", b"L", b"K")
        if info.size < 0 or (is_header and info.size > _LONGEST_HEADER):
            raise Refused("a tar header of impossible size: not read on")
        if info.type == tarfile.GNUTYPE_SPARSE:
            raise Refused("a sparse file in the archive: not read on")
        return info

    def _proc_gnusparse_10(self, next: tarfile.TarInfo, *_: object) -> None:
        """Mark the member as sparse without reading its map, which may have as many entries as it claims."""
        next.sparse = b""


class _Undamaged:
    """A member whose damage is told as Refused, wherever in the reading it shows."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int, /) -> bytes:
        try:
            return self._file.read(size)
        except _DAMAGE as error:
            raise Refused(_reason(error)) from error


def _reason(error: BaseException) -> str:
    if isinstance(error, NotImplementedError):
        return "packed in a way that is not supported"
    if isinstance(error, RuntimeError):
        return "encrypted"
    return "damaged"


def _kept(source: Source, limit: int) -> IO[bytes]:
    """The rest of the source in a temporary file that has no name."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    try:
        size = 0
        while data := source.read():
            size += len(data)
            if size > limit:
                raise Refused(
                    f"an archive of more than {in_megabytes(limit)} inside another: unpack it first"
                )
            file.write(data)
    except BaseException:
        file.close()
        raise
    return file


def _refuse_large_directory(file: IO[bytes], limits: Limits) -> None:
    """zipfile makes a record for each entry of the directory; its size stands at the end of the file."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - (1 << 16) - 128, 0))
    tail = file.read((1 << 16) + 128)
    end, wide = tail.rfind(b"PK\5\6"), tail.rfind(b"PK\6\6")
    if end < 0 or len(tail) < end + 22:
        raise Refused("cut short: the end of the zip file is missing")
    (directory,) = struct.unpack_from("<L", tail, end + 12)
    if wide >= 0 and len(tail) >= wide + 48:
        (directory,) = struct.unpack_from("<Q", tail, wide + 40)
    if directory > limits.directory:
        raise Refused(f"its directory is larger than {in_megabytes(limits.directory)}: unpack it first")
    file.seek(0)
