"""Finding words in the open cable: case-blind, accents folded, across line ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

_SIGNS = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": "-"}


class Hit(NamedTuple):
    """A place where the words stand."""

    flow: int
    start: int
    """Half-open characters of the flow's text."""
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made ready for finding."""

    text: str
    offsets: Sequence[int] | None
    """Of each folded character in the text it comes from, and of the end; None where both count alike."""


@cache
def _fold(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", _SIGNS.get(character, character).casefold())
    return "".join(one for one in decomposed if not unicodedata.combining(one))


def fold(text: str) -> Folded:
    """Lower case, no accents, plain quotes and dashes. Linear; fast where nothing grows or shrinks."""
    if text.isascii():
        return Folded(text.lower(), None)
    changes = {ord(one): _fold(one) for one in set(text)}
    folded = text.translate(changes)
    if all(len(one) == 1 for one in changes.values()):
        return Folded(folded, None)
    offsets = [at for at, one in enumerate(text) for _ in changes[ord(one)]]
    return Folded(folded, [*offsets, len(text)])


def find(texts: Iterable[Folded], words: str) -> tuple[Hit, ...]:
    """Where the words stand, one after the other with any space between, in the order of the texts.

    ``texts`` are those of the flows, by index. Plain words, never a pattern; nothing is found for blank ones.
    """
    parts = fold(words).text.split()
    if not parts:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    return tuple(
        Hit(flow, *(match.span() if folded.offsets is None else _back(folded.offsets, *match.span())))
        for flow, folded in enumerate(texts)
        for match in pattern.finditer(folded.text)
    )


def _back(offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    return offsets[start], offsets[end - 1] + 1
