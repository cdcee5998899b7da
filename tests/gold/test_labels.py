"""The labels against the corpus they were made from: the cables drawn, and words that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.corpus import folder, rows
from tests.gold import labels as gold
from tests.gold.draw import draw

PLACE = folder()
LABELS = [*gold.read(held_back=False), *gold.read(held_back=True)]

_PAGE = re.compile(
    r"[A-Z][A-Z ]*\d{8} +\d{3}(\.\d)? OF \d{3} *$|^ CONFIDENTIAL\nPAGE \d\d .*?\d{6}Z", re.MULTILINE
)
"""What stands between two pages, and so between two words of a label."""

pytestmark = pytest.mark.skipif(PLACE is None, reason="no corpus")


@cache
def texts() -> dict[str, str]:
    """Every cable of the corpus by its MRN."""
    assert PLACE is not None
    return {row.mrn: row.text for row in rows(PLACE / "cables.csv")}


@pytest.mark.parametrize("held_back", [False, True])
def test_the_labelled_cables_are_those_drawn(held_back: bool) -> None:
    assert {item["mrn"] for item in gold.read(held_back=held_back)} == set(draw(texts())[held_back])


def test_every_labelled_word_stands_in_its_cable_in_order() -> None:
    assert [f"{item['mrn']}: {words}" for item in LABELS for words in _astray(item)] == []


def _astray(item: gold.Labels) -> Iterator[str]:
    """What the label says and the cable does not, letters and digits alone compared."""
    text = texts()[item["mrn"]]
    whole = _letters(_PAGE.sub("", text))
    printed = [item[field] for field in ("origin", "subject", "signer") if item[field]]
    printed += [*item["tags"], *item["headings"], *(each["printed"] for each in item["references"])]
    yield from (words for words in printed if _letters(words) not in whole)
    at = 0
    for paragraph in item["paragraphs"]:
        if paragraph["printed"] and paragraph["printed"] not in text:
            yield paragraph["printed"]
        start = whole.find(_letters(paragraph["starts"]), at)
        if start < 0 or whole.find(_letters(paragraph["ends"]), start) < 0:
            yield f"{paragraph['starts']} ... {paragraph['ends']}"
        at = max(at, start)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
