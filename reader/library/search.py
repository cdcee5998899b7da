"""From a query's tree to the SQL that answers it.

What the full-text index can answer by itself goes there as one expression; everything else becomes a
condition on the rows of ``cable``. Values are bound, never written into the SQL.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from reader.cable.model import Level
from reader.cable.mrn import canonical
from reader.library import query_words
from reader.library.errors import QueryError
from reader.library.folding import fold
from reader.library.order import Order, first_id
from reader.library.query_fields import FIELDS, FieldKind, read_date, read_level, read_number
from reader.library.query_tree import (
    And,
    Comparison,
    Field,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Value,
    Word,
)

Parameter = str | int
Resolver = Callable[[Field], Collection[str]]
"""Gives the message reference numbers that a field about notes stands for; raises QueryError."""

_ORDERS = {
    Order.NEWEST: "c.id DESC",
    Order.OLDEST: "c.id",
    Order.POST: "c.post IS NULL, c.post, c.id DESC",
    Order.LEVEL: "c.level DESC, c.id DESC",
    Order.SUBJECT: "c.subject IS NULL, c.subject COLLATE NOCASE, c.id DESC",
    Order.SIZE: "c.size DESC, c.id DESC",
    Order.BEST: "words.rank, c.id DESC",
}
_DAY = dt.date(1970, 1, 1)
_FAR = 10**9


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL and what is bound to it."""

    sql: str
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """How a query is answered."""

    match: str | None
    """An FTS5 expression; None when no words are looked for."""
    where: Statement | None
    """A condition on ``cable c``."""
    days: tuple[int, int] | None
    """First and last day (since 1970) any result can have, where the query bounds them."""

    def ids(self, order: Order, drift: int) -> Statement:
        """The statement that gives the ids in this order; superseded and removed ones may be among them
        when ``checks_current`` is False. ``drift`` is the library's: see ``schema.state``."""
        if self.match is None:
            return self._from_rows(order, drift)
        if not self.where and order in (Order.NEWEST, Order.OLDEST):
            downward = " DESC" if order is Order.NEWEST else ""
            return Statement(
                f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid{downward}", (self.match,)
            )
        bounds = self._bounds("words.rowid", drift)
        condition = f" AND ({self.where.sql})" if self.where else ""
        return Statement(
            # CROSS: the index leads. Left to itself SQLite may ask the index once for every row.
            "SELECT c.id FROM words CROSS JOIN cable AS c ON c.id = words.rowid"
            f" WHERE words MATCH ?{bounds.sql} AND c.current{condition} ORDER BY {_by(order)}",
            (self.match, *bounds.parameters, *(self.where.parameters if self.where else ())),
        )

    def _from_rows(self, order: Order, drift: int) -> Statement:
        by = _ORDERS[Order.NEWEST if order is Order.BEST else order]
        bounds = self._bounds("c.id", drift)
        condition = f" AND ({self.where.sql})" if self.where else ""
        return Statement(
            f"SELECT c.id FROM cable AS c WHERE c.current{bounds.sql}{condition} ORDER BY {by}",
            (*bounds.parameters, *(self.where.parameters if self.where else ())),
        )

    def _bounds(self, column: str, drift: int) -> Statement:
        """Ids follow dates, so days narrow ids: a range of rows instead of all of them."""
        if not self.days:
            return Statement("")
        low, high = (_DAY + dt.timedelta(days=day) for day in self.days)
        return Statement(
            f" AND {column} BETWEEN ? AND ?", (first_id(low), first_id(high + dt.timedelta(days=1)) + drift)
        )

    @property
    def checks_current(self) -> bool:
        """False where the ids of :meth:`ids` come straight from the index, in date order."""
        return self.match is None or self.where is not None


def _by(order: Order) -> str:
    # The id of the index's row, not of the cable's, so that the index's own order serves.
    return _ORDERS[order].replace("c.id", "words.rowid")


def plan(query: Query, notes: Resolver | None = None) -> Plan:
    """How to answer the query. ``notes`` resolves the fields about notes.

    Raises QueryError where nothing can be looked for, or a field about notes is used without ``notes``.
    """
    if query.root is None:
        return Plan(None, None, None)
    root = query_words.searchable(query.root)
    if root is None:
        raise QueryError(
            "There is no word to look for", 0, advice="Signs are not searched; write letters or figures."
        )
    parts = root.children if isinstance(root, And) else (root,)
    compiler = _Compiler(notes)
    match, conditions = compiler.split(parts)
    where = _all(conditions) if conditions else None
    return Plan(match, where, _days(parts))


