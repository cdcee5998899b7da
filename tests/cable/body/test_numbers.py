"""Paragraph numbers as drafters and carriers really wrote them."""

from __future__ import annotations

import pytest

from tests.cable.build import numbers, read

TEXT = "The minister received the delegation in his office and spoke about the budget."


def paragraph(number: int) -> str:
    return f"¶{number}. (SBU) The guests arrived late on day {number} and left before the toast was over."


def body(third: str, count: int = 5) -> str:
    return "\n\n".join(third if number == 3 else paragraph(number) for number in range(1, count + 1))


@pytest.mark.parametrize(
    "third",
    [
        f"3, (SBU) {TEXT}",
        f"3; (SBU) {TEXT}",
        f"3: (C) {TEXT}",
        f"3 . (C) {TEXT}",
        f"(3) (C) {TEXT}",
        f"¶3.\n{TEXT}",
        f"3.\n\n(C) {TEXT}",
        f"XXXXXXXXXXXX 3. (C) {TEXT}",
        f"XXXXXXXXXXXX3. (C) {TEXT}",
        f"-\n3. (C) {TEXT}\n-",
        f"¶3. 3. {TEXT}",
        f"¶3. 2. {TEXT}",
        f"3.{TEXT}",
    ],
)
def test_a_number_counts_in_every_form(third: str) -> None:
    found = read(body(third))
    assert numbers(found) == [1, 2, 3, 4, 5]
    assert found.paragraphs[2].text == TEXT
    assert not found.problems


def test_a_number_in_mid_line_counts_where_it_alone_carries_on() -> None:
    glued = f"{paragraph(1)}\n\n{paragraph(2)} 3. {TEXT}\n\n{paragraph(4)}"
    assert numbers(read(glued)) == [1, 2, 3, 4]
    points = f"{paragraph(1)}\n\n{paragraph(2)} He had two points. 3. Peace. 4. Bread.\n\n{paragraph(3)}"
    assert numbers(read(points)) == [1, 2, 3]


def test_paragraphs_of_which_each_is_one_line_and_all_are_glued_keep_their_numbers() -> None:
    lines = " ".join(f"{number}. {TEXT}" for number in range(1, 6))
    assert numbers(read(lines)) == [1, 2, 3, 4, 5]


def test_a_line_of_one_dash_separates_paragraphs() -> None:
    telegram = "-\n".join(f"{number}. {TEXT.upper()}\n" for number in range(1, 6))
    assert numbers(read(telegram)) == [1, 2, 3, 4, 5]


def test_a_heading_with_its_rule_may_run_into_a_number() -> None:
    found = read(f"{paragraph(1)}\n\nComment ------- 2. (C) {TEXT}")
    assert numbers(found) == [1, 2]
    assert [heading.text for heading in found.headings] == ["Comment"]


@pytest.mark.parametrize("marker", ["-", "--", "*"])
def test_list_items_with_numbers_are_no_paragraphs(marker: str) -> None:
    items = "\n".join(f"{marker} {number}. Sign the letter of {number} May" for number in (1, 2, 3))
    assert numbers(read(f"{paragraph(1)}\n\n{paragraph(2)}\n{items}\n\n{paragraph(3)}")) == [1, 2, 3]


def test_a_redaction_alone_is_the_paragraph_that_is_missing() -> None:
    found = read(body("XXXXXXXXXXXX"))
    assert numbers(found) == [1, 2, 3, 4, 5]
    assert not found.problems


def test_an_extract_is_said_to_leave_paragraphs_out() -> None:
    notice = "This record is a partial extract of the original cable. The full text of the original cable is "
    found = read(f"{paragraph(7)}\n\n{paragraph(8)}", header=f"{notice}not available.")
    assert [problem.what for problem in found.problems] == ["This extract leaves out ¶1 to ¶6."]


def test_a_number_out_of_order_is_the_one_that_is_missing() -> None:
    cable = read("¶1. (C) He came.\n\n¶4. (C) He spoke.\n\n¶3. (C) He left.")
    assert numbers(cable) == [1, 2, 3]
    assert cable.paragraphs[1].printed == "¶4."
    assert not cable.problems


def test_a_quoted_list_goes_on_where_the_publisher_set_no_mark() -> None:
    items = "\n\n".join(f"¶{at}. We agree to it." for at in range(1, 5))
    cable = read(f"¶1. (C) He came.\n\n¶2. (C) They agreed:\n\n{items}\n\n5.UK agrees.\n\n¶6. We end.")
    assert numbers(cable) == [1, 2]


def test_a_portion_mark_with_a_space_marks_a_number_in_mid_line() -> None:
    assert numbers(read("¶1. (C) He came. 2. ( C) He spoke.\n\n¶3. (C) He left.")) == [1, 2, 3]


def test_no_gap_is_reported_beside_a_number_that_is_a_guess() -> None:
    cable = read("¶1. (C) He came.\n\n(C) He spoke of it at length.\n\n¶5. (C) He left.")
    assert not [problem.what for problem in cable.problems]


def test_a_number_behind_a_title_in_mid_line_counts_where_it_carries_on() -> None:
    glued = "¶1. (C) He came. Haiti and the Rest 2. (C) He spoke. //The Stick// ¶3. (C) He left."
    assert numbers(read(glued)) == [1, 2, 3]
    assert numbers(read("¶1. (C) He saw point 7. (C) of it.\n\n¶2. (C) He left.")) == [1, 2]
