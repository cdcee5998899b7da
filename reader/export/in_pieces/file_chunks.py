"""Files too large for memory, read and compared in pieces."""

from __future__ import annotations

import operator
import os
from collections.abc import Iterator
from typing import BinaryIO

CHUNK = 2**20
"""Bytes read at once."""


def chunks(file: BinaryIO, size: int | None = None) -> Iterator[bytes]:
    """The file from its start, or as many of its bytes."""
    left = file.seek(0, os.SEEK_END) if size is None else size
    file.seek(0)
    while left > 0 and (chunk := file.read(min(left, CHUNK))):
        left -= len(chunk)
        yield chunk


def are_equal(one: BinaryIO, other: BinaryIO) -> bool:
    """Whether two files have the same bytes."""
    if one.seek(0, os.SEEK_END) != other.seek(0, os.SEEK_END):
        return False
    return all(map(operator.eq, chunks(one), chunks(other)))
