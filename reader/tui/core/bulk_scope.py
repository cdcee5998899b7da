"""What a command for several cables acts on, and the marks that say so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from reader.terminal_text import safe_line
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.library.library import Library


STILL_COUNTED = "The list is still being counted; try again in a moment."


class Scope(Enum):
    """How the cables were selected."""

    MARKED = auto()
    """By the user, one by one, by range or as a whole result."""
    RESULT = auto()
    """All cables of the list."""
    ONE = auto()
    """Nothing is marked: the cable under the cursor, or the open one."""


@dataclass(frozen=True, slots=True)
class SelectedCables:
    """Cables to act on; by id, so that a result of any size is selected without being read.

    ``len()`` is their number, ``words`` their description in a question (``Tag 212 marked cables? y/n``), and
    ``mrns()`` their numbers when it is time to act.
    """

    scope: Scope
    ids: Sequence[int] = ()
    """The library's ids, in the order of the list or of dates; empty where only ``mrn`` is known."""
    mrn: str = ""
    """The one cable of ``Scope.ONE``; empty where its row is still being fetched."""

    def __len__(self) -> int:
        return len(self.ids) or bool(self.mrn)

    @property
    def words(self) -> str:
        """``212 marked cables``, ``all 212 cables of the list``, ``04RANGOON1422``."""
        if self.scope is Scope.MARKED:
            return count(len(self), "marked cable")
        if self.scope is Scope.RESULT:
            return (
                f"all {count(len(self), 'cable')} in the list"
                if len(self) != 1
                else "the only cable in the list"
            )
        return safe_line(self.mrn) or "this cable"

    def mrns(self, library: Library) -> list[str]:
        """The message reference numbers; waits for the disk, some 0.3 s for 250,000. Raises LibraryError."""
        if self.mrn:
            return [self.mrn]
        from reader.library import bulk_lookup

        return bulk_lookup.mrns(library, self.ids)


class Marks(Collection[int]):
    """The marked cables, by id. They stay when another result is shown."""

    def __init__(self) -> None:
        self._ids: set[int] = set()

    def __contains__(self, id_: object) -> bool:
        return id_ in self._ids

    def __iter__(self) -> Iterator[int]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def toggle(self, id_: int) -> None:
        """Mark a cable, or unmark it."""
        self._ids ^= {id_}

    def add(self, ids: Iterable[int]) -> None:
        """Mark these."""
        self._ids.update(ids)

    def remove(self, ids: Iterable[int]) -> None:
        """Unmark these."""
        self._ids.difference_update(ids)

    def clear(self) -> None:
        """Unmark all."""
        self._ids.clear()

    def contains_all(self, ids: Sequence[int]) -> bool:
        """Whether all of these are marked."""
        return len(ids) <= len(self._ids) and self._ids.issuperset(ids)
