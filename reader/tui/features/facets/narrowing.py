"""Narrowing a query by one value more, and widening it again: pure, from query text to query text."""

from __future__ import annotations

from dataclasses import dataclass

from reader.library.folding import storable
from reader.library.query.syntax import parse
from reader.library.query.tree import And, Field, Node, Phrase, Query, Range, Value, Word
from reader.library.search.facets import Month
from reader.tui.ui.words import MONTHS

_OF_TIME = ("date", "year")
_NO_QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»', " "))
"""What ends a phrase of the query language has no place in one."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One value of a field: ``tag`` and ``PHUM``."""

    name: str
    value: str
    """As the query language reads it: ``2006-04..2006-06``, or a name with spaces."""

    @property
    def field(self) -> Field:
        """Its place in a query's tree."""
        return Field(self.name, _value(self.name, self.value))

    def __str__(self) -> str:
        return str(self.field)


def _value(name: str, text: str) -> Value:
    if name in _OF_TIME and ".." in text:
        low, _, high = text.partition("..")
        return Range(low, high)
    plain = " ".join((storable(text) or "").translate(_NO_QUOTES).split())
    # What a word may not hold: its own signs, and what the language takes for one.
    return Word(plain) if plain.isalnum() or name in _OF_TIME else Phrase(plain)


def narrowed(query: str, condition: Condition) -> str:
    """The query with this asked for too; a period takes the place of a wider or another one."""
    parts = [part for part in parts_of(query) if not (condition.name in _OF_TIME and _is_of_time(part))]
    return _together([*parts, condition.field] if condition.field not in parts else parts)


def widened(query: str, part: str) -> str:
    """The query without one of its parts, as ``parts_of`` gives them in writing."""
    return _together([each for each in parts_of(query) if str(each) != part])


def without_period(query: str) -> str:
    """The query for any time."""
    return _together([part for part in parts_of(query) if not _is_of_time(part)])


def _is_of_time(part: Node) -> bool:
    return isinstance(part, Field) and part.name in _OF_TIME


def parts_of(query: str) -> tuple[Node, ...]:
    """What must all hold, words and fields. Raises QueryError."""
    root = parse(query).root
    if root is None:
        return ()
    return root.children if isinstance(root, And) else (root,)


def _together(parts: list[Node]) -> str:
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
    begins, ends = MONTHS[first.month - 1], MONTHS[last.month - 1]
    if first == last:
        return f"{begins} {first.year}"
    if first.year == last.year:
        return f"{begins}–{ends} {first.year}"
    return f"{begins} {first.year}–{ends} {last.year}"
