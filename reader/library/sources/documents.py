"""What reading a file yields: documents, and what was skipped and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Container(StrEnum):
    """The forms cables come in, recognised by content, never by file name."""

    RAW = "text"
    """Plain text, Markdown, a copy from the web."""
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
    FRUS = "frus"
    """A volume of *Foreign Relations of the United States* in TEI, of which each document is a text."""
    MAIL = "mail"
    """An e-mail with the cable as its text."""
    TABLE = "table"
    """A row of a CSV with column names."""
    JSON = "json"
    """An object of a JSON file."""
    XML = "xml"
    """A record of an XML export."""
    PDF = "pdf"
    """The text layer of a PDF."""
    INDEX = "index"
    """An archive's index entry of a document whose text it does not publish."""


class Precision(StrEnum):
    """How precise the date in a container is."""

    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a container says about a cable besides its text. All optional; as found, except the date."""

    mrn: str | None = None
    """For example ``1975DACCA00292_b``; ``reader.cable.mrn.canonical`` parses it."""
    date: dt.datetime | None = None
    """UTC, zero in the parts finer than ``precision``."""
    precision: Precision | None = None
    """None if there is no date."""
    estimated: dt.date | None = None
    """About when it was written, where there is no date; its month is what counts."""
    classification: str | None = None
    """For example ``SECRET//NOFORN``."""
    origin: str | None = None
    """For example ``Embassy Phnom Penh``."""
    subject: str | None = None
    """Often only the first line of a wrapped subject."""
    references: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    film: str | None = None
    """The number on the archives' microfilm: ``D760123-0456``. It is another name of the cable."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One cable as it was in its container."""

    text: str
    """The text to parse, header and body. Empty if the container has only metadata."""
    metadata: Metadata
    original: bytes
    """The bytes of the document: a row, page, file or archive member."""
    place: str
    """Where it was found, printable: ``cables.csv, row 12``."""
    container: Container


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be read, or not to its end. Reading continues after it."""

    place: str
    reason: str
    """One line for the user."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about how a file was read: which of its columns became what."""

    place: str
    words: str
    """One line for the user."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on what is read, in bytes unless stated. The longest cable has some 300 KB."""

    document: int = 16 << 20
    """One document: a file, a row of a CSV, a page."""
    member: int = 16 << 30
    """One member of an archive, unpacked. It is streamed, so this limits time, not memory."""
    ratio: int = 200
    """How many times larger something may get when unpacked. Text grows tenfold, bombs a thousandfold."""
    grace: int = 32 << 20
    """Anything may unpack to this size, whatever its ratio."""
    depth: int = 4
    """Levels of archives inside archives."""
    spooled: int = 512 << 20
    """An archive inside an archive, which must be copied to a temporary file to be read."""
    directory: int = 48 << 20
    """The directory of a zip file."""


class Refused(Exception):
    """Raised inside the readers if one source cannot be read further. It becomes a ``Skipped``."""


class Stopped(Exception):
    """Raised inside the readers by a read after the user cancelled; ends all reading."""
