"""Search all paragraphs as one text, and assign each finding to its paragraph.

The searches are short, so searching ten paragraphs one by one would mostly be starting searches.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeVar

SEPARATOR = "\n\x00\n"
"""Between paragraphs; no pattern matches NUL, and no normalised text contains one."""


class Joined(NamedTuple):
    """The texts of all paragraphs as one; ``starts`` says where each begins.

    ``low`` and ``shape`` have one byte per character, so that offsets are the same as in ``text``, and are
    much faster to search. Only what is found there is then looked at in ``text``.
    """

    text: str
    starts: list[int]
    low: bytes
    """In small letters, as Latin-1; any other character is ``?``."""
    shape: bytes
    """What kind each character is of: ``A`` a capital, ``a`` a small letter, ``0`` a figure, ``-`` a hyphen
    or slash; space, stop and ``$`` are themselves, all else is ``_``."""
    numbers: list[tuple[str, int]]
    """Each number that follows a word and a space: the word, and where the number begins. The word shows what
    the number is: a month, ``para``, a post."""


def _kind(code: int) -> int:
    sign = chr(code)
    if sign.isascii() and sign.isalpha():
        return ord("A" if sign.isupper() else "a")
    kind = "0" if sign in "0123456789" else "-" if sign in "-/" else sign if sign in " .$" else "_"
    return ord(kind)


_KINDS = bytes(map(_kind, range(256)))
_NUMBER = re.compile(rb"0(?<=[Aa.$] 0)")
_WIDEST_WORD = 16
"""Characters of the word before a number."""
_LARGEST = 100_000
"""Characters of a text from which on it is searched in parts."""


def join(texts: Sequence[str]) -> Iterator[Joined]:
    """Join the paragraphs' clean texts; a long cable in parts, since this takes four times its memory."""
    first = size = 0
    for at, text in enumerate(texts):
        if size > _LARGEST:
            yield _joined(texts[first:at])
            first, size = at, 0
        size += len(text)
    if texts:
        yield _joined(texts[first:])


def _joined(texts: Sequence[str]) -> Joined:
    step = len(SEPARATOR)
    starts = list(accumulate((len(text) + step for text in texts), initial=0))
    text = SEPARATOR.join(texts)
    plain = text.encode("latin-1", "replace")
    shape = plain.translate(_KINDS)
    numbers = []
    for number in _NUMBER.finditer(shape):
        at = number.start()
        before = text[max(0, at - 1 - _WIDEST_WORD) : at - 1].rpartition(" ")[2]
        numbers.append((before.rpartition("\n")[2].lstrip('("“[/-'), at))
    return Joined(text, starts[:-1], plain.lower(), shape, numbers)


FoundT = TypeVar("FoundT", bound=tuple[Any, ...])


def by_paragraph(found: list[FoundT], joined: Joined) -> Iterator[tuple[int, list[FoundT]]]:
    """For each paragraph its start and its findings in order; offsets still refer to the joined text.

    ``found``: tuples that begin with the offsets of a start and an end; they are sorted in place. Of two that
    overlap, the one that begins first is kept; of two that begin at the same place, the longer.
    """
    kept: list[FoundT] = []
    end = 0
    found.sort()
    for finding in found:
        if finding[0] >= end:
            kept.append(finding)
            end = finding[1]
        elif finding[0] == kept[-1][0] and finding[1] > end:
            kept[-1] = finding
            end = finding[1]
    begins = [finding[0] for finding in kept]
    first = 0
    for begin, following in pairwise((*joined.starts, len(joined.text) + 1)):
        last = bisect_left(begins, following, first)
        yield begin, kept[first:last]
        first = last
