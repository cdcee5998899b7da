"""The records a cable is read into.

Offsets are characters, zero-based and half-open. A span named ``span`` counts in the *normalised source*
(``Cable.source``); a span inside a paragraph's clean text says so in its field.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple


new = tuple.__new__
"""``new(Span, (start, end))`` takes half the time of ``Span(start, end)``; for where hundreds are made."""


class Span(NamedTuple):
    """A half-open stretch of characters."""

    start: int
    end: int


class Level(IntEnum):
    """A classification level; a higher one outranks a lower one."""

    U = 1
    """Unclassified."""
    SBU = 2
    """Sensitive but unclassified; also LOU and FOUO."""
    C = 3
    """Confidential."""
    S = 4
    """Secret."""
    TS = 5
    """Top secret."""

    @property
    def words(self) -> str:
        """The level as a reader says it, for the banner."""
        return _LEVEL_WORDS[self]


_LEVEL_WORDS = {
    Level.U: "UNCLASSIFIED",
    Level.SBU: "SENSITIVE BUT UNCLASSIFIED",
    Level.C: "CONFIDENTIAL",
    Level.S: "SECRET",
    Level.TS: "TOP SECRET",
}


class BlockKind(StrEnum):
    """What a stretch of the source is."""

    PREAMBLE = "preamble"
    """Container lines, mail-client junk, clearance blocks: kept, not read."""
    HEADER = "header"
    """A line of the transmission header."""
    FIELD = "field"
    """Classification line, caption, passing line, E.O., TAGS, SUBJECT, REF, Classified By."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    PAGE_BREAK = "page break"
    RULE = "rule"
    SIGNATURE = "signature"
    FURNITURE = "furniture"
    """Relay artefacts, stray captions, tails after the signature."""
    BLANK = "blank"


class Block(NamedTuple):
    """One tile of the source: the spans of all blocks cover it without gap or overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader of this cable should know was odd."""

    what: str
    """A sentence for the user."""
    span: Span


@dataclass(frozen=True, slots=True)
class Addressee:
    """One TO or INFO addressee."""

    name: str
    """As printed, without route, precedence and number: ``AMEMBASSY BEIJING``."""
    span: Span
    route: str | None = None
    precedence: str | None = None
    number: str | None = None
    """The per-addressee channel number or range; not a reference."""
    excluded: tuple[str, ...] = ()
    """Posts an ``XMT`` line takes out of a collective."""


@dataclass(frozen=True, slots=True)
class Classification:
    """The overall classification as printed or given."""

    level: Level
    name: str
    """Canonical long form with dissemination, e.g. ``UNCLASSIFIED//FOR OFFICIAL USE ONLY``."""
    dissemination: tuple[str, ...]
    """Such as ``NOFORN``."""
    printed: str
    span: Span


@dataclass(frozen=True, slots=True)
class Caption:
    """A distribution or handling caption, e.g. ``SIPDIS``; each yielded once."""

    name: str
    span: Span


class DeclassifyKind(StrEnum):
    """What kind of instruction an executive-order line carries."""

    DATE = "date"
    EVENT = "event"
    NOT_APPLICABLE = "na"
    GDS = "gds"
    OADR = "oadr"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Declassify:
    """When or on what event the cable was to be declassified."""

    kind: DeclassifyKind
    date: dt.date | None
    text: str
    """The value as printed."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One entry of the TAGS line."""

    code: str
    """Upper case; a person tag or free text keeps its words."""
    printed: str
    span: Span


class ReferenceKind(StrEnum):
    """What a reference points at."""

    CABLE = "cable"
    EMAIL = "e-mail"
    INTELLIGENCE_REPORT = "intelligence report"
    OSC = "osc"
    DTG = "dtg"
    REPORT = "report"
    TELEPHONE = "telephone"
    BOOK = "book"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reference:
    """One item of the REF line."""

    letter: str | None
    """``A``, ``B`` ...; None when the list is not lettered."""
    kind: ReferenceKind
    mrn: str | None
    """Canonical; None unless a cable."""
    printed: str
    qualifiers: tuple[str, ...]
    """``NOTAL``, ``EXDIS``, ``AND PREVIOUS``, ``CIRCULAR`` ..."""
    candidates: tuple[str, ...]
    """Where the year is a guess: every MRN it could be, the likelier first. Empty when sure."""
    span: Span


@dataclass(frozen=True, slots=True)
class ClassifiedBy:
    """Who classified the cable and why."""

    text: str
    """The value on one line, as printed."""
    classifier: str
    reasons: tuple[str, ...]
    """Such as ``1.4(b)``."""
    span: Span


