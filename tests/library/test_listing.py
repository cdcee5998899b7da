"""The lines of a list of cables."""

from __future__ import annotations

import pytest

from reader.library.listing import Row


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("(C) A VISIT", "A VISIT"),
        ("A VISIT (S/NF)", "A VISIT"),
        ("A VISIT (PART TWO)", "A VISIT (PART TWO)"),
        ("(C)", "(C)"),
        (None, None),
    ],
)
def test_the_title_is_the_subject_without_its_portion_mark(subject: str | None, title: str | None) -> None:
    assert Row(1, "06X1", None, None, None, subject, None, 1).title == title
