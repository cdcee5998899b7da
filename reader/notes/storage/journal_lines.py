"""The lines of the notes' files: one JSON object each, sealed with a checksum.

A line is ``{"sum":"1a2b3c4d",REST}`` and a newline; the sum is the CRC-32 of ``REST}`` in hexadecimal.
So a file is plain JSON Lines for any tool, each line proves itself, and one bad line costs no other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from zlib import crc32

OPENING = b'{"sum":"'
"""How each line begins."""
_BODY = len(OPENING) + len(b'12345678",')
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_encode_ascii = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode

# Where one line runs into the next because the newline between them was damaged. Inside a JSON string a
# quotation mark is always escaped, so that user text cannot look like the opening of a line.
_JOINT = re.compile(rb"(?s).(?=\{\"sum\":\")")


def dump(value: object) -> bytes:
    """Compact JSON in UTF-8; text that UTF-8 cannot hold (half a surrogate pair) is escaped."""
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        return _encode_ascii(value).encode()


def seal(members: bytes) -> bytes:
    """The line for a JSON object, given its text after the opening brace (``"n":1}``); newline included."""
    return b'%b%08x",%b\n' % (OPENING, crc32(members), members)


def sealed(value: dict[str, Any]) -> bytes:
    """The line for an object that has at least one member."""
    return seal(dump(value)[1:])


class Piece(NamedTuple):
    """A stretch of a file: a line that proves itself, or damage."""

    start: int
    end: int
    """Byte offsets in the data, half-open, without the newline."""
    good: bool

    @property
    def members(self) -> int:
        """Where a good line's JSON goes on after the sum: the first member of its object."""
        return self.start + _BODY

    def value(self, data: bytes) -> dict[str, Any]:
        """The object of a good line, without its sum; empty where the text is not JSON all the same."""
        try:
            loaded: dict[str, Any] = json.loads(b"{" + data[self.members : self.end])
        except (ValueError, RecursionError):
            return {}
        return loaded


def is_good(data: bytes, view: memoryview, start: int, end: int) -> bool:
    """Whether the bytes from ``start`` to ``end`` are a line that proves itself; ``view`` is of the data."""
    members = start + _BODY
    return data.startswith(OPENING, start) and data[start + len(OPENING) : members] == b'%08x",' % crc32(
        view[members:end]
    )


def _piece(data: bytes, view: memoryview, start: int, end: int) -> Piece:
    """The stretch as a good line if it is one, also when its newline was turned into another byte."""
    for stop in (end, end - 1):
        if stop > start + _BODY and is_good(data, view, start, stop):
            return Piece(start, stop, True)
    return Piece(start, end, False)


def _mended(data: bytes, view: memoryview, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a line that does not prove itself: perhaps two that ran together."""
    for joint in _JOINT.finditer(data, start, end):
        yield _piece(data, view, start, joint.end())
        start = joint.end()
    yield _piece(data, view, start, end)


def scan(data: bytes) -> Iterator[Piece]:
    """The good lines and the damaged stretches of the data, in order. Linear; copies nothing.

    A last line without its newline is good if its sum is; damaged neighbours come as one piece.
    """
    view = memoryview(data)
    at = 0
    damage: Piece | None = None
    while at < len(data):
        newline = data.find(b"\n", at)
        end = len(data) if newline < 0 else newline
        if damage is None and end > at + _BODY and is_good(data, view, at, end):
            yield Piece(at, end, True)
            at = end + 1
            continue
        for piece in _mended(data, view, at, end):
            if not piece.good:
                damage = Piece(damage.start if damage else piece.start, piece.end, False)
                continue
            if damage:
                yield damage
                damage = None
            yield piece
        at = end + 1
    if damage:
        yield damage
