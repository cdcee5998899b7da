"""Values are compared without accents, case and spacing, in any script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Phnom\n PENH ", "phnom penh"),
        ("São  Paulo", "sao paulo"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
    ],
)
def test_values_that_differ_in_accents_case_and_spacing_are_equal(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(st.characters(codec="ascii")))
def test_plain_letters_fold_as_they_do_beside_others(text: str) -> None:
    assert fold(f"{text} é") == " ".join([*fold(text).split(), "e"])
    assert unicodedata.normalize("NFKD", fold(text)) == fold(text)
