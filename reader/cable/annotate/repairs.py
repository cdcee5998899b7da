"""Characters that were garbled in transmission, and that the page shows as they were meant.

The repairs are an overlay of the same length: the text, its offsets, quotes and exports stay as the cable has
them. Three garbles are common and unambiguous enough to be repaired. Of 1,295 cables published in 2010: an
apostrophe sent as a comma (``Taylor,s``, 1,179 times), and a pair of quotation marks sent as ``&`` and ``8``
(``&middle power8``, 216 times). Of the 395 of the corpus: a dash sent as ``)`` (43 times in 20 cables).
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Begins with the comma, which is found twenty times faster than what is before it.
_APOSTROPHE = re.compile(r",(?=(?:s|t|re|ve|ll|d)(?![\w,]))(?:(?<=[A-Za-z]{2},)|(?<=\bI,))")
_QUOTES = re.compile(r"(?<![\w&])&(?=\w)[^&\n]{1,300}?(?:(?<=[a-z.,!?;:)'’])|(?<=[A-Z]{2}))8(?!\w)")

_DASH = re.compile(r"(?<=[\w,.;:!?\"”’'] )\)(?= [\w\"“$(])")
"""A dash sent as a closing parenthesis, ``they enjoy ) gravity ) at no cost``; only where none is open."""
_LONGEST_ASIDE = 600
"""Characters that are searched for an open parenthesis."""


class Repair(NamedTuple):
    """One character to be shown in place of another."""

    at: int
    """Its offset (characters) in the text."""
    shown: str


def repairs(text: str) -> tuple[Repair, ...]:
    """The repairs of a clean text, in order. Linear; a lone ``&`` or ``8`` is never touched."""
    found: list[Repair] = []
    if "," in text:
        found = [Repair(match.start(), "’") for match in _APOSTROPHE.finditer(text)]
    if "&" in text and "8" in text:
        for match in _QUOTES.finditer(text):
            found += [Repair(match.start(), "“"), Repair(match.end() - 1, "”")]
    if " ) " in text:
        found += [
            Repair(match.start(), "–") for match in _DASH.finditer(text) if not _is_open(text, match.start())
        ]
    found.sort()
    return tuple(found)


def _is_open(text: str, at: int) -> bool:
    """Whether a parenthesis is open before ``at``, in the part of the text that may belong to it."""
    before = text[max(0, at - _LONGEST_ASIDE) : at]
    return before.count("(") > before.count(")") - len(_DASH.findall(before))


def repaired(text: str, found: tuple[Repair, ...]) -> str:
    """The text with these repairs; as long as before."""
    if not found:
        return text
    signs = list(text)
    for at, shown in found:
        signs[at] = shown
    return "".join(signs)
