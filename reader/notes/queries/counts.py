"""What there is on a cable, counted in one way for list, panel, search and export."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from reader.notes.model import Annotation, CrossReference, Document


class NoteCounts(int):
    """Notes with a text, tags given, and links made; as a number, all of them."""

    notes: int
    tags: int
    links: int

    def __new__(cls, notes: int = 0, tags: int = 0, links: int = 0) -> Self:
        """Of these numbers."""
        counts = super().__new__(cls, notes + tags + links)
        counts.notes, counts.tags, counts.links = notes, tags, links
        return counts

    def __eq__(self, other: object) -> bool:
        """Two counts are equal in each number; a plain number is compared with all of them."""
        if isinstance(other, NoteCounts):
            return (self.notes, self.tags, self.links) == (other.notes, other.tags, other.links)
        return int(self) == other

    def __ne__(self, other: object) -> bool:
        """``int`` has its own, which would only compare the sums."""
        return not self == other

    __hash__ = int.__hash__

    def plus(self, other: NoteCounts) -> NoteCounts:
        """Both together."""
        return _counts(self.notes + other.notes, self.tags + other.tags, self.links + other.links)

    @property
    def words(self) -> str:
        """``1 note, 2 codes, 1 link``; ``no notes`` without any."""
        numbers = ((self.notes, "note"), (self.tags, "code"), (self.links, "link"))
        parts = [f"{number:,} {word}{'' if number == 1 else 's'}" for number, word in numbers if number]
        return ", ".join(parts) or "no notes"

    def short(self, width: int) -> str:
        """``1#2→1`` with the signs of the notes panel; if that is too wide the number of all, or ``9+``."""
        numbers = ((self.notes, ""), (self.tags, "#"), (self.links, "→"))
        whole = "".join(f"{sign}{number}" for number, sign in numbers if number)
        total = str(int(self))
        return next((text for text in (whole, total) if len(text) <= width), "9+")


_counts = lru_cache(4096)(NoteCounts)
"""The same object for the same numbers: most cables with notes have few of them."""

NO_NOTES = NoteCounts()


def count_records(records: Iterable[Annotation | CrossReference]) -> NoteCounts:
    """What these records are."""
    from reader.notes.model import Annotation  # the first frame of the screen has no records

    counts = NO_NOTES
    for record in records:
        if isinstance(record, Annotation):
            counts = counts.plus(NoteCounts(notes=bool(record.body), tags=len(record.codes)))
        else:
            counts = counts.plus(NoteCounts(links=1))
    return counts


def count_document(document: Document) -> NoteCounts:
    """What a stored document is; another program may have written anything."""
    if document.get("deleted"):
        return NO_NOTES
    if document.get("kind") == "annotation":
        codes = document.get("codes")
        tags = sum(isinstance(code, str) for code in codes) if isinstance(codes, list | tuple) else 0
        return NoteCounts(notes=bool(document.get("body")), tags=tags)
    return NoteCounts(links=document.get("kind") == "cross-reference")
