"""Turns the tree of a query into the SQL that finds the matching cables.

What the full-text index can find by itself becomes one FTS5 expression; everything else becomes a condition
on the rows of ``cable``. Values are bound, never written into the SQL.
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
    combined,
    days_of,
    field_condition,
    portion_levels,
)


class AllExcept(frozenset[str]):
    """All cables except those with these numbers."""


NoteResolver = Callable[[Field], Collection[str]]
"""Returns the message reference numbers of the cables that match a field about notes. Raises QueryError."""

_ORDERS = {
    Order.NEWEST: "c.id DESC",
    Order.OLDEST: "c.id",
    Order.POST: "c.post NULLS LAST, c.id DESC",
    Order.LEVEL: "c.level DESC, c.id DESC",
    Order.SUBJECT: "c.subject COLLATE NOCASE NULLS LAST, c.id DESC",
    Order.SIZE: "c.size DESC, c.id DESC",
    Order.BEST: "words.rank, c.id DESC",
}


_ROW_COLUMN = re.compile(r"\bc\.(?!id\b)")
"""A column of ``cable`` in a condition, except the id, which is also in the index."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to find the cables that match a query."""

    match: str | None
    """An FTS5 expression; None if the query has no words."""
    where: Statement | None
    """A condition on ``cable AS c``; None if there is none."""
    days: tuple[int, int] | None
    """First and last day, counted from 1970, that results can have; None if the query names no date."""
    within: tuple[int, int] | None = None
    """Lowest and highest id to return; None for all."""

    def ids(self, order: Order, drift: int) -> Statement:
        """The statement that selects the matching ids in this order.

        They may include superseded and removed cables if ``checks_current`` is False. ``drift`` is that of
        the library, see ``db.state``.
        """
        if self.match is None:
            return self._from_rows(order, drift)
        bounds = self._bounds("words.rowid", drift)
        condition = f" AND ({self.where.sql})" if self.where else ""
        if not self.checks_current and order in (Order.NEWEST, Order.OLDEST):
            # Reads no rows of ``cable``, as a common word is in most of them. The plus keeps SQLite from
            # querying the index once for every id that meets the condition.
            on_index = condition.replace("c.id", "+words.rowid")
            return Statement(
                f"SELECT words.rowid AS id FROM words WHERE words MATCH ?{bounds.sql}{on_index}"
                f" ORDER BY {_by(order)}",
                (self.match, *bounds.parameters, *(self.where.parameters if self.where else ())),
            )
        return Statement(
            # CROSS makes SQLite read the index first. Otherwise it may query the index once for every row.
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
        """The condition on ids for ``within`` and ``days``: ids are in the order of dates."""
        limits = [self.within] if self.within else []
        if self.days:
            low, high = (FIRST_DAY + dt.timedelta(days=day) for day in self.days)
            limits.append((first_id(low), first_id(high + dt.timedelta(days=1)) + drift))
        sql = f" AND {column} BETWEEN ? AND ?" * len(limits)
        return Statement(sql, tuple(limit for pair in limits for limit in pair))

    @property
    def checks_current(self) -> bool:
        """Whether superseded and removed cables are excluded; not if only the index is read."""
        return self.match is None or (self.where is not None and bool(_ROW_COLUMN.search(self.where.sql)))


def _by(order: Order) -> str:
    # By the rowid of the index, not of ``cable``: the index is sorted by it already.
    return _ORDERS[order].replace("c.id", "words.rowid")


def plan(query: Query, notes: NoteResolver | None = None) -> Plan:
    """Plan how to find the cables that match. ``notes`` resolves the fields about notes.

    Raises QueryError if the query has nothing to search for, or a field about notes without ``notes``.
    """
    if query.root is None:
        return Plan(None, None, None)
    root = fts_terms.searchable(query.root)
    if root is None:
        raise QueryError(
            "The query has no word to search for",
            0,
            advice="Punctuation is not searched; use letters or digits.",
        )
    parts = root.children if isinstance(root, And) else (root,)
    compiler = _Compiler(notes)
    match, conditions = compiler.split(parts)
    where = all_of(conditions) if conditions else None
    return Plan(match, where, days_of(parts))


class _Compiler:
    """Compiles the nodes of one query."""

    def __init__(self, notes: NoteResolver | None) -> None:
        self._notes = notes

    def split(self, nodes: tuple[Node, ...]) -> tuple[str | None, list[Statement]]:
        """An FTS5 expression for those of the nodes that the index can find, and conditions for the others.

        All nodes must match. The expression is None if there is no such node.
        """
        required: list[tuple[Node, str]] = []
        excluded: list[str] = []
        others: list[Node] = []
        for node in nodes:
            if isinstance(node, Not) and (expression := _match(node.child)):
                excluded.append(expression)
            elif not isinstance(node, Not) and (expression := _match(node)):
                required.append((node, expression))
            else:
                others.append(node)
        conditions = [self.condition(node) for node in (others if required else nodes)]
        if not required:
            return None, conditions
        match = fts_terms.combined("AND", [expression for _, expression in required])
        words = [expression for node, expression in required if not isinstance(node, Field)]
        if words and (levels := portion_levels(nodes)):
            subjects = [expression for node, expression in required if isinstance(node, Field)]
            match, condition = _in_portions(levels, words, subjects)
            conditions.append(condition)
        if excluded:
            match = fts_terms.combined("NOT", [match, fts_terms.combined("OR", excluded)])
        return match, conditions

    def condition(self, node: Node) -> Statement:
        """The condition on ``cable AS c`` for a node."""
        match node:
            case Field(name) if name != "subject":
                return self._field(node)
            case Not(child):
                negated = self.condition(child)
                return Statement(f"NOT ({negated.sql})", negated.parameters)
            case Or(children):
                return combined("OR", [self.condition(child) for child in children])
            case And(children):
                match, conditions = self.split(children)
                return all_of([*([_matches(match)] if match else []), *conditions])
            case _:
                expression = _match(node)
                assert expression is not None  # only terms, NEAR and subject: are left
                return _matches(expression)

    def _field(self, field: Field) -> Statement:
        if FIELDS[field.name].about_notes:
            return self._notes_field(field)
        return field_condition(field)

    def _notes_field(self, field: Field) -> Statement:
        if self._notes is None:
            raise QueryError(
                f"{field.name}: searches your notes, which are not available here",
                field.position,
                advice="Search without it.",
            )
        numbers = self._notes(field)
        operator = "NOT IN" if isinstance(numbers, AllExcept) else "IN"
        return Statement(f"c.mrn {operator} (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers)),))


def _matches(expression: str) -> Statement:
    return Statement("c.id IN (SELECT rowid FROM words WHERE words MATCH ?)", (expression,))


def _match(node: Node) -> str | None:
    """The FTS5 expression of a node, or None if the index alone cannot find what matches it."""
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
                excluded = fts_terms.combined("OR", [each for each in negative if each])
                return fts_terms.combined("NOT", [expression, excluded]) if excluded else expression
    return None


def levels_of(query: Query) -> frozenset[int]:
    """The levels of the paragraphs in which to search for the query's words; empty for all paragraphs."""
    root = query.root
    return frozenset(portion_levels(root.children)) if isinstance(root, And) else frozenset()


def _in_portions(levels: list[Level], words: list[str], subjects: list[str]) -> tuple[str, Statement]:
    """An expression for words in paragraphs of these levels, and a condition that removes wrong matches.

    Paragraphs of a cable's main level are in two columns, whatever that level is: see ``schema.COLUMNS``.
    """
    level_columns = [level.name.lower() for level in levels]
    all_words = fts_terms.combined("AND", words)
    match = fts_terms.in_columns(["body", "summary", *level_columns], all_words)
    numbers = ", ".join(str(int(level)) for level in levels)
    in_level_columns = _matches(fts_terms.in_columns(level_columns, all_words))
    condition = Statement(f"c.main IN ({numbers}) OR {in_level_columns.sql}", in_level_columns.parameters)
    return fts_terms.combined("AND", [match, *subjects]) if subjects else match, condition
