"""Summary, comment, notes and quoted text: where they begin and end."""

from __future__ import annotations

import tracemalloc

import pytest

from reader.cable.parse import parse
from tests.cable.build import read

WORDS = (
    "The Minister’s talks went on.\nThey lasted until the evening and were to be taken up again soon, "
    "\nhe said. "
)


def regions(body: str) -> list[tuple[str, str]]:
    """Kind and words of each region."""
    cable = read(body)
    return [(region.kind, cable.source[slice(*region.span)]) for region in cable.regions]


@pytest.mark.parametrize("case", [str.upper, str.lower, str.title])
def test_markers_count_in_any_case_and_beside_any_letter(case: type[str]) -> None:
    summary = f"{case('summary')}: İstanbul’s ß. {case('end summary')}."
    assert regions(f"¶1. (C) {summary}\n\n¶2. (C) He left.") == [("summary", summary)]


def test_a_summary_that_only_ends_began_with_the_first_paragraph() -> None:
    body = "¶1. (C) He came. End Summary.\n\n¶2. (C) He left. End Summary."
    assert regions(body) == [("summary", "¶1. (C) He came. End Summary.")]


@pytest.mark.parametrize(
    "words", ["his comments on trade", "He\ncommented on trade", "a no comment -- or less"]
)
def test_an_ordinary_word_opens_no_comment(words: str) -> None:
    body = f"¶1. (C) Comment: He heard {words}. End comment.\n\n¶2. (C) He left."
    assert regions(body) == [("comment", f"Comment: He heard {words}. End comment.")]


@pytest.mark.parametrize("word", ["Comment (cont):", "Embassy Comment:", "Comment and Action Request."])
def test_a_comment_may_open_with_more_than_the_word(word: str) -> None:
    found = regions(f"¶1. (C) He came. {word} He is old. End comment.\n\n¶2. (C) He left.")
    assert [kind for kind, _ in found] == ["comment"]


@pytest.mark.parametrize("words", ["Codel Levin did not clear this cable.", "Tripoli minimize considered."])
def test_what_is_said_of_the_message_is_no_part_of_the_comment(words: str) -> None:
    found = regions(f"¶1. (C) He came.\n\nComment\n-------\n\n¶2. (C) He is old.\n\n¶3. (U) {words}")
    assert [text.split()[-1] for _, text in found] == ["old."]


def test_an_action_request_may_be_requested() -> None:
    found = regions("¶1. ACTION REQUESTED: PLEASE ADVISE.\n\n¶2. HE LEFT.")
    assert [kind for kind, _ in found] == ["action request"]


def test_a_note_is_the_nearest_one() -> None:
    body = "¶1. (C) He came (Note: by car. End note.) and left (Note: on foot. End note.)\n\n¶2. (C) No."
    assert [words for _, words in regions(body)] == [
        "(Note: by car. End note.)",
        "(Note: on foot. End note.)",
    ]


def test_a_long_text_takes_ten_times_its_room_at_most() -> None:
    text = "\n\n".join(f"¶{number}. (C) {WORDS * 12}" for number in range(1, 200))
    parse(text)
    tracemalloc.start()
    parse(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * len(text.encode())
