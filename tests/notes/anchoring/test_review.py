from __future__ import annotations

import pytest

from reader.notes.anchoring import review
from reader.notes.anchoring.anchor import locate, target_for
from reader.notes.errors import NotesError
from reader.notes.model import Annotation, Confidence
from reader.notes.repository import Notes
from tests.notes.builders import BEIJING, PHNOM_PENH, a_cable, paragraph, words

OLD = a_cable("The police raided forty brothels.", "She asked for training.", "No more was said that day.")
NEW = a_cable("The police raided forty brothels.", "She asked for training.", "x", "She asked for training.")


def made(notes: Notes) -> None:
    notes.annotate(words(OLD, 1, "forty brothels"), "sure")
    notes.annotate(words(OLD, 2, "asked for training"), "which?")
    notes.annotate(words(OLD, 3, "No more was said"), "gone")
    notes.link(paragraph(1, BEIJING), words(OLD, 2, "training"), "cites")


def test_what_is_unsure_or_lost_is_listed_with_its_candidates(notes: Notes) -> None:
    made(notes)
    assert review.doubts(notes, PHNOM_PENH, OLD) == []
    found = review.doubts(notes, PHNOM_PENH, NEW)
    assert [(doubt.anchor.confidence, len(doubt.anchor.candidates)) for doubt in found] == [
        (Confidence.UNSURE, 2),
        (Confidence.UNSURE, 2),
        (Confidence.LOST, 0),
    ]
    assert {doubt.end for doubt in found} == {"target"}


def test_yes_gives_the_note_its_place_in_the_new_text(notes: Notes) -> None:
    made(notes)
    (doubt,) = [d for d in review.doubts(notes, PHNOM_PENH, NEW) if getattr(d.record, "body", "") == "which?"]
    target = review.accept(notes, doubt, NEW, candidate=1)
    assert (target.ordinal, target.text_hash) == (4, target_for(NEW).text_hash)
    note = notes.find(doubt.record.id)
    assert isinstance(note, Annotation)
    assert locate(note.target, NEW).confidence is Confidence.EXACT
    assert len(review.doubts(notes, PHNOM_PENH, NEW)) == 2
    assert notes.undo() == f"place of the note on {PHNOM_PENH} ¶2"
    assert len(review.doubts(notes, PHNOM_PENH, NEW)) == 3


def test_no_leaves_the_note_and_does_not_ask_again_about_this_text(notes: Notes) -> None:
    made(notes)
    for doubt in review.doubts(notes, PHNOM_PENH, NEW):
        review.give_up(notes, doubt, NEW)
    assert review.doubts(notes, PHNOM_PENH, NEW) == []
    assert len(notes.for_cable(PHNOM_PENH).annotations) == 3
    newer = a_cable(*(p.text for p in NEW.paragraphs), "And more.")
    assert len(review.doubts(notes, PHNOM_PENH, newer)) == 3


def test_what_surely_moved_can_be_looked_through_too(notes: Notes) -> None:
    notes.annotate(words(OLD, 1, "forty brothels"), "sure")
    renumbered = a_cable("A new paragraph.", *(p.text for p in OLD.paragraphs))
    assert review.doubts(notes, PHNOM_PENH, renumbered) == []
    (doubt,) = review.doubts(notes, PHNOM_PENH, renumbered, moved=True)
    assert doubt.anchor.confidence is Confidence.MOVED
    assert review.accept(notes, doubt, renumbered).number == 2


def test_a_place_that_was_not_offered_cannot_be_accepted(notes: Notes) -> None:
    made(notes)
    doubt = review.doubts(notes, PHNOM_PENH, NEW)[-1]
    with pytest.raises(NotesError):
        review.accept(notes, doubt, NEW)
