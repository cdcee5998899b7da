"""The records of the user's own work. The words are those of the web annotation model."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reader.cable.addresses import Address

FORMAT = 1
"""Version of the records' form, stored with the notes; a later one is read, never rewritten by us."""

Document = dict[str, Any]
"""A record as it is stored: plain JSON, with fields of newer versions that this one does not know."""
Docs = dict[str, Document]
"""The documents of one table by number, as text: TinyDB's own shape."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a note is about and their neighbours, from clean text."""

    exact: str
    prefix: str = ""
    """Up to 32 characters before, inside the same paragraph."""
    suffix: str = ""
    """Up to 32 characters after, inside the same paragraph."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a note is about: a cable, one of its paragraphs, or words inside one.

    A whole cable has no ``ordinal``; a whole paragraph has no ``start``.
    """

    mrn: str
    text_hash: str = ""
    """``sha256`` of the normalised source the note was made on, in hexadecimal."""
    number: int | None = None
    """The drafter's paragraph number."""
    ordinal: int | None = None
    """Our own paragraph ordinal, 1.."""
    quote: Quote | None = None
    """For words: the words. For a paragraph: its opening words (at most 160 characters)."""
    start: int | None = None
    """Clean-text offset inside the paragraph, half-open with ``end``."""
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
        """``¶4``, ``¶6 (second)``, ``§7`` where there is no number; empty for the whole cable."""
        if self.ordinal is None:
            return ""
        number = self.number
        return str(Address(ordinal=self.ordinal) if number is None else Address(number, self.occurrence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record carries."""

    id: str
    """UUID, ours; hexadecimal with dashes. Its first letters make the block id of an export."""
    author: str
    created: dt.datetime
    changed: dt.datetime
    """UTC both."""
    deleted: bool = False
    """A deletion mark: the record stays, so that a merge knows."""
    editor: str = ""
    """Who changed it last, where that is not the author."""

    @property
    def last_hand(self) -> str:
        """Whose its present words are."""
        return self.editor or self.author


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Record):
    """A note, a highlight, or codes on a target."""

    target: Target
    body: str = ""
    """The note as typed; empty for codes alone."""
    codes: tuple[str, ...] = ()
    """Ids of Code records, in the order they were given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Record):
    """A code of the user's codebook (what the screen calls a tag of one's own)."""

    name: str
    """As typed; compared case-blind and Unicode-normal."""
    definition: str = ""
    colour: str = ""
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference(Record):
    """A link the user drew between two targets."""

    source: Target
    target: Target
    relation: str = "see also"
    """cites | supports | contradicts | continues | see also, or the user's own word.

    An own one may say both sides: ``confirms / confirmed by``.
    """
    comment: str = ""

    @property
    def outward(self) -> str:
        """The relation as said from the source."""
        return self.relation.partition(" / ")[0]

    @property
    def inward(self) -> str:
        """The relation as said from the target."""
        return RELATIONS.get(self.relation) or self.relation.partition(" / ")[2] or self.relation


class Verdict(StrEnum):
    """What a reader decided about a cable."""

    KEEP = "keep"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """Whether a cable is of use: for one query, or overall."""

    mrn: str
    verdict: Verdict
    query: str = ""
    """As it was asked; empty for the judgement that holds whatever the query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Record):
    """A place with a name of one letter, to come back to, or a flag."""

    name: str
    """The letter; ``!`` for the flag."""
    target: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedQuery(Record):
    """A line of the research log: what was asked and how much was found, nothing included."""

    query: str
    hits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail(Record):
    """A way through several cables, in the order it was gone."""

    name: str
    stops: tuple[Target, ...] = ()


RELATIONS: dict[str, str] = {
    "cites": "cited by",
    "supports": "supported by",
    "contradicts": "contradicted by",
    "continues": "continued by",
    "see also": "see also",
}
"""Each relation with its inverse, as said from the other side."""


class Confidence(StrEnum):
    """How sure the place of a note is."""

    EXACT = "exact"
    MOVED = "moved"
    UNSURE = "unsure"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a target lies in a cable as it is now."""

    confidence: Confidence
    ordinal: int | None = None
    """Paragraph; None for the whole cable, or where it is lost."""
    start: int | None = None
    end: int | None = None
    """Clean-text offsets inside the paragraph; None for the whole paragraph or cable."""
    candidates: tuple[tuple[int, int, int], ...] = ()
    """(ordinal, start, end) of each possible place, when unsure."""
