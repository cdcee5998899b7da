"""What might have been meant where nothing was found: words and posts that are spelt nearly so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.cable.reference import tables
from reader.library.errors import translate_sqlite_errors
from reader.library.folding import fold_in_place
from reader.library.library import Library
from reader.library.query.fts_terms import without_punctuation
from reader.library.query.syntax import parsed
from reader.library.query.tree import Field, Phrase, Prefix, Query, Word

SHORTEST = 4
"""Letters of a word for which others are offered: too many words are near a shorter one."""
LOOKED_AT = 50_000
"""Words of the index that are compared with one that was not found."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that was not found, and one that would be."""

    word: str
    """As in the query."""
    instead: str
    found: int
    """Texts that hold it; for a post, 0: it was not counted."""
    is_post: bool = False


def suggestions(library: Library, query: str | Query, limit: int = 5) -> list[Suggestion]:
    """Words near those of the query that no text holds, the nearest first; some 50 ms for each of them.

    Compares with words that begin alike in their first two letters. Raises QueryError.
    """
    tree = parsed(query)
    found: list[Suggestion] = []
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        for word in _words(tree):
            held = db.execute("SELECT 1 FROM vocabulary WHERE term = ?", (word,)).fetchone()
            if held or len(word) < SHORTEST:
                continue
            near = db.execute(
                "SELECT term, doc FROM vocabulary WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT ?2",
                (word[:2], LOOKED_AT),
            )
            allowed = 1 if len(word) < 6 else 2
            ranked = sorted(
                (distance, -texts, term)
                for term, texts in near
                if (distance := _distance(word, term, allowed)) is not None
            )
            found += [Suggestion(word, term, -texts) for _, texts, term in ranked[:limit]]
    return found + [Suggestion(word, post, 0, is_post=True) for word, post in _posts(tree, limit)]


def _words(query: Query) -> Iterator[str]:
    """The query's words as the index spells them, each once."""
    terms = [term for term in query.terms() if not isinstance(term, Prefix)]
    yield from dict.fromkeys(
        word for term in terms for word in fold_in_place(without_punctuation(term.text)).split()
    )


def _posts(query: Query, limit: int) -> Iterator[tuple[str, str]]:
    """For each ``from:`` of the query, posts that are spelt nearly so."""
    root = query.root
    parts = getattr(root, "children", (root,))
    for part in parts:
        if isinstance(part, Field) and part.name == "from" and isinstance(part.value, Word | Phrase):
            asked = "".join(without_punctuation(part.value.text).upper().split())
            if asked in tables.posts():
                continue
            near = ((_distance(asked, post, 2), post) for post in tables.posts())
            ranked = sorted((distance, post) for distance, post in near if distance is not None)
            yield from ((part.value.text, post) for _, post in ranked[:limit])


def _distance(word: str, other: str, allowed: int) -> int | None:
    """Letters put in, left out, exchanged, or swapped with their neighbour; None where more than allowed."""
    if abs(len(word) - len(other)) > allowed or word == other:
        return None
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            best = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == against:
                best = min(best, before_last[column - 2] + 1)
            current.append(best)
        if min(current) > allowed:
            return None
        before_last, last = last, current
    return last[-1] if last[-1] <= allowed else None
