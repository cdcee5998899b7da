"""Notes, tags and links are counted in one way, and say what they count."""

from __future__ import annotations

import pytest

from reader.notes.codec import encode
from reader.notes.model import Annotation, CrossReference, Target
from reader.notes.queries.counts import NO_NOTES, NoteCounts, count_document, count_records
from reader.notes.repository import Notes
from tests.notes.builders import BEIJING, PHNOM_PENH, paragraph


@pytest.mark.parametrize(
    ("counts", "words", "short"),
    [
        (NoteCounts(1, 2, 1), "1 note, 2 codes, 1 link", "1#2→1"),
        (NoteCounts(2), "2 notes", "2"),
        (NoteCounts(tags=1), "1 code", "#1"),
        (NoteCounts(notes=1200, links=3), "1,200 notes, 3 links", "1203"),
        (NO_NOTES, "no notes", ""),
    ],
)
def test_counts_say_what_they_count(counts: NoteCounts, words: str, short: str) -> None:
    assert counts.words == words
    assert counts.short(5) == short


def test_where_there_is_no_room_all_are_counted_together_or_only_said_to_be_many() -> None:
    assert [NoteCounts(4, 5, 6).short(width) for width in (6, 2, 1)] == ["4#5→6", "15", "9+"]


def test_counts_differ_where_any_number_does_and_are_numbers_all_the_same() -> None:
    assert NoteCounts(1) != NoteCounts(tags=1)
    assert NoteCounts(1, 1) == 2
    assert not NO_NOTES
    assert NoteCounts(1).plus(NoteCounts(1, 0, 3)) == NoteCounts(2, 0, 3)


def test_records_documents_and_the_index_are_counted_alike(notes: Notes) -> None:
    notes.tag(paragraph(2), ["mou", "rice"])
    notes.tag(paragraph(3), ["mou"])
    notes.annotate(Target(PHNOM_PENH), "One.")
    notes.link(Target(PHNOM_PENH), Target(BEIJING), "see also", "")
    of_cable = notes.for_cable(PHNOM_PENH)
    records: list[Annotation | CrossReference] = [*of_cable.annotations, *of_cable.outgoing]
    assert count_records(records) == NoteCounts(1, 3, 1)
    total = NO_NOTES
    for record in records:
        total = total.plus(count_document(encode(record)))
    assert total == notes.counts()[PHNOM_PENH] == NoteCounts(1, 3, 1)
    assert BEIJING not in notes.counts()
