"""Searches for short prefixes (``a*``) without making FTS5 merge the entries of all words that begin so.

The words are taken from texts: see ``prefix_rewrite``. Nearly all cables with any word of that prefix have
one of a few frequent words; the cables that are left are so few that their texts can be read.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterator
from dataclasses import replace

from reader.library.db.text_codec import unpack_text
from reader.library.order import Order
from reader.library.query.tree import Query
from reader.library.search import prefix_rewrite
from reader.library.search.execute import all_ids, first_ids
from reader.library.search.plan import NoteResolver, plan

MIN_CABLES = 5000
"""Size of a library from which on this is worth it; in a smaller one the index is fast."""
SAMPLE_SIZE = 40
"""The newest cables, in whose texts the frequent words are counted."""
MAX_TRIED = 1000
"""The newest cables, of which all but one must have one of the frequent words."""
MAX_WORDS = 24
"""Frequent words that replace a prefix. With more, the index takes longer than the texts they spare."""
MAX_TEXTS = 500
"""Texts that are read for a whole result; takes some 100 ms."""


def first_with_prefix(
    db: sqlite3.Connection, tree: Query, count: int, notes: NoteResolver | None
) -> list[int]:
    """The newest ids for a query with short prefixes that many cables match; for other queries an empty list.

    Raises zlib.error if a text is damaged.
    """
    broader = prefix_rewrite.without_short_prefixes(tree)
    if broader is None:
        return []
    candidates = first_ids(db, plan(broader, notes), Order.NEWEST, 2 * count)
    words = prefix_rewrite.completions(tree, _texts(db, candidates))
    rewritten = prefix_rewrite.with_words(tree, words)
    if rewritten is None:
        return []
    within_candidates = replace(plan(rewritten, notes), within=(min(candidates), max(candidates)))
    ids = first_ids(db, within_candidates, Order.NEWEST, count)
    return ids if len(ids) == count else []


def all_with_prefix(
    db: sqlite3.Connection, tree: Query, order: Order, notes: NoteResolver | None
) -> array[int] | None:
    """All ids for a query with one short prefix, if nearly all cables match it, or if it is searched in few
    cables.

    None for other queries, and for the order by best match, which counts every word. Raises zlib.error if a
    text is damaged.
    """
    broader = prefix_rewrite.without_short_prefixes(tree)
    if broader is None or order is Order.BEST or not _is_large(db):
        return None
    newest = first_ids(db, plan(broader, notes), Order.NEWEST, MAX_TRIED)
    words = prefix_rewrite.completions(tree, _texts(db, newest[:SAMPLE_SIZE]))
    if len(words) != 1:
        return None
    (prefix,) = words
    frequent = {word for word, _ in words[prefix].most_common(MAX_WORDS)}
    found: set[int] = set()
    if len(newest) > MAX_TEXTS and (rewritten := prefix_rewrite.with_words(tree, {prefix: frequent})):
        with_frequent = plan(rewritten, notes)
        within_newest = replace(with_frequent, within=(min(newest), max(newest)))
        if len(first_ids(db, within_newest, Order.NEWEST, MAX_TRIED)) < len(newest) - 1:
            return None
        found.update(all_ids(db, with_frequent, Order.NEWEST))
    candidates = all_ids(db, plan(broader, notes), order)
    left = [id_ for id_ in candidates if id_ not in found]
    if len(left) > MAX_TEXTS:
        return None
    # Frequent words that are still in these texts are in their headers, which are not searched.
    rare = set(prefix_rewrite.completions(tree, _texts(db, left))[prefix]) - (frequent if found else set())
    if rewritten := prefix_rewrite.with_words(tree, {prefix: rare}):
        found.update(all_ids(db, plan(rewritten, notes), Order.NEWEST))
    return array("q", filter(found.__contains__, candidates))


def _is_large(db: sqlite3.Connection) -> bool:
    return db.execute(f"SELECT 1 FROM cable LIMIT 1 OFFSET {MIN_CABLES}").fetchone() is not None


def _texts(db: sqlite3.Connection, ids: Collection[int]) -> Iterator[str]:
    found = db.execute(
        "SELECT text FROM body WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return (unpack_text(packed) for (packed,) in found)
