"""Cuts JSON into its records as bytes, without keeping more of it than one record.

Only brackets, strings and the keys of the outermost objects are looked at; each record is decoded on its own,
so damage, nesting and size of one do not concern the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from reader.library.sources.byte_stream import CHUNK, Readable
from reader.library.sources.decoding import encoding_of
from reader.library.sources.documents import Refused

WRAPPERS = frozenset(
    (b"results", b"result", b"data", b"cables", b"documents", b"docs", b"records", b"items", b"hits", b"rows")
)
"""Keys of an object whose list has the records: ``{"count": 2, "results": [...]}``."""
_DEEPEST = 10_000
"""Levels of brackets; JSON of cables has five."""
_TOKEN = re.compile(rb'["{}\[\]:]')
_IN_STRING = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_LONGEST_KEY = 40
_STARTS = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{\]])')


def is_json(head: bytes) -> bool:
    """Whether a file with these first bytes is JSON: a list or an object, or one after the other."""
    head = head[:4096]
    if name := encoding_of(head):
        head = head.decode(name, "ignore").removeprefix("\ufeff").encode()
    return bool(_STARTS.match(head))


def is_json_lines(head: bytes) -> bool:
    """Whether the first line is a record, and another one begins below."""
    first, _, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        return False
    if not isinstance(record, dict) or rest.lstrip()[:1] != b"{":
        return False
    return not any(
        isinstance(value, list | dict) and key.encode("utf-8", "replace") in WRAPPERS
        for key, value in record.items()
    )


def json_lines(file: Readable, limit: int) -> Iterator[bytes | None]:
    """The lines that are not empty; None for one of more than ``limit`` bytes, which is not kept."""
    parts: list[bytes] = []
    size = 0
    while chunk := file.read(CHUNK):
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            if size + len(end) > limit:
                yield None
            elif (line := b"".join((*parts, end))).strip():
                yield line
            parts, size = [], 0
        size += len(rest)
        parts = [*parts, rest] if size <= limit else []
    if size > limit:
        yield None
    elif (line := b"".join(parts)).strip():
        yield line


def json_objects(file: Readable, limit: int) -> Iterator[bytes | None]:
    """The records of any other JSON: None for one of more than ``limit`` bytes, which is not kept.

    A record is an object that is in a list, or that is alone, unless it has a list of records
    (:data:`WRAPPERS`). Raises Refused if the brackets do not match, or the file ends in a record.
    """
    cutter = _Cutter(limit)
    while chunk := file.read(CHUNK):
        yield from cutter.feed(chunk)
    cutter.finish()


class _Cutter:
    """Follows brackets and strings through the chunks."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._open = bytearray()
        """The brackets that are open."""
        self._wrappers = 0
        """How many of them are around the records: ``{[``, ``[`` or none."""
        self._record: bytearray | None = None
        self._too_large = False
        self._in_string = False
        self._escaped = False
        self._key = b""
        """The last string, where it may be the key of a wrapper."""
        self._value_of_wrapper = False

    def feed(self, chunk: bytes) -> Iterator[bytes | None]:
        """Take the next bytes, and yield the records that end there."""
        at = kept = 0
        while at < len(chunk):
            if self._in_string:
                at = self._string(chunk, at)
                continue
            found = _TOKEN.search(chunk, at)
            if not found:
                break
            at = found.end()
            token = found[0]
            if token == b'"':
                self._in_string, self._key = True, b""
            elif token == b":":
                self._value_of_wrapper = self._is_around() and self._key in WRAPPERS
            elif token in b"{[":
                if self._opens(token):
                    kept = found.start()
            elif self._closes(token):
                self._keep(chunk[kept:at])
                yield None if self._too_large else bytes(self._record or b"")
                self._record, self._too_large, kept = None, False, at
            else:
                continue
        if self._record is not None:
            self._keep(chunk[kept:])

    def finish(self) -> None:
        """The file ends. Raises Refused if a bracket is open."""
        if self._open or self._in_string:
            raise Refused("damaged JSON: the file ends inside a record or list")

    def _string(self, chunk: bytes, at: int) -> int:
        """Go to the end of the string, or of the chunk."""
        start = at
        if self._escaped:
            self._escaped = False
            at += 1
        found = _IN_STRING.match(chunk, at)
        at = found.end() if found else at
        if len(self._key) < _LONGEST_KEY:
            self._key += chunk[start : min(at, start + _LONGEST_KEY)]
        if at < len(chunk):
            if chunk[at : at + 1] == b"\\":  # the last byte of the chunk
                self._escaped = True
            else:
                self._in_string = False
            at += 1
        return at

    def _is_around(self) -> bool:
        """Whether what is open may be around the records: objects that have lists of them."""
        return len(self._open) == self._wrappers + 1 and self._open[-1:] == b"{" and b"[" not in self._open

    def _opens(self, token: bytes) -> bool:
        """A bracket opens; whether a record begins with it."""
        begins = False
        if self._value_of_wrapper:
            self._record, self._too_large = None, False  # what is open is not a record but around some
            self._wrappers = len(self._open) + (token == b"[")
        elif token == b"[" and self._open == b"[" * len(self._open) and self._wrappers == len(self._open):
            self._wrappers += 1
        elif token == b"{" and self._record is None and len(self._open) == self._wrappers:
            self._record, begins = bytearray(), True
        self._value_of_wrapper = False
        self._open += token
        if len(self._open) > _DEEPEST:
            raise Refused(f"damaged JSON: more than {_DEEPEST:,} brackets inside one another")
        return begins

    def _closes(self, token: bytes) -> bool:
        """A bracket closes; whether a record ends with it."""
        if not self._open or (self._open[-1:] == b"{") != (token == b"}"):
            raise Refused("damaged JSON: its brackets do not match")
        self._open.pop()
        if len(self._open) < self._wrappers:
            self._wrappers = len(self._open)
            return False
        return self._record is not None and len(self._open) == self._wrappers

    def _keep(self, data: bytes) -> None:
        if self._record is None or self._too_large:
            return
        self._record += data
        if len(self._record) > self._limit:
            self._too_large = True
            self._record.clear()
