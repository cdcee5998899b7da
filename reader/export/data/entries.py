"""What an export of data is made from: cables with their notes and links, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from reader.cable.model import Cable
from reader.notes.model import Annotation, Code, CrossReference


@dataclass(frozen=True, slots=True)
class Entry:
    """A cable and the records about it."""

    mrn: str
    cable: Cable | None
    """None for a cable outside the library."""
    annotations: tuple[Annotation, ...] = ()
    outgoing: tuple[CrossReference, ...] = ()
    incoming: tuple[CrossReference, ...] = ()
    """Links to this cable, from cables of the export only."""

    @property
    def records(self) -> tuple[Annotation | CrossReference, ...]:
        """The notes on the cable and the links that start from it."""
        return (*self.annotations, *self.outgoing)


class CitedCable(NamedTuple):
    """A cable that a cable cites."""

    mrn: str
    held: bool
    """Whether it is in the library."""
    sure: bool
    """False if the year of the citation is a guess."""


class Entries(Protocol):
    """The cables of an export, read when they are needed, so that memory does not grow with their number."""

    @property
    def codes(self) -> Mapping[str, Code]:
        """All codes by id, parents before their children."""

    def chosen(self) -> Iterator[Entry]:
        """The cables that are exported, sorted by MRN."""

    def linked(self) -> Iterator[Entry]:
        """The cables that links of the chosen ones lead to and that are not chosen, sorted by MRN."""

    def cited(self, mrn: str) -> list[CitedCable]:
        """The cables that a cable cites."""
