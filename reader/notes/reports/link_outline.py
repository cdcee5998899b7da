"""Links over several hops as an outline: each cable is shown in full once, and mentioned elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reader.notes.lookup import CableNotes
from reader.notes.model import CrossReference, Target

MOST_LINKS = 50
"""Links of one cable that are followed; the others are counted."""
MOST_LINES = 2000
"""Most lines of an outline; links beyond them are not followed."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link as seen from one of its ends."""

    id: str
    """The same from both ends."""
    other: str
    """The MRN at the other end."""
    words: str
    """The relation as seen from this end."""
    near: Target | None = None
    far: Target | None = None
    """The places it links, this end first; None for a reference in the text of a cable."""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline."""

    depth: int
    """0 for the first cable."""
    mrn: str
    way: Way | None = None
    """The link that led here; None for the first cable."""
    again: bool = False
    """Whether the cable is shown in full elsewhere in the outline."""
    more: int = 0
    """Number of its links that are not followed because there are too many."""


Ways = Callable[[str], Sequence[Way]]
"""Returns the links of a cable, in the order in which they are shown."""


def ways(mrn: str, notes: CableNotes) -> list[Way]:
    """The user's links of a cable: those from it, then those to it."""
    out = [_way(link, link.outward, link.source, link.target) for link in notes.outgoing]
    back = [
        _way(link, link.inward, link.target, link.source) for link in notes.incoming if link.source.mrn != mrn
    ]
    return [*out, *back]


def _way(link: CrossReference, words: str, near: Target, far: Target) -> Way:
    return Way(link.id, far.mrn, words, near, far, link.comment)


def outline(start: str, ways: Ways, hops: int) -> list[Line]:
    """The outline of what can be reached from a cable in this many hops.

    A cable is shown in full where it is reached in the fewest hops, and only mentioned elsewhere. A link is
    not shown again from its other end. Calls ``ways`` once for each cable.
    """
    reached, followed, more = _reach(start, ways, hops)
    lines: list[Line] = []
    pending: list[tuple[int, str, Way | None, str]] = [(0, start, None, "")]
    while pending and len(lines) < MOST_LINES:
        depth, mrn, way, above = pending.pop()
        again = way is not None and reached.get(mrn) != (above, way.id)
        lines.append(Line(depth, mrn, way, again, 0 if again else more.get(mrn, 0)))
        if not again:
            way_here = way.id if way else ""
            below = [(depth + 1, one.other, one, mrn) for one in followed.get(mrn, ()) if one.id != way_here]
            pending.extend(reversed(below))
    return lines


def _reach(
    start: str, ways: Ways, hops: int
) -> tuple[dict[str, tuple[str, str]], dict[str, list[Way]], dict[str, int]]:
    """How each cable is reached first (from which cable, by which link), and the links followed and not."""
    reached: dict[str, tuple[str, str]] = {start: ("", "")}
    followed: dict[str, list[Way]] = {}
    more: dict[str, int] = {}
    frontier = [start]
    total = 0
    for _ in range(hops):
        beyond: list[str] = []
        for mrn in frontier:
            if total >= MOST_LINES:
                break
            found = list(ways(mrn))
            followed[mrn] = found[:MOST_LINKS]
            more[mrn] = len(found) - len(followed[mrn])
            total += len(followed[mrn])
            for way in followed[mrn]:
                if way.other not in reached:
                    reached[way.other] = mrn, way.id
                    beyond.append(way.other)
        frontier = beyond
    return reached, followed, more


def lines_of_text(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Depth and words of each line: ``continues → 04RANGOON1422 ¶1 (above): the same plan``."""
    for line in lines:
        way = line.way
        if way is None:
            yield line.depth, line.mrn
            continue
        near = f"{way.near.label} " if way.near and way.near.label else ""
        far = f" {way.far.label}" if way.far and way.far.label else ""
        again = " (shown elsewhere)" if line.again else ""
        comment = f": {way.comment}" if way.comment else ""
        yield line.depth, f"{near}{way.words} {line.mrn}{far}{again}{comment}"
