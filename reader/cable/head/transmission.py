"""The transmission header: who sent the cable to whom, when and how urgently."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.cable.head.start import ROUTES
from reader.cable.head.tags import one_letter_off
from reader.cable.head_model import Addressee
from reader.cable.level import Level
from reader.cable.model import DateSource
from reader.cable.mrn import FIRST_YEAR, canonical
from reader.cable.source.archive_stamps import is_archive_stamp
from reader.cable.source.source_lines import Lines
from reader.cable.span import Span

_TRANSMISSION = re.compile(r"VZCZ\w{4,10}")
_PRECEDENCE_LINE = re.compile(r"([ZOPR]{2})(?:\s+R[A-Z0-9]{4,7})+$")
_STATION = re.compile(
    r"DE\s+R[A-Z0-9]{3,7}\s+#?(?P<serial>\d{4})(?:/\d+)?\s+(?P<day>\d{3})(?P<hour>\d\d)(?P<minute>\d\d)\b"
)
_TRANSMISSION_LEVEL = re.compile(r"ZN[RY]\s+(UUUUU|CCCCC|SSSSS)")
_LEVELS = {"UUUUU": Level.U, "CCCCC": Level.C, "SSSSS": Level.S}
_DTG = re.compile(
    r"(?:(?P<first>[ZOPR])\s+(?:(?P<second>[ZOPR])\s+)?)?"
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)Z\s+(?P<month>[A-Z]{3})[A-Z]*\s+(?P<year>\d{4}|\d\d)\b"
)
_FROM = re.compile(r"FM\s+(?P<name>\S.*)")
_LABELLED = re.compile(r"(?P<label>MRN|Date/DTG|From|Action|To|Info)\s?:\s*(?P<value>\S.*)")
_TO = re.compile(r"TO\s+(?=\S)")
_INFO = re.compile(r"INFO\s+(?=\S)")
_DISTRIBUTION = re.compile(r"(?:(?:ACTION|ORIGIN|INFO)\s+)?[A-Z]{1,6}-\d\d\b|/\d{3}[A-Z]|-{6,}")
_ROUTE = re.compile(r"(?P<route>R[A-Z0-9]{3,7})/")
_NUMBER = re.compile(r"\d{1,4}(?:-\d{1,4})?$")
_MONTHS = {
    month: at
    for at, month in enumerate(
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1
    )
}
_LETTERS = {"Z": "FLASH", "O": "IMMEDIATE", "P": "PRIORITY", "R": "ROUTINE"}
_TWO_DIGITS = 100
"""Years below are printed with two digits."""
_PRECEDENCES = ("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE")  # the highest first
_INITIALS = ("I", "P", "R")
_SHORTEST_MISSPELT = 6
"""Letters of a misspelt precedence; a shorter word may be part of a name."""


@dataclass(slots=True)
class Header:
    """What the transmission header says."""

    transmission_id: str | None = None
    precedence: str | None = None
    date: dt.datetime | None = None
    date_source: DateSource | None = None
    date_span: Span | None = None
    origin: str | None = None
    recipients: list[Addressee] = field(default_factory=list)
    info: list[Addressee] = field(default_factory=list)
    mrn: str | None = None
    """The message reference number where the format has a line for it."""
    station_serial: int | None = None
    """Last four digits of the cable's serial, from the station line."""
    level: tuple[Level, Span] | None = None
    """The level that ``ZNY CCCCC`` gives the transmission, and where it is printed."""
    julian: tuple[int, int, int] | None = None
    """Day of the year, hour and minute of the station line."""


def read_header(lines: Lines, at: list[int]) -> Header:
    """Read the header from the lines with these indices."""
    header = Header()
    to: list[Addressee] | None = None
    for line in at:
        text = lines.text[line]
        start = lines.begin(line)
        if to is not None and not _starts_line(text):
            _add(to, text, start)
        elif text.startswith("FM "):
            found = _FROM.match(text)
            header.origin = header.origin or (" ".join(found["name"].split()) if found else None)
        elif found := _TO.match(text):
            to = header.recipients
            _add(to, text[found.end() :], start + found.end())
        elif (found := _INFO.match(text)) and not _DISTRIBUTION.match(text):
            to = header.info
            _add(to, text[found.end() :], start + found.end())
        elif found := _LABELLED.match(text):
            to = _labelled(header, found, start)
        elif found := _DTG.match(text):
            _read_dtg(header, found, start)
        elif found := _STATION.match(text):
            header.station_serial = int(found["serial"])
            header.julian = int(found["day"]), int(found["hour"]), int(found["minute"])
        elif found := _TRANSMISSION_LEVEL.match(text):
            header.level = _LEVELS[found[1]], Span(start + found.start(1), start + found.end(1))
        elif header.transmission_id is None and _TRANSMISSION.fullmatch(text):
            header.transmission_id = text
        elif header.precedence is None and (found := _PRECEDENCE_LINE.match(text)):
            header.precedence = _highest(found[1])
    return header


