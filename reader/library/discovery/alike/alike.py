"""Cables like a cable: with its passages, with its references, rare words and TAGS, and about the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, zip_longest

from reader.library.discovery.alike.copies import Copy, copies
from reader.library.discovery.alike.neighbours import Neighbour, Unlearned, neighbours, unlearned
from reader.library.discovery.alike.similar import Similar, similar
from reader.library.library import Library
from reader.library.listing import Row

MUCH = 0.2
"""Share of a cable's words in another from which the other comes before all that are merely similar,"""
LONG = 30
"""if one of the passages has that many words."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A cable like another, and what the two have in common."""

    row: Row
    copy: Copy | None
    """The passages that both contain; None if there are none."""
    similar: Similar | None
    """References, rare words and TAGS of both; None if there are too few."""
    neighbour: Neighbour | None = None
    """How close they are in content; None if they are not, or if nothing was learned."""


@dataclass(frozen=True, slots=True)
class AllAlike:
    """The cables like one, and what was left out in looking for them."""

    found: tuple[Alike, ...]
    not_all: bool
    """Whether only the likeliest cables were compared for passages."""
    unlearned: Unlearned | None
    """The cables that were imported since the library was learned from; None if there are none."""

    def newer(self, mrn: str) -> str:
        """A sentence about the cables that were not compared by content; empty if there are none.

        ``mrn`` is the cable asked about.
        """
        if self.unlearned is None:
            return ""
        cables = f"{self.unlearned.cables:,} cable{'' if self.unlearned.cables == 1 else 's'}"
        what = f"{mrn} is" if self.unlearned.itself else cables
        return f"Not compared by content: {what} newer than the last `cables similar --learn`."


def alike(library: Library, mrn: str, limit: int = 20) -> AllAlike:
    """The cables most like one: first those that share much of its text; then those close in content and the
    most similar ones, in turn; then those that share a passage only. Raises LibraryError."""
    compared = copies(library, mrn)
    copy_of = {copy.row.mrn: copy for copy in compared.found}
    close_to = {one.row.mrn: one for one in neighbours(library, mrn, limit)}
    similar_to = {one.row.mrn: one for one in similar(library, mrn, limit)}
    near = [number for number, copy in copy_of.items() if _is_near(copy)]
    in_turn = filter(None, chain.from_iterable(zip_longest(close_to, similar_to)))
    rows = {one.row.mrn: one.row for found in (copy_of, close_to, similar_to) for one in found.values()}
    found = (
        Alike(rows[number], copy_of.get(number), similar_to.get(number), close_to.get(number))
        for number in list(dict.fromkeys((*near, *in_turn, *copy_of)))[:limit]
    )
    return AllAlike(tuple(found), compared.not_all, unlearned(library, mrn))


def _is_near(copy: Copy) -> bool:
    return max(copy.share, copy.share_here) >= MUCH and copy.passages[0].words >= LONG


def percent(share: float) -> str:
    """A share in words: ``92 %``; never 0 % of something, nor 100 % of less than all."""
    return f"{min(max(round(share * 100), 1), 100 if share == 1 else 99)} %"
