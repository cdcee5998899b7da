"""The archive that a DOCX file is, with no time of its own and with the hash of what is in it."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from reader.export.in_pieces.file_chunks import CHUNK, chunks

PROPERTIES = "docProps/core.xml"
NO_DIGEST = f"cables sha256={'0' * 64}"
"""What the properties have until the hash is known; of the same length."""
MAX_ENTRY = 256 * 2**20
"""Bytes of a file in the archive; a larger one is not ours."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive; DOCX has the times that matter in its properties."""

Sized = tuple[int, Iterable[bytes]]
"""How many bytes, and the bytes in pieces."""


def finished(saved: bytes, inserted: Mapping[str, BinaryIO], marker: bytes) -> Iterator[bytes]:
    """The archive in pieces; in the files with these names, ``inserted`` is put in place of the marker."""

    def contents(name: str) -> Sized:
        data = made.read(name)
        if name not in inserted:
            return len(data), (data,)
        before, _, after = data.partition(marker)
        size = inserted[name].seek(0, io.SEEK_END)
        return len(before) + size + len(after), chain((before,), chunks(inserted[name]), (after,))

    with tempfile.TemporaryFile() as out:
        with zipfile.ZipFile(io.BytesIO(saved)) as made, zipfile.ZipFile(out, "w") as written:
            digest = _digest(made, contents)
            for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                entry.file_size, pieces = contents(name)
                with written.open(entry, "w") as file:
                    for piece in pieces:
                        is_properties = name == PROPERTIES
                        file.write(piece.replace(NO_DIGEST.encode(), digest) if is_properties else piece)
        yield from chunks(out)


def is_unedited_docx(file: BinaryIO) -> bool:
    """Whether a file is as it was written here: a word processor changes what is in it."""
    try:
        with zipfile.ZipFile(file) as archive:
            digest = _digest(archive, lambda name: _stored(archive, name))
            return b">%b<" % digest in b"".join(_stored(archive, PROPERTIES)[1])
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, zlib.error, EOFError):
        return False


def _stored(archive: zipfile.ZipFile, name: str) -> Sized:
    size = archive.getinfo(name).file_size
    if size > MAX_ENTRY:
        raise ValueError("not one of ours")
    return size, _read(archive, name)


def _read(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as file:
        while piece := file.read(CHUNK):
            yield piece


def _digest(archive: zipfile.ZipFile, contents: Callable[[str], Sized]) -> bytes:
    """The hash of all files in the archive but the one that records it."""
    digest = hashlib.sha256()
    for name in sorted(set(archive.namelist()) - {PROPERTIES}):
        size, pieces = contents(name)
        digest.update(f"{name} {size}\n".encode())
        for piece in pieces:
            digest.update(piece)
    return f"cables sha256={digest.hexdigest()}".encode()
