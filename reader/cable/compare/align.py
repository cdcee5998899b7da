"""Match the parts of two cables by their words and their numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from reader.cable.model import Heading, Paragraph

Part = Heading | Paragraph

ALIKE = 0.5
"""Share of common words from which two parts are a pair, whatever their numbers. Of 3,554 neighbours
in the cables of the corpus one in a thousand shares 0.55, of pairs from different cables none over 0.38."""
ALIKE_WITH_NUMBER = 0.35
"""The same for two paragraphs with the same address: of 19,928 pairs from different cables one in a thousand
shares 0.33."""
MOST_PAIRS = 40_000
"""The most pairs of parts weighed between two equal ones; the longest cable of the corpus has 88 parts."""

_WORD = re.compile(r"\w+")
_BONUS = 0.1
"""What the same address adds, where a part resembles two others."""


class Pair(NamedTuple):
    """Two matching parts, by their places in the two bodies; None where a part is in one only."""

    before: int | None
    after: int | None


def align(before: Sequence[Part], after: Sequence[Part]) -> list[Pair]:
    """Every part of both, in an order that keeps the order of each."""
    pairs: list[Pair] = []
    keys_before, keys_after = [_key(part) for part in before], [_key(part) for part in after]
    matcher = SequenceMatcher(None, keys_before, keys_after)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            pairs += [Pair(first + step, start + step) for step in range(last - first)]
        else:
            weighed = _weigh(before[first:last], after[start:end])
            pairs += [_moved(pair, first, start) for pair in weighed]
    return pairs


def _key(part: Part) -> tuple[type[Part], str]:
    return type(part), " ".join(_WORD.findall(part.text))


def _moved(pair: Pair, first: int, start: int) -> Pair:
    return Pair(
        None if pair.before is None else pair.before + first,
        None if pair.after is None else pair.after + start,
    )


def _weigh(before: Sequence[Part], after: Sequence[Part]) -> list[Pair]:
    """The pairs with the greatest total likeness, none of which cross: alignment by dynamic programming."""
    if not before or not after or len(before) * len(after) > MOST_PAIRS:
        return [Pair(place, None) for place in range(len(before))] + [
            Pair(None, place) for place in range(len(after))
        ]
    words_before = [Counter(_WORD.findall(part.text)) for part in before]
    words_after = [Counter(_WORD.findall(part.text)) for part in after]
    likeness = [
        [_likeness(one, other, words, others) for other, others in zip(after, words_after, strict=True)]
        for one, words in zip(before, words_before, strict=True)
    ]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return _walk(likeness, best)


def _walk(likeness: Sequence[Sequence[float]], best: Sequence[Sequence[float]]) -> list[Pair]:
    """The path through the table with the best sum; removed parts come before added ones."""
    i = j = 0
    pairs: list[Pair] = []
    rows, columns = len(best) - 1, len(best[0]) - 1
    while i < rows or j < columns:
        if i < rows and j < columns and likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append(Pair(i, j))
            i, j = i + 1, j + 1
        elif i < rows and (j == columns or best[i][j] == best[i + 1][j]):
            pairs.append(Pair(i, None))
            i += 1
        else:
            pairs.append(Pair(None, j))
            j += 1
    return pairs


def _likeness(one: Part, other: Part, words: Counter[str], others: Counter[str]) -> float:
    """From 0, unrelated, to 1, the same words, and a bonus for the same address."""
    if type(one) is not type(other):
        return 0.0
    total = words.total() + others.total()
    share = 2 * (words & others).total() / total if total else 1.0
    is_same_place = isinstance(one, Paragraph) and isinstance(other, Paragraph) and one.label == other.label
    if share < (ALIKE_WITH_NUMBER if is_same_place else ALIKE):
        return 0.0
    return share + (_BONUS if is_same_place else 0.0)
