"""The subject and its neighbours on lines they share."""

from __future__ import annotations

import pytest

from reader.cable.model import Level
from tests.cable.build import read


@pytest.mark.parametrize(
    ("printed", "subject", "mrns"),
    [
        ("SUBJECT: GRAIN REF(S): A) PARIS 12 B) ROME 34", "GRAIN", ["08PARIS12", "08ROME34"]),
        ("SUBJECT: THE GAMES IN PRIMEREF: A. PARIS 12", "THE GAMES IN PRIME", ["08PARIS12"]),
        ("SUBJECT: A VISIT TO EGYPTREF: CAIRO 12", "A VISIT TO EGYPT", ["08CAIRO12"]),
        ("SUBJECT GRAIN FOR ALL", "GRAIN FOR ALL", []),
        ("SUBJECT; GRAIN", "GRAIN", []),
        ("SUBECT: GRAIN", "GRAIN", []),
        ("SUBJECT:\n\nGRAIN", "GRAIN", []),
        ("SUBJECT: BREAD &amp; GRAIN", "BREAD & GRAIN", []),
        ("SUBJECT: GRAIN\\", "GRAIN", []),
        ("SUBJECT: GRAIN\nC O N F I D E N T I A L", "GRAIN", []),
        ("SUBJECT: THE VISIT OF\nCODEL", "THE VISIT OF CODEL", []),
        ("SUBJECT: GRAIN\nREF STATE 12", "GRAIN", ["08STATE12"]),
    ],
)
def test_a_subject_ends_where_the_next_field_begins(printed: str, subject: str, mrns: list[str]) -> None:
    found = read(subject=printed)
    assert found.subject == subject
    assert [reference.mrn for reference in found.references] == mrns


def test_a_classifier_glued_to_the_subject_is_read() -> None:
    glued = "SUBJECT: TALKS IN CAIROClassified By: DCM Jane Smith for reasons 1.4 (b)"
    found = read(subject=glued, classified="")
    assert found.subject == "TALKS IN CAIRO"
    assert found.classified_by is not None
    assert found.classified_by.classifier == "DCM Jane Smith"


@pytest.mark.parametrize("where", ["subject", "reference"])
def test_a_caption_below_a_field_is_a_caption(where: str) -> None:
    lines = {"subject": "SUBJECT: GRAIN", "reference": "REF: PARIS 12"}
    found = read(**{**lines, where: f"{lines[where]}\nNOFORN"})
    assert found.subject == "GRAIN"
    assert [caption.name for caption in found.captions] == ["SIPDIS", "NOFORN"]


@pytest.mark.parametrize("subject", ["(SBU) A VISIT", "A VISIT (SBU)"])
def test_the_portion_of_a_subject_is_a_field_of_its_own(subject: str) -> None:
    found = read(subject=f"SUBJECT: {subject}")
    assert found.subject == subject
    assert found.subject_portion is not None
    assert found.subject_portion.level is Level.SBU


def test_a_corrected_copy_is_known_by_its_subject_too() -> None:
    spaced = read(subject="SUBJECT: C O R R E C T E D  C O P Y - A VISIT")
    assert [one.name for one in spaced.captions] == ["SIPDIS", "CORRECTED COPY"]
    assert spaced.source[slice(*spaced.captions[1].span)] == "C O R R E C T E D  C O P Y"
    assert [one.name for one in read(subject="SUBJECT: A COPY CORRECTED").captions] == ["SIPDIS"]
