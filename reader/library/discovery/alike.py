"""Cables like a cable: those with its passages, and those with its references, rare words and TAGS."""

from __future__ import annotations

from dataclasses import dataclass

from reader.library.discovery.copies import Copy, copies
from reader.library.discovery.similar import Similar, similar
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


def alike(library: Library, mrn: str, limit: int = 20) -> list[Alike]:
    """The cables most like one: those that share much of its text first, then the most similar ones, then
    those that share a passage only. Raises LibraryError."""
    copy_of = {copy.row.mrn: copy for copy in copies(library, mrn).found}
    similar_of = {one.row.mrn: one for one in similar(library, mrn, limit)}
    near = [number for number, copy in copy_of.items() if _is_near(copy)]
    numbers = list(dict.fromkeys((*near, *similar_of, *copy_of)))[:limit]
    found = ((copy_of.get(number), similar_of.get(number)) for number in numbers)
    return [Alike(row, copy, one) for copy, one in found if (row := _row(copy, one))]


def _is_near(copy: Copy) -> bool:
    return max(copy.share, copy.share_here) >= MUCH and copy.passages[0].words >= LONG


def _row(copy: Copy | None, one: Similar | None) -> Row | None:
    return copy.row if copy else one.row if one else None


def percent(share: float) -> str:
    """A share in words: ``92 %``; never 0 % of something, nor 100 % of less than all."""
    return f"{min(max(round(share * 100), 1), 100 if share == 1 else 99)} %"
