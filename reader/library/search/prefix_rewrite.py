"""Replaces the short prefixes of a query (``a*``) by the words that begin so, taken from texts. Pure.

For ``a*``, FTS5 first merges the entries of all words with that prefix in all cables: a second for every
100,000 cables, during which it cannot be interrupted. With the words themselves instead of the prefix, the
matches among these texts are the same, and come at once: see ``prefix_search``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from reader.library.folding import fold_in_place
from reader.library.query.fts_terms import without_punctuation
from reader.library.query.tree import And, Field, Node, Or, Prefix, Query, Word

MAX_LETTERS = 3
"""Letters of a short prefix. Longer ones are fast enough."""

Completions = Mapping[str, Counter[str]]
"""For each short prefix, the words that begin so, and the number of texts with each word."""


def without_short_prefixes(query: Query) -> Query | None:
    """The query without its short prefixes; it matches all that the query matches, and more.

    None if none of the parts that must all match is a short prefix.
    """
    parts = _parts(query)
    kept = [part for part in parts if not _short_prefix(part)]
    return _combined(kept) if len(kept) < len(parts) else None


def completions(query: Query, texts: Iterable[str]) -> Completions:
    """The words in these texts that begin with the query's short prefixes."""
    patterns = {
        _letters(prefix): _pattern(_letters(prefix))
        for part in _parts(query)
        if (prefix := _short_prefix(part))
    }
    counts: Completions = {start: Counter() for start in patterns}
    for text in texts:
        folded = fold_in_place(text)
        for start, pattern in patterns.items():
            counts[start].update(set(pattern.findall(folded)))
    return counts


def with_words(query: Query, words: Mapping[str, Collection[str]]) -> Query | None:
    """The query with the words of each short prefix instead of the prefix.

    None if one of the prefixes has no words, so that nothing can match.
    """
    parts: list[Node] = []
    for part in _parts(query):
        prefix = _short_prefix(part)
        if prefix is None:
            parts.append(part)
            continue
        alternatives = [Word(word) for word in sorted(words[_letters(prefix)])]
        if not alternatives:
            return None
        nodes = [Field(part.name, word) for word in alternatives] if isinstance(part, Field) else alternatives
        parts.append(Or(tuple(nodes)) if len(nodes) > 1 else nodes[0])
    return _combined(parts)


def _parts(query: Query) -> tuple[Node, ...]:
    """The parts of the query that must all match."""
    if query.root is None:
        return ()
    return query.root.children if isinstance(query.root, And) else (query.root,)


def _combined(parts: list[Node]) -> Query:
    return Query(And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None)


def _short_prefix(node: Node) -> Prefix | None:
    """The prefix that the node searches for, if it is a short one."""
    value = node.value if isinstance(node, Field) and node.name == "subject" else node
    if isinstance(value, Prefix) and 0 < len(_letters(value)) <= MAX_LETTERS and " " not in _letters(value):
        return value
    return None


def _letters(prefix: Prefix) -> str:
    return unicodedata.normalize("NFC", without_punctuation(prefix.text)).strip()


def _pattern(start: str) -> re.Pattern[str]:
    """Matches the words of folded text that begin so."""
    escaped = re.escape(fold_in_place(start))
    # The lookbehind comes after the letters, so that the engine can search for them.
    return re.compile(rf"{escaped}(?<![^\W_]{escaped})[^\W_]*")
