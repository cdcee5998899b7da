"""Records of a cable's head: addressees, classification, captions, TAGS, references.

Records that a cable has dozens of are named tuples: a frozen dataclass takes four times as long to create.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reader.cable.level import Level
from reader.cable.span import Span


class Addressee(NamedTuple):
    """One TO or INFO addressee."""

    name: str
    """As printed, without route, precedence and number: ``AMEMBASSY BEIJING``."""
    span: Span
    route: str | None = None
    precedence: str | None = None
    number: str | None = None
    """The per-addressee channel number or range; not a reference."""
    excluded: tuple[str, ...] = ()
    """Posts that an ``XMT`` line excludes from a collective address."""


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


class Caption(NamedTuple):
    """A distribution or handling caption, e.g. ``SIPDIS``; listed once each."""

    name: str
    span: Span


class DeclassifyKind(StrEnum):
    """The kinds of instruction on an executive-order line."""

    DATE = "date"
    EVENT = "event"
    NOT_APPLICABLE = "na"
    GDS = "gds"
    OADR = "oadr"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Declassify:
    """When, or after what event, the cable was to be declassified."""

    kind: DeclassifyKind
    date: dt.date | None
    text: str
    """The value as printed."""


class Tag(NamedTuple):
    """One entry of the TAGS line."""

    code: str
    """Upper case; a person tag or free text keeps its words."""
    printed: str
    span: Span


class ReferenceKind(StrEnum):
    """What a reference points to."""

    CABLE = "cable"
    EMAIL = "e-mail"
    INTELLIGENCE_REPORT = "intelligence report"
    OSC = "osc"
    DTG = "dtg"
    REPORT = "report"
    TELEPHONE = "telephone"
    BOOK = "book"
    UNKNOWN = "unknown"


class Reference(NamedTuple):
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
    """Where the year is a guess: every possible MRN, likeliest first. Empty when certain."""
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
