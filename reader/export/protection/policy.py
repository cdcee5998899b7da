"""What is done with protected names in an export or a copy, and what was found on the way."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from reader.cable.model import Cable
from reader.export.passages import NotesOfCable
from reader.export.protection.names import NOBODY, Names, Place, Why, names_in
from reader.export.protection.own_names import NO_NAMES, OwnNames
from reader.notes.model import Code, Target


class Treatment(StrEnum):
    """What is done with protected names."""

    MASK = "mask"
    """Write ``[name protected]`` in their place. A passage whose request names nobody is left out."""
    LEAVE_OUT = "leave-out"
    """Leave the passages out, and in whole texts the paragraphs; names anywhere else are masked."""
    KEEP = "keep"


class Found(NamedTuple):
    """A protected name in a passage."""

    mrn: str
    label: str
    """``¶4``; empty for the title, or for notes on the whole cable."""
    words: str
    """The name, or the request that names nobody."""
    why: Why
    doubtful: bool


QUERY_MASK = "[a query with a protected name]"
_WORD = re.compile(r"\w{3,}")
VERSION = 2
"""Raised when the same cable gets other masks, so that pages are made again."""


class Protection:
    """One export's treatment of protected names, and what it has found so far."""

    def __init__(
        self,
        treatment: Treatment | None = Treatment.KEEP,
        own: OwnNames = NO_NAMES,
        found: Mapping[Found, int] = {},
    ) -> None:
        """``treatment``: None to count only. ``found``: what was found before."""
        self.treatment = treatment
        self.own = own
        """The user's list, and the spellings of a person."""
        self.found: dict[Found, int] = dict(found or {})
        """How often each name was found, in the order of the export."""
        self.left_out: dict[tuple[str, Target], None] = {}
        """The cables and targets of the passages that were left out."""

    @property
    def keeps(self) -> bool:
        """Whether nothing is changed."""
        return self.treatment in (None, Treatment.KEEP)

    def empty(self) -> Protection:
        """The same treatment, with nothing found yet."""
        return Protection(self.treatment, self.own)

    def add(self, other: Protection) -> None:
        """Add what was found elsewhere."""
        for one, count in other.found.items():
            self.found[one] = self.found.get(one, 0) + count
        self.left_out.update(other.left_out)

    @property
    def key(self) -> str:
        """Treatment and list: what differs between two exports of the same notes."""
        if self.keeps:
            return str(Treatment.KEEP)
        return f"{self.treatment}-{VERSION}-{hashlib.sha256(self.own.key).hexdigest()[:12]}"

    def names(self, cable: Cable | None, notes: NotesOfCable | None = None) -> Names:
        """The names protected in a cable. If the cable is not there, its notes say what it quotes."""
        words: list[str] = []
        if cable is None and notes is not None:
            targets = (*(note.target for note in notes.annotations), *(one.source for one in notes.outgoing))
            words = [one.quote.prefix + one.quote.exact + one.quote.suffix for one in targets if one.quote]
        return names_in(cable, self.own, words)

    def query(self, query: str) -> str:
        """A query as it may be written: as typed, unless it has a word of a protected name, in any case."""
        if self.keeps:
            return query
        names = self.own.with_spellings((*self.own.listed, *(one.words for one in self.found)))
        words = {word for name in names for word in _WORD.findall(name.casefold())}
        return QUERY_MASK if words.intersection(_WORD.findall(query.casefold())) else query

    def codes(self, codes: Iterable[Code]) -> list[Code]:
        """The codebook, with the names of the user's list masked in it."""
        listed = names_in(None, self.own)
        if listed is NOBODY or self.treatment is Treatment.KEEP:
            return list(codes)
        return [self._code(code, listed) for code in codes]

    def _code(self, code: Code, listed: Names) -> Code:
        name, definition = listed.mask(code.name), listed.mask(code.definition)
        self.count("", "", (*name.places, *definition.places))
        return code if self.keeps else replace(code, name=name.text, definition=definition.text)

    def count(self, mrn: str, label: str, places: Iterable[Place]) -> None:
        """Remember what was found."""
        for place in places:
            one = Found(mrn, label, place.words, place.why, place.doubtful)
            self.found[one] = self.found.get(one, 0) + 1
