"""A short run of random keys, clicks, pastes and sizes, with threads that answer late."""

from __future__ import annotations

import pytest

from tests.monkey import run_one


@pytest.mark.parametrize("seed", [2, 5])
def test_nothing_pressed_at_random_ends_the_program(seed: int) -> None:
    monkey = run_one(seed, 150)
    assert len(monkey.done) > 1
    assert monkey.wrong == []
