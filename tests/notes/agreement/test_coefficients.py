"""The measures of agreement, on the worked examples of their publications."""

from __future__ import annotations

import pytest

from reader.notes.agreement.coefficients import (
    Unit,
    cohen_kappa,
    krippendorff_alpha,
    observed_agreement,
)


def rated(*rows: str) -> list[Unit]:
    """One row of categories for each person; a dot is a gap."""
    people = [row.split() for row in rows]
    return [
        {chr(65 + person): category for person, category in enumerate(column) if category != "."}
        for column in zip(*people, strict=True)
    ]


def table(counts: list[list[int]]) -> list[Unit]:
    """A contingency table of two people."""
    return [
        {"A": str(row), "B": str(column)}
        for row, numbers in enumerate(counts)
        for column, number in enumerate(numbers)
        for _ in range(number)
    ]


KRIPPENDORFF_B = rated("a a b b d c c c e d d a", "b a b b b c c c e d d d")
"""Krippendorff 2011, section B: two observers, many nominal categories."""
KRIPPENDORFF_A = rated("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
"""Section A: two observers, binary."""
KRIPPENDORFF_C = rated(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""Section C: four observers, with gaps."""
FLEISS = table([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
"""J. L. Fleiss, *Statistical Methods for Rates and Proportions* (2nd ed. 1981), table 13.1: two raters of a
hundred patients, kappa = .68."""


@pytest.mark.parametrize(
    ("units", "alpha"), [(KRIPPENDORFF_A, 0.095), (KRIPPENDORFF_B, 0.692), (KRIPPENDORFF_C, 0.743)]
)
def test_alpha_is_that_of_krippendorffs_examples(units: list[Unit], alpha: float) -> None:
    found = krippendorff_alpha(units)
    assert found is not None
    assert round(found, 3) == alpha


def test_kappa_is_that_of_fleiss_example() -> None:
    kappa = cohen_kappa(FLEISS, "A", "B")
    assert kappa == pytest.approx((0.89 - 0.66) / (1 - 0.66))
    assert observed_agreement(FLEISS) == pytest.approx(0.89)


def test_kappa_counts_only_what_both_rated() -> None:
    assert cohen_kappa([*FLEISS, {"A": "0"}, {"B": "1"}], "A", "B") == cohen_kappa(FLEISS, "A", "B")


def test_more_than_two_agree_by_pairs() -> None:
    assert observed_agreement([{"A": "x", "B": "x", "C": "y"}]) == pytest.approx(1 / 3)


@pytest.mark.parametrize("units", [[], [{"A": "x"}, {"B": "x"}], [{"A": "x", "B": "x"}]])
def test_nothing_is_measured_without_pairs_or_with_one_category(units: list[Unit]) -> None:
    assert (cohen_kappa(units, "A", "B"), krippendorff_alpha(units)) == (None, None)
