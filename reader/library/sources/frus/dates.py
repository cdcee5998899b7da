"""When a document of a volume was written, as its attributes say."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from reader.library.sources.documents import Precision
from reader.library.sources.frus.elements import Element

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PRINTED = re.compile(
    r"\b(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)"
    r" (?P<day>[0-9]{1,2}), (?P<year>1[789][0-9]{2}|20[0-9]{2})\b"
)
_LONGEST_HEADING = 2000
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


class Written(NamedTuple):
    """A date in UTC and its precision."""

    date: dt.datetime
    precision: Precision

    @property
    def group(self) -> str:
        """The date-time group of a telegram, ``151645Z JAN 1973``; empty where the hour is not known."""
        if self.precision is not Precision.MINUTE:
            return ""
        date = self.date
        return f"{date:%d%H%M}Z {_MONTHS[date.month - 1]} {date.year:04}"


def written(document: Element) -> Written | None:
    """When a document was written: the first day where only a range is known; None if nothing is.

    The volumes give the first and the last moment that are possible. Both are the same where the hour was
    printed. Older editions of a volume have only the date of the dateline.
    """
    first, last = document.get("doc-dateTime-min"), document.get("doc-dateTime-max")
    if first:
        return _written(first, exact=first == last)
    for element in document.walk():
        if element.tag == "dateline" and (date := _dated(element)) is not None:
            when = date.get("when") or date.get("notBefore") or date.get("from")
            return _written(when, exact=len(when) > len("1973-01-15"))
    return None


def in_heading(heading: str) -> Written | None:
    """The day that a heading names last: ``Minutes of the Twelfth Meeting, Paris, October 7, 1948``."""
    dates = list(_PRINTED.finditer(heading[:_LONGEST_HEADING]))
    if not dates:
        return None
    found = dates[-1]
    month = _MONTHS.index(found["month"][:3].upper()) + 1
    return _written(f"{found['year']}-{month:02}-{int(found['day']):02}", exact=False)


def _dated(dateline: Element) -> Element | None:
    """The first date in a dateline that says when; it may be inside italics."""
    for element in dateline.walk():
        if element.tag == "date" and any(element.get(name) for name in ("when", "notBefore", "from")):
            return element
    return None


def _written(text: str, *, exact: bool) -> Written | None:
    try:
        date = dt.datetime.fromisoformat(text)
        if exact and date.tzinfo:
            return Written(date.astimezone(dt.UTC).replace(second=0, microsecond=0), Precision.MINUTE)
        # A day is the day of the place; in UTC it might be another.
        return Written(dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC), Precision.DAY)
    except (ValueError, OverflowError):
        found = _DAY.match(text)
        return _written(found[0], exact=False) if found and found[0] != text else None
