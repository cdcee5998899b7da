"""Whether two passages of folded text are versions of the same words: corrected, redacted or cut."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import cached_property

_WORD = re.compile(r"\w+")
_REDACTION = re.compile(r"x{4,}|\[(?:redacted|\.\.\.)\]|\.{4,}|_{4,}|█+|-{4,}")
_ENOUGH = 0.6
"""Share of pairs of characters that must agree."""
_COMMON = 24
"""A pair of words that occurs more often is ignored."""


def is_similar(one: str, other: str) -> bool:
    """True for the same words with corrections: most pairs of neighbouring characters agree. Linear."""
    if not one or not other:
        return False
    pairs, others = _pairs(one), _pairs(other)
    shared = sum((pairs & others).values())
    return 2 * shared >= _ENOUGH * (pairs.total() + others.total())


def _pairs(text: str) -> Counter[str]:
    return Counter(map("".join, itertools.pairwise(text))) if len(text) > 1 else Counter(text)


def is_redaction(one: str, other: str) -> bool:
    """True if one is the other with parts redacted, in either direction. Linear."""
    return _is_redacted(one, other) or _is_redacted(other, one)


def _is_redacted(redacted: str, full: str) -> bool:
    """True if the remaining parts occur in the full text, in order."""
    remaining = [part.strip() for part in _REDACTION.split(redacted)]
    if len(remaining) < 2:
        return False
    at = 0
    for part in remaining:
        at = full.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


class QuoteFinder:
    """Finds the passage of a text that shares most pairs of words with a quote."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(self._text))

    @cached_property
    def _places(self) -> dict[tuple[str, str], list[int]]:
        """Where each pair of adjacent words occurs, as indexes of words."""
        places: dict[tuple[str, str], list[int]] = {}
        words = [match[0] for match in self._words]
        for index, pair in enumerate(itertools.pairwise(words)):
            places.setdefault(pair, []).append(index)
        return places

    def find(self, before: str, exact: str, after: str) -> tuple[int, int] | None:
        """The passage most likely to be a changed version of the quote; None if too little of it is left.

        At least half of the words of the quote itself must be there; the context only helps to find the
        place. Linear in the text and in the quote.
        """
        quoted = _WORD.findall(exact)
        lead = _WORD.findall(before)
        words = lead + quoted + _WORD.findall(after)
        offsets: list[tuple[int, int]] = []
        for index, pair in enumerate(itertools.pairwise(words)):
            places = self._places.get(pair, [])
            if len(places) <= _COMMON:
                offsets.extend((place - index, index) for place in places)
        around = _densest(sorted(offsets), max(8, len(quoted) // 2))
        first, last = len(lead), len(lead) + len(quoted)
        kept = {i for _, index in around for i in (index, index + 1) if first <= i < last}
        if len(kept) < 2 or 2 * len(kept) < len(quoted):
            return None
        here = [offset + i for offset, index in around for i in (index, index + 1) if first <= i < last]
        start, end = self._words[min(here)].start(), self._words[max(here)].end()
        paragraph_end = self._text.find("\x00", start, end)
        return start, end if paragraph_end < 0 else paragraph_end


def _densest(offsets: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """The largest group of offsets within ``width`` of each other."""
    best = (0, 0)
    low = 0
    for high in range(len(offsets)):
        while offsets[high][0] - offsets[low][0] > width:
            low += 1
        if high + 1 - low > best[1] - best[0]:
            best = (low, high + 1)
    return offsets[best[0] : best[1]]
