"""Adding a condition to a query, and removing parts of it. Pure, from query text to query text."""

from __future__ import annotations

from dataclasses import dataclass

from reader.config.dates import MONTHS
from reader.library.folding import storable
from reader.library.query.syntax import parse
from reader.library.query.tree import And, Field, Node, Phrase, Query, Range, Value, Word
from reader.library.search.facets import Month

_DATE_FIELDS = ("date", "year")
_NO_QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»', " "))
"""Quotation marks would end a phrase of the query language."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One value of a field: ``tag`` and ``PHUM``."""

    name: str
    value: str
    """In the query language: ``2006-04..2006-06``, or a name with spaces."""

    @property
    def field(self) -> Field:
        """The condition as a node of a query tree."""
        return Field(self.name, _value(self.name, self.value))

    def __str__(self) -> str:
        return str(self.field)


def _value(name: str, text: str) -> Value:
    if name in _DATE_FIELDS and ".." in text:
        low, _, high = text.partition("..")
        return Range(low, high)
    plain = " ".join((storable(text) or "").translate(_NO_QUOTES).split())
    # A word with signs in it would be read as something else.
    return Word(plain) if plain.isalnum() or name in _DATE_FIELDS else Phrase(plain)


def narrowed(query: str, condition: Condition) -> str:
    """The query with this condition added; dates replace the dates in it."""
    parts = [part for part in parts_of(query) if not (condition.name in _DATE_FIELDS and _is_date(part))]
    return _joined([*parts, condition.field] if condition.field not in parts else parts)


def without_part(query: str, part: str) -> str:
    """The query without one of its parts, as text."""
    return _joined([each for each in parts_of(query) if str(each) != part])


def without_dates(query: str) -> str:
    """The query without its dates."""
    return _joined([part for part in parts_of(query) if not _is_date(part)])


def _is_date(part: Node) -> bool:
    return isinstance(part, Field) and part.name in _DATE_FIELDS


def parts_of(query: str) -> tuple[Node, ...]:
    """The words and fields that must all match. Raises QueryError."""
    root = parse(query).root
    if root is None:
        return ()
    return root.children if isinstance(root, And) else (root,)


def _joined(parts: list[Node]) -> str:
    return str(Query(And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None))


def months(first: Month, last: Month) -> Condition:
    """The time from one month to another, both included: ``date:2006``, ``date:2006-04..2006-06``."""
    if first.month == 1 and last.month == 12:
        return Condition("date", f"{first.year}" if first.year == last.year else f"{first.year}..{last.year}")
    low, high = f"{first.year}-{first.month:02}", f"{last.year}-{last.month:02}"
    return Condition("date", low if low == high else f"{low}..{high}")


def months_in_words(first: Month, last: Month) -> str:
    """``2006``, ``2004–2006``, ``May 2006``, ``Apr–Jun 2006``, ``Nov 2005–Jan 2006``."""
    if first.month == 1 and last.month == 12:
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    begins, ends = MONTHS[first.month - 1][:3], MONTHS[last.month - 1][:3]
    if first == last:
        return f"{begins} {first.year}"
    if first.year == last.year:
        return f"{begins}–{ends} {first.year}"
    return f"{begins} {first.year}–{ends} {last.year}"
