"""Cables sent on as e-mail, and texts in quoted-printable."""

from __future__ import annotations

import quopri
import re

_HEADERS = re.compile(rb"(?:(?:[A-Za-z][A-Za-z0-9-]{1,40}:|[ \t])[^\n]{0,2000}\n){2,200}\r?\n")
"""Each line can be matched in one way only: with its carriage return optional, 200 lines had 2**200."""
_MIME = re.compile(rb"^(?:MIME-Version|Content-Transfer-Encoding|Content-Type):", re.M | re.I)
_ESCAPE = re.compile(rb"=(?:[0-9A-F]{2}|[ \t]{0,9}\r?\n)")


def unwrapped(data: bytes) -> tuple[bytes, bool]:
    """The text that an e-mail or quoted-printable carries, and whether the bytes were an e-mail.

    The bytes themselves where they are neither. A message is one that begins with its headers, one of them
    of MIME; its first plain part is taken, else its first page. Bytes are quoted-printable when every ``=``
    in them is part of an escape and one of them breaks a line softly.
    """
    headers = _HEADERS.match(data)
    if headers and _MIME.search(headers[0]):
        return _body_of_message(data), True
    breaks_softly = b"=\n" in data or b"=\r\n" in data
    if breaks_softly and data.count(b"=") == len(_ESCAPE.findall(data)):
        return quopri.decodestring(data), False
    return data, False


def _body_of_message(data: bytes) -> bytes:
    from email import message_from_bytes  # some 30 ms, for a rare form
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
