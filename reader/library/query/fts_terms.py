"""Which terms of a query the full-text index can find, and how they are written for FTS5. Pure.

What the user types reaches FTS5 only inside double quotes, where only the doubled quote is special. Operators
and column names come from this program.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from reader.library.query.tree import And, Field, Near, Node, Not, Or, Phrase, Prefix, Term, Word


def without_punctuation(text: str) -> str:
    """The text with a space for every character that FTS5 does not count as part of a word."""
    return "".join(c if _is_part_of_word(c) else " " for c in text)


def _is_part_of_word(character: str) -> bool:
    # As FTS5's unicode61: letters, numbers and combining marks. FTS5 counts private use characters, too; this
    # program needs those for itself.
    return unicodedata.category(character)[0] in "LNM"


def searchable(node: Node) -> Node | None:
    """The node without terms made of signs only, which are not in the index; None if nothing is left."""
    match node:
        case Word(text) | Prefix(text) | Phrase(text):
            return node if without_punctuation(text).strip() else None
        case Near(terms, distance):
            kept = tuple(term for term in terms if without_punctuation(term.text).strip())
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
    """A term as FTS5 writes it."""
    quoted = f'"{" ".join(without_punctuation(node.text).split())}"'
    return f"{quoted} *" if node.is_prefix else quoted


def near(node: Near) -> str:
    """A NEAR as FTS5 writes it."""
    return f"NEAR({' '.join(map(term, node.terms))}, {node.distance})"


def in_columns(columns: Sequence[str], expression: str) -> str:
    """The expression, searched for only in these columns."""
    return f"{{{' '.join(columns)}}} : ({expression})"


def combined(operator: str, expressions: Iterable[str]) -> str:
    """The expressions in brackets, joined by ``AND``, ``OR`` or ``NOT``."""
    return f" {operator} ".join(f"({expression})" for expression in expressions)
