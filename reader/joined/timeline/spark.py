"""Counts as one line of block characters. Pure."""

from __future__ import annotations

from collections.abc import Sequence

BLOCKS = " ▁▂▃▄▅▆▇█"


def merged(counts: Sequence[int], cells: int) -> list[int]:
    """The counts, or the sums of as many neighbours as are needed so that there is one for each cell."""
    each = max(-(-len(counts) // max(cells, 1)), 1)
    return [sum(counts[at : at + each]) for at in range(0, len(counts), each)]


def spark(counts: Sequence[int], most: int) -> str:
    """A bar of one of eight heights for each count; ``most`` is full, and a count above 0 is never empty."""
    return "".join(BLOCKS[max(round(8 * count / most), 1) if count and most else 0] for count in counts)
