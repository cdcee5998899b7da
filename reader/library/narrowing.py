"""Narrowing a query by what the facets count, and widening it again. Pure: a tree in, a tree out."""

from __future__ import annotations

import re

from reader.library import query_syntax
from reader.library.facets import Month
from reader.library.query_tokens import straight
from reader.library.query_tree import And, Field, Node, Query

_PLAIN = re.compile(r"[^\W_](?:[\w/&.'-]*[^\W_])?(?:\.\.[\w-]+)?")
"""Values that need no quotes."""
_EXCLUSIVE = ({"date", "year"}, {"class"})
"""Fields of which a cable has one value: another condition on it takes the place of the former."""


def narrow(query: Query, name: str, value: str) -> Query:
    """The query with another condition that must hold: ``narrow(q, "tag", "PHUM")``.

    ``value`` is a facet's (a post, a level's name, an entry of TAGS, a signer) or what the field takes: a
    month as :func:`month` writes it. A cable has one date and one level, so a condition on these replaces the
    one that the query had. What is there already is not said twice. Raises QueryError for a field or value
    that there is not.
    """
    written = value if _PLAIN.fullmatch(value) else f'"{straight(value).replace(chr(34), " ").strip()}"'
    added = query_syntax.parse(f"{name}:{written}").root
    assert isinstance(added, Field)  # the text is one field
    same = next((fields for fields in _EXCLUSIVE if added.name in fields), set())
    kept = [part for part in _parts(query) if not (isinstance(part, Field) and part.name in same)]
    return _joined(kept if added in kept else [*kept, added])


def widen(query: Query, name: str, value: str | None = None) -> Query:
    """The query without its conditions on a field, or without the one that has this value.

    Only conditions that must all hold are taken away, not those inside brackets or after a minus.
    """
    return _joined(
        [
            part
            for part in _parts(query)
            if not (
                isinstance(part, Field)
                and part.name == name
                and (value is None or getattr(part.value, "text", str(part.value)) == value)
            )
        ]
    )


def conditions(query: Query) -> tuple[Field, ...]:
    """The fields that must all hold, in their order: what :func:`widen` can take away."""
    return tuple(part for part in _parts(query) if isinstance(part, Field))


def month(of: Month) -> str:
    """A month as ``date:`` takes it: ``2006-03``."""
    return f"{of.year:04}-{of.month:02}"


def quarter(year: int, number: int) -> str:
    """A quarter (1 to 4) as ``date:`` takes it: ``2006-01..2006-03``."""
    return f"{month(Month(year, 3 * number - 2))}..{month(Month(year, 3 * number))}"


def _parts(query: Query) -> list[Node]:
    if query.root is None:
        return []
    return list(query.root.children) if isinstance(query.root, And) else [query.root]


def _joined(parts: list[Node]) -> Query:
    return Query(And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None)
