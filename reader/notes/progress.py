"""Progress and cancellation of long actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from reader.notes.errors import NotesError

Progress = Callable[[int, int], None]
"""Called with how much is done, and the total."""
Cancelled = Callable[[], bool]
"""Returns whether to stop."""
_REPORT_EVERY = 256

T = TypeVar("T")


class Stopped(NotesError):
    """The user cancelled the action; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Stopped; nothing was changed")


def with_progress(
    items: Iterable[T], total: int, on_progress: Progress | None, cancelled: Cancelled | None
) -> Iterator[T]:
    """The items, reporting progress now and then. Raises Stopped if cancelled."""
    for done, item in enumerate(items):
        if done % _REPORT_EVERY == 0:
            if cancelled and cancelled():
                raise Stopped
            if on_progress:
                on_progress(done, total)
        yield item
    if on_progress:
        on_progress(total, total)
