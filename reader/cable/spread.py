"""All paragraphs searched as one text, and the findings handed back to the paragraph they lie in.

Ten paragraphs searched one by one cost ten times the start of every search; the searches are short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, Protocol, TypeVar

SEPARATOR = "\n\x00\n"
"""Between paragraphs; no pattern matches NUL, and no normalised text holds one."""


class _Found(Protocol):
    """A tuple that begins with start and end, and so sorts by them."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    def __lt__(self, other: Any, /) -> bool: ...


FoundT = TypeVar("FoundT", bound=_Found)


_NUMBER = re.compile(" [0-9]")
_WIDEST_WORD = 16


class Joined(NamedTuple):
    """The texts of all paragraphs as one; ``starts`` says where each begins."""

    text: str
    starts: list[int]
    numbers: list[tuple[str, int]]
    """Each number that follows a word and a space: the word, and where the number begins. What a number is
    shows in the word before it: a month, ``para``, a post."""


def join(texts: Sequence[str]) -> Joined:
    """Join the paragraphs' clean texts."""
    step = len(SEPARATOR)
    starts = list(accumulate((len(text) + step for text in texts), initial=0))
    text = SEPARATOR.join(texts)
    numbers = []
    for number in _NUMBER.finditer(text):
        space = number.start()
        word = text[max(0, space - _WIDEST_WORD) : space].rpartition(" ")[2]
        if word and (word[-1] in ".$" or (word[-1].isascii() and word[-1].isalpha())):
            numbers.append((word, space + 1))
    return Joined(text, starts[:-1], numbers)


def occurrences(forms: Mapping[str, re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """The matches of each form whose literal is in the text: most are in few, and asking is cheap."""
    for literal, form in forms.items():
        if literal in text:
            yield from form.finditer(text)


def spread(found: Iterable[FoundT], joined: Joined) -> list[list[FoundT]]:
    """The findings of each paragraph in order, still counting in the joined text.

    Of two that overlap the one that begins first stands, the longer of two that begin alike.
    """
    starts = joined.starts
    groups: list[list[FoundT]] = [[] for _ in starts]
    at, end, following = -1, 0, 0
    for finding in sorted(found):
        start = finding.start
        if start < end:
            before = groups[at][-1]
            if start == before.start and finding.end > before.end:
                groups[at][-1] = finding
                end = finding.end
            continue
        end = finding.end
        while start >= following:
            at += 1
            following = starts[at + 1] if at + 1 < len(starts) else len(joined.text) + 1
        groups[at].append(finding)
    return groups
