"""A few of the mutated cables of ``python -m tests.fuzz``, from the samples alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cable.parse import parse
from tests.fuzz import case, check

SOURCES = [
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
]


@pytest.mark.parametrize("number", range(200))
def test_a_mutated_cable_is_read_and_every_character_accounted_for(number: int) -> None:
    one = case(SOURCES, 1, number)
    cable = parse(one.text)
    assert "".join(cable.source[block.span.start : block.span.end] for block in cable.blocks) == cable.source
    check(one.text, cable)


def test_a_case_depends_on_nothing_but_its_seed_and_number() -> None:
    assert case(SOURCES, 5, 17) == case(SOURCES, 5, 17)
