"""The passages that two cables share, also where single words were retyped. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from reader.cable.model import Paragraph
from reader.cable.span import Span

SEED = 5
"""Words in a row that begin a shared passage."""
LEAST = 12
"""Words that a passage has at least. Shorter ones are turns of phrase."""
GAP = 4
"""Words that may differ between two parts of one passage."""
MOST_WORDS = 50_000
"""Words of a cable that are compared; the longest of the corpus has 10,500."""
_MOST_PLACES = 8
"""Places of the same words in the other cable that are tried."""

_WORD = re.compile(r"[^\W_]+")


class Stretch(NamedTuple):
    """From a place in one paragraph to a place in the same or a later one."""

    first: int
    """Ordinal of the paragraph it begins in."""
    start: int
    """Offset of its first character in the clean text of that paragraph."""
    last: int
    """Ordinal of the paragraph it ends in."""
    end: int
    """Offset in the clean text of that paragraph, exclusive."""

    def label(self, paragraphs: Sequence[Paragraph]) -> str:
        """The address of its paragraphs, such as ``¶4`` or ``¶4–¶6``."""
        labels = [one.label for one in paragraphs if one.ordinal in (self.first, self.last)]
        return "–".join(labels)

    def text(self, paragraphs: Sequence[Paragraph]) -> str:
        """Its words, with the signs between them; an empty line is between two paragraphs."""
        texts = [
            one.text[
                self.start if one.ordinal == self.first else 0 : self.end
                if one.ordinal == self.last
                else None
            ]
            for one in paragraphs
            if self.first <= one.ordinal <= self.last
        ]
        return "\n\n".join(texts)


class Passage(NamedTuple):
    """A passage that two cables share."""

    here: Stretch
    there: Stretch
    words: int
    """Words that are the same in both."""


class Shared(NamedTuple):
    """What two cables share."""

    passages: tuple[Passage, ...]
    """The longest first."""
    here: float
    """The share of the words of the first cable that are in a passage, from 0 to 1."""
    there: float
    """The same of the second cable."""


class Words:
    """The words of some paragraphs, in order."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._starts: list[int] = []
        """For each paragraph, how many words come before it."""
        self.texts: list[str] = []
        """In lower case."""
        for paragraph in paragraphs:
            self._starts.append(len(self.texts))
            self.texts += [word.lower() for word in _WORD.findall(paragraph.text)]
        del self.texts[MOST_WORDS:]

    @cached_property
    def seeds(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """Where ``SEED`` words in a row are."""
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, seed in enumerate(_seeds(self.texts)):
            places[seed].append(at)
        return dict(places)

    def stretch(self, first: int, last: int) -> Stretch:
        """From one word to another, both included."""
        begin, end = self._place(first), self._place(last)
        return Stretch(begin[0], begin[1].start, end[0], end[1].end)

    def _place(self, at: int) -> tuple[int, Span]:
        """The ordinal of the paragraph of a word, and its place in the text of the paragraph."""
        which = bisect_right(self._starts, at) - 1
        paragraph = self._paragraphs[which]
        match = next(islice(_WORD.finditer(paragraph.text), at - self._starts[which], None))
        return paragraph.ordinal, Span(*match.span())


class _Run(NamedTuple):
    """Words in a row that are the same in both, by their places in the two."""

    here: int
    there: int
    size: int

    def continues(self, last: _Run) -> bool:
        """Whether only a few words are between the two, in both texts."""
        gaps = self.here - last.here - last.size, self.there - last.there - last.size
        return all(0 <= gap <= GAP for gap in gaps)


def shared(here: Words, there: Words) -> Shared:
    """The passages that both have. Takes time in proportion to the words."""
    passages: list[Passage] = []
    covered_here: set[int] = set()
    covered_there: set[int] = set()
    for runs in _joined(_runs(here, there)):
        size = sum(run.size for run in runs)
        if size < LEAST:
            continue
        first, last = runs[0], runs[-1]
        passages.append(
            Passage(
                here.stretch(first.here, last.here + last.size - 1),
                there.stretch(first.there, last.there + last.size - 1),
                size,
            )
        )
        for run in runs:
            covered_here.update(range(run.here, run.here + run.size))
            covered_there.update(range(run.there, run.there + run.size))
    passages.sort(key=lambda passage: (-passage.words, passage.here))
    return Shared(
        tuple(passages),
        len(covered_here) / max(len(here.texts), 1),
        len(covered_there) / max(len(there.texts), 1),
    )


def _seeds(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(texts[shift:] for shift in range(SEED)), strict=False)


def _runs(here: Words, there: Words) -> list[_Run]:
    """Runs of equal words in the order of the second; of several the one that goes on, or the longest."""
    known = here.seeds
    runs: list[_Run] = []
    done = 0
    for at, seed in enumerate(_seeds(there.texts)):
        if at < done or seed not in known:
            continue
        tried = [
            _Run(place, at, _same(here.texts, there.texts, place, at)) for place in known[seed][:_MOST_PLACES]
        ]
        best = max(tried, key=lambda run: (bool(runs) and run.continues(runs[-1]), run.size))
        runs.append(best)
        done = at + best.size
    return runs


def _same(here: Sequence[str], there: Sequence[str], at: int, place: int) -> int:
    """How many words from these places on are the same."""
    size = 0
    most = min(len(here) - at, len(there) - place)
    while size < most and here[at + size] == there[place + size]:
        size += 1
    return size


def _joined(runs: Iterable[_Run]) -> list[list[_Run]]:
    """The runs in groups: those with only a few other words between them are one passage."""
    groups: list[list[_Run]] = []
    for run in runs:
        if groups and run.continues(groups[-1][-1]):
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups
