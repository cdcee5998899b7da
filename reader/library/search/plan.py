"""From a query's tree to the SQL that answers it.

What the full-text index can answer by itself goes there as one expression; everything else becomes a
condition on the rows of ``cable``. Values are bound, never written into the SQL.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from reader.cable.model import Level
from reader.library.db.date_ids import first_id
from reader.library.errors import QueryError
from reader.library.order import Order
from reader.library.query import fts_terms
from reader.library.query.fields import FIELDS
from reader.library.query.tree import (
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)
from reader.library.search.conditions import (
    FIRST_DAY,
    Statement,
    all_of,
    days_of,
    joined,
    of_field,
    portions_of,
)


class AllBut(frozenset[str]):
    """Every cable but those of these numbers."""


NoteResolver = Callable[[Field], Collection[str]]
"""Gives the message reference numbers that a field about notes stands for; raises QueryError."""

_ORDERS = {
    Order.NEWEST: "c.id DESC",
    Order.OLDEST: "c.id",
    Order.POST: "c.post NULLS LAST, c.id DESC",
    Order.LEVEL: "c.level DESC, c.id DESC",
    Order.SUBJECT: "c.subject COLLATE NOCASE NULLS LAST, c.id DESC",
    Order.SIZE: "c.size DESC, c.id DESC",
    Order.BEST: "words.rank, c.id DESC",
}


_OF_ROW = re.compile(r"\bc\.(?!id\b)")
"""A column of ``cable`` in a condition, other than the id, which the index has too."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a query is answered."""

    match: str | None
    """An FTS5 expression; None when no words are looked for."""
    where: Statement | None
    """A condition on ``cable c``."""
    days: tuple[int, int] | None
    """First and last day (since 1970) any result can have, where the query bounds them."""

    within: tuple[int, int] | None = None
    """Lowest and highest id that is asked for."""

    def ids(self, order: Order, drift: int) -> Statement:
        """The statement that gives the ids in this order; superseded and removed ones may be among them
        when ``checks_current`` is False. ``drift`` is the library's: see ``schema.state``."""
        if self.match is None:
            return self._from_rows(order, drift)
        bounds = self._bounds("words.rowid", drift)
        condition = f" AND ({self.where.sql})" if self.where else ""
        if not self.checks_current and order in (Order.NEWEST, Order.OLDEST):
            # Rows of cables are not looked at: a common word is in most of them. The plus keeps SQLite from
            # asking the index once for every id that meets the condition.
            own = condition.replace("c.id", "+words.rowid")
            return Statement(
                f"SELECT words.rowid AS id FROM words WHERE words MATCH ?{bounds.sql}{own}"
                f" ORDER BY {_by(order)}",
                (self.match, *bounds.parameters, *(self.where.parameters if self.where else ())),
            )
        return Statement(
            # CROSS: the index leads. Left to itself SQLite may ask the index once for every row.
            "SELECT c.id AS id FROM words CROSS JOIN cable AS c ON c.id = words.rowid"
            f" WHERE words MATCH ?{bounds.sql} AND c.current{condition} ORDER BY {_by(order)}",
            (self.match, *bounds.parameters, *(self.where.parameters if self.where else ())),
        )

    def _from_rows(self, order: Order, drift: int) -> Statement:
        by = _ORDERS[Order.NEWEST if order is Order.BEST else order]
        bounds = self._bounds("c.id", drift)
        condition = f" AND ({self.where.sql})" if self.where else ""
        return Statement(
            f"SELECT c.id AS id FROM cable AS c WHERE c.current{bounds.sql}{condition} ORDER BY {by}",
            (*bounds.parameters, *(self.where.parameters if self.where else ())),
        )

    def _bounds(self, column: str, drift: int) -> Statement:
        """Ids follow dates, so days narrow ids: a range of rows instead of all of them."""
        limits = [self.within] if self.within else []
        if self.days:
            low, high = (FIRST_DAY + dt.timedelta(days=day) for day in self.days)
            limits.append((first_id(low), first_id(high + dt.timedelta(days=1)) + drift))
        sql = f" AND {column} BETWEEN ? AND ?" * len(limits)
        return Statement(sql, tuple(limit for pair in limits for limit in pair))

    @property
    def checks_current(self) -> bool:
        """False where the index gives the ids by itself, without a look at the rows of ``cable``."""
        return self.match is None or (self.where is not None and bool(_OF_ROW.search(self.where.sql)))


def _by(order: Order) -> str:
    # The id of the index's row, not of the cable's, so that the index's own order serves.
    return _ORDERS[order].replace("c.id", "words.rowid")


def plan(query: Query, notes: NoteResolver | None = None) -> Plan:
    """How to answer the query. ``notes`` resolves the fields about notes.

    Raises QueryError where nothing can be looked for, or a field about notes is used without ``notes``.
    """
    if query.root is None:
        return Plan(None, None, None)
    root = fts_terms.searchable(query.root)
    if root is None:
        raise QueryError(
            "There is no word to look for", 0, advice="Signs are not searched; write letters or figures."
        )
    parts = root.children if isinstance(root, And) else (root,)
    compiler = _Compiler(notes)
    match, conditions = compiler.split(parts)
    where = all_of(conditions) if conditions else None
    return Plan(match, where, days_of(parts))


class _Compiler:
    def __init__(self, notes: NoteResolver | None) -> None:
        self._notes = notes

    def split(self, parts: tuple[Node, ...]) -> tuple[str | None, list[Statement]]:
        """What of the parts, all of which must hold, the index answers, and conditions for the others."""
        wanted: list[tuple[Node, str]] = []
        unwanted: list[str] = []
        rest: list[Node] = []
        for part in parts:
            if isinstance(part, Not) and (expression := _match(part.child)):
                unwanted.append(expression)
            elif not isinstance(part, Not) and (expression := _match(part)):
                wanted.append((part, expression))
            else:
                rest.append(part)
        conditions = [self.condition(part) for part in (rest if wanted else parts)]
        if not wanted:
            return None, conditions
        match = fts_terms.combined("AND", [expression for _, expression in wanted])
        inside = [expression for part, expression in wanted if not isinstance(part, Field)]
        if inside and (levels := portions_of(parts)):
            outside = [expression for part, expression in wanted if isinstance(part, Field)]
            match, exact = _in_portions(levels, inside, outside)
            conditions.append(exact)
        if unwanted:
            match = fts_terms.combined("NOT", [match, fts_terms.combined("OR", unwanted)])
        return match, conditions

    def condition(self, node: Node) -> Statement:
        """A condition on a row of ``cable c``."""
        match node:
            case Field(name) if name != "subject":
                return self._field(node)
            case Not(child):
                inside = self.condition(child)
                return Statement(f"NOT ({inside.sql})", inside.parameters)
            case Or(children):
                return joined("OR", [self.condition(child) for child in children])
            case And(children):
                match, conditions = self.split(children)
                return all_of([*([_matches(match)] if match else []), *conditions])
            case _:
                expression = _match(node)
                assert expression is not None  # terms, NEAR and subject: are what the index answers
                return _matches(expression)

    def _field(self, field: Field) -> Statement:
        if FIELDS[field.name].about_notes:
            return self._about_notes(field)
        return of_field(field)

    def _about_notes(self, field: Field) -> Statement:
        if self._notes is None:
            raise QueryError(
                f"{field.name}: asks for your notes, which are not at hand here",
                field.position,
                advice="Search without it.",
            )
        numbers = self._notes(field)
        among = "NOT IN" if isinstance(numbers, AllBut) else "IN"
        return Statement(f"c.mrn {among} (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers)),))


def _matches(expression: str) -> Statement:
    return Statement("c.id IN (SELECT rowid FROM words WHERE words MATCH ?)", (expression,))


def _match(node: Node) -> str | None:
    """The FTS5 expression of a node that the index alone can answer, else None."""
    match node:
        case Word() | Prefix() | Phrase():
            return fts_terms.term(node)
        case Near():
            return fts_terms.near(node)
        case Field("subject", Word() | Prefix() | Phrase() as value):
            return fts_terms.in_columns(["subject"], fts_terms.term(value))
        case Or(children):
            expressions = [_match(child) for child in children]
            if all(expressions):
                return fts_terms.combined("OR", [each for each in expressions if each])
        case And(children):
            positive = [_match(child) for child in children if not isinstance(child, Not)]
            negative = [_match(child.child) for child in children if isinstance(child, Not)]
            if positive and all(positive) and all(negative):
                expression = fts_terms.combined("AND", [each for each in positive if each])
                against = fts_terms.combined("OR", [each for each in negative if each])
                return fts_terms.combined("NOT", [expression, against]) if against else expression
    return None


def levels_of(query: Query) -> frozenset[int]:
    """The levels of the paragraphs that the query's words are looked for in; none where in all."""
    root = query.root
    return frozenset(portions_of(root.children)) if isinstance(root, And) else frozenset()


def _in_portions(levels: list[Level], inside: list[str], outside: list[str]) -> tuple[str, Statement]:
    """An expression for words in paragraphs of these levels, and the condition that makes it exact.

    Paragraphs of a cable's main level share two columns, whatever that level is: see ``schema.COLUMNS``.
    """
    own = [level.name.lower() for level in levels]
    words = fts_terms.combined("AND", inside)
    match = fts_terms.in_columns(["body", "summary", *own], words)
    numbers = ", ".join(str(int(level)) for level in levels)
    elsewhere = _matches(fts_terms.in_columns(own, words))
    exact = Statement(f"c.main IN ({numbers}) OR {elsewhere.sql}", elsewhere.parameters)
    return fts_terms.combined("AND", [match, *outside]) if outside else match, exact
