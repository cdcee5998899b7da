"""Spelling out the short beginnings of words that a query looks for (``a*``), from texts that hold them.

For ``a*`` the index puts together all words that begin so, in all cables, before it gives the first one: a
second for every 100,000, and nothing stops it meanwhile. With the words themselves in the place of the
beginning the answer among these texts is the same, and comes at once: see ``begun``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from reader.library.folding import fold_in_place
from reader.library.query.fts_terms import without_punctuation
from reader.library.query.tree import And, Field, Node, Or, Prefix, Query, Word

SHORT = 3
"""Letters; what begins with more is found fast enough."""

Spelling = Mapping[str, Counter[str]]
"""For each short beginning, in plain letters, the words that begin so, and in how many texts each is."""


def without(query: Query) -> Query | None:
    """The query without its short beginnings, which finds all that the query finds, and more.

    None where there is none among the parts that must all hold.
    """
    parts = _parts(query)
    kept = [part for part in parts if not _short(part)]
    return _joined(kept) if len(kept) < len(parts) else None


def spelling(query: Query, texts: Iterable[str]) -> Spelling:
    """The words of these texts that begin as the query's short beginnings do."""
    patterns = {
        _plain(prefix): _pattern(_plain(prefix)) for part in _parts(query) if (prefix := _short(part))
    }
    counts: Spelling = {start: Counter() for start in patterns}
    for text in texts:
        folded = fold_in_place(text)
        for start, pattern in patterns.items():
            counts[start].update(set(pattern.findall(folded)))
    return counts


def spelt_out(query: Query, words: Mapping[str, Collection[str]]) -> Query | None:
    """The query with these words in the place of its short beginnings.

    None where one of them has no words: then it finds nothing.
    """
    parts: list[Node] = []
    for part in _parts(query):
        prefix = _short(part)
        if prefix is None:
            parts.append(part)
            continue
        named = [Word(word) for word in sorted(words[_plain(prefix)])]
        if not named:
            return None
        spelt = [Field(part.name, word) for word in named] if isinstance(part, Field) else named
        parts.append(Or(tuple(spelt)) if len(spelt) > 1 else spelt[0])
    return _joined(parts)


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
    return unicodedata.normalize("NFC", without_punctuation(prefix.text)).strip()


def _pattern(start: str) -> re.Pattern[str]:
    """Finds words that begin so in folded text."""
    escaped = re.escape(fold_in_place(start))
    # The look behind comes after the letters, so that the engine can search for them.
    return re.compile(rf"{escaped}(?<![^\W_]{escaped})[^\W_]*")
