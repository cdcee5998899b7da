"""The phrases of a text by which other texts with the same passages are found. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

LENGTH = 3
"""Words of a phrase. With more, a retyped word spoils more of them; with fewer, more cables have them."""
LOOKED_UP = 12
"""The longest words of a paragraph, whose frequency is looked up."""
_COMMON = 1e6
"""Frequency at which a word says nothing; only its order of size matters."""
_SHORT = 3
"""Letters of a word that is taken to be frequent."""


class RarePhrase(NamedTuple):
    """Some words in a row."""

    words: tuple[str, ...]
    frequency: float
    """How many texts have the rarest of them."""


def words_to_look_up(paragraphs: Sequence[Sequence[str]], most: int) -> list[str]:
    """Each paragraph's longest words: the probably rare ones. The longest of all paragraphs come first."""
    ranked = [sorted({word for word in words if len(word) > _SHORT}, key=_by_length) for words in paragraphs]
    in_turn = [words[at] for at in range(LOOKED_UP) for words in ranked if at < len(words)]
    return list(dict.fromkeys(in_turn))[:most]


def _by_length(word: str) -> tuple[int, str]:
    return -len(word), word


def rare_phrases(
    paragraphs: Sequence[Sequence[str]], frequency: Mapping[str, float], most: int
) -> list[RarePhrase]:
    """The rarest phrase of each paragraph, then the next of each, none of which overlap; at most ``most``.

    ``frequency`` is how many texts have a word; a word without one is taken for a frequent one. Phrases with
    a word that only this text has are left out: no other text has them.
    """
    ranked = [_ranked(words, frequency) for words in paragraphs]
    longest = max(map(len, ranked), default=0)
    in_turn = [phrases[at] for at in range(longest) for phrases in ranked if at < len(phrases)]
    return list({phrase.words: phrase for phrase in in_turn}.values())[:most]


def _ranked(words: Sequence[str], frequency: Mapping[str, float]) -> list[RarePhrase]:
    """The phrases of a paragraph that have a word with a known frequency, rarest first, without overlaps."""
    known = [frequency.get(word) for word in words]
    windows = []
    for at in range(len(words) - LENGTH + 1):
        inside = known[at : at + LENGTH]
        numbers = [number for number in inside if number is not None]
        if numbers and min(numbers) >= 2:
            # Unknown words count as little as frequent ones do.
            windows.append((sum(math.log(number / _COMMON) for number in numbers), at, min(numbers)))
    taken: set[int] = set()
    phrases = []
    for _, at, rarest in sorted(windows):
        if taken.isdisjoint(range(at, at + LENGTH)):
            taken.update(range(at, at + LENGTH))
            phrases.append(RarePhrase(tuple(words[at : at + LENGTH]), rarest))
    return phrases
