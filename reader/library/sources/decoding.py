"""Decodes bytes into text: UTF-8, CP1252, a mixture of both, UTF-16 or UTF-32."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Callable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BREAK = re.compile(r"<br ?/?>\r?\n?", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^<>]{0,1000}>|</a\s{0,9}>", re.IGNORECASE)
_QUOTE = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_QUOTED_SHARE = 0.9
"""Share of the lines with text that begin with ``>`` where a text is quoted; the others say who wrote it."""
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_BINARY_SHARE = 0.05
"""Bytes with a larger share of control characters are not text. Cables have a few stray NULs at most."""


def _as_cp1252(byte: int) -> str:
    """A byte decoded as CP1252, or as Latin-1 if it is one of the five undefined there."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_CP1252 = {0xDC00 + byte: _as_cp1252(byte) for byte in range(0x80, 0x100)}
"""Characters for what ``surrogateescape`` makes of bytes that are not UTF-8. Faster than an error handler."""


def encoding_of(head: bytes) -> str | None:
    """The encoding shown by a byte order mark, or by the zero bytes of UTF-16; None without either."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if len(head) >= 8 and b"\0" in head[:8]:
        even, odd = head[0:1024:2], head[1:1024:2]
        if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
            return "utf-16-le"
        if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
            return "utf-16-be"
    return None


def decode(data: bytes) -> str:
    """Decode bytes; never fails.

    The byte order mark decides, if there is one. Otherwise bytes that are not valid UTF-8 are decoded as
    CP1252, so Latin-1, CP1252 and mixtures are read correctly. Half a UTF-16 character at the end is
    replaced.
    """
    name = encoding_of(data) or "utf-8"
    if name != "utf-8":
        return data.decode(name, "replace").removeprefix("\ufeff")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape").translate(_CP1252)
    return text.removeprefix("\ufeff")


def is_binary(head: bytes) -> bool:
    """Whether the first bytes of a file are not text in any supported encoding."""
    if not head or encoding_of(head):
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) > _BINARY_SHARE * len(head)


def without_entities(text: str) -> str:
    """Decode entities (``&amp;``, ``&#x000A;``) once.

    Only those that end in a semicolon: in cables ``&`` alone is text, or what is left of a curly quote.
    """
    if "&" not in text:
        return text
    unescape: Callable[[str], str] = html.unescape
    return _ENTITY.sub(lambda match: unescape(match[0]), text)


def with_line_breaks(text: str) -> str:
    """Turn ``<br>``, with a line break after it or not, and ``&#x000A;`` into line breaks."""
    text = text.replace("&#x000A;", "\n")
    return _BREAK.sub("\n", text) if "<" in text else text


def without_web_marks(text: str) -> str:
    """Decode entities, turn ``<br>`` into line breaks, and keep only the words of links."""
    text = with_line_breaks(text)
    return without_entities(_LINK.sub("", text) if "</a" in text or "</A" in text else text)


def without_quotes(text: str) -> str:
    """Remove the ``>`` before all lines of a text that is quoted as a whole, as in a forwarded e-mail.

    A text of which only some lines are quoted stays as it is.
    """
    if "\n>" not in text:
        return text
    lines = sum(1 for line in text.splitlines() if line.strip())
    quoted = len(_QUOTE.findall(text))
    return _QUOTE.sub("", text) if quoted > 2 and quoted >= _QUOTED_SHARE * lines else text
