"""Links over several hops as an outline: each cable told once in full, rings and crossings by a mention."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reader.notes.lookup import CableNotes
from reader.notes.model import CrossReference, Target

WIDEST = 50
"""Ways out of one cable that are followed; the others are counted."""
LONGEST = 2000
"""Lines of an outline; what comes after is not looked up."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link as seen from one of its ends."""

    id: str
    """The same from both ends."""
    other: str
    """The MRN at the other end."""
    words: str
    """The relation, said from this end."""
    near: Target | None = None
    far: Target | None = None
    """The places it joins, this end's first; None for a reference that a text makes itself."""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline."""

    depth: int
    """0 for the cable it begins with."""
    mrn: str
    way: Way | None = None
    """How it was come by; None for the first."""
    again: bool = False
    """It is told in full elsewhere in the outline."""
    more: int = 0
    """Ways out of it that are not followed for want of room."""


Ways = Callable[[str], Sequence[Way]]
"""The ways out of a cable, in the order in which they are to be told."""


def ways(mrn: str, notes: CableNotes) -> list[Way]:
    """The ways that the user's links make out of a cable: those drawn from it, then those drawn to it."""
    out = [_way(link, link.outward, link.source, link.target) for link in notes.outgoing]
    back = [
        _way(link, link.inward, link.target, link.source) for link in notes.incoming if link.source.mrn != mrn
    ]
    return [*out, *back]


def _way(link: CrossReference, words: str, near: Target, far: Target) -> Way:
    return Way(link.id, far.mrn, words, near, far, link.comment)


def outline(start: str, ways: Ways, hops: int) -> list[Line]:
    """The outline of what can be reached from a cable in so many hops.

    A cable stands in full where it is reached in the fewest hops, first come first; wherever else a way
    leads to it, it is mentioned. A way is not told back from where it led. Asks for each cable's ways once.
    """
    reached, followed, more = _reach(start, ways, hops)
    lines: list[Line] = []
    waiting: list[tuple[int, str, Way | None, str]] = [(0, start, None, "")]
    while waiting and len(lines) < LONGEST:
        depth, mrn, way, above = waiting.pop()
        again = way is not None and reached.get(mrn) != (above, way.id)
        lines.append(Line(depth, mrn, way, again, 0 if again else more.get(mrn, 0)))
        if not again:
            came = way.id if way else ""
            below = [(depth + 1, one.other, one, mrn) for one in followed.get(mrn, ()) if one.id != came]
            waiting.extend(reversed(below))
    return lines


def _reach(
    start: str, ways: Ways, hops: int
) -> tuple[dict[str, tuple[str, str]], dict[str, list[Way]], dict[str, int]]:
    """How each cable is reached first (from where, by which way), the ways followed, and how many are not."""
    reached: dict[str, tuple[str, str]] = {start: ("", "")}
    followed: dict[str, list[Way]] = {}
    more: dict[str, int] = {}
    edge = [start]
    total = 0
    for _ in range(hops):
        beyond: list[str] = []
        for mrn in edge:
            if total >= LONGEST:
                break
            found = list(ways(mrn))
            followed[mrn] = found[:WIDEST]
            more[mrn] = len(found) - len(followed[mrn])
            total += len(followed[mrn])
            for way in followed[mrn]:
                if way.other not in reached:
                    reached[way.other] = mrn, way.id
                    beyond.append(way.other)
        edge = beyond
    return reached, followed, more


def described(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Depth and words of each line: ``continues → 04RANGOON1422 ¶1 (above): the same plan``."""
    for line in lines:
        way = line.way
        if way is None:
            yield line.depth, line.mrn
            continue
        near = f"{way.near.label} " if way.near and way.near.label else ""
        far = f" {way.far.label}" if way.far and way.far.label else ""
        again = " (told elsewhere)" if line.again else ""
        comment = f": {way.comment}" if way.comment else ""
        yield line.depth, f"{near}{way.words} {line.mrn}{far}{again}{comment}"
