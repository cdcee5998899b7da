"""Addresses of paragraphs: unique, shown in one form, read in the forms that people write."""

from __future__ import annotations

import pytest

from reader.cable.addresses import Address, parse_address
from tests.cable.build import read

TWICE = "¶1. (C) One.\n\n¶2. (C) Two.\n\n¶2. (C) Two again.\n\n¶3. (C) Three.\n\nAGUIRRE\n"


def test_a_number_used_twice_has_two_addresses() -> None:
    cable = read(TWICE)

    assert [paragraph.label for paragraph in cable.paragraphs] == ["¶1", "¶2", "¶2 (second)", "¶3"]


def test_each_label_leads_to_its_own_paragraph() -> None:
    cable = read(TWICE)

    assert [cable.paragraph_at(paragraph.label) for paragraph in cable.paragraphs] == list(cable.paragraphs)


def test_a_number_alone_is_the_first_paragraph_with_it() -> None:
    cable = read(TWICE)

    assert cable.paragraph_at("2") == cable.paragraphs[1]
    assert cable.paragraph_at("¶2 (first)") == cable.paragraphs[1]


def test_a_section_sign_gives_our_ordinal() -> None:
    cable = read(TWICE)

    assert cable.paragraph_at("§4") == cable.paragraphs[3]


def test_an_address_of_no_paragraph_leads_nowhere() -> None:
    cable = read(TWICE)

    assert [cable.paragraph_at(text) for text in ("¶9", "¶2 (third)", "¶2 (0th)", "§9", "two", "")] == [
        None
    ] * 6


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("¶6", Address(6)),
        (" 6 ", Address(6)),
        ("para 6", Address(6)),
        ("Paragraph 06", Address(6)),
        ("¶6 (second)", Address(6, 2)),
        ("¶6(Second)", Address(6, 2)),
        ("6 second", Address(6, 2)),
        ("¶6 (2nd)", Address(6, 2)),
        ("#6 third", Address(6, 3)),
        ("§7", Address(ordinal=7)),
    ],
)
def test_what_people_write_is_read(text: str, address: Address) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text", ["", "¶", "six", "¶6 (", "¶6 (second", "¶6 second)", "¶6 ()", "§7 (second)", "09MUNICH273"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    assert parse_address(text) is None


@pytest.mark.parametrize("occurrence", [2, 3, 10, 11, 12, 21, 22, 23, 101, 111, 112])
def test_every_address_is_read_back_as_shown(occurrence: int) -> None:
    address = Address(6, occurrence)

    assert parse_address(str(address)) == address


def test_the_short_form_for_a_gutter_tells_them_apart_too() -> None:
    assert [Address(6).short, Address(6, 2).short, Address(6, 12).short, Address(ordinal=7).short] == [
        "6",
        "6²",
        "6¹²",
        "§7",
    ]
