"""When a document of a volume was written, as its attributes say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.library.sources.documents import Precision
from reader.library.sources.frus.elements import Element, on_one_line

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = r"January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = r"1[789][0-9]{2}|20[0-9]{2}"
_DAY_ONLY = re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>[0-9]{{1,2}})\b")
_PRINTED = re.compile(rf"{_DAY_ONLY.pattern}, (?P<year>{_YEAR})\b")
_CHAPTER = re.compile(
    rf"(?P<first>{_MONTH})(?: [0-9]{{1,2}})?(?:[–-](?P<last>{_MONTH})?[0-9 ]{{0,3}})?,? (?P<year>{_YEAR})"
)
"""The heading of a chapter that is a month, two months or a day."""
_PLACE_AND_DAY = re.compile(rf"[\w .’',\[\]-]{{0,40}}?\[?{_PRINTED.pattern}[\].]{{0,3}}")
_LONGEST_LINE = 60
_MOST_BLOCKS = 10
_MONTH_ALONE = re.compile(r"(?:1[789]|20)[0-9]{2}-(?:0[1-9]|1[0-2])")
_MONTH_AND_YEAR = re.compile(rf"\b(?P<month>{_MONTH}),? (?P<year>{_YEAR})\b")
_NOTE = re.compile(r"\[?Editorial Notes?\]?\.?", re.IGNORECASE)
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


def time_elements(document: Element) -> list[Element]:
    """The dates and datelines of a document."""
    return [element for element in document.walk() if element.tag in ("date", "dateline")]


def written(document: Element, times: Sequence[Element]) -> Written | None:
    """When a document was written: the first day where only a range is known; None if nothing is.

    The volumes give the first and the last moment that are possible. Both are the same where the hour was
    printed. Older editions of a volume have only the date of the dateline.
    """
    first, last = document.get("doc-dateTime-min"), document.get("doc-dateTime-max")
    if first:
        return _written(first, exact=first == last)
    datelines = [element for element in times if element.tag == "dateline"]
    for element in datelines:
        if (date := _dated(element)) is not None:
            when = date.get("when") or date.get("notBefore") or date.get("from")
            return _written(when, exact=len(when) > len("1973-01-15"))
    return next(filter(None, (in_heading(_text(element)) for element in datelines)), None)


def in_line_of_its_own(document: Element) -> Written | None:
    """The day in a first or last line such as ``[Washington,] August 20, 1948.``, which is no dateline."""
    paragraphs = [element for element in document.elements() if element.tag == "p"]
    for element in (*paragraphs[-1:], *paragraphs[:1]):
        if sum(len(child) for child in element.children if isinstance(child, str)) > _LONGEST_HEADING:
            continue  # no line, and its words need not be put together
        line = _text(element)
        if len(line) <= _LONGEST_LINE and _PLACE_AND_DAY.fullmatch(line):
            return in_heading(line)
    return None


def in_chapter(heading: str, chapter: str) -> Written | None:
    """The day that a heading names without a year, which the chapter has: ``November 28`` in *November 1961*.

    So are the supplements on microfiche divided.
    """
    months = _CHAPTER.fullmatch(chapter)
    if months is None:
        return None
    named = {months["first"], months["last"] or months["first"]}
    for found in _DAY_ONLY.finditer(heading[:_LONGEST_HEADING]):
        if found["month"] in named:
            return _day(months["year"], found["month"], found["day"])
    return None


def in_heading(heading: str) -> Written | None:
    """The day that a heading names last: ``Minutes of the Twelfth Meeting, Paris, October 7, 1948``."""
    dates = list(_PRINTED.finditer(heading[:_LONGEST_HEADING]))
    if not dates:
        return None
    return _day(dates[-1]["year"], dates[-1]["month"], dates[-1]["day"])


def _day(year: str, month: str, day: str) -> Written | None:
    number = _MONTHS.index(month[:3].upper()) + 1
    return _written(f"{year}-{number:02}-{int(day):02}", exact=False)


def _text(element: Element) -> str:
    """All words of an element on one line, without those of footnotes."""
    parts = [child if isinstance(child, str) else _text(child) for child in element.children]
    return "" if element.tag == "note" else on_one_line("".join(parts))


def about(
    times: Sequence[Element], heading: str, blocks: Sequence[str], latest: dt.date | None
) -> dt.date | None:
    """About when a document without a date was written: its month, or the day that a note speaks of first.

    ``latest``: the date of the document printed before it, which has the year where the note names none.
    """
    months = (element.get("when") for element in times if element.tag == "date")
    if month := next(filter(_MONTH_ALONE.fullmatch, months), None):
        return dt.date(int(month[:4]), int(month[5:]), 1)
    for line in (heading, *(_text(element) for element in times if element.tag == "dateline")):
        if named := _MONTH_AND_YEAR.search(line[:_LONGEST_HEADING]):
            return _first_day(int(named["year"]), named["month"])
    if not _NOTE.fullmatch(heading):
        return None
    text = " ".join(blocks[:_MOST_BLOCKS])[:_LONGEST_HEADING]
    named = _DAY_ONLY.search(text)
    if named is None:
        return None
    if with_year := _PRINTED.match(text, named.start()):
        return _first_day(int(with_year["year"]), named["month"])
    if latest is None:
        return None
    near = (_first_day(year, named["month"]) for year in range(latest.year - 1, latest.year + 2))
    return min(near, key=lambda day: abs(day - latest))


def _first_day(year: int, month: str) -> dt.date:
    return dt.date(year, _MONTHS.index(month[:3].upper()) + 1, 1)


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
