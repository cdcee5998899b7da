"""The executive-order line: ``E.O. 12958: DECL: 11/02/2014``, and what it says about declassification."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from reader.cable.head.transmission import full_year
from reader.cable.head_model import Declassify, DeclassifyKind

# The digits of an order may be transposed; such slips are corrected to the order that was meant.
_LINE = re.compile(r"E\.?\s?[O0]\.?:?\s*(?P<order>\d{4,5})\s*[:.,;]?\s*", re.IGNORECASE)
_CUT = re.compile(r"\b(?:TAGS?|SUBJ(?:ECT)?)\s?:.*", re.IGNORECASE | re.DOTALL)
"""The next field, on the same line; the text has single spaces."""
_DECL = re.compile(
    r"(?:DECL|DNG)[A-Z]?\s*[:;.]?\s*(?:ON\s*[:;]?\s*)?(?P<value>.*)", re.IGNORECASE | re.DOTALL
)
_MONTH_FIRST = re.compile(r"0?(?P<month>\d{1,2})\s?[/.-]\s?(?P<day>\d{1,2})\s?[/.-]\s?(?P<year>\d{4}|\d\d)\b")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<day>\d{1,2})\b")
_SPELLED = re.compile(r"\b([A-Z][A-Za-z]{2,8}) (\d{1,2}),? (\d{4})\b")
_NOT_APPLICABLE = re.compile(r"N\s?/?\s?A\b|NOT APPLICABLE|NONE\b", re.IGNORECASE)
_SCHEDULE = re.compile(r"X?GDS\b|[AR]DS\b|XDS\b", re.IGNORECASE)

_DATE_WITHIN = 80
"""Characters at the start of the value that are searched for a date."""
_SHORTEST_EVENT = 5
"""Characters of the shortest name of an event: ``CLOSURE OF POST``, not ``X1``."""

_SLIPS = {"12598": "12958", "19523": "12958", "19528": "12958", "12985": "12958", "12859": "12958"}


class ExecutiveOrder(NamedTuple):
    """A parsed executive-order line."""

    order: str
    declassify: Declassify | None


def read_executive_order(text: str) -> ExecutiveOrder | None:
    """Read the line, joined with its continuation lines; TAGS or SUBJECT on the same line are cut off."""
    found = _LINE.match(text)
    if not found:
        return None
    order = found["order"]
    value = _CUT.sub("", text[found.end() :]).strip()
    return ExecutiveOrder(_SLIPS.get(order, order), _declassify(value) if value else None)


def _declassify(value: str) -> Declassify:
    named = _DECL.match(value)
    body = named["value"].strip() if named else value
    if date := _date(body):
        kind = DeclassifyKind.GDS if _SCHEDULE.match(value) else DeclassifyKind.DATE
        return Declassify(kind, date, value)
    if spelled := _spelled(body):
        return Declassify(DeclassifyKind.DATE, spelled, value)
    if _NOT_APPLICABLE.match(body):
        return Declassify(DeclassifyKind.NOT_APPLICABLE, None, value)
    if _SCHEDULE.match(value):
        return Declassify(DeclassifyKind.GDS, None, value)
    if "OADR" in value.upper():
        return Declassify(DeclassifyKind.OADR, None, value)
    if named and len(body) >= _SHORTEST_EVENT and any(map(str.isalpha, body.strip("Xx"))):
        return Declassify(DeclassifyKind.EVENT, None, value)
    return Declassify(DeclassifyKind.OTHER, None, value)


def _spelled(text: str) -> dt.date | None:
    """``DECLASSIFIED JUNE 21, 2006``."""
    found = _SPELLED.search(text[:_DATE_WITHIN])
    try:
        return dt.datetime.strptime(" ".join(found.groups()), "%B %d %Y").date() if found else None
    except ValueError:
        return None


def _date(text: str) -> dt.date | None:
    found = _YEAR_FIRST.search(text[:_DATE_WITHIN]) or _MONTH_FIRST.search(text[:_DATE_WITHIN])
    if not found:
        return None
    try:
        return dt.date(full_year(int(found["year"])), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
