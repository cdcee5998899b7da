"""The records the user creates. The names are those of the W3C Web Annotation model."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reader.cable.addresses import Address

FORMAT = 1
"""Version of the format, stored with the notes; notes of a newer version are read but never changed."""

Document = dict[str, Any]
"""A record as it is stored: plain JSON. It may have fields that only newer versions know."""
Docs = dict[str, Document]
"""The documents of a table by number (as a string), as in TinyDB."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a note is about and the text around them, from the clean text."""

    exact: str
    prefix: str = ""
    """Up to 32 characters before, inside the same paragraph."""
    suffix: str = ""
    """Up to 32 characters after, inside the same paragraph."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a note is about: a cable, a paragraph, or words in a paragraph.

    A whole cable has no ``ordinal``; a whole paragraph has no ``start``.
    """

    mrn: str
    text_hash: str = ""
    """SHA-256 of the normalised source when the note was made, in hexadecimal."""
    number: int | None = None
    """The drafter's paragraph number."""
    ordinal: int | None = None
    """The position of the paragraph in the text, from 1."""
    quote: Quote | None = None
    """The words; for a paragraph its first words (at most 160 characters)."""
    start: int | None = None
    """Offset in the clean text of the paragraph; half-open with ``end``."""
    end: int | None = None
    occurrence: int = 1
    """Which of the paragraphs with this number, where the drafter used it more than once."""

    @property
    def is_cable(self) -> bool:
        """True for the whole cable."""
        return self.ordinal is None

    @property
    def is_paragraph(self) -> bool:
        """True for a whole paragraph."""
        return self.ordinal is not None and self.start is None

    @property
    def label(self) -> str:
        """``¶4``, ``¶6 (second)``; ``§7`` without a number; an empty string for the whole cable."""
        if self.ordinal is None:
            return ""
        number = self.number
        return str(Address(ordinal=self.ordinal) if number is None else Address(number, self.occurrence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The fields that every record has."""

    id: str
    """A UUID, hexadecimal with dashes. The block id of an export starts with its first letters."""
    author: str
    created: dt.datetime
    changed: dt.datetime
    """Both in UTC."""
    deleted: bool = False
    """A deletion mark. The record is kept so that a merge knows it was deleted."""
    editor: str = ""
    """Who changed it last, if not the author."""

    @property
    def last_hand(self) -> str:
        """Who wrote its current text."""
        return self.editor or self.author


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Record):
    """A note, a highlight, or codes on a target."""

    target: Target
    body: str = ""
    """The note as typed; empty if there are only codes."""
    codes: tuple[str, ...] = ()
    """Ids of codes, in the order they were added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Record):
    """A code of the codebook; the screen calls it a tag."""

    name: str
    """As typed; case and Unicode form are ignored in comparisons."""
    definition: str = ""
    colour: str = ""
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference(Record):
    """A link between two targets."""

    source: Target
    target: Target
    relation: str = "see also"
    """cites, supports, contradicts, continues, see also, or the user's own words.

    These may name both directions: ``confirms / confirmed by``.
    """
    comment: str = ""

    @property
    def outward(self) -> str:
        """The relation as seen from the source."""
        return self.relation.partition(" / ")[0]

    @property
    def inward(self) -> str:
        """The relation as seen from the target."""
        return RELATIONS.get(self.relation) or self.relation.partition(" / ")[2] or self.relation


class Verdict(StrEnum):
    """A decision about a cable."""

    KEEP = "keep"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """A verdict on a cable, for one query or for all."""

    mrn: str
    verdict: Verdict
    query: str = ""
    """The query as typed; empty for a judgement that applies to all queries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Record):
    """A bookmark named by one letter, or a flag."""

    name: str
    """The letter; ``!`` for the flag."""
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedQuery(Record):
    """A line of the research log: a search and how much it found, even if nothing."""

    query: str
    hits: int


@dataclass(frozen=True, slots=True)
class TrailStop:
    """A place on a trail."""

    id: str
    """A UUID, so that a stop is the same one wherever it is moved."""
    target: Target
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail(Record):
    """A route through several cables, in order."""

    name: str
    comment: str = ""
    """What the trail is about."""
    stops: tuple[TrailStop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedPerson(Record):
    """A person whose name is spelt in several ways."""

    name: str
    """What lists show."""
    spellings: tuple[str, ...] = ()
    """The other spellings."""

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings, the name first."""
        return (self.name, *self.spellings)


RELATIONS: dict[str, str] = {
    "cites": "cited by",
    "supports": "supported by",
    "contradicts": "contradicted by",
    "continues": "continued by",
    "see also": "see also",
}
"""Each relation with its inverse, as seen from the other end."""


class Confidence(StrEnum):
    """How certain the place of a note is."""

    EXACT = "exact"
    MOVED = "moved"
    UNSURE = "unsure"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a target is in the current text of a cable."""

    confidence: Confidence
    ordinal: int | None = None
    """The paragraph; None for the whole cable, and if the place is lost."""
    start: int | None = None
    end: int | None = None
    """Offsets in the clean text of the paragraph; None for the whole paragraph or cable."""
    candidates: tuple[tuple[int, int, int], ...] = ()
    """(ordinal, start, end) of each possible place, if unsure."""
