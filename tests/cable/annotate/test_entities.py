"""Marks on clean text: dates, sums, protected names, as drafters write them."""

from __future__ import annotations

import pytest

from reader.cable.model import MarkKind
from reader.cable.parse import parse


def marked(text: str, kind: MarkKind) -> list[tuple[str, str]]:
    """The words of each mark of this kind in a paragraph of this text, and the mark's value."""
    paragraph = parse(f"TAGS: PGOV SP\nSUBJECT: A VISIT\n\n¶1. (C) {text}\n").paragraphs[0]
    return [(paragraph.text[slice(*mark.span)], mark.value) for mark in paragraph.marks if mark.kind is kind]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("They met on July 23.", ["July 23"]),
        ("They met on July 23, 2009 in Madrid.", ["July 23, 2009"]),
        ("They met from July 11-14 in Busan.", ["July 11-14"]),
        ("They met on 12 July and again on 6-7 August 2009.", ["12 July", "6-7 August 2009"]),
        ("They met on Oct. 27, and by Feb. 2010 agreed.", ["Oct. 27", "Feb. 2010"]),
        ("March 11 was fine, and later (July 17) too.", ["March 11", "July 17"]),
        ("They met on 08/09/2008 and on 6/30/08.", ["08/09/2008", "6/30/08"]),
        ("We paid 12 dollars and met 7 ministers, 3 of whom may leave.", []),
    ],
)
def test_a_date_is_marked_however_it_is_written(text: str, dates: list[str]) -> None:
    assert [words for words, _ in marked(text, MarkKind.DATE)] == dates


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("It cost $20 million.", ["$20 million"]),
        ("Some $1.5M would be needed, not $3.0M.", ["$1.5M", "$3.0M"]),
        ("They asked for USD 200 million, or 10 million Euros.", ["USD 200 million", "10 million Euros"]),
        ("It cost $30 Monday.", ["$30"]),
    ],
)
def test_a_sum_is_marked_with_its_scale(text: str, sums: list[str]) -> None:
    assert [words for words, _ in marked(text, MarkKind.MONEY)] == sums


@pytest.mark.parametrize(
    ("text", "mark", "name"),
    [
        ("Judith Gough (protect), of the Foreign Office, said so.", "(protect)", "Judith Gough"),
        ("Poloff met XXXXXXXXXXXX (strictly protect) there.", "(strictly protect)", "XXXXXXXXXXXX"),
        (
            "Watcher met with xxxxx (strictly protect - see reftels).",
            "(strictly protect - see reftels)",
            "xxxxx",
        ),
    ],
)
def test_a_request_to_protect_has_the_name_beside_it(text: str, mark: str, name: str) -> None:
    assert marked(text, MarkKind.PROTECT) == [(mark, name)]


@pytest.mark.parametrize("struck", ["XXXXXXXXXXXX", "xxxxx", "[NAME REMOVED]", "[DETAILS REMOVED]"])
def test_what_a_publisher_struck_out_is_marked(struck: str) -> None:
    assert marked(f"Poloff met {struck} there.", MarkKind.REDACTION) == [(struck, "")]


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        ("NAVATT TOLD FONOFF THAT USG DOES NOT RPT NOT AGREE.", ["NAVATT", "FONOFF", "USG", "RPT"]),
        ("A PERSON WHO GOT AID AT 6 PM ON THE START OF THE VIET NAM WAR.", []),
        ("Poloff met a USAID officer on START, who got aid.", ["USAID", "START", "Poloff"]),
    ],
)
def test_in_a_text_of_capitals_only_an_acronym_that_is_no_word_is_marked(
    text: str, acronyms: list[str]
) -> None:
    found = marked(text, MarkKind.ACRONYM)
    assert sorted(words for words, _ in found) == sorted(acronyms)
