"""How far one is in a cable, and how long the rest takes to read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.cable.model import Cable

WORDS_A_MINUTE = 238
"""Words an adult reads in a minute, silently, of English non-fiction: the mean of 190 studies in
M. Brysbaert, "How many words do we read per minute? A review and meta-analysis of reading rate",
Journal of Memory and Language 109 (2019), 104047."""


class Progress(NamedTuple):
    """How much was read, and how long the rest takes."""

    percent: int
    """Of the words, those read."""
    minutes: float
    """For the others."""

    @property
    def left(self) -> str:
        """``6 min left``."""
        return f"{_in_words(self.minutes)} left"


def words_before(cable: Cable) -> tuple[int, ...]:
    """How many words come before each paragraph, and after the last of them all words. Linear."""
    return tuple(accumulate((_words(paragraph.text) for paragraph in cable.paragraphs), initial=0))


def _words(text: str) -> int:
    """As many as single spaces and line ends part, which is how clean text has them."""
    return text.count(" ") + text.count("\n") + 1 if text else 0


def progress(before: Sequence[int], ordinal: int, share: float = 0.0) -> Progress:
    """Where one is in a paragraph of which a share was read; ``before`` is from ``words_before``."""
    total = before[-1]
    start, end = before[ordinal - 1], before[ordinal]
    read = start + int((end - start) * share)
    return Progress(100 * read // total if total else 0, (total - read) / WORDS_A_MINUTE)


def whole_time(before: Sequence[int]) -> str:
    """How long all of it takes: ``9 min``; empty for a cable without words."""
    return _in_words(before[-1] / WORDS_A_MINUTE) if before[-1] else ""


def _in_words(minutes: float) -> str:
    return f"{round(minutes)} min" if minutes >= 1 else "under 1 min"
