"""Reads the terms of a query and the values of its fields. Pure."""

from __future__ import annotations

import re

from reader.library.errors import QueryError
from reader.library.query.fields import FieldKind, FieldSpec, read_date, read_level, read_number
from reader.library.query.tree import Comparison, Phrase, Prefix, Range, Value, Word

_COMPARISON = re.compile(r"(<=|>=|<|>)(.*)", re.DOTALL)


def read_value(spec: FieldSpec, text: str, position: int) -> Value:
    """The value after a field's colon: a term, or a range or comparison if the field is ordered.

    Raises QueryError.
    """
    if spec.ordered and (comparison := _COMPARISON.fullmatch(text)):
        return Comparison(comparison[1], comparison[2], position)
    if spec.ordered and ".." in text:
        low, _, high = text.partition("..")
        return Range(low, high, position)
    return read_term(text, position)


def read_term(text: str, position: int) -> Word | Prefix:
    """A word, or a prefix if it ends with a star. Raises QueryError for a star elsewhere."""
    bare = text.rstrip("*")
    if "*" in bare or (not bare and text):
        raise QueryError(
            "A star can only come at the end of a word",
            position + text.index("*"),
            advice="For example traffick*, for all words that begin with traffick.",
        )
    return Prefix(bare, position) if bare != text else Word(text, position)


_READERS = {
    FieldKind.LEVEL: read_level,
    FieldKind.DATE: read_date,
    FieldKind.NUMBER: read_number,
    FieldKind.NOTES_DATE: read_date,
}
_EXPECTED = {
    FieldKind.LEVEL: "needs a level (U, SBU, C, S or TS)",
    FieldKind.DATE: "needs a date such as 2006, 2006-03 or 2006-03-15",
    FieldKind.NUMBER: "needs a number",
    FieldKind.NOTES_DATE: "needs a date such as 2026, 2026-11 or 2026-11-22",
}


def mistake_in(value: Value, spec: FieldSpec) -> str | None:
    """What is wrong with the value of a field, in words; None if it can be read."""
    read = _READERS.get(spec.kind)
    if not read:
        return None
    match value:
        case Word(text) | Phrase(text, False) | Comparison(_, text):
            texts = [text]
        case Range(low, high) if low or high:
            texts = [text for text in (low, high) if text]
        case _:
            texts = [""]
    if all(read(text) is not None for text in texts):
        return None
    return f"{spec.name}: {_EXPECTED[spec.kind]}"
