"""Lists inside a paragraph, and what a page-break line does not part."""

from __future__ import annotations

import pytest

from reader.cable.model import Paragraph
from tests.cable.build import numbers, read


def listed(body: str) -> list[tuple[str, str]]:
    """Marker and text of each item of the first paragraph."""
    paragraph = read(body).paragraphs[0]
    return [(item.marker, paragraph.text[item.body : item.span.end]) for item in paragraph.items]


def first(body: str) -> Paragraph:
    return read(body).paragraphs[0]


@pytest.mark.parametrize(
    "lines",
    [
        "-- access to one, who is \nheld in Tunis; \n-- the return of ten; and, \n-- a visit.",
        "--Access to the prisoner;\n--The return of the ten detainees\n--A visit.",
        "- --ACCESS TO THE PRISONER;\n \n- --THE RETURN OF THE TEN DETAINEES\n \n- --A VISIT.",
        "a) access to the prisoner;\nb) the return of the ten detainees,\nc) a visit.",
    ],
)
def test_a_list_goes_on_whatever_its_items_end_with(lines: str) -> None:
    assert len(listed(f"¶1. (C) He promised:\n\n{lines}\n\n¶2. (C) He left.")) == 3


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("--Ministry of Defense", ("--", "Ministry of Defense")),
        ("-- Ministry of Defense", ("--", "Ministry of Defense")),
        ("- --FIRST, ONE SHOULD KNOW", ("--", "FIRST, ONE SHOULD KNOW")),
    ],
)
def test_a_marker_ends_where_the_words_begin(line: str, item: tuple[str, str]) -> None:
    assert listed(f"¶1. (C) They are:\n{line}\n\n¶2. (C) He left.") == [item]


def test_a_list_run_together_in_one_line_is_parted() -> None:
    body = "¶1. (U) Call:\n- Direct line: 6966. - Embassy: 3431, post 62. - Fax: 4763.\n\n¶2. (C) He left."
    assert [words for _, words in listed(body)] == [
        "Direct line: 6966.",
        "Embassy: 3431, post 62.",
        "Fax: 4763.",
    ]


def test_a_dash_between_two_clauses_begins_no_list() -> None:
    body = "¶1. (C) U.S. - Bolivian relations, like U.S. - Peruvian ones, are good; - he said - And so on."
    assert not listed(body)


def test_a_page_break_line_parts_no_paragraph() -> None:
    body = (
        "¶1. (C) It served to bring them into the new century.\n\nMADRID 00000348  002 OF 002\n\n"
        "Talks could begin at once.\n\n¶2. (C) He left."
    )
    assert first(body).text == "It served to bring them into the new century. Talks could begin at once."


def test_after_the_last_item_of_a_list_a_page_break_line_may_part_one() -> None:
    body = (
        "¶1. (C) Accords:\n\n-- On drugs.\n\nMADRID 00000348  002 OF 002\n\n"
        "Portugal:\n-- On arms.\n\n¶2. (C) No."
    )
    assert first(body).text == "Accords:\n-- On drugs.\n\nPortugal:\n-- On arms."


def test_a_full_stop_alone_on_its_line_is_no_text() -> None:
    assert first("¶1. (C) It launched a second missile.\n.\n\nPolitics\n--------\n\n¶2. (C) No.").text == (
        "It launched a second missile."
    )


def test_numbers_taken_up_again_one_too_low_are_kept_as_printed() -> None:
    body = "\n\n".join(f"¶{number}. (C) Paragraph {number}." for number in (1, 2, 3, 2, 3, 4, 5))
    assert numbers(read(body)) == [1, 2, 3, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "body",
    [
        "-- One point of two.\n-- Another point of two.\n",
        "¶1. (C) -- One point of two.\n-- Another point of two.\n",
        "¶1. (C) - -- One point of two.\n- -- Another point of two.\n",
    ],
)
def test_a_paragraph_may_begin_with_a_point_and_each_has_one_mark(body: str) -> None:
    assert listed(body) == [("--", "One point of two."), ("--", "Another point of two.")]
    assert first(body).text == "-- One point of two.\n-- Another point of two."
