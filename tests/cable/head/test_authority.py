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
        ("DCM Jane Smith for reasons 1.4 (B) A ND (D)", "DCM Jane Smith", "bd"),
        ("DCM Jane Smith per 1.4(b)", "DCM Jane Smith", "b"),
        ("Derived from Multiple Sources", "Derived from Multiple Sources", ""),
    ],
)
def test_the_classifier_and_the_reasons(line: str, classifier: str, reasons: str) -> None:
    found = read(classified=f"Classified By: {line}").classified_by
    assert found is not None
    assert found.classifier == classifier
    assert found.reasons == tuple(f"1.4({letter})" for letter in reasons)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("Derived From: DSCG 05-1 B, D", "DSCG 05-1 B, D"),
        ("DERIVED FROM: DSCG 05-1 B, D\n\nDECLASSIFY ON: 20330101", "DSCG 05-1 B, D DECLASSIFY ON: 20330101"),
    ],
)
def test_the_guide_a_cable_was_classified_by_stands_for_the_classifier(lines: str, text: str) -> None:
    found = read(classified=lines)
    assert found.classified_by is not None
    assert (found.classified_by.text, found.classified_by.classifier) == (text, "DSCG 05-1 B, D")
    assert [one.number for one in found.paragraphs] == [1, 2]


def test_the_guide_below_the_classifier_is_part_of_his_line() -> None:
    found = read(classified="Classified By: DCM Jane Smith\nDerived From: DSCG 05-1\nDeclassify On: 20330101")
    assert found.classified_by is not None
    assert found.classified_by.text.endswith("DSCG 05-1 Declassify On: 20330101")
