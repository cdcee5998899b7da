"""Letters that were garbled on a cable's way and that the page shows as they were meant.

An overlay, sign for sign: the text, its offsets, quotes and exports stay as the cable has them. Only two
garbles are common and unambiguous enough to be repaired; counts are of 1,295 cables
published in 2010: an apostrophe sent as a comma (``Taylor,s``, 1,179 times), and a pair of quotation marks
sent as ``&`` and ``8`` (``&middle power8``, 216 times).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_APOSTROPHE = re.compile(r"(?:(?<=[A-Za-z]{2})|(?<=\bI)),(?=(?:s|t|re|ve|ll|d)(?![\w,]))")
_QUOTES = re.compile(r"(?<![\w&])&(?=\w)[^&\n]{1,300}?(?:(?<=[a-z.,!?;:)'’])|(?<=[A-Z]{2}))8(?!\w)")


class Repair(NamedTuple):
    """One sign to be shown in place of another."""

    at: int
    """Its offset (characters) in the text."""
    shown: str


def repairs(text: str) -> tuple[Repair, ...]:
    """What of a clean text is shown otherwise, in order. Linear; lone ``&`` and figures are never touched."""
    found: list[Repair] = []
    if "," in text:
        found = [Repair(match.start(), "’") for match in _APOSTROPHE.finditer(text)]
    if "&" in text and "8" in text:
        for match in _QUOTES.finditer(text):
            found += [Repair(match.start(), "“"), Repair(match.end() - 1, "”")]
        found.sort()
    return tuple(found)


def repaired(text: str, found: tuple[Repair, ...]) -> str:
    """The text with these signs in their places: as long as before."""
    if not found:
        return text
    signs = list(text)
    for at, shown in found:
        signs[at] = shown
    return "".join(signs)
