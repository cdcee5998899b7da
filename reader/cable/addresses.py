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
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WHICH = rf"{'|'.join(_WORDS)}|[0-9]{{1,3}}(?:st|nd|rd|th)"
_ADDRESS = re.compile(
    rf"""(?:(?P<sign>¶|§|\#|para(?:graph)?\.?)\s*)?
        (?P<number>[0-9]{{1,4}})
        (?:\s*(?:\(\s*(?P<enclosed>{_WHICH})\s*\)|(?P<plain>{_WHICH})))?""",
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
        """The form to show and cite."""
        if self.number is None:
            return f"§{self.ordinal}" if self.ordinal is not None else ""
        return f"¶{self.number}{f' ({_ordinal(self.occurrence)})' if self.occurrence > 1 else ''}"

    @property
    def short(self) -> str:
        """For a gutter: ``6``, ``6²`` for the second with that number, ``§7``."""
        if self.number is None:
            return str(self)
        return f"{self.number}{str(self.occurrence).translate(_RAISED) if self.occurrence > 1 else ''}"


def parse_address(text: str) -> Address | None:
    """Read an address as a person writes it; None for anything else.

    ``¶6``, ``6``, ``para 6``, ``¶6 (second)``, ``6 second``, ``¶6 (2nd)`` and ``§7``.
    """
    found = _ADDRESS.fullmatch(text.strip())
    if found is None:
        return None
    number, which = int(found["number"]), found["enclosed"] or found["plain"]
    if found["sign"] == "§":
        return Address(ordinal=number) if which is None else None
    return Address(number, _count(which.lower()) if which else 1)


def _ordinal(count: int) -> str:
    """``second``; from eleven on ``11th``."""
    if count <= len(_WORDS):
        return _WORDS[count - 1]
    ending = "th" if count % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def _count(word: str) -> int:
    """2 for ``second`` and ``2nd``."""
    return _WORDS.index(word) + 1 if word in _WORDS else int(word[:-2])
