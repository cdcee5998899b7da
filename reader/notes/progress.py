"""How something long says where it is, and how it is told to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from reader.notes.errors import NotesError

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""
Cancelled = Callable[[], bool]
"""Says whether to stop."""
_EVERY = 256

T = TypeVar("T")


class Stopped(NotesError):
    """The user stopped it; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Stopped; nothing was changed")


def watched(
    items: Iterable[T], total: int, on_progress: Progress | None, cancelled: Cancelled | None
) -> Iterator[T]:
    """The items, with word given now and then. Raises Stopped when told to stop."""
    for done, item in enumerate(items):
        if done % _EVERY == 0:
            if cancelled and cancelled():
                raise Stopped
            if on_progress:
                on_progress(done, total)
        yield item
    if on_progress:
        on_progress(total, total)
