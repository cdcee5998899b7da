"""The ids of FRUS documents, in the forms people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cable.frus import FrusNumber, canonical_frus, frus_numbers, printed_in, split_frus
from reader.cable.mrn import canonical


@pytest.mark.parametrize(
    ("written", "mrn"),
    [
        ("FRUS1969-76V22D10", "FRUS1969-76V22D10"),
        ("FRUS1969-76V22 d10", "FRUS1969-76V22D10"),
        ("frus1969-76v22/d10", "FRUS1969-76V22D10"),
        ("frus1969-76v22d010", None),
        ("FRUS 1969–76 v5, doc. 10", "FRUS1969-76V05D10"),
        ("frus1969-76ve5p1d3", "FRUS1969-76VE05P1D3"),
        ("https://history.state.gov/historicaldocuments/frus1969-76v22/d10", "FRUS1969-76V22D10"),
        ("https://history.state.gov/historicaldocuments/frus1969-76v22/d10?x=1#fn2", "FRUS1969-76V22D10"),
        ("frus1969-76v22d10.md", "FRUS1969-76V22D10"),
        ("1969-76v22 d10", "FRUS1969-76V22D10"),  # as the list shows it
        ("frus1961-63v07-09mSupp/d12", "FRUS1961-63V07-09MSUPPD12"),
        ("1934v04 d58", "FRUS1934V04D58"),
        ("1975VIENNA00123", "75VIENNA123"),
        # As volumes are named that have no number, or another way of counting.
        ("frus1861/d9", "FRUS1861D9"),
        ("frus1872p2v2/d3", "FRUS1872P2V2D3"),
        ("frus1894Nicaragua/d15", "FRUS1894NICARAGUAD15"),
        ("frus1919Parisv01/d3", "FRUS1919PARISV01D3"),
        ("frus1950-55Intel/d12", "FRUS1950-55INTELD12"),
        ("frus1958-60v05mSupp/d7", "FRUS1958-60V05MSUPPD7"),
        ("frus1969-76v22", None),
        ("frus", None),
        ("FRUSTRATION 12", None),
        ("d10", None),
    ],
)
def test_an_id_has_one_canonical_form(written: str, mrn: str | None) -> None:
    assert canonical(written) == mrn
    if mrn:
        assert canonical(mrn) == mrn


def test_an_id_has_a_volume_and_a_document() -> None:
    assert split_frus("FRUS1950-55INTELD12") == FrusNumber("FRUS1950-55INTEL", "12")
    assert split_frus("06PHNOMPENH977") is None


@given(st.text(alphabet="FRUSfrus0123456789-–vVdDpP /.,eE\n", max_size=60))
def test_a_canonical_form_is_its_own(text: str) -> None:
    mrn = canonical_frus(text.upper())
    if mrn:
        assert canonical(mrn) == mrn
        assert split_frus(mrn) is not None
        assert frus_numbers(f"see {mrn}, there") == [(mrn, 4)]


def test_an_endless_id_is_none() -> None:
    assert canonical("frus1969" + "d1" * 1000) is None
    assert canonical("/frus1" * 300) is None


def test_other_texts_are_printed_nowhere() -> None:
    assert printed_in("MRN: FRUS1969-76V22D10\nVolume: \n") is None
    assert printed_in("") is None