@dataclass(frozen=True, slots=True)
class Portion:
    """A portion mark."""

    printed: str
    """As found, without the parentheses."""
    normal: str
    """One normal form: ``S/NF``, ``C/REL NATO``."""
    level: Level
    dissemination: tuple[str, ...] = ()
    release: tuple[str, ...] = ()
    """Countries or bodies after ``REL``."""
    inherited: bool = False
    """True where an ENTIRE TEXT mark, not one of its own, gives the level."""


class Found(StrEnum):
    """How a paragraph's number was found."""

    PRINTED = "printed"
    REPAIRED = "repaired"
    INFERRED = "inferred"


class MarkKind(StrEnum):
    """What a marked stretch of clean text is."""

    PORTION = "portion"
    REDACTION = "redaction"
    PROTECT = "protect"
    ACRONYM = "acronym"
    CAPTION = "caption"
    OFFICE = "office"
    DATE = "date"
    MONEY = "money"


class Mark(NamedTuple):
    """A marked stretch inside a paragraph's clean text."""

    kind: MarkKind
    span: Span
    """In clean text."""
    value: str
    """Normal form: the portion, the acronym, the name beside a ``(protect)`` ..."""


class LinkKind(StrEnum):
    """What an in-text citation says."""

    REF = "ref"
    """``ref A``: an item of the REF line."""
    REFTEL = "reftel"
    """The REF line's only item, or all of them."""
    SEPTEL = "septel"
    """A separate telegram, not named."""
    MRN = "mrn"
    """A cable named in the text."""
    PARAGRAPH = "paragraph"
    """``para 4``, ``paras 4-6 ref B``."""


@dataclass(frozen=True, slots=True)
class Link:
    """An in-text citation."""

    kind: LinkKind
    span: Span
    """In clean text."""
    mrns: tuple[str, ...] = ()
    """The cables it points to; empty when it cannot be told."""
    letters: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    candidates: tuple[str, ...] = ()
    """Where the year is a guess: every MRN it could be."""


@dataclass(frozen=True, slots=True)
class Item:
    """A bullet or sub-point inside a paragraph."""

    marker: str
    """``--``, ``-``, ``1)``, ``a.``"""
    span: Span
    """In clean text, marker included; the text of the item starts at ``body``."""
    body: int


Pieces = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]


class OffsetMap:
    """Maps offsets of clean text to the normalised source and back.

    Three parallel arrays of pieces, each a run of characters kept as they are; what lies between two
    pieces of the source was dropped, what lies between two of the clean text (a joining space) was put in.
    An import reads a quarter of a million cables and asks no map, so the pieces are found when first asked.
    """

    __slots__ = ("_find", "_pieces")

    def __init__(self, clean: tuple[int, ...], source: tuple[int, ...], length: tuple[int, ...]) -> None:
        self._pieces: Pieces | None = (clean, source, length)
        self._find: Callable[[], Pieces] | None = None

    @classmethod
    def later(cls, find: Callable[[], Pieces]) -> OffsetMap:
        """A map whose pieces ``find`` tells, when they are first asked; it must tell the same each time."""
        made = cls((), (), ())
        made._pieces, made._find = None, find
        return made

    def _found(self) -> Pieces:
        if self._pieces is None:
            self._pieces = self._find() if self._find else ((), (), ())
            self._find = None
        return self._pieces

    @property
    def clean(self) -> tuple[int, ...]:
        """Start of each piece in clean text, ascending."""
        return self._found()[0]

    @property
    def source(self) -> tuple[int, ...]:
        """Start of each piece in the source, ascending."""
        return self._found()[1]

    @property
    def length(self) -> tuple[int, ...]:
        """Characters of each piece."""
        return self._found()[2]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self._found() == other._found()

    def __hash__(self) -> int:
        return hash(self._found())

    def __repr__(self) -> str:
        return f"OffsetMap({len(self.clean)} pieces)"

    def __reduce__(self) -> tuple[type[OffsetMap], Pieces]:
        return (OffsetMap, self._found())

    def to_source(self, offset: int) -> int:
        """Source offset of a clean offset; one inside a put-in space maps to the end of the piece before."""
        clean, source, length = self._found()
        return _moved(offset, clean, source, length)

    def to_clean(self, offset: int) -> int:
        """Clean offset of a source offset; one inside dropped text maps to the end of the piece before."""
        clean, source, length = self._found()
        return _moved(offset, source, clean, length)


