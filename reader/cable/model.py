"""The record of a parsed cable. Its parts are defined in the modules imported here.

Offsets count characters and are zero-based and half-open. A field named ``span`` refers to the *normalised
source* (``Cable.source``); where it refers to a paragraph's clean text instead, the field says so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reader.cable.addresses import Address, parse_address
from reader.cable.head_model import (
    Addressee,
    Caption,
    Classification,
    ClassifiedBy,
    Declassify,
    DeclassifyKind,
    Reference,
    ReferenceKind,
    Tag,
)
from reader.cable.level import LIMITED_OFFICIAL_USE, SBU_SINCE, Level
from reader.cable.source.portions import without_portion
from reader.cable.source.summary_words import words_of_summary
from reader.cable.span import OffsetMap, Span
from reader.cable.text_model import (
    Heading,
    Item,
    Link,
    LinkKind,
    Mark,
    MarkKind,
    NumberSource,
    PageBreak,
    Paragraph,
    Portion,
    Region,
)

__all__ = [
    "Addressee",
    "Block",
    "BlockKind",
    "Cable",
    "Caption",
    "Classification",
    "ClassifiedBy",
    "DateSource",
    "Declassify",
    "DeclassifyKind",
    "Heading",
    "Item",
    "Level",
    "Link",
    "LinkKind",
    "Mark",
    "MarkKind",
    "MrnSource",
    "NumberSource",
    "OffsetMap",
    "PageBreak",
    "Paragraph",
    "Portion",
    "Problem",
    "Reference",
    "ReferenceKind",
    "Region",
    "Span",
    "Tag",
]  # fmt: skip


class BlockKind(StrEnum):
    """What a stretch of the source is."""

    PREAMBLE = "preamble"
    """Container lines, mail-client junk, clearance blocks: kept, but not interpreted."""
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


class Problem(NamedTuple):
    """Something odd that a reader of this cable should know about."""

    what: str
    """A sentence for the user."""
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
    """Not in the text but from the container; never set by the parser."""


@dataclass(frozen=True, slots=True)
class Cable:
    """A parsed cable. Every field except ``source`` and ``blocks`` is optional: fragments are cables too."""

    source: str
    """The normalised source; every ``span`` refers to it."""
    blocks: tuple[Block, ...]
    """They tile ``source``: joined, they give it back."""
    mrn: str | None = None
    """Canonical message reference number, e.g. ``06PHNOMPENH977``."""
    mrn_source: MrnSource | None = None
    """``inferred`` where the year is not printed but deduced."""
    transmission_id: str | None = None
    precedence: str | None = None
    """FLASH | IMMEDIATE | PRIORITY | ROUTINE; the higher of two."""
    date: dt.datetime | None = None
    """UTC, from the date-time group."""
    date_source: DateSource | None = None
    estimated_date: dt.date | None = None
    """Only when ``date`` is None: estimated from the declassification date."""
    origin: str | None = None
    """As printed after FM: ``AMEMBASSY PHNOM PENH``."""
    recipients: tuple[Addressee, ...] = ()
    info: tuple[Addressee, ...] = ()
    classification: Classification | None = None
    captions: tuple[Caption, ...] = ()
    passing: tuple[str, ...] = ()
    """Passing instructions, line by line as printed."""
    executive_order: str | None = None
    """The order's number: ``12958``."""
    declassify_on: Declassify | None = None
    tags: tuple[Tag, ...] = ()
    subject: str | None = None
    subject_span: Span | None = None
    subject_portion: Portion | None = None
    """The portion mark that the subject begins or ends with; the subject itself stays as printed."""
    references: tuple[Reference, ...] = ()
    classified_by: ClassifiedBy | None = None
    summary: Span | None = None
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    regions: tuple[Region, ...] = ()
    page_breaks: tuple[PageBreak, ...] = ()
    signers: tuple[str, ...] = ()
    """As printed."""
    sections: int | None = None
    """Number of transmitted parts; 1 where the classification line names none."""
    partial: bool = False
    """True where the source says it is an extract, or is visibly cut."""
    problems: tuple[Problem, ...] = ()

    @property
    def signer_names(self) -> tuple[str, ...]:
        """The signers in capitals, for counting and searching: one name, however it was typed."""
        return tuple(dict.fromkeys(signer.upper() for signer in self.signers))

    @property
    def classified_as(self) -> str | None:
        """The classification to cite: the cable's own, or SBU where a paragraph of an UNCLAS cable is SBU.

        It agrees with ``level`` about SBU; a paragraph marked above a C or S cable is a problem instead.
        """
        given = self.classification
        if given is None or given.level is not Level.U or self.level is not Level.SBU:
            return given.name if given else None
        return "//".join(("UNCLASSIFIED//FOR OFFICIAL USE ONLY", *given.dissemination))

    @property
    def title(self) -> str | None:
        """The subject without its portion mark, for lists, headings and citations."""
        return without_portion(self.subject) if self.subject else self.subject

    @property
    def summary_text(self) -> str | None:
        """The summary on one line, without its opening and closing words."""
        return words_of_summary(self.source, self.summary) if self.summary else None

    @property
    def level(self) -> Level | None:
        """The banner's level: the highest of classification line and portion marks."""
        levels = [p.portion.level for p in self.paragraphs if p.portion]
        if self.classification:
            levels.append(self.classification.level)
        return max(levels, default=None)

    @property
    def level_words(self) -> str | None:
        """The banner's level in the words of its time: before October 1995, SBU was LIMITED OFFICIAL USE."""
        when = self.date or self.estimated_date
        if self.level is Level.SBU and when and (when.year, when.month, when.day) < SBU_SINCE:
            return LIMITED_OFFICIAL_USE
        return self.level.words if self.level else None

    @property
    def body(self) -> tuple[Heading | Paragraph, ...]:
        """Headings and paragraphs in the order of the text."""
        return tuple(sorted((*self.headings, *self.paragraphs), key=lambda part: part.span))

    def paragraph(self, ordinal: int) -> Paragraph | None:
        """The paragraph with this ordinal (1..), or None."""
        return self.paragraphs[ordinal - 1] if 1 <= ordinal <= len(self.paragraphs) else None

    def paragraph_at(self, address: Address | str) -> Paragraph | None:
        """The paragraph at an address, ``¶6 (second)`` or ``§7``; ``¶6`` is the first with that number."""
        wanted = parse_address(address) if isinstance(address, str) else address
        if wanted is None:
            return None
        if wanted.ordinal is not None:
            return self.paragraph(wanted.ordinal)
        return next((each for each in self.paragraphs if each.address == wanted), None)
