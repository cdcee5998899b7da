"""Who classified a cable and why, in the forms of the line that occur."""

from __future__ import annotations

import pytest

from tests.cable.build import read


@pytest.mark.parametrize(
    ("line", "classifier", "reasons"),
    [
        ("DCM Jane Smith for reasons 1.4 (b) an d (d)", "DCM Jane Smith", "bd"),
        ("Classified By: DCM Jane Smith for reasons 1.4 (b) and (d)", "DCM Jane Smith", "bd"),
        ("DCM Jane Smith, reasons: b and d", "DCM Jane Smith", "bd"),
        ("DCM Jane Smith for reasons (c)", "DCM Jane Smith", "c"),
        ("DCM Jane Smith for reasons 1:4 (b) and (d)", "DCM Jane Smith", "bd"),
        ("DCM Jane Smith for reasons 14 (b) and (d)", "DCM Jane Smith", "bd"),
        (
            "Jane Smith, Deputy Chief of Mission, for reasons 1.4 (b)",
            "Jane Smith, Deputy Chief of Mission",
            "b",
        ),
        ("Reasons 1.4 (b) and (d)", "", "bd"),
        ("DCM Jane Smith per 1.4(b)", "DCM Jane Smith", "b"),
        ("Derived from Multiple Sources", "Derived from Multiple Sources", ""),
    ],
)
def test_the_classifier_and_the_reasons(line: str, classifier: str, reasons: str) -> None:
    found = read(classified=f"Classified By: {line}").classified_by
    assert found is not None
    assert found.classifier == classifier
    assert found.reasons == tuple(f"1.4({letter})" for letter in reasons)
