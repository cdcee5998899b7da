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

_OPENING = b'{"sum":"'
_AFTER_SUM = b'",'
_BODY = len(_OPENING) + 8 + len(_AFTER_SUM)
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
    return b"%b%08x%b%b\n" % (_OPENING, crc32(members), _AFTER_SUM, members)


def sealed(value: dict[str, Any]) -> bytes:
    """The line for an object that has at least one member."""
    return seal(dump(value)[1:])


class Piece(NamedTuple):
    """A stretch of a file: a line that proves itself, or damage."""

    start: int
    end: int
    """Byte offsets in the data, half-open, without the newline."""
    body: bytes | None
    """The line's JSON object with the sum taken out; None for damage."""

    def value(self) -> dict[str, Any]:
        """The object of a good line."""
        assert self.body is not None
        loaded: dict[str, Any] = json.loads(self.body)
        return loaded


def _good(data: bytes, start: int, end: int) -> bool:
    return (
        end - start > _BODY
        and data.startswith(_OPENING, start)
        and data[start + _BODY - 2 : start + _BODY] == _AFTER_SUM
        and data[start + len(_OPENING) : start + _BODY - 2]
        == b"%08x" % crc32(memoryview(data)[start + _BODY : end])
    )


def _piece(data: bytes, start: int, end: int) -> Piece:
    """The stretch as a good line if it is one, also when its newline was turned into another byte."""
    for stop in (end, end - 1):
        if _good(data, start, stop):
            return Piece(start, stop, b"{" + data[start + _BODY : stop])
    return Piece(start, end, None)


def _mended(data: bytes, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a line that does not prove itself: perhaps two that ran together."""
    for joint in _JOINT.finditer(data, start, end):
        yield _piece(data, start, joint.end())
        start = joint.end()
    yield _piece(data, start, end)


def scan(data: bytes) -> Iterator[Piece]:
    """The good lines and the damaged stretches of the data, in order. Linear.

    A last line without its newline is good if its sum is; damaged neighbours come as one piece.
    """
    at = 0
    damage: Piece | None = None
    while at < len(data):
        newline = data.find(b"\n", at)
        end = len(data) if newline < 0 else newline
        whole = [_piece(data, at, end)] if _good(data, at, end) else _mended(data, at, end)
        for piece in whole:
            if piece.body is None:
                damage = Piece(damage.start if damage else piece.start, piece.end, None)
                continue
            if damage:
                yield damage
                damage = None
            yield piece
        at = end + 1
    if damage:
        yield damage
