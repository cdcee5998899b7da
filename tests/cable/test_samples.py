"""The five samples, read: every field against the labels, none left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.cable.model import Cable, MrnSource, Paragraph
from reader.cable.parse import parse

SAMPLES = Path(__file__).parents[2] / "samples"
LABELS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "samples.json").read_text(encoding="utf-8")
)


def sample(name: str) -> Cable:
    return parse((SAMPLES / name).read_text(encoding="utf-8"))


FIELDS: dict[str, Callable[[Cable], Any]] = {
    "mrn": lambda cable: cable.mrn,
    "mrn_inferred": lambda cable: cable.mrn_source is MrnSource.INFERRED,
    "transmission_id": lambda cable: cable.transmission_id,
    "precedence": lambda cable: cable.precedence,
    "date": lambda cable: cable.date.strftime("%Y-%m-%dT%H:%MZ") if cable.date else None,
    "origin": lambda cable: cable.origin,
    "to": lambda cable: [addressee.name for addressee in cable.recipients],
    "info": lambda cable: [addressee.name for addressee in cable.info],
    "classification": lambda cable: cable.classification.name if cable.classification else None,
    "captions": lambda cable: [caption.name for caption in cable.captions],
    "executive_order": lambda cable: cable.executive_order,
    "declassify_on": lambda cable: (
        cable.declassify_on.date.isoformat() if cable.declassify_on and cable.declassify_on.date else None
    ),
    "tags": lambda cable: [tag.code for tag in cable.tags],
    "subject": lambda cable: cable.subject,
    "references": lambda cable: [reference.mrn for reference in cable.references],
    "classified_by": lambda cable: cable.classified_by.text if cable.classified_by else None,
    "signer": lambda cable: cable.signers[0] if cable.signers else None,
    "sections": lambda cable: cable.sections,
    "page_breaks": lambda cable: len(cable.page_breaks),
    "headings": lambda cable: [heading.text for heading in cable.headings],
    "paragraphs": lambda cable: [_as_labelled(paragraph) for paragraph in cable.paragraphs],
    "must_contain": lambda cable: cable.paragraphs,
}


def _as_labelled(paragraph: Paragraph) -> tuple[int | None, str | None, str | None]:
    return paragraph.number, paragraph.printed, paragraph.portion.normal if paragraph.portion else None


@pytest.mark.parametrize("name", LABELS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_sample_is_read_as_labelled(name: str, field: str) -> None:
    cable, label = sample(name), LABELS[name][field]
    got = FIELDS[field](cable)
    if field == "paragraphs":
        assert got == [(entry["number"], entry["printed"], entry["portion"]) for entry in label]
        for paragraph, entry in zip(cable.paragraphs, label, strict=True):
            assert paragraph.text.startswith(entry["starts"])
            assert paragraph.text.endswith(entry["ends"])
    elif field == "must_contain":
        text = "\n\n".join(paragraph.text for paragraph in cable.paragraphs)
        assert [words for words in label if words not in text] == []
    else:
        assert got == label


def test_no_label_is_left_out() -> None:
    for label in LABELS.values():
        assert set(label) == set(FIELDS)


def test_the_sample_without_header_says_that_its_year_is_inferred_and_estimates_its_day() -> None:
    cable = sample("04RANGOON1422.txt")
    assert cable.mrn_source is MrnSource.INFERRED
    assert cable.date is None
    assert cable.estimated_date is not None
    assert cable.estimated_date.isoformat() == "2004-11-02"
    assert cable.partial
