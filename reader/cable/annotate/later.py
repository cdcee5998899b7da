"""Sequences that are found when they are first looked at.

An import reads a quarter of a million cables and shows none of them, so what only a page shows can wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar, overload

ItemT = TypeVar("ItemT")


class Later(Sequence[ItemT]):
    """One of several sequences that are found together, when the first of them is looked at.

    Equal to the tuple of its items, and a tuple when it is copied or sent to another process.
    """

    __slots__ = ("_at", "_find")

    def __init__(self, find: Callable[[], Sequence[tuple[ItemT, ...]]], at: int) -> None:
        self._find = find
        self._at = at

    def _found(self) -> tuple[ItemT, ...]:
        return self._find()[self._at]

    @overload
    def __getitem__(self, at: int) -> ItemT: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[ItemT, ...]: ...
    def __getitem__(self, at: int | slice) -> ItemT | tuple[ItemT, ...]:
        return self._found()[at]

    def __len__(self) -> int:
        return len(self._found())

    def __iter__(self) -> Iterator[ItemT]:
        return iter(self._found())

    def __eq__(self, other: object) -> bool:
        return self._found() == (other._found() if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        return hash(self._found())

    def __repr__(self) -> str:
        return repr(self._found())

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._found(),)


def each_later(find: Callable[[], Sequence[tuple[ItemT, ...]]], count: int) -> list[Later[ItemT]]:
    """The ``count`` sequences that ``find`` returns; it is called once, if at all."""
    once = cache(find)
    return [Later(once, at) for at in range(count)]
