"""Annotations of other programs become notes at the exact words, or say that they did not."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.cable.model import Cable
from reader.cable.normalise import text_hash
from reader.export.data.web_annotation import web_annotations
from reader.notes.anchoring.anchor import Locator, locate, target_for
from reader.notes.anchoring.review import doubts
from reader.notes.errors import NotesError
from reader.notes.model import Annotation, Confidence, CrossReference, Target
from reader.notes.repository import Notes
from reader.notes.web_annotations.importing import Report, import_annotations
from reader.notes.web_annotations.model import Place
from reader.notes.web_annotations.placing import Found, find_place
from reader.notes.web_annotations.reading import read
from reader.notes.web_annotations.selectors import mrn_in
from tests.notes.builders import PHNOM_PENH, a_cable, bodies, notes_in, words

CABLE = a_cable(
    "The ambassador met the minister in the morning, and the minister agreed.",
    "The minister said that the law on trafficking would be ready in June.",
    "Comment: it will not.",
)
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PAGE = f"https://wikileaks.org/plusd/cables/{PHNOM_PENH}_a.html"


def cable_of(mrn: str) -> tuple[str, Cable | None]:
    return mrn, CABLE if mrn == PHNOM_PENH else None


def taken_in(notes: Notes, value: object) -> Report:
    return import_annotations(notes, read(json.dumps(value)), cable_of)


def quoting(exact: str, prefix: str = "", suffix: str = "", **more: Any) -> dict[str, Any]:
    """A row of Hypothesis's API."""
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    position = {"type": "TextPositionSelector", "start": 9000, "end": 9010}
    row = {
        "id": "AbC-_9",
        "uri": PAGE,
        "user": "acct:ann@hypothes.is",
        "created": "2026-01-02T03:04:05.678901+00:00",
        "updated": "2026-01-03T03:04:05+00:00",
        "text": "A thought.",
        "tags": ["law"],
        "target": [{"source": PAGE, "selector": [position, quote]}],
        "document": {"title": ["A page"]},
    }
    return row | more


def test_a_row_of_hypothesis_is_a_note_on_the_words_it_quotes(notes: Notes) -> None:
    report = taken_in(notes, {"total": 1, "rows": [quoting("the law on\n  trafficking", "said that ")]})
    (note,) = notes.annotations()
    assert note.target == words(CABLE, 2, "the law on trafficking")
    assert (note.body, note.author, note.created.day, note.changed.day) == ("A thought.", "ann", 2, 3)
    assert [notes.code(code).name for code in note.codes if notes.code(code)] == ["law"]  # type: ignore[union-attr]
    assert (report.words, report.remarks, report.found[Found.PLACED]) == ("1 note", [], 1)


def test_a_second_time_nothing_is_new_and_an_undo_takes_all_away(notes: Notes) -> None:
    rows = {"rows": [quoting("the law on trafficking"), quoting("in June", id="other")]}
    assert taken_in(notes, rows).words == "2 notes"
    again = taken_in(notes, rows)
    assert (again.words, again.here) == ("", 2)
    notes.undo()
    assert (bodies(notes), notes.codes()) == ([], ())


def test_words_that_are_in_several_places_wait_for_review(notes: Notes) -> None:
    report = taken_in(notes, [quoting("the minister")])
    (note,) = notes.annotations()
    assert report.found[Found.UNSURE] == 1
    assert "several places" in report.remarks[0]
    assert locate(note.target, CABLE).confidence is Confidence.UNSURE
    assert [doubt.record.id for doubt in doubts(notes, PHNOM_PENH, CABLE)] == [note.id]
    assert note.target.text_hash not in ("", text_hash(CABLE.source)), "review looks at changed texts only"
    assert note.target.quote
    assert note.target.quote.exact == "the minister"


def test_the_text_around_decides_between_several_places(notes: Notes) -> None:
    taken_in(notes, [quoting("the minister", "in the morning, and ", " agreed.")])
    (note,) = notes.annotations()
    assert note.target.ordinal == 1
    assert note.target.start == CABLE.paragraphs[0].text.rindex("the minister")


def test_words_that_are_not_there_are_told_and_quoted(notes: Notes) -> None:
    report = taken_in(notes, [quoting("The embassy denies\nall of this.")])
    assert bodies(notes) == ["> The embassy denies\n> all of this.\n\nA thought."]
    assert report.remarks == [
        f"{PHNOM_PENH}: not found, so the note quotes it: The embassy denies all of this."
    ]


def test_what_is_on_no_cable_is_told_and_a_cable_elsewhere_keeps_its_note(notes: Notes) -> None:
    elsewhere = quoting("x", uri="https://example.org/a", target=[], document={}, id="1")
    report = taken_in(notes, [elsewhere, quoting("gone", uri="urn:cable:06PARIS1", target=[], id="2")])
    assert (report.skipped, report.found[Found.OUTSIDE]) == (1, 1)
    assert report.remarks == ["Left out, as it is not on a cable: https://example.org/a"]
    assert bodies(notes, "06PARIS1") == ["A thought."]


def test_a_reply_is_on_the_words_it_answers(notes: Notes) -> None:
    reply = quoting("", id="reply", references=["AbC-_9"], text="No.", tags=[], target=[{"source": PAGE}])
    taken_in(notes, [quoting("the law on trafficking"), reply])
    assert {note.body: note.target.start for note in notes.annotations()} == {"A thought.": 23, "No.": 23}