def _moved(offset: int, starts: tuple[int, ...], to: tuple[int, ...], length: tuple[int, ...]) -> int:
    if not starts:
        return 0
    at = max(bisect_right(starts, offset) - 1, 0)
    return to[at] + min(max(offset - starts[at], 0), length[at])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph, with the continuation blocks and bullets that belong to it."""

    ordinal: int
    """1.., unique in the cable, ours."""
    number: int | None
    """As the drafter counted, recovered; None where nothing tells it."""
    printed: str | None
    """The label as found, e.g. ``¶12.`` or ``[1](#)4.``; None when it has none."""
    found: Found
    portion: Portion | None
    text: str
    """Clean: without label and portion mark, unwrapped, page breaks removed. ``\\n`` only before a bullet,
    between lines set as a table, and between continuation blocks (``\\n\\n``)."""
    span: Span
    map: OffsetMap
    items: tuple[Item, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    verbatim: tuple[Span, ...] = ()
    """In clean text: tables and columns, to be shown as set."""

    @property
    def label(self) -> str:
        """The address to show and cite: ``¶4``, or ``§7`` (our ordinal) where there is no number."""
        return f"¶{self.number}" if self.number is not None else f"§{self.ordinal}"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body."""

    text: str
    """One line, clean."""
    level: int
    span: Span
    portion: Portion | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A summary, comment, action request, note or quoted text."""

    kind: str
    """summary | comment | action request | note | quoted text"""
    span: Span


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page-break line of the transmission."""

    part: int
    of: int | None
    span: Span


class MrnSource(StrEnum):
    """Where the message reference number comes from."""

    PRINTED = "printed"
    GIVEN = "given"
    INFERRED = "inferred"


class DateSource(StrEnum):
    """Where the date comes from."""

    DTG = "dtg"
    JULIAN = "julian"
    SPELLED = "spelled"
    GIVEN = "given"
    """Not in the text: what the container says; never set by parsing."""


@dataclass(frozen=True, slots=True)
class Cable:
    """A cable, read. Every field is optional but ``source`` and ``blocks``: fragments are cables too."""

    source: str
    """The normalised source; every ``span`` counts in it."""
    blocks: tuple[Block, ...]
    """Tile ``source``: joining them gives it back."""
    mrn: str | None = None
    """Canonical message reference number, e.g. ``06PHNOMPENH977``."""
    mrn_source: MrnSource | None = None
    """``inferred`` where the year is not printed but deduced."""
    transmission_id: str | None = None
    precedence: str | None = None
    """FLASH | IMMEDIATE | PRIORITY | ROUTINE; the highest when doubled."""
    date: dt.datetime | None = None
    """UTC, from the date-time group."""
    date_source: DateSource | None = None
    estimated_date: dt.date | None = None
    """Only when ``date`` is None: what the declassification date lets one guess."""
    origin: str | None = None
    """As printed after FM: ``AMEMBASSY PHNOM PENH``."""
    recipients: tuple[Addressee, ...] = ()
    info: tuple[Addressee, ...] = ()
    classification: Classification | None = None
    captions: tuple[Caption, ...] = ()
    passing: tuple[str, ...] = ()
    """Passing instructions, raw lines."""
    executive_order: str | None = None
    """The order's number: ``12958``."""
    declassify_on: Declassify | None = None
    tags: tuple[Tag, ...] = ()
    subject: str | None = None
    subject_span: Span | None = None
    references: tuple[Reference, ...] = ()
    classified_by: ClassifiedBy | None = None
    summary: Span | None = None
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    regions: tuple[Region, ...] = ()
    page_breaks: tuple[PageBreak, ...] = ()
    signers: tuple[str, ...] = ()
    sections: int | None = None
    """Number of transmitted parts; 1 where the classification line names none."""
    partial: bool = False
    """True where the source says it is an extract, or is visibly cut."""
    problems: tuple[Problem, ...] = ()

    @property
    def level(self) -> Level | None:
        """The banner's level: the highest of classification line and portion marks."""
        levels = [p.portion.level for p in self.paragraphs if p.portion]
        if self.classification:
            levels.append(self.classification.level)
        return max(levels, default=None)

    @property
    def body(self) -> tuple[Heading | Paragraph, ...]:
        """Headings and paragraphs in the order of the text."""
        return tuple(sorted((*self.headings, *self.paragraphs), key=lambda part: part.span))

    def paragraph(self, ordinal: int) -> Paragraph | None:
        """The paragraph with this ordinal (1..), or None."""
        return self.paragraphs[ordinal - 1] if 1 <= ordinal <= len(self.paragraphs) else None
