"""The fields a query can name, and how their values are read. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from reader.cable.model import Level


class FieldKind(Enum):
    """How a field's value is read and compared."""

    TEXT = auto()
    """Words looked for in one part of the text."""
    NAME = auto()
    """Words of a name; all must occur in it."""
    CODE = auto()
    """One of a set of codes, compared whole, or by its beginning with a star."""
    LEVEL = auto()
    DATE = auto()
    NUMBER = auto()
    MRN = auto()
    NOTES = auto()
    """About the user's own notes, which the library does not know."""
    NOTES_DATE = auto()
    """A date of theirs."""


@dataclass(frozen=True, slots=True)
class FieldFact:
    """One field of the query language."""

    name: str
    kind: FieldKind
    help: str
    example: str

    @property
    def ordered(self) -> bool:
        """True where ranges and comparisons make sense."""
        return self.kind in (FieldKind.LEVEL, FieldKind.DATE, FieldKind.NUMBER, FieldKind.NOTES_DATE)

    @property
    def about_notes(self) -> bool:
        """True where the user's notes answer, not the library."""
        return self.kind in (FieldKind.NOTES, FieldKind.NOTES_DATE)


_FIELDS = (
    FieldFact("from", FieldKind.NAME, "the post that sent it", 'from:"phnom penh"'),
    FieldFact("to", FieldKind.NAME, "an addressee, for action or information", "to:beijing"),
    FieldFact("tag", FieldKind.CODE, "an entry of the TAGS line", "tag:PHUM"),
    FieldFact("class", FieldKind.LEVEL, "the classification", "class:>=C"),
    FieldFact("caption", FieldKind.CODE, "a distribution caption", "caption:NODIS"),
    FieldFact("portion", FieldKind.LEVEL, "the words beside it stand in such a paragraph", "portion:S vodka"),
    FieldFact("date", FieldKind.DATE, "when it was sent", "date:2006-03..2008"),
    FieldFact("year", FieldKind.NUMBER, "the year it was sent", "year:2006..2008"),
    FieldFact("subject", FieldKind.TEXT, "words of the subject", "subject:trafficking"),
    FieldFact("ref", FieldKind.MRN, "a cable named in its REF line", "ref:06BANGKOK1234"),
    FieldFact("cites", FieldKind.MRN, "a cable named anywhere in it", "cites:06BANGKOK1234"),
    FieldFact("mrn", FieldKind.MRN, "its message reference number, or the beginning of it", "mrn:06PHNOM*"),
    FieldFact("signer", FieldKind.NAME, "who signed it", "signer:storella"),
    FieldFact("version", FieldKind.NUMBER, "how many texts of it are held", "version:>1"),
    FieldFact("length", FieldKind.NUMBER, "characters of its text", "length:>20000"),
    FieldFact("note", FieldKind.NOTES, "words of the notes on it", "note:visas"),
    FieldFact("code", FieldKind.NOTES, "a code of the notes on it", "code:trafficking"),
    FieldFact("author", FieldKind.NOTES, "who wrote a note on it; me for yourself", "author:ann"),
    FieldFact("changed", FieldKind.NOTES_DATE, "when a note on it was last changed", "changed:>=2026-11"),
    FieldFact("has", FieldKind.NOTES, "notes, codes or links", "has:notes"),
    FieldFact(
        "is", FieldKind.NOTES, "kept, maybe, no, unjudged, read, unread, moved, unsure, lost", "is:kept"
    ),
)

FIELDS: Mapping[str, FieldFact] = {each.name: each for each in _FIELDS}
"""By name, in the order in which help lists them."""

_LEVELS = {
    "U": Level.U,
    "UNCLAS": Level.U,
    "UNCLASSIFIED": Level.U,
    "SBU": Level.SBU,
    "LOU": Level.SBU,
    "FOUO": Level.SBU,
    "SENSITIVE": Level.SBU,
    "C": Level.C,
    "CONF": Level.C,
    "CONFIDENTIAL": Level.C,
    "S": Level.S,
    "SECRET": Level.S,
    "TS": Level.TS,
    "TOPSECRET": Level.TS,
}


def read_level(text: str) -> tuple[Level, str] | None:
    """The level a value names and what follows it (``S/NF`` gives ``NF``); None where it names none."""
    head, _, rest = text.upper().replace("//", "/").partition("/")
    level = _LEVELS.get(re.sub(r"[\s_-]", "", head))
    return (level, rest) if level else None


_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def read_date(text: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a year, month or day (``2006``, ``2006-03``, ``2006-03-15``); None for others."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = dt.date(year, month or 1, day or 1)
        last_month = month or 12
        return first, dt.date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


_NUMBER = re.compile(r"(\d{1,9})([kK]?)", re.ASCII)


def read_number(text: str) -> int | None:
    """A whole number; ``20k`` is 20,000. None for others."""
    match = _NUMBER.fullmatch(text)
    return int(match[1]) * (1000 if match[2] else 1) if match else None
