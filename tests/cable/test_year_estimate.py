"""The year of a cable whose header is lost, from the day it was to be declassified."""

from __future__ import annotations

import datetime as dt

import pytest

from reader.cable.head_model import Declassify, DeclassifyKind
from reader.cable.model import MrnSource
from reader.cable.year_estimate import estimated_date
from tests.cable.build import read

DAY = dt.date(2029, 9, 24)


def estimate(
    day: dt.date = DAY,
    *,
    order: str = "12958",
    text: str = "",
    references: str = "",
    known: int | None = None,
) -> dt.date | None:
    """The estimate for a cable to be declassified on a day."""
    declassify = Declassify(DeclassifyKind.DATE, day, "")
    return estimated_date(declassify, order, text, references, known=known)


def test_without_other_signs_a_cable_is_declassified_after_ten_years() -> None:
    assert estimate(dt.date(2016, 3, 1)) == dt.date(2006, 3, 1)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("A visit", 2004),
        ("In 2009 he left, and in late 2009 he came back", 2009),
        ("He left in 2009; elections are planned for 2010 and 2011", 2004),
        ("The price is $2009 and the law 14/2009", 2004),
    ],
    ids=["twenty-five years is the most common term", "a year of the text", "plans", "no years"],
)
def test_the_years_that_a_text_mentions_decide_between_terms(text: str, year: int) -> None:
    assert estimate(text=text) == dt.date(year, 9, 24)


def test_an_order_is_on_no_cable_of_years_in_which_it_was_not_in_force() -> None:
    assert estimate(dt.date(2025, 5, 1), order="13526") == dt.date(2015, 5, 1)
    assert estimate(dt.date(2025, 5, 1), order="12958") == dt.date(2000, 5, 1)
    assert estimate(dt.date(2050, 5, 1), order="12958") is None


def test_a_cable_is_not_older_than_its_references() -> None:
    assert estimate(references="A. 08 PARIS 12 B. 07 ROME 3") == dt.date(2009, 9, 24)
    assert estimate(references="A. PARIS 12 AND ROME 3") == dt.date(2004, 9, 24)


def test_a_reference_with_a_year_is_to_a_cable_of_another_year() -> None:
    assert estimate(dt.date(2014, 12, 30), references="04 PARIS 12") == dt.date(2005, 12, 30)


@pytest.mark.parametrize(
    ("day", "estimated"),
    [
        (dt.date(2030, 1, 3), dt.date(2009, 12, 31)),
        (dt.date(2028, 12, 30), dt.date(2009, 1, 1)),
        (dt.date(2028, 2, 29), dt.date(2009, 2, 28)),
    ],
)
def test_a_known_year_stays_whatever_the_term(day: dt.date, estimated: dt.date) -> None:
    assert estimate(day, known=2009) == estimated


def test_a_number_with_an_estimated_year_is_inferred() -> None:
    found = read("¶1. (C) In 2009 he came.", header="", order=f"E.O. 12958: DECL: {DAY:%m/%d/%Y}")
    assert (found.mrn, found.mrn_source) == ("09MADRID348", MrnSource.INFERRED)


@pytest.mark.parametrize(
    "line",
    [
        "C O N F I D E N T I A L SECTION 01 OF 02",
        "C O N F I D E N T I A L SECTION 01 OF 02 000348",
        "C O N F I D E N T I A L SECTION 01 OF 02 XXXXXXXXXXXX 000348",
        "C O N F I D E N T I A L XXXXXXXXXXXX 000348",
    ],
)
def test_neither_a_section_nor_a_redaction_is_a_post(line: str) -> None:
    with_header = read(line=line)
    assert (with_header.mrn, with_header.mrn_source) == ("08MADRID348", MrnSource.INFERRED)
    assert with_header.sections == (2 if "SECTION" in line else 1)
    assert read(line=line, header="").mrn is None


def test_a_term_of_thirty_years_is_counted_where_no_other_leads_to_a_year_of_the_order() -> None:
    cable = read(header="", order="E.O. 12958: DECL: 08/10/2038")
    assert str(cable.estimated_date) == "2008-08-10"
