"""Persons named in a text: the capitalised words after a title. Pure.

Precision comes before recall: a name without a title is found only where the same cable has it with one.
A text is split into words once, and only the words after a title are looked at: importing waits for this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from reader.cable.naming.title_words import (
    NO_NAME,
    OPENING,
    PARTICLES,
    PORTFOLIOS,
    SHORTENED,
    SMALL,
    SUFFIXES,
    TITLES,
)
from reader.cable.reference import tables

MOST_WORDS = 6
"""Words that a name may have."""
_WORD = re.compile(
    r"""(?P<bare>(?:[^\W\d_]\.)+|(?:[^\W\d_]\.)?[^\W\d_](?:[\w’'-]{0,40}?[^\W\d_])?)
    (?P<stop>(?:['’`]s?|,s)?[^\w\s]*)""",
    re.VERBOSE,
)
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_ADJECTIVE = re.compile(r"[A-Z]\w+(?:[^l]ian|[^hm]ean|ish|ese)")
"""``Brazilian``, ``Spanish``: before a name, whose it is."""
_MOST_CAPITALS = 2
"""Letters of a name that may all be capitals; a longer word is an acronym."""
_TITLES = {
    f"{lead}{title}{stop}": title
    for title in TITLES
    for lead in ("", "(", '"', "“", "--")
    for stop in (("", ".") if title in SHORTENED else ("",))
}
_NEVER = NO_NAME | SMALL | TITLES
_OF = frozenset(("of", "for"))
_BETWEEN = frozenset(("and", "of", "the", "for", "&"))


class Named(NamedTuple):
    """A person named in a text."""

    start: int
    end: int
    """Half-open; the name without its title."""
    name: str


class _Word(NamedTuple):
    """A word of a text, as part of a name."""

    bare: str
    """Without punctuation and possessive; empty if it cannot be part of a name."""
    ends: bool
    """Whether no further word of the name can follow."""


def persons_in(text: str) -> list[Named]:
    """The persons named with a title in a text of mixed case, in its order. Takes time linear in the text."""
    found: list[Named] = []
    line_start = 0
    for line in text.split("\n"):
        words = line.split(" ")
        start, word = line_start, 0
        for index, name in _runs(words):
            start += sum(map(len, words[word:index])) + index - word
            word = index
            found.append(Named(start, start + len(name), name))
        line_start += len(line) + 1
    return found


def names_in(texts: Iterable[str]) -> list[str]:
    """The persons named with a title in the paragraphs of a cable, each once, by the fullest of its names."""
    lines = (line.split(" ") for text in texts for line in text.split("\n"))
    return fullest(dict.fromkeys(name for words in lines for _, name in _runs(words)))


def fullest(names: Iterable[str]) -> list[str]:
    """The names without those that are the end of another: ``Rice`` where ``Condoleezza Rice`` is there."""
    names = list(names)
    ends = {name.split(" ", skipped)[skipped] for name in names for skipped in range(1, name.count(" ") + 1)}
    return [name for name in names if name not in ends]


def _runs(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The first word, counted from 0, and the name, of each name after a title."""
    done = 0
    for index in [index for index, word in enumerate(words) if word in _TITLES]:
        if index < done:
            continue
        at = _after_office(words, index + 1)
        plural = words[index].endswith("s") and words[index] not in SHORTENED
        while name := _name_at(words, at):
            yield at, name
            done = at + name.count(" ") + 1
            at = done + 1
            if not plural or at >= len(words) or words[done] != "and":
                break


def is_name_word(word: str) -> bool:
    """Whether a word by itself may be part of a name: capitalised, no title, no word of an office."""
    return word == _read(word).bare and word not in PARTICLES and word not in PORTFOLIOS


def _after_office(words: Sequence[str], at: int) -> int:
    """Where a name may begin: behind ``of Foreign Affairs``, ``for Europe``."""
    if at >= len(words) or words[at] not in _OF:
        return at
    end = at + 1
    while end < len(words) and (
        words[end] in _BETWEEN or words[end].rstrip(",") in PORTFOLIOS or words[end].rstrip(",") in places()
    ):
        end += 1
    return end if words[end - 1] not in _BETWEEN else len(words)


def _name_at(words: Sequence[str], at: int) -> str | None:
    """The name that begins at this word."""
    parts: list[str] = []
    ends = False
    for token in words[at : at + MOST_WORDS]:
        word = _read(token)
        if not word.bare:
            break
        if not parts and not _may_begin(word.bare):
            return None
        parts.append(word.bare)
        if ends := word.ends:
            break
    while parts and (parts[-1] in PARTICLES or parts[-1].endswith(".")):
        parts.pop()
        ends = False
    if not parts or (len(parts) == 1 and not _stands_alone(parts[0])):
        return None
    following = at + len(parts)
    if not ends and following < len(words) and words[following].strip(",.;:)'’s") in NO_NAME:
        return None
    return " ".join(parts)


def _may_begin(word: str) -> bool:
    return word not in PORTFOLIOS and (word not in PARTICLES or word in OPENING) and word not in SUFFIXES


def _stands_alone(word: str) -> bool:
    return len(word) > 1 and word not in places() and not _ADJECTIVE.fullmatch(word)


@lru_cache(maxsize=8192)
def _read(token: str) -> _Word:
    """A word between two spaces, as part of a name."""
    found = _WORD.fullmatch(token)
    if not found:
        return _NONE
    bare = found["bare"]
    if bare not in PARTICLES and (bare in _NEVER or not _is_capitalised(bare)):
        return _NONE
    return _Word(bare, bool(found["stop"]))


_NONE = _Word("", True)


def _is_capitalised(bare: str) -> bool:
    if _INITIAL.fullmatch(bare):
        return bare.isupper()
    if bare.isupper() and len(bare) > _MOST_CAPITALS:
        return False
    # ``al-Asad`` and ``d'Arcy`` begin with a small letter.
    head, dash, rest = bare.replace("’", "'").replace("'", "-").partition("-")
    return bare[0].isupper() or bool(dash and len(head) < 5 and rest[:1].isupper())


@cache
def places() -> frozenset[str]:
    """Names of countries and of cities with posts, and the words of those names."""
    names = {fact.description for fact in tables.tags().values() if fact.kind == "geographic"}
    names |= {name for post in tables.posts().values() for name in (post.city, post.country)}
    return frozenset(word for name in names for word in (name, *name.split()) if word[:1].isupper())
