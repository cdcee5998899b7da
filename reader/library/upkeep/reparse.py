"""A stored cable, read again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from reader.cable.model import Cable, DateSource
from reader.cable.mrn import canonical
from reader.cable.normalise import normalise
from reader.cable.parse import parse
from reader.library.library import StoredCable


def read(stored: StoredCable) -> Cable:
    """Parse a stored text as when it was imported; date, origin and subject it lacks are its container's."""
    given = {name: value for name, value in stored.given.items() if isinstance(value, str) and value}
    date = _date(given.get("date"))
    number = canonical(given["mrn"]) if "mrn" in given else None
    year = date.year if date else None
    cable = parse(stored.source, mrn=number, year=year, classification=given.get("classification"))
    if cable.date is None and date:
        cable = replace(cable, date=date, date_source=DateSource.GIVEN, estimated_date=None)
    if cable.origin is None and "origin" in given:
        cable = replace(cable, origin=normalise(given["origin"]))
    if cable.subject is None and "subject" in given:
        cable = replace(cable, subject=normalise(given["subject"]))
    return cable


def _date(given: str | None) -> dt.datetime | None:
    """A date as the library keeps it; containers that name no zone mean UTC."""
    try:
        date = dt.datetime.fromisoformat(given) if given else None
    except ValueError:
        return None
    return date.replace(tzinfo=dt.UTC) if date and date.tzinfo is None else date
