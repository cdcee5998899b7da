"""References in the forms in which drafters really wrote them."""

from __future__ import annotations

import pytest

from reader.cable.parse import parse
from tests.cable.build import cable, read

CITING = "¶1. (C) As ref A and ref B have it, he came.\n\nAGUIRRE"


@pytest.mark.parametrize(
    ("line", "mrns"),
    [
        ("REF: A. PARIS 12 ¶B. ROME 34", ["08PARIS12", "08ROME34"]),
        ("REF: [A] PARIS 12 [B] ROME 34", ["08PARIS12", "08ROME34"]),
        ("REF: A. LA\nPAZ 12 B. ROME 34", ["08LAPAZ12", "08ROME34"]),
        ("REF: N'DJAMENA 12", ["08NDJAMENA12"]),
        ("REF: 10-OTTAWA-57", ["10OTTAWA57"]),
        ("REF. STATE 12", ["08STATE12"]),
        ("REF: STATE: 73097", ["08STATE73097"]),
        ("REF: A. 094 PARIS 12", ["09PARIS12"]),
        ("REF: A. O7 PARIS 123", ["07PARIS123"]),
        ("REF: A. 0SLO 12 B. L0ND0N 15", ["08OSLO12", "08LONDON15"]),
        ("REF: STATE 12\nMADRID 00000348  002 OF 003\nPARIS 34", ["08STATE12", "08PARIS34"]),
        ("REF: A. PARIS 12\nCONFIDENTIAL\nB. ROME 34", ["08PARIS12", "08ROME34"]),
    ],
)
def test_the_cables_of_a_list(line: str, mrns: list[str]) -> None:
    found = read(reference=line).references
    assert [reference.mrn for reference in found] == mrns
    assert not any(reference.candidates for reference in found)


@pytest.mark.parametrize(
    ("written", "mrn"),
    [
        ("KABLU 12", "08KABUL12"),
        ("07 BUDAPSET 12", "07BUDAPEST12"),
        ("PAP 12", "08PORTAUPRINCE12"),
        ("PORT A 12", "08PORTAUPRINCE12"),
        ("BA 12", "08BUENOSAIRES12"),
        ("SECTSTATE 12", "08STATE12"),
        ("VAT 12", "08VATICAN12"),
        ("USUNESCO 12", "08UNESCOPARIS12"),
    ],
)
def test_a_misspelt_or_short_post_is_marked_as_a_guess(written: str, mrn: str) -> None:
    for line in (f"REF: {written}", f"REF: A. PARIS 9 B. {written}"):
        reference = read(reference=line).references[-1]
        assert (reference.mrn, reference.candidates) == (mrn, (mrn,))


@pytest.mark.parametrize(
    "written", ["IIR 6 123 0045 08", "RESOLUTION 1718", "SEPTEMBER 11", "MOSCOV DAILY 12"]
)
def test_what_only_looks_like_a_cable_is_none(written: str) -> None:
    assert [reference.mrn for reference in read(reference=f"REF: {written}").references] == [None]


def test_letters_count_the_items_of_a_list_without_letters() -> None:
    links = parse(cable(CITING, reference="REF: PARIS 12, ROME 34")).paragraphs[0].links
    assert [link.mrns for link in links] == [("08PARIS12", "08ROME34")]


def test_a_figure_that_a_scanner_read_for_a_letter_is_the_letter() -> None:
    found = read(reference="REF: A. PAR1S 12 B. MO5COW 345", body=CITING)

    assert [reference.mrn for reference in found.references] == ["08PARIS12", "08MOSCOW345"]
    assert [reference.printed for reference in found.references] == ["PAR1S 12", "MO5COW 345"]
