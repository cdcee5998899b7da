"""Which cables of a corpus are labelled: a fixed rule, so that nobody chooses.

The corpus is stratified by year of the message reference number. Within a year the cables stand in order of
``sha256(MRN)``; they are taken in that order, one of each post before a second of any. The first draw takes
sixty from the top; the second goes on where the first stopped and takes twenty more, and so does the third.
Eighty are there to tune the parser on: the first draw, and the second since it has been scored. The twenty of
the third are held back: labelled with the same care, read by nobody who tunes the parser.

    python -m tests.gold.draw cables.csv
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

FIRST = {72: 1, 79: 1, 0: 1, 3: 1, 4: 3, 5: 5, 6: 7, 7: 9, 8: 10, 9: 12, 10: 10}
"""Cables to draw by two-digit year: sixty, the rare years whole, the common ones held down."""

SECOND = {4: 2, 5: 2, 6: 3, 7: 3, 8: 3, 9: 4, 10: 3}
"""Twenty more, set before any was looked at: the years with some left, the common ones held down further."""

THIRD = {4: 1, 5: 2, 6: 2, 7: 3, 8: 3, 9: 6, 10: 3}
"""Twenty more, set before any was looked at: more of the year that has most left."""

_MRN = re.compile(r"(\d\d)([A-Z]+)(\d+)")


def draw(mrns: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The MRNs to label: those to tune on and those held back, each in the order of the draw."""
    strata: dict[int, list[str]] = {year: [] for year in FIRST}
    for mrn in mrns:
        if (match := _MRN.fullmatch(mrn)) and (year := int(match[1])) in strata:
            strata[year].append(mrn)
    opened: list[str] = []
    held_back: list[str] = []
    for year, cables in strata.items():
        order = _spread(cables)
        until = FIRST[year] + SECOND.get(year, 0)
        opened += order[:until]
        held_back += order[until : until + THIRD.get(year, 0)]
    return tuple(opened), tuple(held_back)


def _spread(mrns: Iterable[str]) -> list[str]:
    """In hash order, one cable of each post before a second of any."""
    turns: Counter[str] = Counter()
    ranked: list[tuple[int, str, str]] = []
    for mrn in sorted(mrns, key=_hash):
        match = _MRN.fullmatch(mrn)
        post = match[2] if match else ""
        ranked.append((turns[post], _hash(mrn), mrn))
        turns[post] += 1
    return [mrn for _, _, mrn in sorted(ranked)]


def _hash(mrn: str) -> str:
    return hashlib.sha256(mrn.encode()).hexdigest()


if __name__ == "__main__":
    from tests.corpus import rows

    opened, held_back = draw(row.mrn for row in rows(Path(sys.argv[1])))
    print("\n".join(opened), "\n".join(f"{mrn}  held back" for mrn in held_back), sep="\n")
