"""Every number in the parser's rules has a name, and a row in the docs that says what it decides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.rule_limits import Limit, changed, limits, modules

PAGE = Path(__file__).parents[2] / "docs" / "cable-format.md"


def test_every_named_number_is_in_the_docs_with_its_value() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \| ([\d.]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert dict(rows) == {str(limit): str(limit.value) for limit in limits(modules()) if limit.place is None}


@pytest.mark.parametrize("name", ["_MOST_LINES_BELOW", "_LINE"])
def test_a_number_is_changed_for_a_while_only(name: str) -> None:
    of = modules()
    limit: Limit = next(limit for limit in limits(of) if limit.name == name)
    before = of[limit.module][name]
    with changed(limit, of, 2):
        assert of[limit.module][name] != before

    assert of[limit.module][name] is before
