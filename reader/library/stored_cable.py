"""A cable as the library stores it, and how its text is parsed again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.library.db.date_ids import from_seconds
from reader.library.db.open import translate_damage_errors
from reader.library.db.text_codec import unpack_text

if TYPE_CHECKING:
    from reader.cable.model import Cable


@dataclass(frozen=True, slots=True)
class StoredCable:
    """A cable's text and where it came from."""

    mrn: str
    source: str
    """Normalised text."""
    metadata: Mapping[str, object]
    """The container's metadata; dates are ISO."""
    text_hash: str
    """Hexadecimal."""
    imported: dt.datetime
    place: str
    """Where it was found, in printable characters: ``cables.csv, row 12``."""
    id: int
    """The version's id."""
    current: bool
    """False for a version that is superseded by another."""


class PackedCable(NamedTuple):
    """A cable as a row of the library has it, its text compressed: small to pass to another process."""

    library: Path
    """Named in the error if the text is damaged."""
    id: int
    mrn: str
    text_hash: bytes
    stored: int
    """Seconds; see :func:`from_seconds`."""
    current: int
    place: str
    text: bytes
    given: str | None
    """The metadata, as JSON."""

    @property
    def imported(self) -> dt.datetime:
        """When this version was imported."""
        return from_seconds(self.stored)

    def unpack(self) -> StoredCable:
        """The cable. Raises DamagedLibraryError."""
        with translate_damage_errors(self.library):
            return StoredCable(
                mrn=self.mrn,
                source=unpack_text(self.text),
                metadata=json.loads(self.given) if self.given else {},
                text_hash=self.text_hash.hex(),
                imported=self.imported,
                place=self.place,
                id=self.id,
                current=bool(self.current),
            )

    def parse(self) -> Cable:
        """Parse the text as the import did. Raises DamagedLibraryError."""
        return parse_stored(self.unpack())


PACKED_COLUMNS = "c.id, c.mrn, c.text_hash, c.imported, c.current, c.place, b.text, b.given"
"""What a PackedCable is made of, from the tables ``cable AS c`` and ``body AS b``."""


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """One stored version of a cable, without its text."""

    id: int
    imported: dt.datetime
    place: str
    """Where it was found, in printable characters."""
    size: int
    """Characters."""
    current: bool
    """False for a version that is superseded by another."""


def parse_stored(stored: StoredCable) -> Cable:
    """Parse a stored text as the import did. Date, origin and subject may come from the metadata."""
    from reader.cable.model import DateSource  # takes some 50 ms to import, with the parser
    from reader.cable.mrn import canonical
    from reader.cable.normalise import normalise
    from reader.cable.parse import parse

    metadata = {name: value for name, value in stored.metadata.items() if isinstance(value, str) and value}
    date = _utc(metadata.get("date"))
    number = canonical(metadata["mrn"]) if "mrn" in metadata else None
    year = date.year if date else None
    cable = parse(stored.source, mrn=number, year=year, classification=metadata.get("classification"))
    if cable.date is None and date:
        cable = replace(cable, date=date, date_source=DateSource.GIVEN, estimated_date=None)
    if cable.date is None and cable.estimated_date is None and (about := _utc(metadata.get("estimated"))):
        cable = replace(cable, estimated_date=about.date())
    if cable.origin is None and "origin" in metadata:
        cable = replace(cable, origin=normalise(metadata["origin"]))
    if cable.subject is None and "subject" in metadata:
        cable = replace(cable, subject=normalise(metadata["subject"]))
    return cable


def _utc(stored: str | None) -> dt.datetime | None:
    """A stored date; without a zone it is UTC."""
    try:
        date = dt.datetime.fromisoformat(stored) if stored else None
    except ValueError:
        return None
    return date.replace(tzinfo=dt.UTC) if date and date.tzinfo is None else date
