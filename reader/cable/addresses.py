"""Addresses of paragraphs: ``¶6``, ``¶6 (second)`` for the second with that number, ``§7`` for one without.

A drafter sometimes counts wrong and uses a number twice (7 of the 395 cables of the corpus, 9 of 4,046
paragraphs), so the number alone is no address.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TEENS = (11, 12, 13)
"""``11th``, though ``21st``."""
_ADDRESS = re.compile(
    rf"""\s*(?P<sign>¶|§|\#|para(?:graph)?\.?)?
        \s*(?P<number>[0-9]{{1,4}})
        \s*(?P<open>\()?\s*(?P<occurrence>{"|".join(_WORDS)}|[0-9]{{1,3}}(?:st|nd|rd|th))?\s*(?(open)\))\s*""",
    re.VERBOSE | re.IGNORECASE,
)


class Address(NamedTuple):
    """Where a paragraph is, as a person writes it."""

    number: int | None = None
    """The drafter's number; None where the address gives our ordinal instead."""
    occurrence: int = 1
    """Which of the paragraphs with this number, 1 for the first."""
    ordinal: int | None = None
    """Our ordinal, 1..; None where the address gives the drafter's number."""

    def __str__(self) -> str:
        """The one form to show and cite."""
        if self.number is None:
            return f"§{self.ordinal}" if self.ordinal is not None else ""
        return f"¶{self.number}{f' ({_ordinal(self.occurrence)})' if self.occurrence > 1 else ''}"


def parse_address(text: str) -> Address | None:
    """Read an address as a person writes it; None for what is none.

    ``¶6``, ``6``, ``para 6``, ``¶6 (second)``, ``6 second``, ``¶6 (2nd)`` and ``§7``.
    """
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    number, occurrence = int(found["number"]), found["occurrence"]
    if found["sign"] == "§":
        return Address(ordinal=number) if occurrence is None and not found["open"] else None
    if occurrence is None:
        return Address(number) if not found["open"] else None
    return Address(number, _count(occurrence.lower()))


def _ordinal(count: int) -> str:
    """``second``; from eleven on ``11th``."""
    if count <= len(_WORDS):
        return _WORDS[count - 1]
    ending = "th" if count % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _count(word: str) -> int:
    """2 for ``second`` and ``2nd``."""
    return _WORDS.index(word) + 1 if word in _WORDS else int(word[:-2])
