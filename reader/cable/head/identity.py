"""Which cable this is and when it was sent: what is printed, what is given, what can be inferred."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from reader.cable import mrn as numbers
from reader.cable.frus import split_frus
from reader.cable.head.classification import post_in_class_line
from reader.cable.head.executive_order import ExecutiveOrder
from reader.cable.head.head_lines import Head
from reader.cable.head.references import Citing
from reader.cable.head.transmission import Header, full_year
from reader.cable.model import DateSource, MrnSource, Problem
from reader.cable.source.head_labels import SUBJECT
from reader.cable.source.source_lines import Lines
from reader.cable.year_estimate import estimated_date

_SPELLED = re.compile(
    r"\w+(?i:day), (?P<day>\d{1,2}) (?P<month>[A-Z][A-Za-z]+) (?P<year>\d{4})"
    r"(?:, (?P<hour>\d{1,2}):(?P<minute>\d\d))?"
)
_CONTAINER_DATE = re.compile(r"\w{3} (?P<month>\w{3}) (?P<day>\d\d) [\d:]+ [+-]\d{4} (?P<year>\d{4})")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class Identity(NamedTuple):
    """Number and date of a cable, and where each comes from."""

    mrn: str | None
    source: MrnSource | None
    date: dt.datetime | None
    date_source: DateSource | None
    estimated: dt.date | None
    citing: Citing
    problems: tuple[Problem, ...]


def identify(
    lines: Lines,
    head: Head,
    header: Header,
    order: ExecutiveOrder | None,
    references: str,
    *,
    given: str | None,
    year: int | None,
) -> Identity:
    """Number and date. The number in the text wins over the given one; a difference is a problem.

    ``references``: the printed REF value; a year in it helps to guess the cable's.
    """
    problems: list[Problem] = []
    given = _given(head, given)
    parts = numbers.split(given) if given else None
    known_year = parts.year if parts else full_year(year) if year is not None else None
    date, date_source = _date(lines, head, header, known_year or _container_year(head))
    if frus := next((number for number in (header.mrn, given) if number and split_frus(number)), None):
        # A telegram printed in FRUS has its own number in its text as well; it is filed as the document.
        citing = Citing(date.year if date else known_year, None, None, date.month if date else None)
        of_frus = MrnSource.PRINTED if header.mrn else MrnSource.GIVEN
        return Identity(frus, of_frus, date, date_source, None, citing, ())
    printed_year = date.year if date else None
    inferred_year = known_year or _container_year(head)
    estimated = _estimate(lines, head, order, references, inferred_year) if date is None else None
    if inferred_year is None and estimated:
        inferred_year = estimated.year
    post, serial = _printed(head)
    if post is None and (labelled := numbers.split(header.mrn) if header.mrn else None):
        _, post, serial = labelled
        printed_year = labelled.year
    the_year = printed_year or inferred_year
    inferred = printed_year is None
    in_line = head.class_line.serial if head.class_line else None
    if post is None and header.origin and (in_line or header.station_serial):
        # The station line has the last four digits of the serial; few posts sent ten thousand in a year.
        post, serial, inferred = numbers.post_of(header.origin), in_line or header.station_serial, True
    mrn: str | None = None
    source: MrnSource | None = None
    if post and serial and the_year:
        mrn = f"{the_year % 100:02}{post}{serial}"
        source = _source(inferred, given_year=known_year is not None, line=head.class_line is not None)
        if given and given != mrn:
            span = head.class_span or lines.span(0, 0)
            problems.append(Problem(f"The text calls itself {mrn}, but it was filed as {given}.", span))
    elif given:
        mrn, source = given, MrnSource.GIVEN
        parts = numbers.split(given)
        post, serial = (parts.post, parts.serial) if parts else (None, None)
    month = date.month if date else estimated.month if estimated else None
    return Identity(
        mrn, source, date, date_source, estimated, Citing(the_year, post, serial, month), tuple(problems)
    )


def _source(inferred: bool, *, given_year: bool, line: bool) -> MrnSource:
    """Printed where all of it is; given where only the year is missing and the container has it."""
    if not inferred:
        return MrnSource.PRINTED
    return MrnSource.GIVEN if given_year and line else MrnSource.INFERRED


def _given(head: Head, given: str | None) -> str | None:
    """The number the caller gives, or the one on the first line of a text conversion."""
    if given:
        return numbers.canonical(given) or given
    return numbers.canonical(head.container.mrn) if head.container else None


def _printed(head: Head) -> tuple[str | None, int | None]:
    line = head.class_line
    if line is None or line.post is None or not line.serial:
        return None, None
    return post_in_class_line(line.post), line.serial


def _date(
    lines: Lines, head: Head, header: Header, year: int | None
) -> tuple[dt.datetime | None, DateSource | None]:
    if header.date:
        return header.date, header.date_source
    if head.spelled_date is not None and (spelled := _spelled(lines.text[head.spelled_date])):
        return spelled, DateSource.SPELLED
    if header.julian and year:
        day, hour, minute = header.julian
        try:
            first = dt.datetime(year, 1, 1, hour, minute, tzinfo=dt.UTC)
        except ValueError:
            return None, None
        date = first + dt.timedelta(days=day - 1)
        if date.year == year:
            return date, DateSource.JULIAN
    return None, None


def _spelled(text: str) -> dt.datetime | None:
    found = _SPELLED.match(text)
    month = _month(found["month"]) if found else None
    if not found or not month:
        return None
    hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
    try:
        return dt.datetime(int(found["year"]), month, int(found["day"]), hour, minute, tzinfo=dt.UTC)
    except ValueError:
        return None


def _container_year(head: Head) -> int | None:
    found = _CONTAINER_DATE.match(head.container.date) if head.container else None
    return int(found["year"]) if found else None


def _month(name: str) -> int | None:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def _estimate(
    lines: Lines, head: Head, order: ExecutiveOrder | None, references: str, year: int | None
) -> dt.date | None:
    """The date that the day of declassification suggests."""
    if order is None:
        return None
    subject = " ".join(lines.text[line] for line in head.fields.get(SUBJECT, ()))
    start = lines.starts[head.body] if head.body < len(lines) else len(lines.source)
    text = f"{subject}\n{lines.source[start:]}"
    return estimated_date(order.declassify, order.order, text, references, known=year)