@pytest.mark.parametrize(
    ("address", "title", "mrn"),
    [
        (PAGE, "", PHNOM_PENH),
        (f"urn:cable:{PHNOM_PENH}", "", PHNOM_PENH),
        ("https://aad.archives.gov/aad/createpdf?rid=1", "Cable: 1975DACCA00292_b", "75DACCA292"),
        ("https://example.org/2006/report77", "Report 77 of 2006", ""),
        ("urn:cable:%1B", "", ""),
    ],
)
def test_the_cable_is_read_from_the_address_or_the_title(address: str, title: str, mrn: str) -> None:
    assert mrn_in(address, [title]) == mrn


def test_our_own_annotations_come_back_as_they_were(notes: Notes, tmp_path: Path) -> None:
    notes.annotate(target_for(CABLE), "Of the whole.\n\n\x1b[1m")
    notes.annotate(target_for(CABLE, 3), "Short paragraph.")
    notes.annotate(words(CABLE, 1, "the minister"), "Words that are there twice.")
    notes.tag(words(CABLE, 2, "law"), ["law", "of"])
    notes.link(target_for(CABLE, 1), Target("06PARIS1", ordinal=7), "supports / is held up by", "as: said")
    fresh = notes_in(tmp_path / "fresh", author="Bob")
    text = _written(notes)
    report = import_annotations(fresh, read(text), cable_of)
    assert (report.words, report.remarks) == ("4 notes, 1 link", [])
    assert _written(fresh) == text
    assert [*fresh.cross_references()] == [*notes.cross_references()]
    assert {one.id: one.target for one in fresh.annotations()} == {
        one.id: one.target for one in notes.annotations()
    }


TWICE = a_cable("The same words.", "Between.", "The same words.", "The same words, and the same words.")


@given(st.integers(1, 4), st.integers(0, 40), st.integers(0, 40))
@example(1, 3, 4)
def test_every_passage_of_ours_comes_back_also_where_the_text_is_there_twice(
    ordinal: int, start: int, end: int
) -> None:
    target = target_for(TWICE, ordinal, start, end)
    note = Annotation(id=str(uuid.UUID(int=1)), author="Ann", created=NOW, changed=NOW, target=target)
    (read_back,) = read("".join(web_annotations([note], {})))
    assert find_place(read_back.place, PHNOM_PENH, TWICE, Locator(TWICE)) == (target, Found.PLACED, "")


def test_a_blank_that_is_not_where_it_is_said_to_be_is_told() -> None:
    place = Place("", PHNOM_PENH, exact=" ", paragraph=1, start=0, end=1)

    target, found, said = find_place(place, PHNOM_PENH, TWICE, Locator(TWICE))

    assert (target, found) == (target_for(TWICE, 1, mrn=PHNOM_PENH), Found.LOST)
    assert said == "blanks in paragraph 1"


def test_an_annotation_of_the_standard_is_read_in_its_many_shapes() -> None:
    item = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "creator": [{"type": "Person", "nickname": "ann"}, "http://example.org/bob"],
        "body": [
            "http://example.org/post1",
            {"type": "TextualBody", "value": "law", "purpose": ["oa:tagging"]},
            {"type": "Choice", "items": [{"value": "One."}, {"value": "Zwei."}]},
        ],
        "target": {"type": "Composite", "items": [PAGE, "http://example.org/other"]},
    }
    (one,) = read(json.dumps({"first": {"items": [item]}}))
    assert (one.place.mrn, one.author, one.tags) == (PHNOM_PENH, "ann", ("law",))
    assert one.body == "http://example.org/post1\n\nOne."
    (value,) = read(json.dumps({"target": f"urn:cable:{PHNOM_PENH}#paragraph-2", "bodyValue": "Short."}))
    assert (value.place.paragraph, value.body) == (2, "Short.")


def _written(notes: Notes) -> str:
    records: list[Annotation | CrossReference] = [*notes.annotations(), *notes.cross_references()]
    return "".join(web_annotations(records, {code.id: code for code in notes.codes()}))


NAMES = st.sampled_from(
    [
        *("id", "uri", "type", "target", "selector", "exact", "source", "body", "value", "purpose", "tags"),
        *("user", "refinedBy", "creator", "references", "document", "title", "motivation", "start"),
    ]
)
TEXTS = st.sampled_from([PAGE, "TextQuoteSelector", "the law", "tagging", "linking", "\x00\ud800"])
JSON = st.recursive(
    st.none() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=4,
)


@given(st.dictionaries(NAMES, JSON, max_size=4))
def test_any_object_is_read(item: dict[str, Any]) -> None:
    (one,) = read(json.dumps([item]))
    assert uuid.UUID(one.id)


@pytest.mark.parametrize("text", ["", "no", '{"a": 1}', "[1]", "[" * 100_000, '"x"'])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(NotesError, match="not a file of annotations"):
        list(read(text))


@pytest.mark.parametrize(
    "text", ["[]", '{"total": 0, "rows": []}', '{"type": "AnnotationPage", "items": []}']
)
def test_a_file_without_annotations_is_one(text: str) -> None:
    assert list(read(text)) == []
