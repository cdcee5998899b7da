"""Which words of a query the index can look for, and how they are written for FTS5. Pure.

Whatever the user types reaches FTS5 only inside double quotes, where nothing has a meaning but the doubled
quote; operators and column names are written by us.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from reader.library.query.tree import And, Field, Near, Node, Not, Or, Phrase, Prefix, Term, Word


def letters(text: str) -> str:
    """The text with everything that the index takes for a space made one."""
    return "".join(c if _in_words(c) else " " for c in text)


def _in_words(character: str) -> bool:
    # FTS5's unicode61: letters and numbers, and the marks that accents are made of. Private use characters
    # count too, but we keep those for ourselves.
    return unicodedata.category(character)[0] in "LNM"


def searchable(node: Node) -> Node | None:
    """The node without words made of signs only, which the index does not hold; None when nothing is left."""
    match node:
        case Word(text) | Prefix(text) | Phrase(text):
            return node if letters(text).strip() else None
        case Near(terms, distance):
            kept = tuple(term for term in terms if letters(term.text).strip())
            return Near(kept, distance) if len(kept) > 1 else kept[0] if kept else None
        case Field("subject", value):
            return node if not isinstance(value, Word | Prefix | Phrase) or searchable(value) else None
        case Field():
            return node
        case Not(child):
            inner = searchable(child)
            return Not(inner) if inner else None
        case And(children) | Or(children):
            left = [each for child in children if (each := searchable(child))]
            if len(left) < 2:
                return left[0] if left else None
            return And(tuple(left)) if isinstance(node, And) else Or(tuple(left))


def term(node: Term) -> str:
    """A term for FTS5."""
    quoted = f'"{" ".join(letters(node.text).split())}"'
    open_end = isinstance(node, Prefix) or (isinstance(node, Phrase) and node.open_end)
    return f"{quoted} *" if open_end else quoted


def near(node: Near) -> str:
    """Terms near one another, for FTS5."""
    return f"NEAR({' '.join(map(term, node.terms))}, {node.distance})"


def in_columns(columns: Sequence[str], expression: str) -> str:
    """The expression, looked for in these columns only."""
    return f"{{{' '.join(columns)}}} : ({expression})"


def combined(operator: str, expressions: Iterable[str]) -> str:
    """The expressions in brackets, joined by ``AND``, ``OR`` or ``NOT``."""
    return f" {operator} ".join(f"({expression})" for expression in expressions)
