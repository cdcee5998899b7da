"""Lines with checksums: each line of the notes' files is one JSON object that begins with its own checksum.

A line is ``{"sum":"1a2b3c4d",REST}`` and a newline; the sum is the CRC-32 of ``REST}`` in hexadecimal. Any
tool can read the file as JSON Lines, each line can be checked by itself, and a damaged line does not affect
others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from zlib import crc32

OPENING = b'{"sum":"'
"""How each line begins."""
BODY = len(OPENING) + len(b'12345678",')
"""Bytes before the first member of a line."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_encode_ascii = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode

# Where one line runs into the next because the newline between them was damaged. Inside a JSON string a
# quotation mark is always escaped, so user text cannot look like the opening of a line.
_JOINT = re.compile(rb"(?s).(?=\{\"sum\":\")")


def dump(value: object) -> bytes:
    """Compact JSON in UTF-8; text that UTF-8 cannot encode (lone surrogates) is escaped."""
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        return _encode_ascii(value).encode()


def encode_members(members: bytes) -> bytes:
    """The line for a JSON object, given its text after the opening brace (``"n":1}``); newline included."""
    return b'%b%08x",%b\n' % (OPENING, crc32(members), members)


def encode_line(value: dict[str, Any]) -> bytes:
    """The line for an object that has at least one member; newline included."""
    return encode_members(dump(value)[1:])


class Piece(NamedTuple):
    """Part of a file: an intact line, or damage."""

    start: int
    end: int
    """Byte offsets in the data, half-open, without the newline."""
    intact: bool

    @property
    def members(self) -> int:
        """Where the JSON of an intact line continues after the checksum: the first member of its object."""
        return self.start + BODY

    def decode(self, data: bytes) -> dict[str, Any]:
        """The object of an intact line, without its checksum; empty if it is not valid JSON."""
        try:
            loaded: dict[str, Any] = json.loads(b"{" + data[self.members : self.end])
        except (ValueError, RecursionError):
            return {}
        return loaded


def is_intact(data: bytes, view: memoryview, start: int, end: int) -> bool:
    """Whether ``start`` to ``end`` is a line with a correct checksum; ``view`` is a view of ``data``."""
    members = start + BODY
    return data.startswith(OPENING, start) and data[start + len(OPENING) : members] == b'%08x",' % crc32(
        view[members:end]
    )


def intact_members(line: bytes) -> dict[str, Any]:
    """The object of a line, without its checksum; empty if that is wrong."""
    if len(line) <= BODY or not is_intact(line, memoryview(line), 0, len(line)):
        return {}
    return Piece(0, len(line), True).decode(line)


def _piece(data: bytes, view: memoryview, start: int, end: int) -> Piece:
    """The line as a piece; it is intact even if only its newline was turned into another byte."""
    for stop in (end, end - 1):
        if stop > start + BODY and is_intact(data, view, start, stop):
            return Piece(start, stop, True)
    return Piece(start, end, False)


def _split_joined(data: bytes, view: memoryview, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a line with a wrong checksum, which may be two lines run together."""
    for joint in _JOINT.finditer(data, start, end):
        yield _piece(data, view, start, joint.end())
        start = joint.end()
    yield _piece(data, view, start, end)


def scan(data: bytes) -> Iterator[Piece]:
    """The intact lines and the damaged parts of the data, in order. Linear; copies nothing.

    A last line without its newline is intact if its checksum is right; adjacent damage is one piece.
    """
    view = memoryview(data)
    at = 0
    damage: Piece | None = None
    while at < len(data):
        newline = data.find(b"\n", at)
        end = len(data) if newline < 0 else newline
        if damage is None and end > at + BODY and is_intact(data, view, at, end):
            yield Piece(at, end, True)
            at = end + 1
            continue
        for piece in _split_joined(data, view, at, end):
            if not piece.intact:
                damage = Piece(damage.start if damage else piece.start, piece.end, False)
                continue
            if damage:
                yield damage
                damage = None
            yield piece
        at = end + 1
    if damage:
        yield damage