class _Compiler:
    def __init__(self, notes: Resolver | None) -> None:
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
        match = query_words.combined("AND", [expression for _, expression in wanted])
        inside = [expression for part, expression in wanted if not isinstance(part, Field)]
        if inside and (levels := _portions(parts)):
            outside = [expression for part, expression in wanted if isinstance(part, Field)]
            match, exact = _in_portions(levels, inside, outside)
            conditions.append(exact)
        if unwanted:
            match = query_words.combined("NOT", [match, query_words.combined("OR", unwanted)])
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
                return _joined("OR", [self.condition(child) for child in children])
            case And(children):
                match, conditions = self.split(children)
                return _all([*([_matches(match)] if match else []), *conditions])
            case _:
                expression = _match(node)
                assert expression is not None  # terms, NEAR and subject: are what the index answers
                return _matches(expression)

    def _field(self, field: Field) -> Statement:
        fact = FIELDS[field.name]
        if fact.kind is FieldKind.NOTES:
            return self._about_notes(field)
        if field.name == "portion":
            return _portion(field.value)
        if fact.kind is FieldKind.LEVEL:
            return _between("c.level", _levels(field.value))
        if fact.kind is FieldKind.DATE or field.name == "year":
            return _between("c.day", _day_range(field))
        if fact.kind is FieldKind.NUMBER:
            return _number(field)
        if fact.kind is FieldKind.MRN:
            return _mrn(field)
        return _fact(field)

    def _about_notes(self, field: Field) -> Statement:
        if self._notes is None:
            raise QueryError(
                f"{field.name}: asks for your notes, which are not at hand here",
                field.position,
                advice="Search without it.",
            )
        numbers = json.dumps(sorted(self._notes(field)))
        return Statement("c.mrn IN (SELECT value FROM json_each(?))", (numbers,))


def _joined(operator: str, parts: list[Statement]) -> Statement:
    sql = f" {operator} ".join(f"({part.sql})" for part in parts)
    return Statement(sql, tuple(value for part in parts for value in part.parameters))


_all = partial(_joined, "AND")


def _matches(expression: str) -> Statement:
    return Statement("c.id IN (SELECT rowid FROM words WHERE words MATCH ?)", (expression,))


def _match(node: Node) -> str | None:
    """The FTS5 expression of a node that the index alone can answer, else None."""
    match node:
        case Word() | Prefix() | Phrase():
            return query_words.term(node)
        case Near():
            return query_words.near(node)
        case Field("subject", Word() | Prefix() | Phrase() as value):
            return query_words.in_columns(["subject"], query_words.term(value))
        case Or(children):
            expressions = [_match(child) for child in children]
            if all(expressions):
                return query_words.combined("OR", [each for each in expressions if each])
        case And(children):
            positive = [_match(child) for child in children if not isinstance(child, Not)]
            negative = [_match(child.child) for child in children if isinstance(child, Not)]
            if positive and all(positive) and all(negative):
                expression = query_words.combined("AND", [each for each in positive if each])
                against = query_words.combined("OR", [each for each in negative if each])
                return query_words.combined("NOT", [expression, against]) if against else expression
    return None


def _levels(value: Value) -> tuple[int | None, int | None]:
    """Lowest and highest level a value allows."""

    def read(text: str) -> int:
        found = read_level(text)
        assert found is not None  # checked by the parser
        return int(found[0])

    return _limits(value, read, read)


def _limits(
    value: Value, first: Callable[[str], int], last: Callable[[str], int]
) -> tuple[int | None, int | None]:
    """Both limits of a value, included; None where it is open. First and last of ``2006`` differ as days."""
    match value:
        case Range(low, high):
            return (first(low) if low else None, last(high) if high else None)
        case Comparison(">", text):
            return last(text) + 1, None
        case Comparison(">=", text):
            return first(text), None
        case Comparison("<", text):
            return None, first(text) - 1
        case Comparison(_, text):
            return None, last(text)
        case _:
            return first(value.text), last(value.text)


def _between(column: str, limits: tuple[int | None, int | None]) -> Statement:
    low, high = limits
    conditions = [f"{column} >= ?"] * (low is not None) + [f"{column} <= ?"] * (high is not None)
    return Statement(" AND ".join(conditions), tuple(each for each in limits if each is not None))


def _day_range(field: Field) -> tuple[int | None, int | None]:
    """First and last day since 1970 that ``date:`` or ``year:`` allow."""

    def days(text: str) -> tuple[int, int]:
        found = read_date(text.zfill(4) if field.name == "year" else text)
        if found is None:
            raise QueryError(
                f"{field.name}: takes a year of four figures", field.position, advice="For example year:2006"
            )
        return (found[0] - _DAY).days, (found[1] - _DAY).days

    return _limits(field.value, lambda text: days(text)[0], lambda text: days(text)[1])


def _days(parts: tuple[Node, ...]) -> tuple[int, int] | None:
    """The days that all results must lie in, from the parts that must all hold."""
    ranges = [_day_range(part) for part in parts if isinstance(part, Field) and part.name in ("date", "year")]
    if not ranges:
        return None
    low = max((low for low, _ in ranges if low is not None), default=(dt.date(1, 1, 2) - _DAY).days)
    high = min((high for _, high in ranges if high is not None), default=(dt.date(9999, 12, 30) - _DAY).days)
    return low, min(high, (dt.date(9999, 12, 30) - _DAY).days)


