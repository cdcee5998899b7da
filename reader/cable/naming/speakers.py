"""Persons named without a title of their own. Pure.

Who says something, and has a given name somewhere in the same cable: countries and firms say things, too. And
the full name after a role in small letters: ``AQAP leader Nassr al-Wahishi``. The verbs and roles are looked
for, not the names: an import waits for this.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.cable.naming.people import (
    is_adjective,
    is_name_word,
    names_after,
    places,
    without_stop,
)
from reader.cable.naming.title_words import NO_GIVEN, NO_NAME, PARTICLES, ROLES, SUFFIXES, TITLES, VERBS

_AROUND = 60
"""Characters before a verb or a surname, or behind a role, that are looked at."""
_LONGEST = 24
"""Letters of a surname."""
_MOST_PLACES = 3
"""Places of a surname where a given name is looked for: who is new to the reader is named in full."""
_INITIAL = 2
"""Letters of an initial, with its full stop."""
_MOST_GIVEN = 3
_NO_GIVEN_END = ("ance", "equivalent", "ing", "ly", "ment", "ness", "ship", "tion", "tions")
"""Ends of words that are no given names: those of offices, and of what a sentence begins with."""


def speakers_in(text: str) -> Iterator[str]:
    """The full names of these persons in a text of mixed case."""
    for role in ROLES:
        for at in _places_of(f" {role} ", text):
            yield from _after_role(text, at + len(role) + 2)
    tried: set[str] = set()
    for verb in VERBS:
        for at in _places_of(f" {verb} ", text):
            surname = text[max(0, at - _LONGEST) : at].rpartition(" ")[2].rpartition("\n")[2]
            if surname in tried or surname.islower():
                continue
            tried.add(surname)
            if _is_name(surname) and (name := _full_name(text, surname)):
                yield name


def _places_of(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _after_role(text: str, at: int) -> Iterator[str]:
    if text[at : at + 1].isupper():
        words = text[at : at + 2 * _AROUND].partition("\n")[0].split(" ")
        for _, name in names_after(words, plural=False):
            first, _, rest = name.partition(" ")
            if rest and _is_given(first, text):
                yield name


def _full_name(text: str, surname: str) -> str | None:
    """The surname with the given names that the text has before it somewhere."""
    at = -1
    for _ in range(_MOST_PLACES):
        at = text.find(f" {surname}", at + 1)
        if at < 0:
            return None
        end = at + 1 + len(surname)
        if not text[end : end + 1].isalnum():
            before = text[max(0, at - _AROUND) : at].rpartition("\n")[2].split(" ")
            if given := _given_names(text, before):
                return " ".join([*given, surname])
    return None


def _given_names(text: str, before: list[str]) -> list[str]:
    """The words before a surname, from the end, that are names."""
    given: list[str] = []
    for word in reversed(before[1:] if len(before) > _MOST_GIVEN else before):
        is_initial = len(word) == _INITIAL and word[1] == "." and word[0].isupper()
        if len(given) == _MOST_GIVEN or not (is_initial or _is_given(word, text)):
            break
        given.insert(0, word)
    while given and given[0].endswith("."):
        del given[0]
    return given


def _is_given(word: str, text: str) -> bool:
    """Whether a word may be a given name: a word that the text has in small letters, too, is none."""
    return (
        len(word) > _INITIAL
        and without_stop(word) == word
        and _is_name(word)
        and not is_adjective(word)
        and not word.endswith(_NO_GIVEN_END)
        and TITLES.isdisjoint(part.capitalize() for part in word.split("-")[1:])
        and f" {word.lower()} " not in text
    )


def _is_name(word: str) -> bool:
    return (
        word[:1].isalpha()
        and is_name_word(word)
        and word not in NO_GIVEN
        and word not in TITLES
        and word not in NO_NAME
        and word not in PARTICLES
        and word not in SUFFIXES
        and word not in places()
    )
