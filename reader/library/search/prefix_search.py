"""Answers to searches for short beginnings of words, without waiting for all words that begin so.

The words are taken from texts: see ``beginnings``. A few words are in nearly all cables that have any word of
that beginning; what is left are so few cables that their texts can be read.
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

_LARGE = 5000
"""Cables of a library from which on this is worth while; for fewer the index is quick."""
_SAMPLE = 40
"""The newest texts, in which the frequent words are looked for."""
_TRIED = 1000
"""The newest cables, of which all but one must have one of the frequent words."""
_FREQUENT = 24
"""Words that stand for a beginning; more cost the index more time than they find."""
_READ = 500
"""Texts that are read for a whole answer: some 100 ms."""


def first_with_prefix(
    db: sqlite3.Connection, tree: Query, count: int, notes: NoteResolver | None
) -> list[int]:
    """The newest ids where short beginnings of words are looked for and often met; else none.

    Raises zlib.error when a text is damaged.
    """
    without = prefix_rewrite.without(tree)
    if without is None:
        return []
    likely = first_ids(db, plan(without, notes), Order.NEWEST, 2 * count)
    spelt = prefix_rewrite.spelt_out(tree, prefix_rewrite.spelling(tree, _texts(db, likely)))
    if spelt is None:
        return []
    among = replace(plan(spelt, notes), within=(min(likely), max(likely)))
    ids = first_ids(db, among, Order.NEWEST, count)
    return ids if len(ids) == count else []


def all_with_prefix(
    db: sqlite3.Connection, tree: Query, order: Order, notes: NoteResolver | None
) -> array[int] | None:
    """All ids where one short beginning is looked for and nearly always met, or among few cables of many.

    None for other searches, and for the best first, which counts every word. Raises zlib.error as above.
    """
    without = prefix_rewrite.without(tree)
    if without is None or order is Order.BEST or not _is_large(db):
        return None
    near = first_ids(db, plan(without, notes), Order.NEWEST, _TRIED)
    words = prefix_rewrite.spelling(tree, _texts(db, near[:_SAMPLE]))
    if len(words) != 1:
        return None
    (start,) = words
    frequent = {word for word, _ in words[start].most_common(_FREQUENT)}
    found: set[int] = set()
    if len(near) > _READ and (spelt := prefix_rewrite.spelt_out(tree, {start: frequent})):
        common = plan(spelt, notes)
        among = replace(common, within=(min(near), max(near)))
        if len(first_ids(db, among, Order.NEWEST, _TRIED)) < len(near) - 1:
            return None
        found.update(all_ids(db, common, Order.NEWEST))
    listed = all_ids(db, plan(without, notes), order)
    left = [id_ for id_ in listed if id_ not in found]
    if len(left) > _READ:
        return None
    # A word that was looked for is in none of these texts but in their headers, which are not searched.
    others = set(prefix_rewrite.spelling(tree, _texts(db, left))[start]) - (frequent if found else set())
    if rare := prefix_rewrite.spelt_out(tree, {start: others}):
        found.update(all_ids(db, plan(rare, notes), Order.NEWEST))
    return array("q", filter(found.__contains__, listed))


def _is_large(db: sqlite3.Connection) -> bool:
    return db.execute(f"SELECT 1 FROM cable LIMIT 1 OFFSET {_LARGE}").fetchone() is not None


def _texts(db: sqlite3.Connection, ids: Collection[int]) -> Iterator[str]:
    found = db.execute(
        "SELECT text FROM body WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return (unpack_text(packed) for (packed,) in found)
