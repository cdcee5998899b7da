"""What an export of data is made from: cables with their notes and links, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from reader.cable.model import Cable
from reader.notes.model import Annotation, Code, CrossReference


@dataclass(frozen=True)
class Entry:
    """A cable and the records about it."""

    mrn: str
    read: Callable[[], Cable | None]
    """Reads the cable; gives None for one outside the library."""
    annotations: tuple[Annotation, ...] = ()
    outgoing: tuple[CrossReference, ...] = ()
    incoming: tuple[CrossReference, ...] = ()
    """Links to this cable, from cables of the export only."""

    @cached_property
    def cable(self) -> Cable | None:
        """The cable, read when it is needed; None for one outside the library."""
        return self.read()

    @property
    def records(self) -> tuple[Annotation | CrossReference, ...]:
        """The notes on the cable and the links that start from it."""
        return (*self.annotations, *self.outgoing)


class Summary(NamedTuple):
    """What the library knows about a cable without reading it."""

    title: str
    date: str
    """``2006-05-23``; an empty string if it is unknown, as in the other fields."""
    sender: str
    level: str


class CitedCable(NamedTuple):
    """A cable that a cable cites."""

    mrn: str
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

    def summary(self, mrn: str) -> Summary | None:
        """About a cable; None if it is not in the library."""
