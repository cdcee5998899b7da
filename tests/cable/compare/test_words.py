"""What differs between two texts, word by word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cable.compare.words import MOST_WORDS, ChangeKind, changes


def marked(before: str, after: str) -> str:
    """The changes as git writes them."""
    pieces = []
    for change in changes(before, after):
        old, new = before[slice(*change.before)], after[slice(*change.after)]
        if change.kind is ChangeKind.SAME:
            pieces.append(old)
        else:
            pieces.append((f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else ""))
    return " ".join(pieces)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("one two", "one two", "one two"),
        ("one two three", "one 2 three", "one [-two-]{+2+} three"),
        ("one three", "one two three", "one {+two+} three"),
        ("one two three", "one three", "one [-two-] three"),
        ("", "one", "{+one+}"),
        ("one", "", "[-one-]"),
        ("", "", ""),
        ("one\n  two", "one two", "one\n  two"),
        ("said, today", "said today", "said [-,-] today"),
        (
            "Minister XXXXXXXXXXXX said",
            "Minister Ali Hasan said",
            "Minister [-XXXXXXXXXXXX-]{+Ali Hasan+} said",
        ),
    ],
)
def test_changed_words_are_marked_and_the_others_kept(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


def test_two_changes_with_a_short_word_between_them_are_one() -> None:
    assert (
        marked("the red of roses fades", "the blue of seas fades")
        == "the [-red of roses-]{+blue of seas+} fades"
    )


def test_very_long_stretches_differ_as_a_whole() -> None:
    words = [str(number) for number in range(MOST_WORDS + 1)]
    before, after = " ".join(["a", *words, "z"]), " ".join(["a", *reversed(words), "z"])
    assert [change.kind for change in changes(before, after)] == ["same", "replaced", "same"]


texts = st.lists(st.sampled_from(["a", "b", "of", "trafficking", ",", "XXXX", "\n"]), max_size=30).map(
    " ".join
)


@given(texts, texts)
def test_the_spans_give_back_the_words_of_both_texts_in_order(before: str, after: str) -> None:
    found = changes(before, after)
    for text, spans in ((before, [c.before for c in found]), (after, [c.after for c in found])):
        words = [word for start, end in spans for word in re.findall(r"\w+|,", text[start:end])]
        assert words == re.findall(r"\w+|,", text)
    for change in found:
        is_same = before[slice(*change.before)].split() == after[slice(*change.after)].split()
        assert is_same == (change.kind is ChangeKind.SAME)
