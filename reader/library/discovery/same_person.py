"""Names that may be spellings of one person's: suggestions, as only the user can know. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations, islice
from typing import NamedTuple

from reader.library.folding import fold

MOST_COMPARED = 4000
"""Names that are compared, the most frequent first."""
MOST_ALIKE = 40
"""Names compared with one another that sound alike; a surname such as Kim has hundreds."""
_PARTICLE = re.compile(r"\b(?:al|el|ad|ar|as|ash|at|ul|bin|ben|ibn|abu|de|del|da|di|van|von)\b[ -]")
_SOUNDS = (
    (re.compile(r"[^a-z]"), ""),
    (re.compile(r"kh|gh|ch|[qgcx]"), "k"),
    (re.compile(r"sch|sh|zh|[zj]"), "s"),
    (re.compile(r"dh|th|d"), "t"),
    (re.compile(r"ph|[vw]"), "f"),
    (re.compile(r"[aeiouyh]"), ""),
    (re.compile(r"([a-z])\1+"), r"\1"),
)
"""Letters that transliterations write for one another, in this order, and what each becomes."""
_FEWEST_SOUNDS = 2
_ENOUGH_SOUNDS = 4
"""Consonants of a surname from which one of them may differ."""
_SHORT = 3
"""Letters of a name up to which another spelling is another name: ``Ali`` is not ``Eli``."""

_ALIKE, _MORE_ALIKE = 0.5, 0.7
"""Part of the letters that two surnames share: with given names that fit, and without."""
_VOWELS = frozenset("aeiouy")


class Pair(NamedTuple):
    """Two names that may be one person's."""

    name: str
    """The fuller or more frequent one."""
    other: str
    why: str


class _Name(NamedTuple):
    """A name, taken apart."""

    rank: int
    printed: str
    given: tuple[str, ...]
    surname: str
    """Folded, without particles."""
    sound: str
    """The skeleton of the surname."""


def skeleton(word: str) -> str:
    """What is left of a folded word where transliterations agree: ``ktf`` of Qadhafi, Gaddafi and Kadafi."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def likely_pairs(names: Iterable[str], merged: Iterable[Sequence[str]] = ()) -> list[Pair]:
    """Pairs of these names that may be one person's, without those that are ``merged``.

    ``names`` are in the order of how often they occur, and so are the pairs.
    """
    known = [frozenset(map(fold, each)) for each in merged]
    alike: dict[str, list[_Name]] = {}
    for rank, printed in enumerate(islice(names, MOST_COMPARED)):
        name = _taken_apart(rank, printed)
        for key in _keys(name.sound):
            alike.setdefault(key, []).append(name)
    found: dict[tuple[int, int], Pair] = {}
    for group in alike.values():
        for one, other in combinations(group[:MOST_ALIKE], 2):
            pair = {fold(one.printed), fold(other.printed)}
            if len(pair) > 1 and (why := _reason(one, other)) and not any(pair <= each for each in known):
                fuller, part = (other, one) if _length(other) > _length(one) else (one, other)
                found[one.rank, other.rank] = Pair(fuller.printed, part.printed, why)
    bearers = _bearers(each for group in alike.values() for each in group)
    return [
        pair
        for _, pair in sorted(found.items())
        if pair.why != _SURNAME or bearers[_taken_apart(0, pair.name).surname] <= 1
    ]


_SURNAME = "same surname"


def _taken_apart(rank: int, printed: str) -> _Name:
    plain = fold(printed).replace("’", "").replace("'", "").replace(".", " ")
    *given, surname = _PARTICLE.sub("", plain).replace("-", "").split() or [""]
    return _Name(rank, printed, tuple(given), surname, skeleton(surname))


def _keys(sound: str) -> Iterator[str]:
    """The skeleton and, if it is long enough, what is left of it without one of its consonants."""
    if len(sound) >= _FEWEST_SOUNDS:
        yield sound
    if len(sound) >= _ENOUGH_SOUNDS:
        yield from {f"{sound[:at]}{sound[at + 1 :]}" for at in range(len(sound))} - {sound}


def _reason(one: _Name, other: _Name) -> str | None:
    """Why two names that sound alike may be one person's; None if they may not."""
    is_both = bool(one.given and other.given)
    if one.surname == other.surname:
        if not is_both:
            return _SURNAME
        return "same surname, given names that fit" if _fit(one.given[0], other.given[0]) else None
    if (
        min(len(one.surname), len(other.surname)) <= _SHORT
        or abs(len(one.surname) - len(other.surname)) > _SHORT
    ):
        return None
    if not _look_alike(one.surname, other.surname, _ALIKE if is_both else _MORE_ALIKE):
        return None
    if one.sound == other.sound:
        is_fit = not is_both or _fit(one.given[0], other.given[0])
        return "surnames that sound alike" if is_fit else None
    # A consonant differs, so the given names must be there, and not only an initial.
    near = is_both and _is_near(one.sound, other.sound)
    long = is_both and min(len(one.given[0]), len(other.given[0])) > 1
    return "names that sound alike" if near and long and _fit(one.given[0], other.given[0]) else None


def _fit(one: str, other: str) -> bool:
    """Whether two given names may be the same: an initial, or another spelling."""
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    return one == other or (
        min(len(one), len(other)) > _SHORT
        and len(sound := skeleton(one)) >= _FEWEST_SOUNDS
        and sound == skeleton(other)
    )


def _look_alike(one: str, other: str, least: float) -> bool:
    """Whether two surnames share this part of their letters, and both or neither begin with a vowel."""
    if (one[:1] in _VOWELS) != (other[:1] in _VOWELS):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= least


def _is_near(one: str, other: str) -> bool:
    """Whether one consonant was added, left out or replaced."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    return (
        one[start + 1 :] == other[start + 1 :]
        or one[start + 1 :] == other[start:]
        or one[start:] == other[start + 1 :]
    )


def _length(name: _Name) -> tuple[int, bool]:
    """How full a name is: an initial is less than a given name."""
    return len(name.given), bool(name.given) and len(name.given[0]) > 1


def _bearers(names: Iterable[_Name]) -> dict[str, int]:
    """How many persons there are at least for each surname, by their given names."""
    given: dict[str, list[str]] = {}
    for name in names:
        known = given.setdefault(name.surname, [])
        if name.given and not any(_fit(name.given[0], each) for each in known):
            known.append(name.given[0])
    return {surname: len(known) for surname, known in given.items()}
