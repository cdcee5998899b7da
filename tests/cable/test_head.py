"""The head of a cable where it departs from the usual."""

from __future__ import annotations

import datetime as dt

import pytest

from reader.cable.parse import parse
from tests.cable.build import cable, read


@pytest.mark.parametrize("printed", ["SIPDIS", "Sipdis", "sipdis"])
def test_a_caption_counts_in_any_case(printed: str) -> None:
    found = read(captions=printed)
    assert [caption.name for caption in found.captions] == ["SIPDIS"]
    assert not found.passing


@pytest.mark.parametrize(
    ("declassify", "mrn", "estimated"),
    [
        ("04/06/2015", "05MADRID348", dt.date(2005, 4, 6)),
        ("04/06/2014", "05MADRID348", dt.date(2005, 4, 6)),
        ("02/29/2016", "05MADRID348", dt.date(2005, 2, 28)),
        ("01/03/2016", "05MADRID348", dt.date(2005, 12, 31)),
        ("12/30/2014", "05MADRID348", dt.date(2005, 1, 1)),
    ],
)
def test_an_estimated_date_lies_in_the_year_that_the_number_tells(
    declassify: str, mrn: str, estimated: dt.date
) -> None:
    text = cable(header="", order=f"E.O. 12958: DECL: {declassify}")
    assert parse(text, mrn=mrn).estimated_date == estimated
