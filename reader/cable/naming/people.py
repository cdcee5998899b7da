"""Persons named in a text: the capitalised words after a title. Pure.

Precision comes before recall: a name without a title is found only where the same cable has it with one.
One pass finds the titles, and only the words behind them are looked at: an import waits for this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from reader.cable.naming.title_words import (
    DATES,
    NO_NAME,
    OPENING,
    PARTICLES,
    PORTFOLIOS,
    SHORTENED,
    SMALL,
    SUFFIXES,
    SURNAMES,
    TITLES,
)
from reader.cable.reference import tables

MOST_WORDS = 6
"""Words that a name may have."""
_WORD = re.compile(
    r"""(?P<bare>(?:[^\W\d_]\.)+|(?:[^\W\d_]\.)?[^\W\d_]+(?:[’'-]?[^\W\d_]+){0,4}?)
    (?P<stop>--.*|(?:['’`]s?|,s)?[^\w\s]*)""",
    re.VERBOSE,
)
_STOP = re.compile(r"(?:['’`]s?|,s)?[^\w\s]*$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_ADJECTIVE = re.compile(r"[A-Z]\w+(?:[^l]ian|[^hm]ean|ish|ese)")
"""``Brazilian``, ``Spanish``: before a name, whose it is."""
_MOST_CAPITALS = 2
"""Letters of a name that may all be capitals; a longer word is an acronym."""
_WITHIN = 120
"""Characters behind a title that are searched for the name."""
_CONTINUING = NO_NAME - DATES
"""Words that make the capitalised words before them the name of something else."""
_SHORT_FORM = re.compile(r"\([A-Z][A-Za-z/-]{0,6}\)")
"""``(OC)`` after ``Chief of Operations``."""
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
    done = 0
    for title in _title().finditer(text):
        start, end = title.span()
        if start < done or (start and (text[start - 1].isalnum() or text[start - 1] in "-/")):
            continue
        word = text[start:end].rstrip()
        if word.endswith(".") and word[:-1] not in SHORTENED:
            continue
        words = text[end : end + _WITHIN].partition("\n")[0].split(" ")
        for index, name in names_after(words, plural=word.endswith("s") and word not in SHORTENED):
            begin = end + sum(map(len, words[:index])) + index
            done = begin + len(name)
            found.append(Named(begin, done, name))
    return found


def names_in(texts: Iterable[str]) -> list[str]:
    """The persons named with a title in the paragraphs of a cable, each once, by the fullest of its names."""
    return fullest(dict.fromkeys(named.name for named in persons_in("\n".join(texts))))


def fullest(names: Iterable[str]) -> list[str]:
    """The names without those that are the end of another: ``Rice`` where ``Condoleezza Rice`` is there."""
    names = list(names)
    ends = {name.split(" ", skipped)[skipped] for name in names for skipped in range(1, name.count(" ") + 1)}
    return [name for name in names if name not in ends]


def names_after(words: Sequence[str], *, plural: bool) -> Iterator[tuple[int, str]]:
    """The names that these words behind a title begin with: the first word of each, and the name."""
    at = _after_office(words, 0)
    if at < len(words) and _SHORT_FORM.fullmatch(words[at]):
        at += 1
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
    for place, token in enumerate(words[at : at + MOST_WORDS], at + 1):
        word = _read(token)
        if not word.bare and parts and (surname := _surname(token)):
            if token != surname or place == len(words) or not _read(words[place]).bare:
                parts.append(surname)
                ends = True
            break
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
    if not ends and following < len(words) and words[following].strip(",.;:)'’s") in _CONTINUING:
        return None
    return " ".join(parts)


def is_adjective(word: str) -> bool:
    """Whether a word by its ending says from where somebody is: ``Brazilian``."""
    return bool(_ADJECTIVE.fullmatch(word))


def without_stop(token: str) -> str:
    """A word without the possessive and the punctuation at its end."""
    return _STOP.sub("", token)


def _surname(token: str) -> str | None:
    """The title that may end a name, as in ``Robert King``."""
    bare = _STOP.sub("", token)
    return bare if bare in SURNAMES else None


def _may_begin(word: str) -> bool:
    return word not in PORTFOLIOS and (word not in PARTICLES or word in OPENING) and word not in SUFFIXES


def _stands_alone(word: str) -> bool:
    is_office = word.casefold().startswith(("d'aff", "d’aff"))
    return len(word) > 1 and not is_office and word not in places() and not is_adjective(word)


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
def _title() -> re.Pattern[str]:
    """A title and the space behind it. By letters, as trying the titles one by one takes much longer."""
    return re.compile(rf"{_one_of(TITLES)}\.? (?=[A-ZÀ-Žofdbave(])")


def _one_of(words: Iterable[str]) -> str:
    """A pattern for these words that branches at each letter."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:1], []).append(word[1:])
    whole = branches.pop("", None) is not None
    forms = [re.escape(letter) + _one_of(rest) for letter, rest in sorted(branches.items())]
    if not forms:
        return ""
    return f"(?:{'|'.join(forms)}){'?' if whole else ''}"


@cache
def places() -> frozenset[str]:
    """Names of countries and of cities with posts, and the words of those names."""
    names = {fact.description for fact in tables.tags().values() if fact.kind == "geographic"}
    names |= {name for post in tables.posts().values() for name in (post.city, post.country)}
    return frozenset(word for name in names for word in (name, *name.split()) if word[:1].isupper())
