"""Places where a line should begin and does not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reader.cable.source.lost_breaks import lost_breaks
from reader.cable.source.source_lines import Lines


def parts(source: str) -> list[str]:
    """The source cut at its lost breaks, without the spaces around."""
    edges = [0, *sorted(set(lost_breaks(Lines(source)))), len(source)]
    return [source[first:last].strip() for first, last in pairwise(edges)]


@pytest.mark.parametrize(
    ("source", "cut"),
    [
        ("¶1. (C) He came. 2. (C) He left.", ["¶1. (C) He came.", "2. (C) He left."]),
        ("¶1. He came. ¶2. He left.", ["¶1. He came.", "¶2. He left."]),
        ("XXXXXXXXXXXX 6. (S//NF) He left.", ["XXXXXXXXXXXX", "6. (S//NF) He left."]),
        ("1. He came.\n2. She came. 3. He left.", ["1. He came.\n2. She came.", "3. He left."]),
        ("TAGS: PHUM BM SUBJECT: A VISIT", ["TAGS: PHUM BM", "SUBJECT: A VISIT"]),
        ("SUBJECT: NEWS FROM EGYPTREF: CAIRO 12", ["SUBJECT: NEWS FROM EGYPT", "REF: CAIRO 12"]),
        ("- Line: 69. - Fax: 47. - Guard: 51.", ["- Line: 69.", "- Fax: 47.", "- Guard: 51."]),
    ],
)
def test_lines_that_ran_together_are_parted(source: str, cut: list[str]) -> None:
    assert [part for part in parts(source) if part] == cut


@pytest.mark.parametrize(
    "source",
    [
        "¶1. (C) He came in 2006. (He left in 2007.)",
        "SUBJECT: SUBJECT: A VISIT",
        "¶1. (C) He named 3. No more.",
        "¶1. (C) See TAGS: PHUM and so on.",
        "",
    ],
)
def test_what_is_one_line_stays_one(source: str) -> None:
    assert [part for part in parts(source) if part] == ([source] if source else [])
