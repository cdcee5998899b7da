"""Finding words in a folded cable."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.notes.anchoring.folded_text import FoldedCable
from tests.notes.builders import a_cable

pieces = st.lists(st.sampled_from(["the ministry ", "of trade ", "a", "ab", "x" * 20]), max_size=40).map(
    "".join
)


@given(text=pieces, start=st.integers(0, 200), length=st.integers(0, 120), tail=st.sampled_from(["", "!"]))
def test_every_place_is_found_the_first_ones_first(text: str, start: int, length: int, tail: str) -> None:
    folded = FoldedCable.of(a_cable(text, "y" + text))
    needle = folded.text[start : start + length] + tail
    places = [at for at in range(len(folded.text)) if needle and folded.text.startswith(needle, at)]
    assert folded.hits(needle, 64) == places[:64]
    assert folded.hits(needle, 2) == places[:2]


def test_a_stretch_that_is_everywhere_is_found_as_often_as_asked() -> None:
    folded = FoldedCable.of(a_cable("a" * 5000))
    assert folded.hits("a" * 40, 64) == list(range(64))
