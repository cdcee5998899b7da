"""Makes a document of a record with named values: its text, or an index entry where it has none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from reader.library.sources.column_map import Field
from reader.library.sources.decoding import without_web_marks
from reader.library.sources.documents import Container, Metadata, Refused, Skipped, SourceDocument
from reader.library.sources.nara.attributes import is_no_text, is_no_value, split_references, tag_codes
from reader.library.sources.nara.index_entry import entry_text, notice_for
from reader.library.sources.nara.telegrams import read_archive, read_record
from reader.library.sources.printed_dates import read_date

_FEWEST_VALUES = 3
"""Values of a record without text that make it an entry of an index."""
_COUNTER = re.compile(r"[0-9]{1,12}")
"""A row number, which names no cable."""


def record_document(
    values: Mapping[Field, str], original: bytes, place: str, container: Container
) -> SourceDocument | Skipped:
    """The document of a record."""
    known = {field: value for field, value in values.items() if field is Field.BODY or not is_no_value(value)}
    metadata = _metadata(known)
    body = without_web_marks(known.get(Field.BODY, ""))
    header = without_web_marks(known.get(Field.HEADER, ""))
    if not body or is_no_text(body):
        if len(known) < _FEWEST_VALUES or not (metadata.mrn or metadata.subject):
            return Skipped(place, "no text, and not enough to be an entry of an index")
        text = entry_text(known, notice_for(known))
        return SourceDocument(text, metadata, original, place, Container.INDEX)
    text = f"{header}\n\n{body}" if header else body
    try:
        within = read_archive(text, original, place) or read_record(text, original, place)
    except Refused as refusal:
        return Skipped(place, str(refusal))
    if within:
        return replace(within, metadata=_merged(within.metadata, metadata))
    return SourceDocument(text, metadata, original, place, container)


def _metadata(values: Mapping[Field, str]) -> Metadata:
    mrn = values.get(Field.ID)
    date, precision = read_date(values.get(Field.DATE, ""))
    return Metadata(
        mrn=None if mrn and _COUNTER.fullmatch(mrn) else mrn,
        date=date,
        precision=precision,
        classification=values.get(Field.CLASSIFICATION),
        origin=values.get(Field.FROM),
        subject=" ".join(values.get(Field.SUBJECT, "").split()) or None,
        references=split_references(values.get(Field.REFERENCES, "")),
        tags=tag_codes(values.get(Field.TAGS, "")),
        film=values.get(Field.FILM),
    )


def _merged(first: Metadata, second: Metadata) -> Metadata:
    """The first, with what it lacks from the second."""
    lacking = {
        name: getattr(second, name) for name in Metadata.__slots__ if getattr(first, name) in (None, (), "")
    }
    return replace(first, **lacking)
