"""A short run of the signals that end, stop and disturb the program."""

from __future__ import annotations

import random

import pytest

from tests.faults.signals import ATTACKS, try_one


@pytest.mark.parametrize(
    "name",
    [
        "several signals at once",
        "the window closed, HUP ignored",
        "stopped and continued",
        "no standard input",
    ],
)
def test_the_terminal_is_as_before_and_nothing_typed_is_lost(name: str) -> None:
    assert name in ATTACKS
    assert try_one(name, random.Random(name)) == []
