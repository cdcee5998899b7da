"""What only whole volumes of older editions have: other numbers, datelines in italics, texts not printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.ingest.record import make_record
from reader.library.sources import SourceDocument
from tests.library.sources.containers import only, write
from tests.library.sources.frus.volumes import volume


def read_document(tmp_path: Path, inside: str, *, number: int = 112, id: str = "") -> SourceDocument:
    document = f'<div type="document" xml:id="d{number}" n="{number}">{inside}</div>'
    text = volume(document)
    return only(write(tmp_path / "volume.xml", text.replace("frus1969-76v22", id) if id else text))


@pytest.mark.parametrize(
    "head",
    [
        "112. Letter From the Ambassador",
        "112.Letter From the Ambassador",
        "No. 112<lb/>Letter From the Ambassador",
        "[112]. Letter From the Ambassador",
    ],
)
def test_the_number_is_no_part_of_the_subject(tmp_path: Path, head: str) -> None:
    assert read_document(tmp_path, f"<head>{head}</head><p>Words.</p>").metadata.subject == (
        "Letter From the Ambassador"
    )


@pytest.mark.parametrize(
    ("inside", "date"),
    [
        (
            '<head>Note</head><dateline><hi rend="italic"><placeName>Cairo</placeName>,'
            ' <date when="1957-12-11T16:00:00">December 11, 1957—4 p.m.</date></hi></dateline><p>Words.</p>',
            "1957-12-11",
        ),
        ("<head>Minutes of the Meeting, Paris, May 1–October 7, 1948</head><p>Words.</p>", "1948-10-07"),
        ("<head>Minutes, July 31, 1952, and February 30, 1953</head><p>Words.</p>", "None"),
        ("<head>Editorial Note</head><p>On May 1, 1948, he spoke.</p>", "None"),
    ],
)
def test_the_day_is_found_in_italics_and_in_the_heading(tmp_path: Path, inside: str, date: str) -> None:
    assert str(read_document(tmp_path, inside).metadata.date).partition(" ")[0] == date


def test_a_document_that_was_not_released_is_its_heading_and_note(tmp_path: Path) -> None:
    head = (
        '<head>112. Telegram 523 from the Embassy in Finland to the Department of State<note n="0">[Source:'
        " Central Files. Secret; Limit Distribution. 1 page of source text not declassified.]</note></head>"
    )

    document = read_document(tmp_path, head)

    assert document.metadata.origin == "Embassy in Finland"
    assert "[The volume prints only the heading of this document and what is noted on it.]" in document.text
    assert "1 page of source text not declassified." in document.text


def test_the_film_number_in_the_source_note_is_another_name(tmp_path: Path) -> None:
    head = (
        '<head>112. Telegram From the Embassy in Chad<note n="1" type="source">Source: National Archives, RG'
        " 59, Central Foreign Policy File, D770012–0456. Secret. See D770099-0001.</note></head><p>No.</p>"
    )

    document = read_document(tmp_path, head)

    assert document.metadata.film == "D770012–0456"
    assert "D770012-0456" in make_record(document).aliases


def test_a_supplement_on_microfiche_describes_its_documents(tmp_path: Path) -> None:
    head = "<head>1. Record of Actions, 474th NSC Meeting, January 12. Top Secret. 2 pp. Lot 66 D 95.</head>"

    document = read_document(tmp_path, head, number=1, id="frus1961-63v07-09mSupp")

    assert document.metadata.mrn == "FRUS1961-63V07-09MSUPPD1"
    assert document.metadata.subject is not None
    assert document.metadata.subject.startswith("Record of Actions")


def test_a_source_note_is_known_by_its_first_word_and_marks_are_no_part_of_a_subject(tmp_path: Path) -> None:
    head = (
        '<head>112. Minutes<note n="1">Source: Carter Library. Secret; Nodis. It was long.</note> of a'
        ' Meeting<note n="2">Held in the Situation Room.</note></head><p>Words.<note n="3">So.</note></p>'
    )

    document = read_document(tmp_path, head)

    assert (document.metadata.subject, document.metadata.classification) == ("Minutes of a Meeting", "SECRET")
    assert "Words.[3]" in document.text
    assert "\n\n[2] Held in the Situation Room.\n" in document.text
