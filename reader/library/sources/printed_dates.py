"""Parses the dates in containers, and decides how precise they are."""

from __future__ import annotations

import datetime as dt
import re

from reader.library.sources.documents import Precision

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[ T,]{1,3}(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2})?(?:\s?(?P<half>[ap])\.?m\b)?)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})/(?P<year>[0-9]{{4}}){_TIME}",  # 2/25/1972 9:09
        rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}}){_TIME}",  # 2009-06-02 13:01
        r"[a-z]{3} (?P<month>[a-z]{3}) (?P<day>[0-9]{1,2}) (?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):[0-9]{2}"
        r" (?:[+-][0-9]{4}|[A-Z]{3,4}) (?P<year>[0-9]{4})",  # Tue Aug 01 00:00:00 +0200 2006
        rf"(?P<year>[0-9]{{4}}) (?P<month>[a-z]{{3,9}}) (?P<day>[0-9]{{1,2}}){_TIME}",  # 1975 May 1, 00:00
        rf"(?P<day>[0-9]{{1,2}})[ -](?P<month>[a-z]{{3,9}})[ -](?P<year>[0-9]{{4}}){_TIME}",  # 01 MAY 1975
    )
)


def read_date(text: str) -> tuple[dt.datetime | None, Precision | None]:
    """The date at the start of the text, in UTC, and its precision; (None, None) if there is no date.

    Midnight means that the time is unknown. In the release of 2010 the minutes repeat the hour of a
    twelve-hour clock (``17:05``, ``12:12``), so the date is precise only to the hour. Zone offsets are
    ignored: they are those of the computer that converted the texts.
    """
    text = text.strip()[:60]
    for form in _FORMS:
        if match := form.match(text):
            return _date(match.groupdict())
    return None, None


def _date(parts: dict[str, str | None]) -> tuple[dt.datetime | None, Precision | None]:
    month = (parts["month"] or "").lower()
    if not month.isdigit():
        month = str(_MONTHS.index(month[:3]) + 1) if month[:3] in _MONTHS else "0"
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    if half := parts.get("half"):  # 12:00:00 am is midnight
        hour = hour % 12 + (12 if half in "pP" else 0)
    precision = Precision.MINUTE
    if not hour and not minute:
        precision = Precision.DAY
    elif minute == (hour % 12 or 12):
        precision, minute = Precision.HOUR, 0
    try:
        date = dt.datetime(
            int(parts["year"] or 0), int(month), int(parts["day"] or 0), hour, minute, tzinfo=dt.UTC
        )
    except ValueError:
        return None, None
    return date, precision
