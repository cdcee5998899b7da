"""Ids of documents in *Foreign Relations of the United States*, as history.state.gov writes them."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.errors import UsageError

SITE = "https://history.state.gov/historicaldocuments"
_ID = re.compile(
    r"(?P<volume>frus(?P<first>[0-9]{4})(?:-(?P<last>[0-9]{2}))?v(?P<electronic>e?)0*(?P<number>[1-9][0-9]?)"
    r"(?:p(?P<part>[1-9]))?)/?d(?P<document>[1-9][0-9]{0,3})"
)


class FrusDocument(NamedTuple):
    """A document of a FRUS volume."""

    volume: str
    """The volume's id: ``frus1969-76v17``."""
    title: str
    """The volume as FRUS names it, without its subject: ``Foreign Relations..., 1969–1976, Volume XVII``."""
    document: int

    @property
    def locator(self) -> str:
        """``Document 203``."""
        return f"Document {self.document}"

    @property
    def url(self) -> str:
        """The document's page."""
        return f"{SITE}/{self.volume}/d{self.document}"


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
    title = f"Foreign Relations of the United States, {years}, Volume {number}{part}"
    return FrusDocument(found["volume"], title, int(found["document"]))


def _roman(number: int) -> str:
    digits = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            digits += sign
            number -= value
    return digits
