"""Citations in running text: what is a citation, where it ends, and what it points to."""

from __future__ import annotations

import pytest

from reader.cable.model import Link, LinkKind
from reader.cable.parse import parse

HEAD = """C O N F I D E N T I A L MADRID 000210

E.O. 12958: DECL: 03/18/2018
TAGS: PGOV SP
SUBJECT: A VISIT

REF: A. 07 MADRID 2200
     B. STATE 130969
     C. PARIS 12

"""


def cited(text: str) -> tuple[str, Link]:
    """The words of the first citation in a paragraph of this text, and the citation."""
    paragraph = parse(f"{HEAD}¶1. (C) {text}\n", year=2008).paragraphs[0]
    link = paragraph.links[0]
    return paragraph.text[slice(*link.span)], link


@pytest.mark.parametrize(
    ("text", "words", "letters"),
    [
        ("He agreed (ref A).", "ref A", "A"),
        ("Over the next year (ref A), a split is unlikely.", "ref A", "A"),
        ("As noted in REF B, a senior official doubted it.", "REF B", "B"),
        ("As noted in ref b, a senior official doubted it.", "ref b", "B"),
        ("He agreed (refs A and C), and left.", "refs A and C", "AC"),
        ("See refs A, B, and C for more.", "refs A, B, and C", "ABC"),
        ("See refs A-C for more.", "refs A-C", "ABC"),
        ("See ref (B) for more.", "ref (B)", "B"),
        ("See refs (A and C) for more.", "refs (A and C)", "AC"),
        ("See ref a and ref b for more.", "ref a and ref b", "AB"),
        ("See Reftel B for more.", "Reftel B", "B"),
    ],
)
def test_a_list_of_letters_ends_where_its_items_end(text: str, words: str, letters: str) -> None:
    found, link = cited(text)
    assert (found, link.letters) == (words, tuple(letters))


def test_letters_lead_to_the_items_of_the_ref_line() -> None:
    _, link = cited("See refs A and C.")
    assert link.mrns == ("07MADRID2200", "08PARIS12")


def test_a_paragraph_is_one_of_this_cable() -> None:
    found, link = cited("Please see paragraph 4 for the request.")
    assert (found, link.kind, link.paragraphs) == ("paragraph 4", LinkKind.PARAGRAPH, (4,))


@pytest.mark.parametrize(
    "text",
    [
        "Provisions of the Protocol, particularly Article 4 paragraph 1, apply.",
        "Under Article XII, paragraph 2(a), they may.",
        "UNSCR 1737 operative paragraph 7 forbids it.",
        "Resolution 1718 paragraph 8 forbids it.",
    ],
)
def test_a_paragraph_of_a_treaty_or_a_resolution_is_not(text: str) -> None:
    assert not parse(f"{HEAD}¶1. (C) {text}\n", year=2008).paragraphs[0].links


@pytest.mark.parametrize(
    ("text", "words", "numbers", "mrns"),
    [
        ("See para 4.", "para 4", (4,), ()),
        ("He agreed (paras 4-6).", "paras 4-6", (4, 5, 6), ()),
        ("See paras 4, 7 and 9 of ref B.", "paras 4, 7 and 9 of ref B", (4, 7, 9), ("08STATE130969",)),
        ("He agreed (ref C, para 2).", "para 2", (2,), ("08PARIS12",)),
    ],
)
def test_paragraphs_are_cited_of_this_cable_or_of_an_item(
    text: str, words: str, numbers: tuple[int, ...], mrns: tuple[str, ...]
) -> None:
    paragraph = parse(f"{HEAD}¶1. (C) {text}\n", year=2008).paragraphs[0]
    (link,) = [link for link in paragraph.links if link.kind is LinkKind.PARAGRAPH]
    assert (paragraph.text[slice(*link.span)], link.paragraphs, link.mrns) == (words, numbers, mrns)


@pytest.mark.parametrize(
    ("text", "words", "mrn"),
    [
        ("as reported in Bamako 619.", "Bamako 619", "08BAMAKO619"),
        ("see (05 Paris 5459 -- the future)", "05 Paris 5459", "05PARIS5459"),
        ("see 06 Buenos Aires 1564 for that", "06 Buenos Aires 1564", "06BUENOSAIRES1564"),
        ("(Open sources; Nairobi 1237; others)", "Nairobi 1237", "08NAIROBI1237"),
    ],
)
def test_a_cable_named_in_small_letters_is_a_citation(text: str, words: str, mrn: str) -> None:
    found, link = cited(text)

    assert (found, link.kind, link.mrns) == (words, LinkKind.MRN, (mrn,))


@pytest.mark.parametrize(
    "text",
    [
        "the Beijing 2008 Summer Olympic Games",
        "a force in Kabul 500 men strong",
        "the Airbus 320.",
        "Paris 1973.",
        "Article 1234.",
    ],
)
def test_a_place_and_a_number_are_no_citation(text: str) -> None:
    assert not parse(f"{HEAD}¶1. (C) {text}\n", year=2008).paragraphs[0].links
