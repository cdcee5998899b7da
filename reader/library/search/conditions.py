"""SQL conditions on the rows of ``cable AS c``, for the fields of a query.

Values are bound, never written into the SQL.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from reader.cable.model import Level
from reader.cable.mrn import canonical
from reader.cable.naming.places import places_named
from reader.library.db.schema import COLUMNS
from reader.library.errors import QueryError
from reader.library.folding import fold
from reader.library.query import fts_terms
from reader.library.query.fields import FIELDS, FieldKind, read_date, read_level, read_number
from reader.library.query.other_names import Naming
from reader.library.query.tree import Comparison, Field, Node, Phrase, Prefix, Range, Term, Value, Word

Parameter = str | int
FIRST_DAY = dt.date(1970, 1, 1)
"""Day 0 of ``cable.day``."""
_ABOVE_ALL_LEVELS = 10**9


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL and the values bound to its parameters."""

    sql: str
    parameters: tuple[Parameter, ...] = ()


def combined(operator: str, conditions: list[Statement]) -> Statement:
    """One condition, of several joined by ``AND`` or ``OR``."""
    sql = f" {operator} ".join(f"({each.sql})" for each in conditions)
    return Statement(sql, tuple(value for each in conditions for value in each.parameters))


all_of = partial(combined, "AND")
"""One condition, of several that must all hold."""


def field_condition(field: Field) -> Statement:
    """The condition for a field other than ``subject`` and those about notes. Raises QueryError."""
    if (condition := value_condition(field)) is not None:
        return _has_value(field.name, condition)
    kind = FIELDS[field.name].kind
    if kind is FieldKind.LEVEL:
        return _between("c.level", level_limits(field.value))
    if kind is FieldKind.DATE or field.name == "year":
        return _between("c.day", _day_limits(field))
    if kind is FieldKind.NUMBER:
        return _number(field)
    return _place(field) if field.name == "place" else _mrn(field)


def value_condition(field: Field) -> Statement | None:
    """The condition on ``value AS v`` for a field with stored values, such as ``tag``; None for another."""
    if field.name == "portion":
        return _portion(field.value)
    is_other = FIELDS[field.name].kind in (FieldKind.LEVEL, FieldKind.DATE, FieldKind.NUMBER, FieldKind.MRN)
    return None if is_other or field.name in ("year", "place") else _names_value(field)


def level_limits(value: Value) -> tuple[int | None, int | None]:
    """Lowest and highest level that a value allows; None for an open end."""

    def read(text: str) -> int:
        found = read_level(text)
        assert found is not None  # checked by the parser
        return int(found[0])

    return _limits(value, read, read)


def _limits(
    value: Value, first: Callable[[str], int], last: Callable[[str], int]
) -> tuple[int | None, int | None]:
    """Lowest and highest number that a value allows; None for an open end.

    ``first`` and ``last`` turn a text into a number. They differ for dates: 2006 has a first and a last day.
    """
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


def _day_limits(field: Field) -> tuple[int | None, int | None]:
    """First and last day, counted from 1970, that ``date:`` or ``year:`` allows."""

    def days(text: str) -> tuple[int, int]:
        found = read_date(text.zfill(4) if field.name == "year" else text)
        if found is None:
            raise QueryError(
                f"{field.name}: needs a four-digit year", field.position, advice="For example year:2006"
            )
        return (found[0] - FIRST_DAY).days, (found[1] - FIRST_DAY).days

    return _limits(field.value, lambda text: days(text)[0], lambda text: days(text)[1])


def days_of(nodes: tuple[Node, ...]) -> tuple[int, int] | None:
    """First and last day, counted from 1970, for nodes that must all match; None if none names a date."""
    ranges = [
        _day_limits(node) for node in nodes if isinstance(node, Field) and node.name in ("date", "year")
    ]
    if not ranges:
        return None
    low = max((low for low, _ in ranges if low is not None), default=_EARLIEST)
    high = min((high for _, high in ranges if high is not None), default=_LATEST)
    return low, min(high, _LATEST)


# One day inside what dates can be, as the day before and after is computed.
_EARLIEST = (dt.date(1, 1, 2) - FIRST_DAY).days
_LATEST = (dt.date(9999, 12, 30) - FIRST_DAY).days


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


def portion_levels(nodes: tuple[Node, ...]) -> list[Level]:
    """The levels in the ``portion:`` fields among the nodes. Other words must be in such paragraphs."""
    levels: list[Level] = []
    for node in nodes:
        if isinstance(node, Field) and node.name == "portion":
            low, high = level_limits(node.value)
            levels += [level for level in Level if (low or 0) <= level <= (high or _ABOVE_ALL_LEVELS)]
    return levels


def _portion(value: Value) -> Statement:
    """The portion marks of these levels, and of this dissemination (``S/NF``) if one is named."""
    low, high = level_limits(value)
    names = [level.name for level in Level if (low or 0) <= level <= (high or _ABOVE_ALL_LEVELS)]
    dissemination = ""
    if isinstance(value, Word | Phrase) and (read := read_level(value.text)) and read[1]:
        dissemination = f"/{read[1]}"
    patterns = [
        pattern for name in names for pattern in (f"{name}{dissemination}", f"{name}{dissemination}/%")
    ]
    condition = " OR ".join("v.value LIKE ? ESCAPE '\\'" for _ in patterns) or "0"
    return Statement(condition, tuple(_escape_like(each, keep="%") for each in patterns))


