"""Cuts a mailbox (mbox) into its messages: a line that begins with ``From`` opens each (RFC 4155).

A line of the message that begins so has a ``>`` before it, which is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.library.sources.byte_stream import Readable, split_before

_FROM = rb"From [^\n]{1,200}[0-9]{4}[^\n]{0,20}\r?\n"
_FIRST = re.compile(_FROM + rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:|[ \t]*\r?\n)")
_NEXT = re.compile(rb"\n(?=" + _FROM + rb"[A-Za-z][A-Za-z0-9-]{0,60}:)")
_MAX_FROM = 512
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mailbox(head: bytes) -> bool:
    """Whether a file with these first bytes is a mailbox."""
    return bool(_FIRST.match(head.lstrip(b"\r\n")[:4096]))


def messages(file: Readable, limit: int) -> Iterator[bytes | None]:
    """The messages without the line that opens each; None for one of more than ``limit`` bytes."""
    for part in split_before(_NEXT, file, longest_start=_MAX_FROM, limit=limit):
        yield part if part is None else _QUOTED.sub(rb"\1", part.lstrip(b"\r\n").partition(b"\n")[2])
