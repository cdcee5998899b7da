"""The electronic telegrams of 1973-79 and library records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from reader.cable.parse import parse
from reader.library.ingest.record import make_record
from reader.library.sources import Container
from reader.library.sources.nara.index_entry import NOTICE, ON_FILM, WITHHELD
from tests.library.sources.containers import only, refusal, write

TELEGRAM = """\
CONFIDENTIAL

PAGE 01        DACCA  00292  160625Z

ACTION NEA-10

FM AMEMBASSY DACCA
TO SECSTATE WASHDC 5771

C O N F I D E N T I A L DACCA 0292

E.O. 11652: GDS
TAGS: PFOR, BG
SUBJECT: A CALL ON THE PRESIDENT
REF: STATE 8821

1. HE SAID NOTHING.

BOSTER

CONFIDENTIAL

NNN
"""

ATTRIBUTES = """\
Automatic Decaptioning: X
Capture Date: 01 JAN 1994
Channel Indicators: n/a
Concepts: PRESIDENTS, CALLS
Current Classification: UNCLASSIFIED
Document Number: 1975DACCA00292
Draft Date: 16 JAN 1975
From: DACCA
Handling Restrictions: n/a
Locator: TEXT ON-LINE
Original Classification: CONFIDENTIAL
Reference: 75 STATE 8821, 75 DACCA 12
Subject: A CALL ON THE PRESIDENT OF THE
 REPUBLIC
TAGS: PFOR, BG, US, (FORD, GERALD)
To: STATE
Type: TE
Markings: Declassified/Released US Department of State EO Systematic Review 05 JUL 2006
"""


def test_an_archive_file_is_a_telegram_with_metadata(tmp_path: Path) -> None:
    text = f"Message Text\n\n\n{TELEGRAM}\n\nMessage Attributes\n\n{ATTRIBUTES}"

    document = only(write(tmp_path / "a.txt", text))

    assert document.text.strip() == TELEGRAM.strip()
    assert document.original == text.encode()
    assert document.container == Container.ARCHIVE
    assert document.metadata.mrn == "1975DACCA00292"
    assert document.metadata.date == dt.datetime(1975, 1, 16, tzinfo=dt.UTC)
    assert document.metadata.classification == "CONFIDENTIAL"
    assert document.metadata.origin == "DACCA"
    assert document.metadata.subject == "A CALL ON THE PRESIDENT OF THE REPUBLIC"
    assert document.metadata.references == ("75 STATE 8821", "75 DACCA 12")
    assert document.metadata.tags == ("PFOR", "BG", "US", "(FORD, GERALD)")


@pytest.mark.parametrize(
    ("text", "locator", "notice"),
    [
        ("", "D740012-0434", NOTICE),
        ("n/a", "TEXT UNRETRIEVABLE", NOTICE),
        ("Margaret P. Grafeld Declassified/Released US Department of State EO", "MICROFILM", ON_FILM),
        ("", "WITHDRAWN", WITHHELD),
        ("TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE", "", "TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE"),
    ],
)
def test_an_archive_file_without_text_is_an_index_entry(
    tmp_path: Path, text: str, locator: str, notice: str
) -> None:
    attributes = ATTRIBUTES.replace("TEXT ON-LINE", locator)

    document = only(write(tmp_path / "a", f"Message Text\n\n{text}\n\nMessage Attributes\n\n{attributes}"))

    assert document.container == Container.INDEX
    assert document.metadata.mrn == "1975DACCA00292"
    assert notice in document.text.splitlines()
    cable = parse(document.text, mrn="75DACCA292")
    assert (cable.mrn, cable.origin, cable.subject) == (
        "75DACCA292",
        "DACCA",
        "A CALL ON THE PRESIDENT OF THE REPUBLIC",
    )
    assert [tag.code for tag in cable.tags] == ["PFOR", "BG", "US", "FORD, GERALD"]
    assert [reference.mrn for reference in cable.references] == ["75STATE8821", "75DACCA12"]


def test_an_entry_of_a_reel_has_its_number(tmp_path: Path) -> None:
    text = (
        "Message Text\n\n\nMessage Attributes\n\nDocument Number: 1976P760042-1234\nDraft Date: 02 MAR 1976\n"
        "Film Number: P760042-1234\nFrom: STATE\nSubject: LETTER OF CONDOLENCE\nTo: PRIVATE CITIZEN\n"
    )

    document = only(write(tmp_path / "a.txt", text))

    assert document.metadata.film == "P760042-1234"
    assert ON_FILM in document.text
    record = make_record(document)
    assert (record.mrn, record.partial, record.subject) == ("P760042-1234", True, "LETTER OF CONDOLENCE")
    assert record.container == "index"


def test_a_record_that_says_next_to_nothing_is_skipped(tmp_path: Path) -> None:
    text = "Message Text\n\n\nMessage Attributes\n\nDocument Number: 1976STATE00001\nSubject: n/a\n"

    assert refusal(write(tmp_path / "a.txt", text)).startswith("the record has neither a text nor")


def test_a_telegram_with_a_line_of_attributes_is_cut_at_the_last(tmp_path: Path) -> None:
    telegram = TELEGRAM.replace("1. HE", "Message Attributes\n\n1. HE")

    document = only(write(tmp_path / "a", f"Message Text\n{telegram}\nMessage Attributes\n{ATTRIBUTES}"))

    assert document.text.strip() == telegram.strip()


def test_a_record_with_values_below_its_keys_is_read(tmp_path: Path) -> None:
    text = (
        "A CALL ON THE PRESIDENT\nDate:\n1975 January 16, 00:00 (Thursday)\nCanonical ID:\n1975DACCA00292_b\n"
        "Original Classification:\nCONFIDENTIAL\nCurrent Classification:\nUNCLASSIFIED\n"
        "Handling Restrictions\n-- N/A or Blank --\nFrom:\nBangladesh Dhaka\n"
        "TAGS:\nBG - Bangladesh | PFOR - Political Affairs--Foreign Policy; Relations | US - United States\n"
        f"\nContent\nShow Headers\n{TELEGRAM}\nMetadata\n---\nCapture Date:\n01 JAN 1994\n"
        "Document Number:\n1975DACCA00292\n"
    )

    document = only(write(tmp_path / "a.txt", text))

    assert document.text.strip() == TELEGRAM.strip()
    assert document.container == Container.RECORD
    assert document.metadata.mrn == "1975DACCA00292"
    assert document.metadata.date == dt.datetime(1975, 1, 16, tzinfo=dt.UTC)
    assert document.metadata.classification == "CONFIDENTIAL"
    assert document.metadata.tags == ("BG", "PFOR", "US")
    assert document.original == text.encode()


def test_a_record_with_keys_above_the_text_is_read(tmp_path: Path) -> None:
    text = (
        "Canonical ID: 06PHNOMPENH977_a\nDate: 2006 May 23, 06:55 (Tuesday)\n"
        "Original Classification: UNCLASSIFIED\nCurrent Classification: UNCLASSIFIED\n"
        f"Character Count: 1000\n\n{TELEGRAM}"
    )

    document = only(write(tmp_path / "a.txt", text))

    assert document.text.strip() == TELEGRAM.strip()
    assert document.metadata.mrn == "06PHNOMPENH977_a"
    assert document.metadata.date == dt.datetime(2006, 5, 23, 6, 55, tzinfo=dt.UTC)


def test_a_plain_telegram_is_not_a_record(tmp_path: Path) -> None:
    document = only(write(tmp_path / "a.txt", TELEGRAM))

    assert document.text == TELEGRAM
    assert document.container == Container.RAW
