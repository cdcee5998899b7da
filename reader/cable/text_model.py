"""Records of a cable's text: paragraphs with their marks and citations, headings, regions.

Named tuples: a cable has dozens of them, and a frozen dataclass takes four times as long to create.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from reader.cable.addresses import Address
from reader.cable.level import Level
from reader.cable.span import OffsetMap, Span


class Portion(NamedTuple):
    """A portion mark."""

    printed: str
    """As found, without the parentheses."""
    normal: str
    """In normal form: ``S/NF``, ``C/REL NATO``."""
    level: Level
    dissemination: tuple[str, ...] = ()
    release: tuple[str, ...] = ()
    """Countries or bodies after ``REL``."""
    inherited: bool = False
    """True where the level comes from an ENTIRE TEXT mark, not from a mark of its own."""


class NumberSource(StrEnum):
    """Where a paragraph's number comes from."""

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
    """The kinds of in-text citation."""

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


class Link(NamedTuple):
    """An in-text citation."""

    kind: LinkKind
    span: Span
    """In clean text."""
    mrns: tuple[str, ...] = ()
    """The cables it points to; empty when they cannot be determined."""
    letters: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    candidates: tuple[str, ...] = ()
    """Where the year is a guess: every possible MRN."""


class Item(NamedTuple):
    """A bullet or sub-point inside a paragraph."""

    marker: str
    """``--``, ``-``, ``1)``, ``a.``"""
    span: Span
    """In clean text, marker included; the text of the item starts at ``body``."""
    body: int


class Paragraph(NamedTuple):
    """A numbered paragraph, with the continuation blocks and bullets that belong to it."""

    ordinal: int
    """1, 2, ...: its place in the cable; unique."""
    number: int | None
    """The drafter's number, recovered where it was lost; None where it is unknown."""
    printed: str | None
    """The label as found, e.g. ``¶12.`` or ``[1](#)4.``; None when it has none."""
    number_source: NumberSource
    portion: Portion | None
    text: str
    """Clean: without label and portion mark, unwrapped, page breaks removed. ``\\n`` only before a bullet,
    between lines set as a table, and between continuation blocks (``\\n\\n``)."""
    span: Span
    map: OffsetMap
    items: tuple[Item, ...] = ()
    marks: Sequence[Mark] = ()
    """Of a parsed cable found when they are first looked at: an import needs none."""
    links: tuple[Link, ...] = ()
    verbatim: tuple[Span, ...] = ()
    """In clean text: tables and columns, to be shown as set."""
    occurrence: int = 1
    """Which of the paragraphs with this number: 2 for the second, where the drafter used it twice."""

    @property
    def address(self) -> Address:
        """Where it is; unique in the cable."""
        if self.number is None:
            return Address(ordinal=self.ordinal)
        return Address(self.number, self.occurrence)

    @property
    def label(self) -> str:
        """The address to show and cite: ``¶4``, ``¶6 (second)``, or ``§7`` (our ordinal) without a number."""
        return str(self.address)


class Heading(NamedTuple):
    """A heading of the body."""

    text: str
    """One line, clean."""
    level: int
    span: Span
    portion: Portion | None = None


class Region(NamedTuple):
    """A summary, comment, action request, note or quoted text."""

    kind: str
    """summary | comment | action request | note | quoted text"""
    span: Span


class PageBreak(NamedTuple):
    """A page-break line of the transmission."""

    part: int
    of: int | None
    span: Span
