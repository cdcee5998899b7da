"""What only whole volumes of older editions have: other numbers, datelines in italics, texts not printed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from reader.library.ingest.record import make_record
from reader.library.sources import SourceDocument, read
from reader.library.stored_cable import StoredCable, parse_stored
from tests.library.sources.containers import found, only, write
from tests.library.sources.frus.volumes import volume

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


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
        (
            "<head>Note</head><dateline>Rome, <hi>March 26, 1955</hi>—4:41 p.m.</dateline><p>Words.</p>",
            "1955-03-26",
        ),
        ("<head>A to B</head><p>Words.</p><p>[<hi>Washington</hi>,] August 20, 1948.</p>", "1948-08-20"),
        ("<head>A to B</head><p>Words.</p><p>He was told so on August 20, 1948.</p><p>More.</p>", "None"),
    ],
)
def test_the_day_is_found_in_italics_and_in_the_heading(tmp_path: Path, inside: str, date: str) -> None:
    assert str(read_document(tmp_path, inside).metadata.date).partition(" ")[0] == date


@pytest.mark.parametrize(
    ("chapter", "heading", "date"),
    [
        ("November 1961", "Letter From Dutton, November 28. Aid.", "1961-11-28"),
        ("November–December 1960", "Letter of November, December 3", "1960-12-03"),
        ("October 23, 1962", "Circular, October 23", "1962-10-23"),
        ("November 1961", "Letter From Dutton, December 28", "None"),
        ("Bolivia", "Letter From Dutton, November 28", "None"),
    ],
)
def test_a_day_without_a_year_is_in_the_year_of_its_chapter(
    tmp_path: Path, chapter: str, heading: str, date: str
) -> None:
    inside = f'<div type="document" xml:id="d7" n="7"><head>7. {heading}</head><p>Words.</p></div>'
    before = '<div n="6"><head>Letter</head></div>'
    text = volume(f'<div type="chapter"><head>{chapter}</head>{before}{inside}</div>')

    document = only(write(tmp_path / "volume.xml", text))

    assert str(document.metadata.date).partition(" ")[0] == date


@pytest.mark.parametrize(
    ("inside", "month"),
    [
        ("<head>Editorial Note</head><p>On January 4 he spoke.</p>", "1949-01-01"),
        ("<head>Editorial Note</head><p>On January 4, 1946, he spoke.</p>", "1946-01-01"),
        (
            '<head>Study</head><dateline><date when="1966-10">October</date></dateline><p>We.</p>',
            "1966-10-01",
        ),
        ("<head>Study, Washington, August 1975</head><p>On May 3 he spoke.</p>", "1975-08-01"),
        ("<head>Letter</head><p>On May 3 he spoke.</p>", ""),
    ],
)
def test_what_has_no_day_is_listed_by_its_month(tmp_path: Path, inside: str, month: str) -> None:
    last = '<div type="document" xml:id="d8" n="8"><head>Rome, December 9, 1948</head><p>Words.</p></div>'
    inside = f'<div type="document" xml:id="d9" n="9">{inside}</div>'
    _, document = found(read([write(tmp_path / "volume.xml", volume(last, inside))]))[0]
    record = make_record(document)
    stored = StoredCable(
        record.mrn, document.text, json.loads(record.metadata or ""), "", NOW, "a", id=1, current=True
    )

    assert (record.estimated or "") == month
    assert str(parse_stored(stored).estimated_date or "") == month


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
