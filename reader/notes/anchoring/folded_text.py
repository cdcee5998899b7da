"""Folded text, in which the place of a note is searched, and offsets back to the clean text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from reader.cable.model import Cable

_SAME = str.maketrans(
    {
        **dict.fromkeys("\n\t\r\x0b\x0c\xa0\u2007\u202f", " "),
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‐‑‒–—―", "-"),
    }
)
_RUN = re.compile(r" {2,}")
BREAK = "\x00"
"""Separates paragraphs, so that nothing is found across them."""


def fold(text: str) -> str:
    """The text without differences in case, quotation marks, dashes and amount of white space."""
    return _RUN.sub(" ", _one_to_one(text))


def _one_to_one(text: str) -> str:
    """The part of folding that keeps the number of characters."""
    text = text.translate(_SAME)
    lower = text.lower()
    return lower if len(lower) == len(text) else text


_GRAM = 16
_COMMON = 64
"""A gram with more places than this is not used."""


@dataclass(frozen=True)
class FoldedCable:
    """The paragraphs of a cable, folded and joined; its offsets can be converted to those of the paragraphs.

    Creation and every look-up are linear in the text.
    """

    text: str
    starts: tuple[int, ...]
    """Where each paragraph starts in ``text``."""
    gaps: tuple[tuple[tuple[int, int], ...], ...]
    """For each paragraph: (place in the folded paragraph, characters dropped up to there), ascending."""

    @classmethod
    def of(cls, cable: Cable) -> FoldedCable:
        """Fold the paragraphs of a cable."""
        parts: list[str] = []
        starts: list[int] = []
        gaps: list[tuple[tuple[int, int], ...]] = []
        at = 0
        for paragraph in cable.paragraphs:
            plain = _one_to_one(paragraph.text)
            dropped = 0
            local: list[tuple[int, int]] = []
            for run in _RUN.finditer(plain):
                before = run.start() - dropped
                dropped += run.end() - run.start() - 1
                local.append((before + 1, dropped))
            part = _RUN.sub(" ", plain)
            starts.append(at)
            gaps.append(tuple(local))
            parts.append(part)
            at += len(part) + 1
        return cls(BREAK.join(parts), tuple(starts), tuple(gaps))

    def hits(self, needle: str, most: int) -> list[int]:
        """Where the folded needle occurs, overlaps included; at most ``most`` places."""
        if len(needle) >= 2 * _GRAM and (known := self._by_grams(needle)) is not None:
            return known[:most]
        found: list[int] = []
        at = self.text.find(needle) if needle else -1
        while at >= 0 and len(found) < most:
            found.append(at)
            at = self.text.find(needle, at + 1)
        return found

    @cached_property
    def _grams(self) -> dict[str, list[int]]:
        """The places of each gram: the text cut into pieces of ``_GRAM`` characters."""
        grams: dict[str, list[int]] = {}
        for at in range(0, len(self.text) - _GRAM + 1, _GRAM):
            grams.setdefault(self.text[at : at + _GRAM], []).append(at)
        return grams

    def _by_grams(self, needle: str) -> list[int] | None:
        """The same by grams, one of which is within every occurrence; None if a gram is too common.

        Takes a third of the time of searching the text, for two hundred notes in 66 KB.
        """
        found: list[int] = []
        for shift in range(_GRAM):
            places = self._grams.get(needle[shift : shift + _GRAM], [])
            if len(places) > _COMMON:
                return None
            found += [at - shift for at in places if at >= shift and self.text.startswith(needle, at - shift)]
        return sorted(found)

    def ordinal(self, at: int) -> int:
        """The paragraph (from 1) at an offset in ``text``."""
        return bisect_right(self.starts, at)

    def paragraph(self, ordinal: int) -> tuple[int, int]:
        """The range of ``text`` with this paragraph; half-open."""
        start = self.starts[ordinal - 1]
        end = self.starts[ordinal] - 1 if ordinal < len(self.starts) else len(self.text)
        return start, end

    def span(self, start: int, end: int) -> tuple[int, int, int]:
        """Paragraph and clean-text offsets of a range of ``text`` within one paragraph."""
        ordinal = self.ordinal(start)
        first = self._clean(ordinal, start)
        last = self._clean(ordinal, end - 1) + 1 if end > start else first
        return ordinal, first, last

    def _clean(self, ordinal: int, at: int) -> int:
        local = at - self.starts[ordinal - 1]
        gaps = self.gaps[ordinal - 1]
        index = bisect_right(gaps, (local, 1 << 60))
        return local + (gaps[index - 1][1] if index else 0)