def _number(field: Field) -> Statement:
    def read(text: str) -> int:
        found = read_number(text)
        assert found is not None  # checked by the parser
        return found

    limits = _limits(field.value, read, read)
    if field.name == "length":
        return _between("c.size", limits)
    counted = _between("count(*)", limits)
    return Statement(
        f"c.mrn IN (SELECT mrn FROM cable GROUP BY mrn HAVING {counted.sql})", counted.parameters
    )


def levels_of(query: Query) -> frozenset[int]:
    """The levels of the paragraphs that the query's words are looked for in; none where in all."""
    root = query.root
    return frozenset(_portions(root.children)) if isinstance(root, And) else frozenset()


def _portions(parts: tuple[Node, ...]) -> list[Level]:
    """The levels that a portion among the parts confines their words to."""
    levels: list[Level] = []
    for part in parts:
        if isinstance(part, Field) and part.name == "portion":
            low, high = _levels(part.value)
            levels += [level for level in Level if (low or 0) <= level <= (high or _FAR)]
    return levels


def _in_portions(levels: list[Level], inside: list[str], outside: list[str]) -> tuple[str, Statement]:
    """An expression for words in paragraphs of these levels, and the condition that makes it exact.

    Paragraphs of a cable's main level share two columns, whatever that level is: see ``schema.COLUMNS``.
    """
    own = [level.name.lower() for level in levels]
    words = query_words.combined("AND", inside)
    match = query_words.in_columns(["body", "summary", *own], words)
    numbers = ", ".join(str(int(level)) for level in levels)
    elsewhere = _matches(query_words.in_columns(own, words))
    exact = Statement(f"c.main IN ({numbers}) OR {elsewhere.sql}", elsewhere.parameters)
    return query_words.combined("AND", [match, *outside]) if outside else match, exact


def _portion(value: Value) -> Statement:
    """A cable with such a paragraph: of these levels, and of this dissemination where one is named."""
    low, high = _levels(value)
    names = [level.name for level in Level if (low or 0) <= level <= (high or _FAR)]
    dissemination = ""
    if isinstance(value, Word | Phrase) and (read := read_level(value.text)) and read[1]:
        dissemination = f"/{read[1]}"
    likes = [pattern for name in names for pattern in (f"{name}{dissemination}", f"{name}{dissemination}/%")]
    condition = " OR ".join("v.value LIKE ? ESCAPE '\\'" for _ in likes) or "0"
    return _having("portion", Statement(condition, tuple(_plain_like(each, keep="%") for each in likes)))


def _having(kind: str, condition: Statement) -> Statement:
    """A cable with a value of this kind (``v``) that meets the condition."""
    return Statement(
        "c.id IN (SELECT f.cable FROM value AS v JOIN fact AS f ON f.value = v.id"
        f" WHERE v.kind = '{kind}' AND ({condition.sql}))",
        condition.parameters,
    )


def _plain_like(text: str, *, keep: str = "") -> str:
    """The text for LIKE, its wildcards taken literally, but for a ``keep`` at its end."""
    body = text.removesuffix(keep) if keep and text.endswith(keep) else text
    escaped = body.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return escaped + text[len(body) :]


def _fact(field: Field) -> Statement:
    value = field.value
    assert isinstance(value, Word | Prefix | Phrase)  # the parser gives ranges to ordered fields only
    open_end = isinstance(value, Prefix) or (isinstance(value, Phrase) and value.open_end)
    folded = fold(value.text)
    if FIELDS[field.name].kind is FieldKind.CODE:
        like = _plain_like(folded) + ("%" if open_end else "")
        return _having(field.name, Statement("v.folded LIKE ? ESCAPE '\\'", (like,)))
    words = folded.split()
    tails = [" %"] * len(words)
    if open_end and tails:
        tails[-1] = "%"
    likes = tuple(f"% {_plain_like(word)}{tail}" for word, tail in zip(words, tails, strict=True))
    each = " AND ".join("' ' || v.folded || ' ' LIKE ? ESCAPE '\\'" for _ in words) or "0"
    # A post is also known by its name without spaces, as in reference numbers.
    squashed = _plain_like("".join(words)) + ("%" if open_end else "")
    return _having(
        field.name,
        Statement(f"({each}) OR replace(v.folded, ' ', '') LIKE ? ESCAPE '\\'", (*likes, squashed)),
    )


def _mrn(field: Field) -> Statement:
    value = field.value
    assert isinstance(value, Word | Prefix | Phrase)  # the parser gives ranges to ordered fields only
    if isinstance(value, Prefix):
        condition = Statement("{0} LIKE ? ESCAPE '\\'", (_plain_like(value.text.upper()) + "%",))
    else:
        condition = Statement("{0} = ?", (canonical(value.text) or value.text.upper(),))
    if field.name == "mrn":
        named = condition.sql.format("name")
        return Statement(
            f"{condition.sql.format('c.mrn')} OR c.mrn IN (SELECT mrn FROM alias WHERE {named})",
            condition.parameters * 2,
        )
    only = " AND l.paragraph = 0" if field.name == "ref" else ""
    target = condition.sql.format("l.target")
    return Statement(f"c.id IN (SELECT l.source FROM link AS l WHERE {target}{only})", condition.parameters)
