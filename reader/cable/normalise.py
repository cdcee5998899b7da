"""The normalised form of a text, which all offsets refer to.

Texts are normalised once, on import; the original bytes are kept too. Doing it again changes nothing.
"""

from __future__ import annotations

import re

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Zero-width and direction characters: invisible, and able to reorder what a terminal shows.
_UNSEEN = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"
_ODD = re.compile(f"[{_UNSEEN}]+|[{_SPACES}]|[{_CONTROLS}]")


def normalise(text: str) -> str:
    """The text with ``\\n`` as its only newline, plain spaces, and nothing that could drive a terminal.

    Control characters become their visible symbols (ESC ``␛``, NUL ``␀``), lone surrogates ``�``, each one
    character for one; tabs and foreign spaces become a space; invisible characters are removed. Idempotent.
    """
    # Nearly all cables are printable throughout; checking the rest costs nearly nothing.
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    if odd.decode("utf-8", "surrogatepass").isprintable():
        return text
    # Invisible characters first: one may be between a \r and its \n.
    return _NEWLINES.sub("\n", _ODD.sub(_harmless, text))


def text_hash(source: str) -> str:
    """SHA-256, in hexadecimal, of a normalised source: distinguishes versions of one cable."""
    import hashlib  # some 4 ms, and reading a cable needs no hash

    return hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()


def _harmless(match: re.Match[str]) -> str:
    found = match[0]
    code = ord(found[0])
    if code < 0x20 and code != 0x09:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000:
        return "\ufffd"
    return "" if _UNSEEN_RUN.match(found) else " "


_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]")