def _labelled(header: Header, found: re.Match[str], start: int) -> list[Addressee] | None:
    """A line of the message format after 2010: ``Date/DTG: Feb 03, 2011 / 032014Z FEB 11``."""
    label, value = found["label"], found["value"]
    at = start + found.start("value")
    if label == "MRN":
        header.mrn = canonical(value)
    elif label == "From":
        header.origin = header.origin or " ".join(value.split())
    elif label == "Date/DTG" and (dtg := _DTG.search(value)):
        _read_dtg(header, dtg, at)
    elif label in ("Action", "To", "Info"):
        to = header.info if label == "Info" else header.recipients
        _add(to, value, at)
        return to
    return None


def _starts_line(text: str) -> bool:
    """Whether a line below TO or INFO is another line of the header, not one more addressee."""
    return text[:2] not in ROUTES and (
        bool(_LABELLED.match(text))
        or text.startswith(("FM ", "TO ", "INFO ", "PAGE ", "DE R", "ZNR ", "ZNY "))
        or is_archive_stamp(text)
        or bool(_DISTRIBUTION.match(text) or _DTG.match(text))
    )


def _read_dtg(header: Header, found: re.Match[str], start: int) -> None:
    date = dtg_date(found)
    if date is None or header.date is not None:
        return
    header.date, header.date_source = date, DateSource.DTG
    header.date_span = Span(start + found.start(), start + found.end())
    if found["first"]:
        header.precedence = _highest(found["first"] + (found["second"] or ""))


def dtg_date(found: re.Match[str]) -> dt.datetime | None:
    """The UTC time of a matched date-time group; None where there is no such day or hour."""
    month = _MONTHS.get(found["month"])
    if not month:
        return None
    try:
        return dt.datetime(
            full_year(int(found["year"])),
            month,
            int(found["day"]),
            int(found["hour"]),
            int(found["minute"]),
            tzinfo=dt.UTC,
        )
    except ValueError:
        return None


def full_year(year: int) -> int:
    """Four digits of a year printed with two; the earliest cables are from the sixties."""
    return year if year >= _TWO_DIGITS else year + (1900 if year >= FIRST_YEAR % _TWO_DIGITS else 2000)


def _highest(letters: str) -> str | None:
    named = {_LETTERS[letter] for letter in letters if letter in _LETTERS}
    return next((word for word in _PRECEDENCES if word in named), None)


def _add(to: list[Addressee], text: str, start: int) -> None:
    """Read an addressee line, ``[ROUTE/]NAME [PRECEDENCE] [dddd]``; ``XMT POST`` excludes a post."""
    if not text:
        return
    span = Span(start, start + len(text))
    if text.startswith("XMT "):
        if to:
            last = to[-1]
            to[-1] = Addressee(
                last.name,
                Span(last.span.start, span.end),
                last.route,
                last.precedence,
                last.number,
                (*last.excluded, *_names(text[4:])),
            )
        return
    found = _ROUTE.match(text)
    route = found["route"] if found else None
    words = text[found.end() :].split() if found else text.split()
    number = precedence = None
    if len(words) > 1 and _NUMBER.match(words[-1]):
        number = words.pop()
    if len(words) > 1 and (precedence := _precedence(words[-1])):
        words.pop()
        if len(words) > 1 and words[-1] == "NIACT":
            precedence = f"{words.pop()} {precedence}"
    if words:
        to.append(Addressee(" ".join(words), span, route, precedence, number))


def _precedence(word: str) -> str | None:
    """The precedence that a word names, with one letter wrong or missing too: ``PIORITY``."""
    if word in _PRECEDENCES:
        return word
    if not word.startswith(_INITIALS) or len(word) < _SHORTEST_MISSPELT:
        return None
    return next((name for name in _PRECEDENCES if one_letter_off(word, name)), None)


def _names(text: str) -> Iterator[str]:
    for name in text.split(","):
        if name.strip():
            yield " ".join(name.split())
