"""Python's garbage collector, so that it does not stop the screen while somebody types.

A full collection looks at every object that may be part of a cycle. Once a library is open these are some
170,000, almost none of them ever garbage; an open cable of 1 MB adds 100,000. So they are left out
(``gc.freeze``): when the library is open, and then after each collection in a pause, which looks only at what
was made since the one before. What was left out and has become garbage in a cycle, such as a closed screen,
is found when nobody has pressed a key for half a minute. What is in no cycle is freed at once, as ever.
"""

from __future__ import annotations

import gc
from time import monotonic

from reader.processes import give_memory_back

PAUSE = 0.5
"""Seconds without a key after which a collection disturbs nobody."""
REST = 30.0
"""Seconds without a key after which a collection may take long."""
_YOUNG, _MIDDLE, _OLD = 2_000, 5, 500
"""When the three generations are collected without a pause: the last after 5,000,000 objects."""
_WORTH = 5
"""Collections of the middle generation after which a full one is worth it, in a pause."""
_MUCH = 12
"""As many stand for 120,000 new objects, such as a long cable: looking at them would take 30 ms or more."""

_used = monotonic()
_left_out = False
"""Whether objects have been left out since everything was looked at last."""


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
    """A key was pressed, the mouse was used, or the window got another size."""
    global _used
    _used = monotonic()


def tick() -> None:
    """Called twice a second."""
    global _left_out
    if not gc.isenabled():
        return
    idle = monotonic() - _used
    if idle > REST and _left_out:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        give_memory_back()
        _left_out = False
    elif idle > PAUSE and (made := gc.get_count()[2]) >= _WORTH:
        if made < _MUCH:
            gc.collect()
        gc.freeze()
        _left_out = True
