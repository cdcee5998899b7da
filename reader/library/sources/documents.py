"""What reading a file yields: documents, and what was left out and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Container(StrEnum):
    """The forms cables come in (told by content, never by name)."""

    RAW = "text"
    """Raw text, Markdown, a copy from the web."""
    CSV = "csv"
    """The ``cables.csv`` of 2011."""
    HTML = "html"
    """A published page of 2010 or later."""
    TXT = "txt"
    """The conversion with five lines of metadata before the text."""
    ARCHIVE = "archive"
    """The electronic telegrams of 1973-79, with ``Message Attributes``."""
    RECORD = "record"
    """A library record (PlusD): keys and values around the text."""
    MAIL = "mail"
    """An e-mail with the cable as its text."""


class Precision(StrEnum):
    """How much of a given date is real."""

    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class Given:
    """What the container says of the cable, apart from its text. All optional, all as found but the date."""

    mrn: str | None = None
    """As found, e.g. ``1975DACCA00292_b``; ``reader.cable.mrn.canonical`` reads it."""
    date: dt.datetime | None = None
    """UTC; the parts finer than ``precision`` are zero."""
    precision: Precision | None = None
    """None where there is no date."""
    classification: str | None = None
    """``SECRET//NOFORN``"""
    origin: str | None = None
    """``Embassy Phnom Penh``"""
    subject: str | None = None
    """Often only the first line of a wrapped subject."""
    references: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One cable as a container holds it."""

    text: str
    """What is to be parsed: header and body. Empty where the container has the metadata only."""
    given: Given
    original: bytes
    """The document's bytes as found in its container: a row, a page, a member, a file."""
    place: str
    """Where it was found, printable: ``cables.csv, row 12``."""
    container: Container


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was refused or cut; reading went on after it."""

    place: str
    reason: str
    """One line for the user."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds, in bytes unless said; generous for cables (the longest is some 300 KB), small for memory."""

    document: int = 16 << 20
    """One document: a file, a row of a CSV, a page."""
    member: int = 16 << 30
    """One member of an archive, unpacked; it is streamed, so this bounds time."""
    ratio: int = 200
    """Times that something may grow when unpacked; text shrinks to a tenth, bombs to a thousandth."""
    grace: int = 32 << 20
    """Bytes that anything may unpack to, whatever its ratio."""
    depth: int = 4
    """Archives inside archives."""
    kept: int = 512 << 20
    """An archive inside an archive that must be kept in a temporary file to be read."""
    directory: int = 48 << 20
    """The directory of a zip file."""


class Refused(Exception):
    """Raised inside the readers if one source cannot be read further; becomes a ``Skipped``."""


class Stopped(Exception):
    """Raised inside the readers by a read after the user asked to stop; ends the whole reading."""
