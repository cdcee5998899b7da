"""Reads the TXT conversion: lines with id, subject, date, classification and origin, then header and body."""

from __future__ import annotations

import re

from reader.library.sources.decoding import without_entities, without_web_marks
from reader.library.sources.documents import Container, Metadata, SourceDocument
from reader.library.sources.printed_dates import read_date

_LINES = re.compile(
    r"""\s{0,200}(?P<mrn>[0-9]{2}[A-Z0-9]{3,40})[ \t]*\r?\n
        (?P<subject>[^\n]*)\n
        (?P<date>(?:[A-Z][a-z]{2}\ ){2}[0-9]{1,2}\ [0-9:]{8}\ [^\n]{1,12}[0-9]{4}
          |[0-9]{4}-[0-9]{2}-[0-9]{2}[0-9T:+ -]{0,20})[ \t]*\r?\n
        (?P<classification>[^\n]*)(?:\n|\Z)
        (?P<origin>[^\n]*)(?:\n|\Z)""",
    re.VERBOSE,
)


def read_conversion(text: str, original: bytes, place: str) -> SourceDocument | None:
    """The cable of a TXT conversion; None for any other text.

    Its text is what follows the five lines, and may be empty. Entities in it are decoded.
    """
    match = _LINES.match(text)
    if not match:
        return None
    date, precision = read_date(match["date"])
    metadata = Metadata(
        mrn=match["mrn"],
        date=date,
        precision=precision,
        classification=match["classification"].strip() or None,
        origin=match["origin"].strip() or None,
        subject=without_entities(match["subject"]).strip() or None,
    )
    return SourceDocument(without_web_marks(text[match.end() :]), metadata, original, place, Container.TXT)
