"""No regular expression takes quadratic time; see regex_growth.py, which tries more strings, up to 4 MB.

Growth is measured in processor time, whose ratio for two lengths is 2 or 4, whatever else runs.
"""

from __future__ import annotations

import re

from tests.faults.regex_growth import FEW_UNITS, suspects, worst
from tests.faults.regex_patterns import Found, expressions

LENGTH = 1 << 14
"""Characters."""


def test_quadratic_growth_is_found() -> None:
    growth = worst(Found("", "", re.compile(r"[ \t]*\n[ \t]*"), ("sub",)), LENGTH, FEW_UNITS, 0.1)

    assert growth.exponent > 1.6
    assert set(growth.unit) <= set(" \t")


def test_linear_growth_is_not_reported() -> None:
    assert (
        worst(Found("", "", re.compile(r"(?<![ \t])[ \t]*\n"), ("sub",)), LENGTH, FEW_UNITS, 0.1).exponent
        < 1.6
    )


def test_patterns_are_found_wherever_they_are() -> None:
    names = {str(found) for found in expressions("reader.cable")}

    assert "reader.cable.annotate.entities._NAME_BEFORE" in names
    assert "reader.cable.annotate.entities._SIGNED['$']" in names
    assert "reader.cable.head.references._numbered()" in names
    assert any("references._KINDS" in name for name in names)
    assert any(".line " in str(found) for found in expressions("reader.export"))


def test_no_pattern_grows_faster_than_its_text() -> None:
    found = [f"{growth.found}: {growth.method} of {growth.unit!r}" for growth in suspects("reader")]

    assert found == []