def _has_value(name: str, condition: Statement) -> Statement:
    """A cable with a value of the field for which the condition, on ``value AS v``, is true."""
    return Statement(
        "c.id IN (SELECT f.cable FROM value AS v JOIN fact AS f ON f.value = v.id"
        f" WHERE v.kind IN ({kinds_of(name)}) AND ({condition.sql}))",
        condition.parameters,
    )


def kinds_of(name: str) -> str:
    """The kinds of values that a field looks at, as SQL."""
    return ", ".join(f"'{kind}'" for kind in _KINDS.get(name, (name,)))


_NAMING = [column for column in COLUMNS if column != "rest"]
"""The columns of the index where places are looked for: every cable has its own post in its head."""
_KINDS = {"people": ("people", "signer")}
"""The kinds of values that a field looks at, where it is not the kind of its own name."""


def _place(field: Field) -> Statement:
    """A cable with the place on its TAGS line, or with one of its names in its text."""
    value = field.value
    assert isinstance(value, Word | Prefix | Phrase)  # only ordered fields have ranges and comparisons
    places = places_named(value.text, prefix=value.is_prefix)
    conditions = []
    if match := place_words(value):
        conditions.append(Statement("c.id IN (SELECT rowid FROM words WHERE words MATCH ?)", (match,)))
    if codes := [code.lower() for place in places for code in place.codes]:
        marks = ", ".join("?" * len(codes))
        conditions.append(_has_value("tag", Statement(f"v.folded IN ({marks})", tuple(codes))))
    return combined("OR", conditions) if conditions else Statement("0")


def place_words(value: Term) -> str | None:
    """The expression of the index for all names of a place; None if there is no word in its name."""
    terms: dict[str, Term] = {str(value): value}
    for place in places_named(value.text, prefix=value.is_prefix):
        terms |= {name: Phrase(name) for name in place.names}
    words = [fts_terms.term(term) for term in terms.values() if fts_terms.searchable(term)]
    return fts_terms.in_columns(_NAMING, fts_terms.combined("OR", words)) if words else None


def _escape_like(text: str, *, keep: str = "") -> str:
    """The text with LIKE's wildcards escaped, except ``keep`` at its end."""
    body = text.removesuffix(keep) if keep and text.endswith(keep) else text
    escaped = body.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return escaped + text[len(body) :]


def _names_value(field: Field) -> Statement:
    value = field.value
    assert isinstance(value, Word | Prefix | Phrase)  # only ordered fields have ranges and comparisons
    folded = fold(value.text)
    if FIELDS[field.name].kind is FieldKind.CODE:
        like = _escape_like(folded) + ("%" if value.is_prefix else "")
        return Statement("v.folded LIKE ? ESCAPE '\\'", (like,))
    if field.name == "people" and folded:
        return _names_person(folded, field)
    has_all_words = _has_words(folded, is_prefix=value.is_prefix)
    # Reference numbers have the names of posts without spaces.
    squeezed = _escape_like("".join(folded.split())) + ("%" if value.is_prefix else "")
    return combined(
        "OR", [has_all_words, Statement("replace(v.folded, ' ', '') LIKE ? ESCAPE '\\'", (squeezed,))]
    )


def _names_person(folded: str, field: Field) -> Statement:
    """The stored names that have the words of this one, or are other spellings of it."""
    naming = Naming(folded, field.also)
    conditions = [Statement("v.folded = ?", (name,)) for name in naming.alone]
    value = field.value
    for name in naming.within:
        is_prefix = name == folded and isinstance(value, Prefix | Phrase) and value.is_prefix
        # There may be a million names, so most are excluded by the cheapest test.
        longest = Statement("instr(v.folded, ?)", (max(name.split(), key=len),))
        conditions.append(all_of([longest, _has_words(name, is_prefix=is_prefix)]))
    return combined("OR", conditions)


def _has_words(folded: str, *, is_prefix: bool) -> Statement:
    """The stored values that have all words of this one; with ``is_prefix`` the last one may go on."""
    words = folded.split()
    ends = [" %"] * len(words)
    if is_prefix and ends:
        ends[-1] = "%"
    patterns = tuple(f"% {_escape_like(word)}{end}" for word, end in zip(words, ends, strict=True))
    sql = " AND ".join("' ' || v.folded || ' ' LIKE ? ESCAPE '\\'" for _ in words) or "0"
    return Statement(sql, patterns)


def _mrn(field: Field) -> Statement:
    value = field.value
    assert isinstance(value, Word | Prefix | Phrase)  # only ordered fields have ranges and comparisons
    if isinstance(value, Prefix):
        start = value.text.upper()
        condition = Statement("{0} >= ? AND {0} < ?", (start, start + chr(0x10FFFF)))
    else:
        condition = Statement("{0} = ?", (canonical(value.text) or value.text.upper(),))
    if field.name == "mrn":
        has_alias = condition.sql.format("name")
        return Statement(
            f"({condition.sql.format('c.mrn')}) OR c.mrn IN (SELECT mrn FROM alias WHERE {has_alias})",
            condition.parameters * 2,
        )
    in_ref_line = " AND l.paragraph = 0" if field.name == "ref" else ""
    target = condition.sql.format("l.target")
    return Statement(
        f"c.id IN (SELECT l.source FROM link AS l WHERE {target}{in_ref_line})", condition.parameters
    )
