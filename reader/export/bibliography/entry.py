"""What every bibliography format says of a cable: a report, issued by its post."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reader.cable.frus import has_own_numbers
from reader.cable.model import Cable
from reader.cable.mrn import split
from reader.export.citation import (
    NARA_SERIES,
    NARA_YEARS,
    NO_SENDER,
    document_number,
    issued,
    recipient,
    sender,
)
from reader.export.escape import one_line
from reader.export.file_names import file_stem
from reader.export.frus import FrusDocument, frus_of

OFFICE = "Office of the Historian, U.S. Department of State"
"""Publishes FRUS; for documents that nobody sent, such as an editorial note."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cable as a bibliography lists it."""

    key: str
    """The citation key, as in ``[@09MUNICH273]``."""
    number: str
    """The MRN."""
    title: str
    institution: str
    """The sending post."""
    recipient: str
    date: dt.date | None
    is_estimated: bool
    """Whether only year and month of the date are known."""
    classification: str
    tags: tuple[str, ...]
    archive_number: str
    """NARA's document number; empty outside 1973-79."""
    url: str
    frus: str
    """The FRUS volume and document; empty if not given."""
    kind: str = "Telegram"
    """``Document`` for one of a FRUS volume that is no telegram by its heading."""

    @property
    def archive(self) -> str:
        """The archival series of ``archive_number``."""
        return NARA_SERIES if self.archive_number else ""

    @property
    def note(self) -> str:
        """Recipient, classification and FRUS document in words."""
        to = f"To {self.recipient}" if self.recipient else ""
        return "; ".join(filter(None, (to, self.classification.capitalize(), self.frus)))


def bibliography_record(cable: Cable | None, mrn: str, *, frus: FrusDocument | None = None) -> Entry:
    """The entry of a cable; None for one that is not in the library."""
    parts = split(mrn)
    document = frus_of(mrn, cable.source if cable else "")
    frus = document or frus
    date, is_estimated = issued(cable)
    return Entry(
        key=file_stem(mrn),
        number=one_line(mrn),
        title=one_line(cable.title) if cable and cable.title else one_line(mrn),
        institution=sender(cable, mrn) or (OFFICE if document else NO_SENDER),
        recipient=recipient(cable) or "",
        date=date,
        is_estimated=is_estimated,
        classification=(cable.classified_as or "") if cable else "",
        tags=tuple(dict.fromkeys(one_line(tag.code) for tag in cable.tags)) if cable else (),
        archive_number=document_number(parts) if parts and parts.year in NARA_YEARS else "",
        url=frus.url if frus else "",
        frus=f"{frus.title}, {frus.locator}" if frus else "",
        kind="Document" if document and not (cable and has_own_numbers(cable.source)) else "Telegram",
    )
