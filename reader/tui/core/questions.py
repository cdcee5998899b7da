"""Several questions in a row: each Esc goes one question back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from enum import Enum, auto


class Outcome(Enum):
    """What came of a question."""

    ANSWERED = auto()
    LEFT = auto()
    """The user pressed Esc."""
    SKIPPED = auto()
    """There was nothing to ask."""


Step = Callable[[], Awaitable[Outcome]]
"""Asks one question, starting with its answer where it was answered before, and keeps the new answer."""


def outcome(answer: object) -> Outcome:
    """What came of a question with this answer; None for Esc."""
    return Outcome.LEFT if answer is None else Outcome.ANSWERED


async def ask_in_turn(steps: Sequence[Step]) -> bool:
    """Ask until the last question is answered; False where the user left the first one."""
    at, way = 0, 1
    while 0 <= at < len(steps):
        came = await steps[at]()
        if came is not Outcome.SKIPPED:
            way = 1 if came is Outcome.ANSWERED else -1
        at += way
    return at > 0
