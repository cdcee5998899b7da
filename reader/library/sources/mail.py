"""Unwraps cables forwarded by e-mail, and texts in quoted-printable encoding."""

from __future__ import annotations

import quopri
import re

_HEADERS = re.compile(rb"(?:(?:[A-Za-z][A-Za-z0-9-]{1,40}:|[ \t])[^\n]{0,2000}\n){2,200}\r?\n")
"""Each line can match in only one way. With an optional carriage return, 200 lines could in 2**200 ways."""
_MIME = re.compile(rb"^(?:MIME-Version|Content-Transfer-Encoding|Content-Type):", re.M | re.I)
_ESCAPE = re.compile(rb"=(?:[0-9A-F]{2}|[ \t]{0,9}\r?\n)")


def unwrap(data: bytes) -> tuple[bytes, bool]:
    """The content of an e-mail or of quoted-printable data, and whether it was an e-mail. Other data as it
    is.

    An e-mail starts with its headers, at least one of them a MIME header; the content is its first plain text
    part, otherwise its first HTML part. Data is quoted-printable if every ``=`` in it is part of an escape,
    and one of them is a soft line break.
    """
    headers = _HEADERS.match(data)
    if headers and _MIME.search(headers[0]):
        return _body_of_message(data), True
    has_soft_break = b"=\n" in data or b"=\r\n" in data
    if has_soft_break and data.count(b"=") == len(_ESCAPE.findall(data)):
        return quopri.decodestring(data), False
    return data, False


def _body_of_message(data: bytes) -> bytes:
    from email import message_from_bytes  # takes some 30 ms to import
    from email.errors import MessageError
    from email.message import Message

    try:
        message: Message = message_from_bytes(data)
        parts = [part for part in message.walk() if part.get_content_maintype() == "text"]
        parts.sort(key=lambda part: part.get_content_subtype() != "plain")
        payload = parts[0].get_payload(decode=True) if parts else None
    except (MessageError, ValueError, LookupError, RecursionError):
        return data
    return payload if isinstance(payload, bytes) else data
