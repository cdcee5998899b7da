"""The table of all benchmarks: every row can be read from what its benchmark prints."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from tests.bench.__main__ import figure
from tests.bench.rows import COMMANDS, ROWS, Row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_a_row_names_a_benchmark_and_shows_what_its_pattern_finds(row: Row) -> None:
    assert find_spec(f"tests.bench.{row.bench.module}")
    groups = re.compile(row.pattern).groups
    assert groups >= 1
    assert row.shown.format(*range(groups))


def test_a_figure_is_taken_from_the_output() -> None:
    row = Row("list", "200 ms", "150 ms", COMMANDS, r"cables list +(\d+) ms", "{0} ms")
    assert figure(row, "python     9 ms\ncables list     90 ms at least") == "90 ms"
    assert figure(row, "nothing") == "not in the output"
    assert figure(row, "failed: no such file") == "failed: no such file"
