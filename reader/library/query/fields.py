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
    """Words in one part of the text."""
    NAME = auto()
    """Words of a name, all of which must occur in it."""
    CODE = auto()
    """A code, compared as a whole, or by its start if a star follows."""
    LEVEL = auto()
    DATE = auto()
    NUMBER = auto()
    MRN = auto()
    NOTES = auto()
    """Something about the user's notes, which are not in the library."""
    NOTES_DATE = auto()
    """A date of the user's notes."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of the query language."""

    name: str
    kind: FieldKind
    help: str
    """What the field finds, for help and docs."""
    example: str

    @property
    def ordered(self) -> bool:
        """Whether values can be ranges and comparisons."""
        return self.kind in (FieldKind.LEVEL, FieldKind.DATE, FieldKind.NUMBER, FieldKind.NOTES_DATE)

    @property
    def about_notes(self) -> bool:
        """Whether the field is looked up in the user's notes, not in the library."""
        return self.kind in (FieldKind.NOTES, FieldKind.NOTES_DATE)


_FIELDS = (
    FieldSpec("from", FieldKind.NAME, "the post that sent it", 'from:"phnom penh"'),
    FieldSpec("to", FieldKind.NAME, "an addressee, for action or information", "to:beijing"),
    FieldSpec("tag", FieldKind.CODE, "a code on its TAGS line", "tag:PHUM"),
    FieldSpec("class", FieldKind.LEVEL, "the classification", "class:>=C"),
    FieldSpec("caption", FieldKind.CODE, "a distribution caption", "caption:NODIS"),
    FieldSpec(
        "portion", FieldKind.LEVEL, "the words beside it, in a paragraph of that level", "portion:S vodka"
    ),
    FieldSpec("date", FieldKind.DATE, "when it was sent", "date:2006-03..2008"),
    FieldSpec("year", FieldKind.NUMBER, "the year it was sent", "year:2006..2008"),
    FieldSpec("subject", FieldKind.TEXT, "words in the subject", "subject:trafficking"),
    FieldSpec("ref", FieldKind.MRN, "a cable named in its REF line", "ref:06BANGKOK1234"),
    FieldSpec("cites", FieldKind.MRN, "a cable named anywhere in it", "cites:06BANGKOK1234"),
    FieldSpec("mrn", FieldKind.MRN, "its message reference number, or the start of it", "mrn:06PHNOM*"),
    FieldSpec("signer", FieldKind.NAME, "who signed it", "signer:storella"),
    FieldSpec(
        "people",
        FieldKind.NAME,
        "a person named in it, by any merged spelling, or its signer",
        "people:sarkozy",
    ),
    FieldSpec("place", FieldKind.NAME, "a country or city, by its names and its TAGS code", "place:cambodia"),
    FieldSpec("version", FieldKind.NUMBER, "how many versions of it are in the library", "version:>1"),
    FieldSpec("length", FieldKind.NUMBER, "length of its text in characters", "length:>20000"),
    FieldSpec("note", FieldKind.NOTES, "words in the notes on it", "note:visas"),
    FieldSpec("code", FieldKind.NOTES, "a code on it or one of its passages", "code:trafficking"),
    FieldSpec("author", FieldKind.NOTES, "who wrote a note on it (me: yourself)", "author:ann"),
    FieldSpec("changed", FieldKind.NOTES_DATE, "when a note on it was last changed", "changed:>=2026-11"),
    FieldSpec("has", FieldKind.NOTES, "notes, codes or links", "has:notes"),
    FieldSpec(
        "is", FieldKind.NOTES, "kept, maybe, no, unjudged, read, unread, moved, unsure, lost", "is:kept"
    ),
    FieldSpec("trail", FieldKind.NOTES, "on one of your trails", 'trail:"Mekong plan"'),
    FieldSpec(
        "linked",
        FieldKind.NOTES,
        "up to two links away from a cable; ~3: up to three",
        "linked:06PHNOMPENH977~3",
    ),
    FieldSpec(
        "chain",
        FieldKind.NOTES,
        "the same with references in the texts: what `cables timeline --chain` shows",
        "chain:06PHNOMPENH977",
    ),
    FieldSpec(
        "disagreed",
        FieldKind.NOTES,
        "judgements, codes, or a code on which two people differ",
        "disagreed:judgements",
    ),
)

FIELDS: Mapping[str, FieldSpec] = {each.name: each for each in _FIELDS}
"""The fields by name, in the order in which help lists them."""

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
    """The level that a value names, and what follows it (``NF`` for ``S/NF``). None if it names no level."""
    name, _, rest = text.upper().replace("//", "/").partition("/")
    level = _LEVELS.get(re.sub(r"[\s_-]", "", name))
    return (level, rest) if level else None


_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def read_date(text: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of ``2006``, ``2006-03`` or ``2006-03-15``; None if the text is not such a date."""
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
    """A whole number of at most nine digits; ``20k`` is 20,000. None if the text is not a number."""
    match = _NUMBER.fullmatch(text)
    return int(match[1]) * (1000 if match[2] else 1) if match else None
