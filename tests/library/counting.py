"""Counts function calls, to show how work grows with its input: unlike time, always the same."""

from __future__ import annotations

import sys
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """The number of function calls, of Python and C functions, while this runs."""
    count = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times more calls the double size takes: 2 for linear, 4 for quadratic work."""
    work(size)  # what happens only once, such as imports
    return calls(lambda: work(2 * size)) / calls(lambda: work(size))
