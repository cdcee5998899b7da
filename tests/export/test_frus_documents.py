"""Documents of FRUS volumes are cited under their heading, in the volume they are printed in."""

from __future__ import annotations

import pytest

from reader.cable.parse import parse
from reader.export.bibliography.entry import bibliography_record
from reader.export.citation import bibliography_entry, footnote, short_note
from reader.export.file_names import file_stem
from reader.export.frus import frus_of

MRN = "FRUS1969-76V22D15"
VOLUME = "Foreign Relations of the United States, 1969–1976, Volume XXII, Panama, 1973–1976"
URL = "https://history.state.gov/historicaldocuments/frus1969-76v22/d15"
TEXT = f"""\
MRN: {MRN}
Date/DTG: New York, August 1, 1973, 0031Z / 010031Z AUG 1973
Volume: {VOLUME}, Document 15, page 48
Address: {URL}
From: Mission to the United Nations
Action: Department of State
Subject: Telegram From the Mission to the United Nations to the Department of State

1. It rained.
"""
HEADING = "Telegram From the Mission to the United Nations to the Department of State, August 1, 1973"


def test_a_document_is_cited_in_the_pattern_of_the_series() -> None:
    cable = parse(TEXT)

    assert footnote(cable, MRN, "¶1") == f"{HEADING}, {VOLUME}, Document 15, ¶1, {URL}."
    assert short_note(cable, MRN) == f"{HEADING}, {VOLUME}, Document 15."
    entry = f"Mission to the United Nations. {HEADING}. {VOLUME}, Document 15. {URL}."
    assert bibliography_entry(cable, MRN) == entry


def test_a_bibliography_has_the_volume_and_the_page() -> None:
    entry = bibliography_record(parse(TEXT), MRN)

    assert (entry.key, entry.url, entry.frus) == (MRN, URL, f"{VOLUME}, Document 15")
    assert entry.kind == "Telegram"


def test_a_document_nobody_sent_is_the_editors() -> None:
    text = (
        f"MRN: {MRN}\nVolume: {VOLUME}, Document 15\nAddress: {URL}\nSubject: Editorial Note\n\nIt rained.\n"
    )

    assert bibliography_record(parse(text), MRN).institution.startswith("Office of the Historian")
    assert bibliography_record(parse(text), MRN).kind == "Document"
    assert bibliography_entry(parse(text), MRN).startswith("Editorial Note, ")


@pytest.mark.parametrize(
    ("mrn", "title"),
    [
        (MRN, "Foreign Relations of the United States, 1969–1976, Volume XXII"),
        ("FRUS1952-54GUATD2", "Foreign Relations of the United States, 1952-54guat"),
        ("FRUS1861D9", "Foreign Relations of the United States, 1861"),
    ],
)
def test_a_document_that_is_not_in_the_library_is_cited_by_its_id(mrn: str, title: str) -> None:
    document = frus_of(mrn)

    assert document is not None
    assert document.title == title
    assert footnote(None, mrn).startswith(f"{mrn}, {title}, Document ")


def test_a_cable_is_no_document() -> None:
    assert frus_of("06PHNOMPENH977") is None


def test_an_id_is_a_file_name() -> None:
    assert file_stem(MRN) == MRN
