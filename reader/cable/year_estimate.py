"""When a cable was sent, from the day it was to be declassified: for cables without any other date.

A drafter could choose 5, 10, 15, 20, 25 or 30 years. Each is weighed by how often it was chosen and by
the years that subject and text mention; years in which the order was not in force and those before a
reference are left out. Of 346 cables of the corpus with a day of declassification, read without their
header, 319 get the right year; always taking ten years gets 272. Ten drafters counted nine years, three
of them from the old year in January; with a term of nine, more cables are lost (1 to 5) than won (none).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from reader.cable.head.transmission import full_year
from reader.cable.head_model import Declassify, DeclassifyKind

_TERMS = {10: 291, 25: 31, 20: 17, 15: 5, 5: 2, 30: 1}
"""Years to declassification, with the number of cables of the corpus that have them."""
_IN_FORCE = {
    "10501": (1953, 1972),
    "11652": (1972, 1978),
    "12065": (1978, 1982),
    "12356": (1982, 1995),
    "12958": (1995, 2010),
    "13526": (2010, 2039),
}
"""The first and last year of each executive order on classified information."""
_YEARS_AHEAD = 2
"""Years after a cable's own that its text hardly mentions; years beyond are those of plans and deadlines."""
_LAST_DAY = 28
"""The last day that every month of every year has."""
_YEAR = re.compile(r"(?:19|20)(?<![\d/$€£.,-]..)\d\d(?!\d)")
"""Begins with the century, which is found four times faster than what is before it."""
_YEAR_OF_REFERENCE = re.compile(r"(?<!\d)'?(?P<year>(?:20|19)?\d\d)[ -](?!AND\b|NOTAL\b)[A-Z]{3}")


def estimated_date(
    declassify: Declassify | None, order: str | None, text: str, references: str, *, known: int | None = None
) -> dt.date | None:
    """The likeliest date of a cable; None without a day to count from, or where no term leads to a year.

    ``text``: its subject and paragraphs. ``references``: its REF line as printed. ``known``: its year, where
    that is known.
    """
    if declassify is None or declassify.kind is not DeclassifyKind.DATE or declassify.date is None:
        return None
    date = declassify.date
    if known is not None:
        return _near(date, known)
    cited = {full_year(int(found["year"])) for found in _YEAR_OF_REFERENCE.finditer(references)}
    begins, ends = _IN_FORCE.get(order or "", (dt.MINYEAR, dt.MAXYEAR))
    years = [date.year - term for term in _TERMS if begins <= date.year - term <= ends]
    if not years:
        return None
    years = [year for year in years if year >= max(cited, default=year)] or years
    mentioned = Counter(map(int, _YEAR.findall(text)))

    def weight(year: int) -> float:
        ahead = sum(mentioned[year + step] for step in range(1, _YEARS_AHEAD + 1))
        return _TERMS[date.year - year] * (1 + mentioned[year]) / (1 + ahead)

    likeliest = max(years, key=weight)
    # A reference with a year is to a cable of another year: the drafter began to count in December.
    return _in_year(date, likeliest + (likeliest in cited))


def _near(date: dt.date, year: int) -> dt.date:
    """The date in the year that is known; at the turn of the year the nearest day in it."""
    counted = date.year - min(_TERMS, key=lambda term: abs(date.year - term - year))
    if (counted, date.month) == (year + 1, 1):
        return dt.date(year, 12, 31)
    if (counted, date.month) == (year - 1, 12):
        return dt.date(year, 1, 1)
    return _in_year(date, year)


def _in_year(date: dt.date, year: int) -> dt.date:
    """The same day of another year; the 28th where that has no 29 February."""
    try:
        return date.replace(year=year)
    except ValueError:
        return date.replace(year=year, day=_LAST_DAY)
