"""Reads the words of a query and the values of its fields. Pure."""

from __future__ import annotations

import re

from reader.library.errors import QueryError
from reader.library.query.fields import FieldFact, FieldKind, read_date, read_level, read_number
from reader.library.query.tree import Comparison, Phrase, Prefix, Range, Value, Word

_COMPARISON = re.compile(r"(<=|>=|<|>)(.*)", re.DOTALL)


def value_of(fact: FieldFact, text: str, at: int) -> Value:
    """What stands after a field's colon, at this position: a term, or a range or comparison where that makes
    sense. Raises QueryError."""
    if fact.ordered and (compared := _COMPARISON.fullmatch(text)):
        return Comparison(compared[1], compared[2], at)
    if fact.ordered and ".." in text:
        low, _, high = text.partition("..")
        return Range(low, high, at)
    return term(text, at)


def term(text: str, position: int) -> Word | Prefix:
    """A word, or with a star at its end the beginning of one."""
    bare = text.rstrip("*")
    if "*" in bare or (not bare and text):
        raise QueryError(
            "A star stands only at the end of a word",
            position + text.index("*"),
            advice="For example traffick*, for every word that begins so.",
        )
    return Prefix(bare, position) if bare != text else Word(text, position)


_READERS = {
    FieldKind.LEVEL: read_level,
    FieldKind.DATE: read_date,
    FieldKind.NUMBER: read_number,
    FieldKind.NOTES_DATE: read_date,
}
_WANTED = {
    FieldKind.LEVEL: "takes a level: U, SBU, C, S or TS",
    FieldKind.DATE: "takes a date: 2006, 2006-03 or 2006-03-15",
    FieldKind.NUMBER: "takes a number",
    FieldKind.NOTES_DATE: "takes a date: 2026, 2026-11 or 2026-11-22",
}


def wrong(fact: FieldFact, value: Value) -> str | None:
    """What is wrong with a field's value, in words; None when it can be read."""
    read = _READERS.get(fact.kind)
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
    return f"{fact.name}: {_WANTED[fact.kind]}"
