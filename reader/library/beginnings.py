"""The first results of a search for a short beginning of words (``a*``), without waiting for all.

For ``a*`` the index puts together all words that begin so, in all cables, before it gives the first one: a
second for every 100,000. So some texts that may be results are read, and the beginning is replaced by the
words in them that begin so: among those texts the answer is the same, and comes at once.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence

from reader.library.packing import unpack_text
from reader.library.query_tree import And, Field, Node, Or, Prefix, Query, Word
from reader.library.query_words import letters
from reader.library.snippets import fold_in_place

SHORT = 3
"""Letters; what begins with more is found fast enough."""


def without(query: Query) -> Query | None:
    """The query without its short beginnings, which finds all that the query finds, and more.

    None where there is none among the parts that must all hold.
    """
    parts = _parts(query)
    kept = [part for part in parts if not _short(part)]
    return _joined(kept) if len(kept) < len(parts) else None


def spelt_out(query: Query, texts: Sequence[str]) -> Query | None:
    """The query with the words of these texts in the place of short beginnings; finds the same among them.

    None where none of their words begins so: then it finds nothing among them.
    """
    folded = [fold_in_place(text) for text in texts]
    parts: list[Node] = []
    for part in _parts(query):
        prefix = _short(part)
        if prefix is None:
            parts.append(part)
            continue
        pattern = _pattern(_plain(prefix))
        words = [Word(word) for word in sorted({word for text in folded for word in pattern.findall(text)})]
        if not words:
            return None
        spelt = [Field(part.name, word) for word in words] if isinstance(part, Field) else words
        parts.append(Or(tuple(spelt)) if len(spelt) > 1 else spelt[0])
    return _joined(parts)


def texts(db: sqlite3.Connection, ids: Iterable[int]) -> list[str]:
    """The texts of these cables. Raises zlib.error when one is damaged."""
    found = (db.execute("SELECT text FROM body WHERE id = ?", (id_,)).fetchone() for id_ in ids)
    return [unpack_text(row[0]) for row in found if row]


def _parts(query: Query) -> tuple[Node, ...]:
    if query.root is None:
        return ()
    return query.root.children if isinstance(query.root, And) else (query.root,)


def _joined(parts: list[Node]) -> Query:
    return Query(And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None)


def _short(node: Node) -> Prefix | None:
    """The beginning of a word that the node looks for, if it is a short one."""
    value = node.value if isinstance(node, Field) and node.name == "subject" else node
    if isinstance(value, Prefix) and 0 < len(_plain(value)) <= SHORT and " " not in _plain(value):
        return value
    return None


def _plain(prefix: Prefix) -> str:
    return unicodedata.normalize("NFC", letters(prefix.text)).strip()


def _pattern(start: str) -> re.Pattern[str]:
    """Finds words that begin so in folded text."""
    escaped = re.escape(fold_in_place(start))
    # The look behind comes after the letters, so that the engine can search for them.
    return re.compile(rf"{escaped}(?<![^\W_]{escaped})[^\W_]*")
