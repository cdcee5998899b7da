"""Persons are found by title and capitals; what only looks like one is not."""

from __future__ import annotations

import pytest

from reader.cable.naming.cable_people import MOST, classifier_name, frus_name, people_of
from reader.cable.naming.people import names_in, persons_in
from reader.cable.naming.speakers import speakers_in
from reader.cable.parse import parse
from tests.library.builders import cable_text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He met President Sarkozy's adviser.", ["Sarkozy"]),
        ("Minister of Foreign Affairs Pedro Silva Reis told Poloff so.", ["Pedro Silva Reis"]),
        (
            "Senators Ann Carter and Bell met Gen. Ivan O. Petrov, Jr.",
            ["Ann Carter", "Bell", "Ivan O. Petrov"],
        ),
        ("UAE Foreign Minister Sheikh Ali bin Omar Al Karim (AoK)", ["Ali bin Omar Al Karim"]),
        ("Mayor of Caracas Luis Vega and (Ambassador d'Alva)", ["Luis Vega", "d'Alva"]),
        ("Participants:\nAmbassador Jean-Luc Roy\nDCM Keith Mines", ["Jean-Luc Roy", "Keith Mines"]),
        (
            "Prime Minister Netanyahu November 16; DEA Chief of Operations (OC) Tom Hale",
            ["Netanyahu", "Tom Hale"],
        ),
        ("MFA DG for the Americas Sabri Boukadoum", ["Sabri Boukadoum"]),
        ("President McGee,s visit; Prime Minister Erdoğan’s answer", ["McGee", "Erdoğan"]),
    ],
)
def test_a_person_is_named_after_a_title(text: str, names: list[str]) -> None:
    assert [named.name for named in persons_in(text)] == names
    assert [text[named.start : named.end] for named in persons_in(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "The President. Smith had left.",
        "The Minister of Defense said; the Director General told us.",
        "The King Fahd Hospital, Chief of Staff, and the Foreign Minister in May",
        "The French President. Russian Ambassador. President Russian",
        "The Ambassador to Paris and the Prime Minister",
        "PRESIDENT MARCOS HAS ARRIVED IN MANILA",
        "The Chairman (Americas) of NATO; General NATO",
    ],
)
def test_an_office_a_place_and_a_body_are_no_persons(text: str) -> None:
    assert persons_in(text) == []


def test_a_name_counts_once_by_its_fullest_form() -> None:
    texts = ["Secretary Rice spoke.", "Secretary Condoleezza Rice left. Dr. Khalil came."]
    assert names_in(texts) == ["Condoleezza Rice", "Khalil"]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("DCM DAVID SHEAR", "David Shear"),
        ("Charge d’Affaires Lisa M. Carter", "Lisa M. Carter"),
        ("Lisa Carter, Charge d'Affaires a.i., U.S. Embassy", "Lisa Carter"),
        ("Deputy Chief of Mission Alex Wolf", "Alex Wolf"),
        ("Amb. LeBaron", None),
        ("Derived from Multiple Sources", None),
    ],
)
def test_a_classifier_is_a_person_if_the_line_has_two_names(printed: str, name: str | None) -> None:
    assert classifier_name(printed) == name


def test_persons_of_a_frus_document_are_named_as_they_are_called() -> None:
    assert frus_name("Bennett, Walter T., envoy of President Ford") == "Walter T. Bennett"
    assert frus_name("envoy of the President") is None


def test_a_cable_keeps_a_limited_number_of_persons() -> None:
    surnames = [
        f"{first}{second}ov"
        for first in "BDFGKLMN"
        for second in ("ar", "el", "im", "on", "un", "yr", "as", "et")
    ]
    text = cable_text(paragraphs=[f"(C) {' '.join(f'President {each} spoke.' for each in surnames)}"])
    assert len(people_of(parse(text))) == MOST < len(surnames)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mano Ganesan, MP, is a Tamil. Ganesan told us so.", ["Mano Ganesan"]),
        ("He saw Robert S. Ford. Later Ford said no.", ["Robert S. Ford"]),
        ("It was AQAP leader Nassr al-Wahishi who fled.", ["Nassr al-Wahishi"]),
        ("Russia said so. The World Bank said so; Amnesty International told us.", []),
        ("Many Karzai men, too many men. Karzai said no. Reminding Gul, Gul told us.", []),
        ("Opposition leader Hamas; the leader Of The House; a leader Monday", []),
        ("Spanish Luik said; Codel Levin told us. Levin said Luik said.", []),
    ],
)
def test_who_speaks_or_leads_is_named_without_a_title_if_a_given_name_is_there(
    text: str, names: list[str]
) -> None:
    assert list(speakers_in(text)) == names
