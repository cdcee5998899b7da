"""No regular expression of these packages takes quadratic time; see regex_growth.py, which also tries 4 MB.

Growth is measured in processor time, whose ratio for two lengths is 2 or 4, whatever else runs.
"""

from __future__ import annotations

import re

import pytest

from tests.faults.regex_growth import Found, offenders, worst

SHORT = 1 << 16
"""Characters, in the short form."""


def test_quadratic_growth_is_found() -> None:
    growth = worst(Found("", "", re.compile(r"[ \t]*\n[ \t]*"), ("sub",)), SHORT >> 2)

    assert growth.exponent > 1.6
    assert set(growth.unit) <= set(" \t")


def test_linear_growth_is_not_reported() -> None:
    assert worst(Found("", "", re.compile(r"(?<![ \t])[ \t]*\n"), ("sub",)), SHORT).exponent < 1.6


@pytest.mark.parametrize("package", ["reader.library", "reader.joined"])
def test_no_pattern_grows_faster_than_its_text(package: str) -> None:
    found = [f"{growth.found}: {growth.method} of {growth.unit!r}" for growth in offenders(package, SHORT)]

    assert found == []
