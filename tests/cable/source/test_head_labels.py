"""Labels of the head's fields, as drafters and copyists spell them."""

from __future__ import annotations

import pytest

from reader.cable.source.head_labels import Field, field_of


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("E.O. 12958: DECL: 03/18/2018", Field.EXECUTIVE_ORDER, ": DECL: 03/18/2018"),
        ("TAGS: PREL", Field.TAGS, " PREL"),
        ("TAGS PREL", Field.TAGS, "PREL"),
        ("TGS; PREL", Field.TAGS, " PREL"),
        ("SUBJECT: A VISIT", Field.SUBJECT, " A VISIT"),
        ("(U) SUBJ: A VISIT", Field.SUBJECT, " A VISIT"),
        ("SUBJECT A VISIT", Field.SUBJECT, "A VISIT"),
        ("REF(S): PARIS 12", Field.REFERENCES, " PARIS 12"),
        ("REF PARIS 1234", Field.REFERENCES, "PARIS 1234"),
        ("Classified By: DCM", Field.CLASSIFIED_BY, ": DCM"),
        ("Reasons: 1.4 (b)", Field.DERIVED, " 1.4 (b)"),
    ],
)
def test_a_label_and_where_its_value_begins(line: str, field: Field, value: str) -> None:
    found = field_of(line)

    assert found is not None
    assert (found[0], line[found[1] :]) == (field, value)


@pytest.mark.parametrize(
    "line", ["Subject to review", "SUBJECT TO REVIEW", "Tags were sold", "Refer to us", "", "He came"]
)
def test_what_is_no_label(line: str) -> None:
    assert field_of(line) is None
