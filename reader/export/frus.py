"""Documents in *Foreign Relations of the United States*: their ids, as history.state.gov writes them."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.cable.frus import SITE, printed_in, split_frus
from reader.errors import UsageError

SERIES = "Foreign Relations of the United States"
_ID = re.compile(
    r"(?P<volume>frus(?P<first>[0-9]{4})(?:-(?P<last>[0-9]{2}))?v(?P<electronic>e?)0*(?P<number>[1-9][0-9]?)"
    r"(?:p(?P<part>[1-9]))?)/?d(?P<document>[1-9][0-9]{0,3})"
)


class FrusDocument(NamedTuple):
    """A document of a FRUS volume."""

    volume: str
    """The volume's id: ``frus1969-76v17``."""
    title: str
    """The volume as FRUS names it, ``Foreign Relations..., 1969–1976, Volume XVII``. For a document in the
    library its subject follows."""
    document: str
    address: str = ""
    """That of the page, if it is printed."""

    @property
    def locator(self) -> str:
        """``Document 203``."""
        return f"Document {self.document}"

    @property
    def url(self) -> str:
        """The document's page."""
        return self.address or f"{SITE}/{self.volume}/d{self.document}"


def frus_of(mrn: str, source: str = "") -> FrusDocument | None:
    """The document that has this id in a library, with its text if that is at hand; None for a cable."""
    parts = split_frus(mrn)
    if parts is None:
        return None
    volume, document = parts.volume.lower(), parts.document.lower()
    if printed := printed_in(source):
        return FrusDocument(volume, printed.volume, document, printed.address)
    try:
        return parse_frus(f"{volume}d{document}")
    except UsageError:  # a volume that is known by a name, such as frus1952-54guat
        return FrusDocument(volume, f"{SERIES}, {volume.removeprefix('frus')}", document)


def parse_frus(text: str) -> FrusDocument:
    """Read ``frus1969-76v17d203``, or the address of its page. Raises UsageError for anything else."""
    plain = text.strip().removeprefix(f"{SITE}/").lower()
    found = _ID.fullmatch(plain)
    if found is None:
        raise UsageError("No FRUS document", where=text, advice="An id looks like frus1969-76v17d203.")
    first, last = found["first"], found["last"]
    years = f"{first}–{first[:2]}{last}" if last else first
    number = f"E-{found['number']}" if found["electronic"] else _roman(int(found["number"]))
    part = f", Part {found['part']}" if found["part"] else ""
    title = f"{SERIES}, {years}, Volume {number}{part}"
    return FrusDocument(found["volume"], title, found["document"])


def _roman(number: int) -> str:
    digits = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            digits += sign
            number -= value
    return digits
