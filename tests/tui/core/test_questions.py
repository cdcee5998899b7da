"""Questions in a row, and Esc between them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from reader.tui.core.questions import Outcome, ask_in_turn

ANSWERED, LEFT, SKIPPED = Outcome.ANSWERED, Outcome.LEFT, Outcome.SKIPPED


@pytest.mark.parametrize(
    ("outcomes", "asked", "done"),
    [
        ([ANSWERED, SKIPPED, ANSWERED], [0, 1, 2], True),
        ([ANSWERED, ANSWERED, LEFT, ANSWERED, ANSWERED], [0, 1, 2, 1, 2], True),
        ([ANSWERED, SKIPPED, LEFT, SKIPPED, LEFT], [0, 1, 2, 1, 0], False),
        ([LEFT], [0], False),
    ],
)
def test_esc_goes_one_question_back_past_those_that_are_not_asked(
    outcomes: list[Outcome], asked: list[int], done: bool
) -> None:
    seen: list[int] = []
    coming: Iterator[Outcome] = iter(outcomes)

    def step(number: int) -> object:
        async def ask() -> Outcome:
            seen.append(number)
            return next(coming)

        return ask

    steps = [step(number) for number in range(3)]
    assert asyncio.run(ask_in_turn(steps)) is done  # type: ignore[arg-type]
    assert seen == asked
    assert next(coming, None) is None
