"""Which cables are meant by words as typed: MRNs, a query, or ``@NAME`` of a saved query."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.errors import CablesError, UnknownCable
from reader.joined.protocol import LibraryAndNotes
from reader.terminal_text import one_line

SAVED_PREFIX = "@"
"""The sign before the name of a saved query."""
_MRN_LIKE = re.compile(r"\d{2,4}[ -]?[A-Za-z][A-Za-z ]+[ -]?\d+")
"""Year, post and serial number, even of an unknown post."""


def is_mrn(opened: LibraryAndNotes, word: str) -> bool:
    """Whether a word is an MRN: in its full form, or in a form that names a cable of the library."""
    from reader.cable.mrn import canonical

    if ":" in word or word.startswith(SAVED_PREFIX):
        return False
    if _MRN_LIKE.fullmatch(word) or canonical(word) or opened.library.resolve(word):
        return True
    if not any(character.isdigit() for character in word):
        return False
    try:
        return bool(opened.mrn_of(word))
    except UnknownCable as error:
        return error.several


def join_words(words: Sequence[str]) -> str:
    """The query: a single argument as it is; of several arguments, each is a word or a phrase."""
    if len(words) == 1:
        return words[0]
    return " ".join(_requoted(word) for word in words)


def _requoted(word: str) -> str:
    """Restore quotes removed by the shell: ``from:PHNOM PENH`` was typed as ``from:"PHNOM PENH"``."""
    word = word.strip()
    if " " not in word or '"' in word:
        return word
    field, value = re.fullmatch(r"([a-z]+:)?(.*)", word, re.DOTALL).groups()  # type: ignore[union-attr]
    return f'{field or ""}"{value}"'


def resolve_query(opened: LibraryAndNotes, words: Sequence[str]) -> str:
    """The query, with saved queries in place of ``@NAME``. Raises CablesError."""
    if not any(word.startswith(SAVED_PREFIX) for word in words):
        return join_words(words)
    saved = [_saved(opened, word) if word.startswith(SAVED_PREFIX) else None for word in words]
    if len(words) == 1:
        return saved[0] or ""
    # In brackets, as a saved query may contain OR.
    parts = [_requoted(word) if one is None else f"({one})" for word, one in zip(words, saved, strict=True)]
    return " ".join(part for part in parts if part != "()")


def _saved(opened: LibraryAndNotes, word: str) -> str:
    from reader.notes.reports.saved_queries import find_query, saved_queries

    name = word.removeprefix(SAVED_PREFIX)
    if found := find_query(opened.notes, name):
        return found.query
    from difflib import get_close_matches

    known = {one.name.casefold(): one for one in saved_queries(opened.notes)}
    near = ", ".join(
        f"{SAVED_PREFIX}{known[each].name}" for each in get_close_matches(name.casefold(), known, 3)
    )
    raise CablesError(
        "No such saved query",
        where=one_line(word),
        advice=f"Nearest: {near}." if near else "`cables saved` lists them.",
    )


def mrns_of(opened: LibraryAndNotes, words: Sequence[str]) -> list[str]:
    """The cables with these MRNs, without those not in the library; else those with notes of the query.

    Raises CablesError.
    """
    if any(is_mrn(opened, word) for word in words):
        found = []
        for word in words:
            try:
                found.append(opened.mrn_of(word))
            except UnknownCable:
                continue
        return list(dict.fromkeys(found))
    from reader.library.bulk_lookup import mrns

    noted = opened.notes.counts()
    listing = opened.library.listing(resolve_query(opened, words), notes=opened.about_notes)
    return [mrn for mrn in mrns(opened.library, listing.ids) if noted.get(mrn)]
