"""Python's garbage collector, so that it does not stop the screen while somebody types.

A full collection looks at every object that may be part of a cycle. Once a library is open these are some
170,000, almost none of them ever garbage, so they are left out for good (``gc.freeze``), and nothing is
collected before. What is made later, some 45,000 objects, mostly Textual's lines, is collected when no key
was pressed for a moment; while keys come only after several times as much was made as by default. What is in
no cycle is freed at once, as ever.

In a session (``tests.bench.screen.session``; 146,000 cables, 93,000 notes, load 6) a full collection
took 75 ms before, at most 117, and came between keys; now 38, at most 59, and in pauses. The screen's thread
was busy over 50 ms 25 times for 169 keys, and 12 times for 241.
"""

from __future__ import annotations

import gc
from time import monotonic

PAUSE = 0.5
"""Seconds without a key after which a collection disturbs nobody."""
_YOUNG, _MIDDLE, _OLD = 2_000, 5, 20
"""When the three generations are collected without a pause: the last after 200,000 objects."""
_WORTH = 5
"""Collections of the middle generation after which a full one is worth it, in a pause."""

_used = monotonic()


def begin() -> None:
    """The program starts: nearly everything made from now on will be needed."""
    gc.disable()


def settle() -> None:
    """The first library is open: leave everything made so far out of later collections."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
        gc.enable()


def used() -> None:
    """A key was pressed, or the mouse was used."""
    global _used
    _used = monotonic()


def tick() -> None:
    """Called twice a second."""
    if gc.isenabled() and gc.get_count()[2] >= _WORTH and monotonic() - _used > PAUSE:
        gc.collect()
