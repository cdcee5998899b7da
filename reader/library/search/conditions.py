"""What the fields of a query ask of a cable, as conditions on the rows of ``cable AS c``.

Values are bound, never written into the SQL.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from reader.cable.model import Level
from reader.cable.mrn import canonical
from reader.library.errors import QueryError
from reader.library.folding import fold
from reader.library.query.fields import FIELDS, FieldKind, read_date, read_level, read_number
from reader.library.query.tree import Comparison, Field, Node, Phrase, Prefix, Range, Value, Word

Parameter = str | int
FIRST_DAY = dt.date(1970, 1, 1)
"""From which ``cable.day`` counts."""
_FAR = 10**9


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL and what is bound to it."""

    sql: str
    parameters: tuple[Parameter, ...] = ()


def joined(operator: str, parts: list[Statement]) -> Statement:
    """Conditions as one, joined by ``AND`` or ``OR``."""
    sql = f" {operator} ".join(f"({part.sql})" for part in parts)
    return Statement(sql, tuple(value for part in parts for value in part.parameters))


all_of = partial(joined, "AND")
"""Conditions that must all hold, as one."""


def of_field(field: Field) -> Statement:
    """What a field of the query asks of a cable; not for words of the text, nor for the user's notes."""
    kind = FIELDS[field.name].kind
    if field.name == "portion":
        return _portion(field.value)
    if kind is FieldKind.LEVEL:
        return _between("c.level", level_limits(field.value))
    if kind is FieldKind.DATE or field.name == "year":
        return _between("c.day", _day_range(field))
    if kind is FieldKind.NUMBER:
        return _number(field)
    if kind is FieldKind.MRN:
        return _mrn(field)
    return _fact(field)


def level_limits(value: Value) -> tuple[int | None, int | None]:
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
        return (found[0] - FIRST_DAY).days, (found[1] - FIRST_DAY).days

    return _limits(field.value, lambda text: days(text)[0], lambda text: days(text)[1])


def days_of(parts: tuple[Node, ...]) -> tuple[int, int] | None:
    """The days that all results must lie in, from the parts that must all hold."""
    ranges = [_day_range(part) for part in parts if isinstance(part, Field) and part.name in ("date", "year")]
    if not ranges:
        return None
    low = max((low for low, _ in ranges if low is not None), default=(dt.date(1, 1, 2) - FIRST_DAY).days)
    high = min(
        (high for _, high in ranges if high is not None), default=(dt.date(9999, 12, 30) - FIRST_DAY).days
    )
    return low, min(high, (dt.date(9999, 12, 30) - FIRST_DAY).days)


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


def portions_of(parts: tuple[Node, ...]) -> list[Level]:
    """The levels that a portion among the parts confines their words to."""
    levels: list[Level] = []
    for part in parts:
        if isinstance(part, Field) and part.name == "portion":
            low, high = level_limits(part.value)
            levels += [level for level in Level if (low or 0) <= level <= (high or _FAR)]
    return levels


def _portion(value: Value) -> Statement:
    """A cable with such a paragraph: of these levels, and of this dissemination where one is named."""
    low, high = level_limits(value)
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
    folded = fold(value.text)
    if FIELDS[field.name].kind is FieldKind.CODE:
        like = _plain_like(folded) + ("%" if value.is_prefix else "")
        return _having(field.name, Statement("v.folded LIKE ? ESCAPE '\\'", (like,)))
    words = folded.split()
    tails = [" %"] * len(words)
    if value.is_prefix and tails:
        tails[-1] = "%"
    likes = tuple(f"% {_plain_like(word)}{tail}" for word, tail in zip(words, tails, strict=True))
    each = " AND ".join("' ' || v.folded || ' ' LIKE ? ESCAPE '\\'" for _ in words) or "0"
    # A post is also known by its name without spaces, as in reference numbers.
    squashed = _plain_like("".join(words)) + ("%" if value.is_prefix else "")
    return _having(
        field.name,
        Statement(f"({each}) OR replace(v.folded, ' ', '') LIKE ? ESCAPE '\\'", (*likes, squashed)),
    )


def _mrn(field: Field) -> Statement:
    value = field.value
    assert isinstance(value, Word | Prefix | Phrase)  # the parser gives ranges to ordered fields only
    if isinstance(value, Prefix):
        start = value.text.upper()
        condition = Statement("{0} >= ? AND {0} < ?", (start, start + chr(0x10FFFF)))
    else:
        condition = Statement("{0} = ?", (canonical(value.text) or value.text.upper(),))
    if field.name == "mrn":
        named = condition.sql.format("name")
        return Statement(
            f"({condition.sql.format('c.mrn')}) OR c.mrn IN (SELECT mrn FROM alias WHERE {named})",
            condition.parameters * 2,
        )
    only = " AND l.paragraph = 0" if field.name == "ref" else ""
    target = condition.sql.format("l.target")
    return Statement(f"c.id IN (SELECT l.source FROM link AS l WHERE {target}{only})", condition.parameters)
