"""Reads e-mail messages: the text, and the files and messages attached; and quoted-printable texts."""

from __future__ import annotations

import quopri
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.library.sources.folders import printable

if TYPE_CHECKING:
    from email.message import Message

_HEADERS = re.compile(rb"(?:(?:[A-Za-z][A-Za-z0-9-]{1,40}:|[ \t])[^\n]{0,2000}\n){2,200}\r?\n")
"""Each line can match in only one way. With an optional carriage return, 200 lines could in 2**200 ways."""
_MIME = re.compile(rb"^(?:MIME-Version|Content-Transfer-Encoding|Content-Type):", re.M | re.I)
_PLAIN = re.compile(rb"^(?:Message-ID|Received|Return-Path|Delivered-To|X-Mailer):", re.M | re.I)
"""Lines of a mail program, which no cable has."""
_ESCAPE = re.compile(rb"=(?:[0-9A-F]{2}|[ \t]{0,9}\r?\n)")
_CHUNK = 1 << 14
"""Bytes parsed between two looks at whether to stop."""
_MOST_BOUNDARIES = 100
_MOST_PARTS = 1000
"""Parts of a message that are read."""


class Part(NamedTuple):
    """A part of a message."""

    content: bytes
    name: str
    """The file name of what is attached; empty for the text of the message."""


def is_message(head: bytes) -> bool:
    """Whether a file with these first bytes is an e-mail: headers, at least one of them a mail program's."""
    headers = _HEADERS.match(head)
    return bool(headers and (_MIME.search(headers[0]) or _PLAIN.search(headers[0])))


def parts_of(data: bytes, check_stop: Callable[[], None]) -> Iterator[Part]:
    """The text of a message (plain if there is one, otherwise HTML), then what is attached to it.

    ``check_stop`` is called between chunks. A message that cannot be taken apart is one part.
    """
    from email.errors import MessageError  # takes some 30 ms to import
    from email.parser import BytesFeedParser

    if data.count(b"boundary=") > _MOST_BOUNDARIES:  # each costs the parser something at every line
        yield Part(data, "")
        return
    try:
        parser = BytesFeedParser()
        for at in range(0, len(data), _CHUNK):
            check_stop()
            parser.feed(data[at : at + _CHUNK])
        message: Message = parser.close()
        found = list(_leaves(message))
    except (MessageError, ValueError, LookupError, RecursionError):
        yield Part(data, "")
        return
    texts = [part for part in found if not part.get_filename() and part.get_content_maintype() == "text"]
    texts.sort(key=lambda part: part.get_content_subtype() != "plain")
    yield from (Part(_content(text), "") for text in texts[:1])
    for number, part in enumerate((each for each in found if each not in texts), start=1):
        check_stop()
        yield Part(_content(part), printable(str(part.get_filename() or f"attachment {number}"))[:200])


def unquoted(data: bytes) -> bytes:
    """The content of quoted-printable data; other data as it is.

    Data is quoted-printable if every ``=`` in it is part of an escape, and one of them is a soft line break.
    """
    has_soft_break = b"=\n" in data or b"=\r\n" in data
    if has_soft_break and data.count(b"=") == len(_ESCAPE.findall(data)):
        return quopri.decodestring(data)
    return data


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that have no parts, and the messages that are attached, without recursion."""
    pending: list[Message] = [message]
    for _ in range(_MOST_PARTS):
        if not pending:
            return
        part = pending.pop(0)
        inside = part.get_payload() if part.is_multipart() else None
        if isinstance(inside, list) and (part is message or part.get_content_maintype() == "multipart"):
            pending[:0] = [each for each in inside if not isinstance(each, str)]
        else:
            yield part


def _content(part: Message) -> bytes:
    """The bytes of a part; those of a text in UTF-8 if its character set is known."""
    inside = part.get_payload()
    if part.is_multipart() and isinstance(inside, list):  # an attached message
        return b"\n\n".join(bytes(each) for each in inside if not isinstance(each, str))
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return b""
    charset = part.get_content_charset()
    if charset and charset not in ("utf-8", "us-ascii") and part.get_content_maintype() == "text":
        try:
            return payload.decode(charset).encode()
        except (LookupError, ValueError):
            return payload
    return payload
