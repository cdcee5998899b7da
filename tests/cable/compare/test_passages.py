"""The passages that two cables share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.cable.compare.passages import LEAST, Passage, Shared, Words, shared
from reader.cable.model import Cable
from tests.tui.build import cable_of

LONG = "The envoy praised the museum of antiquities in Battambang and asked that its roof be repaired soon."
OTHER = (
    "Zirconium exports fell for the third year while the price of rice rose in all northern provinces again."
)


def between(here: Cable, there: Cable) -> Shared:
    return shared(Words(here.paragraphs), Words(there.paragraphs))


def test_a_passage_is_found_wherever_it_is_in_the_other_cable() -> None:
    here, there = cable_of("Nothing.", f"He came. {LONG}"), cable_of(OTHER, f"As reported, {LONG} He left.")

    (passage,) = between(here, there).passages

    assert (passage.here.first, passage.there.first) == (2, 2)
    assert (
        passage.here.text(here.paragraphs) == passage.there.text(there.paragraphs) == LONG.removesuffix(".")
    )


def test_a_passage_may_be_divided_differently_into_paragraphs() -> None:
    here, there = cable_of(f"{LONG} {OTHER}"), cable_of("He came.", LONG, OTHER)

    (passage,) = between(here, there).passages

    assert (passage.here.label(here.paragraphs), passage.there.label(there.paragraphs)) == ("¶1", "¶2–¶3")
    assert between(here, there).here == 1


def test_a_retyped_word_does_not_end_a_passage() -> None:
    here, there = cable_of(LONG), cable_of(LONG.upper().replace("ANTIQUITIES", "ANTIQUITYS"))

    (passage,) = between(here, there).passages

    assert passage.words == len(LONG.split()) - 1


def test_turns_of_phrase_are_no_passages() -> None:
    few = " ".join(LONG.split()[: LEAST - 1])

    assert between(cable_of(LONG), cable_of(f"{few} {OTHER}")).passages == ()


def test_the_longest_passage_comes_first() -> None:
    here, there = cable_of(LONG, f"{OTHER} {OTHER}"), cable_of(f"{OTHER} {OTHER}", "Between.", LONG)

    assert [passage.here.first for passage in between(here, there).passages] == [2, 1]


def test_shares_are_those_of_each_cable() -> None:
    found = between(cable_of(LONG), cable_of(LONG, OTHER))

    assert found.here == 1
    assert found.there == len(LONG.split()) / len(f"{LONG} {OTHER}".split())


def test_cables_without_words_share_nothing() -> None:
    assert between(cable_of(), cable_of(LONG)) == Shared((), 0, 0)


words = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=60).map(" ".join)


@given(words, words)
def test_each_passage_has_at_least_its_words_on_both_sides(one: str, other: str) -> None:
    here, there = cable_of(one), cable_of(other)

    def is_right(passage: Passage) -> bool:
        sizes = [
            len(stretch.text(cable.paragraphs).split())
            for cable, stretch in ((here, passage.here), (there, passage.there))
        ]
        return LEAST <= passage.words <= min(sizes)

    found = between(here, there)
    assert all(map(is_right, found.passages))
    assert 0 <= found.here <= 1
    assert 0 <= found.there <= 1
