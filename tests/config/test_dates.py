from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from reader.config import dates
from reader.config.settings import DATE_FORMS
from reader.tui.page import header
from reader.tui.ui.words import long_date, short_date
from tests.tui.build import cable_of

DAY = dt.datetime(2009, 3, 4, 12, 30)


@pytest.fixture(autouse=True)
def usual_form() -> Iterator[None]:
    yield
    dates.use_date_form("day")


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (
            "day",
            ["4 March 2009", "4 Mar 2009", "4 Mar 09", "~Mar 2009", "~Mar 09", "March 2009 (year)"],
        ),
        (
            "month",
            [
                "March 4, 2009",
                "Mar  4 2009",
                "Mar  4 09",
                "~Mar 2009",
                "~Mar 09",
                "March 2009 (year)",
            ],
        ),
        ("iso", ["2009-03-04", "2009-03-04", "09-03-04", "~2009-03", "~09-03", "2009-03 (year)"]),
    ],
)
def test_dates_are_written_in_the_form_that_the_user_chose(form: str, written: list[str]) -> None:
    dates.use_date_form(form)
    cells = [long_date(DAY), short_date(DAY), long_date(None, DAY), short_date(None, DAY)]
    inferred = str(header.when(cable_of("x", estimated_date=DAY.date()))).replace("year inferred", "year")
    assert [header.when(cable_of("x", date=DAY)), *map(str.strip, cells), inferred] == written
    assert [len(each) for each in cells] == [11, 9, 11, 9], "columns keep their width"


def test_the_examples_of_the_forms_are_right() -> None:
    for form, example in DATE_FORMS.items():
        dates.use_date_form(form)
        assert dates.medium(dt.date(2009, 3, 24)) == example


@pytest.mark.parametrize("form", DATE_FORMS)
def test_a_date_long_ago_has_all_digits_of_its_year(form: str) -> None:
    dates.use_date_form(form)

    assert "1861" in short_date(dt.datetime(1861, 6, 8, tzinfo=dt.UTC))
    assert len(short_date(dt.datetime(1861, 6, 8, tzinfo=dt.UTC))) == 9
