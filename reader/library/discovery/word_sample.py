"""The forms of words in a library: how it writes names and acronyms where a text is not all in capitals."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from reader.cable.annotate.word_forms import WordForms, count_forms
from reader.library.db.open import translate_damage_errors
from reader.library.db.text_codec import unpack_text
from reader.library.errors import translate_sqlite_errors
from reader.library.library import Library

MOST_TEXTS = 1_000
"""Cables that are read, evenly spread over the dates of the library."""
_LONGEST = 20_000
"""Characters that are read of each."""


def word_forms(library: Library) -> WordForms:
    """Count the forms in at most ``MOST_TEXTS`` cables: some 2 s for these, however large the library.

    Raises LibraryError.
    """
    ids = library.listing().ids
    step = -(-len(ids) // MOST_TEXTS) or 1
    with translate_sqlite_errors(library.path), translate_damage_errors(library.path):
        return count_forms(_texts(library, ids[::step]))


def _texts(library: Library, ids: Sequence[int]) -> Iterator[str]:
    """The texts one by one, each in a transaction of its own, so that an import need not wait."""
    for id_ in ids:
        with library.connections.reading() as db:
            packed = _packed(db, id_)
        if packed is not None:
            yield unpack_text(packed)[:_LONGEST]


def _packed(db: sqlite3.Connection, id_: int) -> bytes | None:
    found = db.execute("SELECT text FROM body WHERE id = ?", (id_,)).fetchone()
    return found[0] if found else None
