"""Which numbers at line starts are the paragraphs' own: the true sequence is 1..N.

A line may begin with a number because a paragraph begins there, because a year ended a sentence (``¶2006.``),
because an annex or a quoted letter has a numbering of its own, or because the drafter repeated one. Every
candidate and every reading of it is weighed, and the heaviest rising chain is taken: a number one higher than
the last costs nothing, a hole costs by its width, and a list that starts again at 1 is not entered midway.
On 1,295 cables, accepting only the last number plus one loses 527 of 13,370 true paragraphs, those after a
hole; accepting steps up to 5 loses 32.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

WIDEST_STEP = 6
"""The largest step from one number to the next that is still taken for a hole."""

_WITH_PORTION = 4.0  # a portion mark follows: 98 % of true paragraphs
_CLOSED = 1.0  # the text before it ends a sentence
_OPEN = 0.0
_MISSING = 0.7  # for each number left out
_LATE = 3.5  # for beginning with a number above the widest step, which takes a portion mark
_FOREIGN = 60.0  # for stepping into the middle of a list that started again at 1
_RESTART = 60.0  # for starting with a second 1
_RICHER = 6.0  # for that where its list has portion marks and the first has none
_SECOND_READING = 0.05  # for reading ¶12. as 2 where 12 would do as well


class Candidate(NamedTuple):
    """A line start that may be a paragraph number."""

    readings: tuple[int, ...]
    portion: bool
    closed: bool
    """Whether the text before it ends a sentence, or a blank line precedes it."""
    style: Hashable = None
    """How it is set (indent, bullet, blank line above); the items of one list agree."""


@dataclass(frozen=True, slots=True)
class _Link:
    """The best chain that ends in a candidate read as ``number``."""

    score: float
    candidate: int
    number: int
    before: _Link | None


def recover_numbers(candidates: Sequence[Candidate]) -> list[int | None]:
    """The number of each candidate, or None where it is not a paragraph's. Linear in the candidates."""
    numbers: list[int | None] = [None] * len(candidates)
    best: dict[int, _Link] = {}
    top: _Link | None = None
    lists = _restarted_lists(candidates)
    rich_start = any(candidate.portion for candidate, of in zip(candidates, lists, strict=True) if not of)
    for at, candidate in enumerate(candidates):
        weight = _WITH_PORTION if candidate.portion else _CLOSED if candidate.closed else _OPEN
        if not weight:
            continue
        restart = 0.0
        if lists[at]:
            restart = _RICHER if candidate.portion and not rich_start else _RESTART
        for reading, number in enumerate(candidate.readings):
            link = _extend(best, lists, at, number, weight - reading * _SECOND_READING, restart)
            if link and (number not in best or link.score > best[number].score):
                best[number] = link
                if top is None or link.score > top.score:
                    top = link
    link = top
    while link:
        numbers[link.candidate] = link.number
        link = link.before
    _restore_repeats(candidates, lists, numbers)
    return numbers


def _extend(
    best: dict[int, _Link], lists: Sequence[int], at: int, number: int, weight: float, restart: float
) -> _Link | None:
    """The best chain that ends in candidate ``at`` read as ``number``."""
    score, before = -1.0, None
    if number <= WIDEST_STEP:
        score = weight - (number - 1) * _MISSING - restart
    elif weight > _LATE:  # the first paragraphs were cut out
        score = weight - _LATE - restart
    for step in range(1, WIDEST_STEP + 1):
        previous = best.get(number - step)
        # The two readings of one label are not two paragraphs.
        if previous and previous.candidate != at:
            foreign = lists[at] and lists[at] != lists[previous.candidate]
            through = previous.score + weight - (step - 1) * _MISSING - (_FOREIGN if foreign else 0.0)
            if through > score:
                score, before = through, previous
    return _Link(score, at, number, before) if before or score > 0 else None


def _restarted_lists(candidates: Sequence[Candidate]) -> list[int]:
    """For each candidate the list it continues: 0 for the first, n for one that started again at 1.

    A list goes on as long as each number is one more than the last, set in the same style, with a portion
    mark or without as its first was.
    """
    lists = [0] * len(candidates)
    started = current = 0
    seen_one = False
    last: tuple[int, bool, Hashable] | None = None
    for at, candidate in enumerate(candidates):
        if not candidate.closed and not candidate.portion:
            continue
        printed = candidate.readings[0]
        if printed == 1:
            if seen_one:
                started += 1
                current = started
            seen_one = True
        elif current and last != (printed - 1, candidate.portion, candidate.style):
            current = 0
        lists[at] = current
        last = (printed, candidate.portion, candidate.style)
    return lists


def _restore_repeats(
    candidates: Sequence[Candidate], lists: Sequence[int], numbers: list[int | None]
) -> None:
    """A number the drafter used twice, set and marked alike each time, is two paragraphs.

    ``5, 6, 6, 7`` is common; ``5, 6, 5, 6, 7`` occurs, and is accepted where there are portion marks.
    """
    last: Candidate | None = None
    last_number = 0
    for at, candidate in enumerate(candidates):
        number = numbers[at]
        if number is not None:
            last, last_number = candidate, number
        elif (
            last
            and 0 <= last_number - candidate.readings[0] <= candidate.portion
            and (candidate.portion, candidate.style) == (last.portion, last.style)
            and candidate.closed
            and not lists[at]
        ):
            numbers[at] = candidate.readings[0]
