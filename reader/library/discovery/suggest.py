"""Suggests words and posts with a similar spelling for a query without matches."""

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

MIN_LETTERS = 4
"""Shorter words get no suggestions: too many words are similar."""
MAX_COMPARED = 50_000
"""Words of the index that are compared with one that was not found."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that is not in the library, and a similar one that is."""

    word: str
    """As in the query."""
    instead: str
    found: int
    """Number of texts that contain it; 0 for a post, which is not counted."""
    is_post: bool = False


def suggestions(library: Library, query: str | Query, limit: int = 5) -> list[Suggestion]:
    """Suggest similar words for those in the query that are in no text, the most similar first.

    Only words with the same first two letters are suggested. Takes some 50 ms for each word. Raises
    QueryError.
    """
    tree = parsed(query)
    found: list[Suggestion] = []
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        for word in _words(tree):
            known = db.execute("SELECT 1 FROM vocabulary WHERE term = ?", (word,)).fetchone()
            if known or len(word) < MIN_LETTERS:
                continue
            near = db.execute(
                "SELECT term, doc FROM vocabulary WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT ?2",
                (word[:2], MAX_COMPARED),
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
    """The words of the query in the spelling of the index, each once."""
    terms = [term for term in query.terms() if not isinstance(term, Prefix)]
    yield from dict.fromkeys(
        word for term in terms for word in fold_in_place(without_punctuation(term.text)).split()
    )


def _posts(query: Query, limit: int) -> Iterator[tuple[str, str]]:
    """For each ``from:`` in the query, posts with a similar spelling."""
    root = query.root
    parts = getattr(root, "children", (root,))
    for part in parts:
        if isinstance(part, Field) and part.name == "from" and isinstance(part.value, Word | Phrase):
            name = "".join(without_punctuation(part.value.text).upper().split())
            if name in tables.posts():
                continue
            near = ((_distance(name, post, 2), post) for post in tables.posts())
            ranked = sorted((distance, post) for distance, post in near if distance is not None)
            yield from ((part.value.text, post) for _, post in ranked[:limit])


def _distance(word: str, other: str, allowed: int) -> int | None:
    """Letters inserted, deleted, replaced, or swapped with the next one; None if more than allowed."""
    if abs(len(word) - len(other)) > allowed or word == other:
        return None
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        current = [row]
        for column, other_letter in enumerate(other, 1):
            best = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other_letter))
            if row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == other_letter:
                best = min(best, before_last[column - 2] + 1)
            current.append(best)
        if min(current) > allowed:
            return None
        before_last, last = last, current
    return last[-1] if last[-1] <= allowed else None
