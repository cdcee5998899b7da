"""Paragraphs searched as one text, and the findings handed back."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.cable.source.literal_search import occurrences, offsets_of
from reader.cable.source.multi_search import by_paragraph, join


def test_a_finding_goes_to_the_paragraph_it_is_in() -> None:
    (joined,) = join(["one ref", "two", "ref three ref"])
    found = [match.span() for match in re.finditer("ref", joined.text)]

    assert [[(a - base, b - base) for a, b in mine] for base, mine in by_paragraph(found, joined)] == [
        [(4, 7)],
        [],
        [(0, 3), (10, 13)],
    ]


def test_of_two_findings_that_overlap_the_first_is_kept_and_of_two_at_one_place_the_longer() -> None:
    (joined,) = join(["abcdef"])

    assert [mine for _, mine in by_paragraph([(0, 3), (2, 5), (0, 4), (4, 6)], joined)] == [[(0, 4), (4, 6)]]


@given(st.lists(st.text(alphabet="ab \n", max_size=8), max_size=8))
def test_no_text_is_lost_in_joining(texts: list[str]) -> None:
    parts = [
        joined.text[start : start + len(text)]
        for joined in join(texts)
        for start, text in zip(joined.starts, texts, strict=True)
    ]
    assert parts == texts


def test_a_number_is_given_with_the_word_before_it() -> None:
    (joined,) = join(["On May 3 (para 4) in 1999"])

    assert [word for word, _ in joined.numbers] == ["May", "para", "in"]


def test_a_literal_is_looked_for_in_either_case() -> None:
    text = "Ref A, REF B, preference"
    found = occurrences(re.compile(r"(?:[Rr]ef|REF) [A-Z]"), text, b"ref", text.lower().encode())

    assert [match[0] for match in found] == ["Ref A", "REF B"]
    assert list(offsets_of("aaaa", "aa")) == [0, 2]
