"""What an export needs of a library and its notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from reader.cable.model import Cable
from reader.export.block_ids import Dated
from reader.export.passages import NotesOfCable
from reader.notes.model import Code
from reader.notes.reports.research_log import Line


class Held(NamedTuple):
    """A cable as the library has it; for one outside the library, its MRN and the cables that cite it."""

    mrn: str
    parse: Callable[[], Cable] | None = None
    text_hash: str | None = None
    version: dt.date | None = None
    """The day on which this version of the text was imported."""
    cited_by: Sequence[str] = ()
    """The cables in the library that cite this one."""

    def cable(self) -> Cable | None:
        """The cable, parsed; the caller keeps it."""
        return self.parse() if self.parse else None


class ExportSource(Protocol):
    """Where an export gets cables and notes from."""

    def author(self) -> str:
        """The user; notes last edited by others are disarmed."""

    def cables_with_notes(self) -> Sequence[str]:
        """The MRNs of all cables with notes, sorted."""

    def cables_with_codes(self, codes: Collection[str]) -> Sequence[str]:
        """The MRNs of all cables with a note that has one of these codes, sorted."""

    def codes(self) -> Sequence[Code]:
        """The codebook."""

    def dated_ids(self) -> Iterable[Dated]:
        """Id and time of every note and link."""

    def fingerprint(self, mrn: str) -> str | None:
        """A hash of all that the page of this cable is made of; None if there is none."""

    def cables(self, mrns: Sequence[str]) -> Iterator[Held]:
        """These cables in this order, each under its own MRN if another was given; read as needed."""

    def notes_of(self, mrn: str) -> NotesOfCable:
        """The notes of one cable."""

    def cites_missing(self, mrn: str) -> Sequence[tuple[str, bool]]:
        """The cables it cites that are not in the library, and whether the year is certain."""

    def searches(self) -> Sequence[Line]:
        """The research log, without judgements."""
